"""The words of the report that need saying once."""

from __future__ import annotations

from typing import Final

TERMS: Final = (
    (
        "Alleged campaign",
        (
            "Many accounts acting as one operation that collects a model's answers to train another model. The log "
            "shows behaviour, not intent: until somebody has checked it, a campaign is an allegation."
        ),
    ),
    (
        "Bits",
        (
            "The weight of a piece of evidence: each bit doubles the odds that the accounts act as one, each negative "
            "bit halves them. Ten bits are a factor of about a thousand."
        ),
    ),
    (
        "Confidence",
        (
            "A number from 0 to 1: the probability that follows from the sum of the bits. Its starting point was set "
            "by hand; how often such probabilities hold is measured where the truth is known: docs/evaluation.md. It "
            "is about the operation as a whole, not about each account in it."
        ),
    ),
    (
        "Likelihood words",
        (
            "As ICD 203 fixes them: almost no chance (below 5 %), very unlikely (to 20 %), unlikely (to 45 %), "
            "roughly even chance (to 55 %), likely (to 80 %), very likely (to 95 %), almost certain (above)."
        ),
    ),
    (
        "Unresolved",
        (
            "A group with two kinds of evidence, of which the log does not say whether one operation or an honest "
            "explanation is behind it. It is no campaign, and nothing is proposed for its accounts."
        ),
    ),
    (
        "Score",
        "A number from 0 to 1 for one account: the probability that it is a member of its campaign.",
    ),
    (
        "Own exchanges",
        (
            "Traffic of an account that does not belong to the campaign. A relay carries both, so an account with many "
            "of them may have customers who know nothing of it."
        ),
    ),
    (
        "Launch pivot",
        "Traffic that moves to a newly released model within hours, many accounts at once.",
    ),
    (
        "Fixed request text",
        "The part of a request that repeats word by word while the payload around it changes.",
    ),
)
"""A term and what it means, in the order in which the page uses them."""
