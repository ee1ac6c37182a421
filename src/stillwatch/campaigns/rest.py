"""What is left of an operation's accounts beyond its known exchanges: honest traffic, more of its own, or both."""

from __future__ import annotations

from typing import Final

import numpy as np

from stillwatch.campaigns.corpus import Corpus
from stillwatch.campaigns.likeness import left_out_ratio, shape_bits
from stillwatch.campaigns.words import Marks, Usage, atom_rows
from stillwatch.evidence.log import Codes, Floats, Ints

STEPS: Final = 40
"""Steps of the expectation maximization; it settles within a few where the exchanges differ at all."""
COMPANY: Final = 4.0
"""Exchanges for which the other accounts' mixture counts when that of one account is estimated."""
LEAST: Final = 1e-6
"""No exchange is ever certain."""
LIKELY: Final = 0.75
"""How likely an exchange without known text has to be the operation's."""
ALL: Final = 0.9
"""Part of the rest that is likely the operation's, from which nothing speaks for honest traffic at all."""
THEIRS: Final = 0.75
"""Part of a text's exchanges that members send, from which it speaks for the operation in an account's rest."""
MANY: Final = 20
"""Members who have to send it: customers of one account's owner reach few of the others."""
OFTEN: Final = 10
"""And how often each of them on average: what a pool's honest customers say is spread thin over its accounts."""
SAID: Final = 3.0
"""Most bits of such a text: a pool's honest customers may have texts of their own."""
ROUNDS: Final = 8
"""Times that the operation's shape is learned anew; more change nothing."""


def own_rest(corpus: Corpus, member: Marks, rows: Codes, found: Usage) -> Codes:
    """Those of the members' other exchanges that are likelier the operation's than honest, by shape and by texts.

    Known exchanges are a choice, of what could be recognised; so the operation's shape is learned once more from all
    that is taken for its own. ``found`` counts who uses each atom, by account.
    """
    log = corpus.log
    inside = member[log.account]
    known = np.zeros(len(log), dtype=np.bool_)
    known[rows] = True
    rest = np.flatnonzero(inside & ~known).astype(np.int32)
    theirs = left_out_ratio(own_in_bulk(corpus, found), log.customer, inside, ~inside, rest)
    own = rest[:0]
    for _ in range(ROUNDS):
        known[own] = True
        bits = shape_bits(log, corpus.shapes, known, ~inside, rest) + np.clip(theirs, 0, SAID)
        own = rest[own_share(bits, log.account[rest]) > LIKELY]
    return rest if len(own) >= ALL * len(rest) else own


def own_in_bulk(corpus: Corpus, found: Usage) -> Codes:
    """1 for an exchange with a text that mostly members send, many of them and often; 0 for others."""
    often = (found.members >= MANY) & (found.member_rows >= OFTEN * found.members)
    mostly = often & (found.member_rows >= THEIRS * found.rows)
    out = np.zeros(len(corpus.log), dtype=np.int32)
    out[atom_rows(corpus.postings, np.flatnonzero(mostly))] = 1
    return out


def _posterior(bits: Floats, share: Floats) -> Floats:
    odds = bits + np.log2(share) - np.log2(1 - share)
    return np.asarray(1 / (1 + np.exp2(-np.clip(odds, -60, 60))))


def own_share(bits: Floats, account: Codes) -> Floats:
    """Per exchange left, how likely it is the operation's: ``bits`` are its log-likelihood ratio, in log2.

    Each account mixes the operation's exchanges and honest ones in a proportion of its own, found by expectation
    maximization over its exchanges, beginning from the proportion of all accounts (Dempster, Laird and Rubin 1977).
    """
    everybody = _mixture(bits, np.zeros(len(bits), dtype=np.int64), 0.5, 0.0)
    number = np.unique(account, return_inverse=True)[1]
    return _posterior(bits, _mixture(bits, number, float(everybody.mean()) if len(bits) else 0.5, COMPANY))


def _mixture(bits: Floats, number: Ints, usual: float, company: float) -> Floats:
    """Per exchange, the share of its group that is the operation's; ``company`` exchanges have the ``usual`` share."""
    count = np.bincount(number) + company
    share = np.full(len(bits), usual)
    for _ in range(STEPS):
        sums = np.bincount(number, weights=_posterior(bits, share)) + company * usual
        share = np.clip(sums / count, LEAST, 1 - LEAST)[number]
    return share
