"""Which candidate slices carry two independent kinds of evidence that no honest explanation takes away."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final, NamedTuple

import numpy as np
import numpy.typing as npt

from stillwatch.campaigns.alternatives import Explanations
from stillwatch.evidence.infrastructure import IDENTITIES, MACHINES, PLACES, strongest, together
from stillwatch.evidence.log import Floats
from stillwatch.evidence.measures import Measures

STRONG: Final = 3.0
"""Bits from which a kind of evidence counts as one of the two that are needed."""
MARGIN: Final = 5.0
"""Bits that must be left over where there are no more than the needed kinds: one of two may be an accident."""
PRIOR: Final = -16.0
"""Log2 odds that a candidate is an operation before any evidence: a log has thousands of candidates."""
NEEDED: Final = 2
"""Kinds of strong evidence that are needed, content being one of them at most."""


@dataclass(frozen=True, slots=True)
class Suspicion:
    """Per slice: ``bits`` of log2 posterior odds, ``kinds`` of independent strong evidence, whether it ``holds``."""

    bits: Floats
    kinds: npt.NDArray[np.int64]
    holds: npt.NDArray[np.bool_]
    leads: npt.NDArray[np.bool_]


def weigh(measures: Measures, honest: Explanations) -> Suspicion:
    """Add up the evidence that is left when honest explanations took their part.

    Sites explain shared networks and machines, joint sign-ups and joint hours, and where their people keep a working
    day, shared cards as well: their employer's. A short event whose members are together explains what sites do; one
    whose members are everywhere explains sign-ups and hours. One owner, or an event's sponsors and teams, explain
    shared identities and joint sign-ups; a school, a company under its own mail domain, accounts that are openly one
    customer, or a short event that is over explain all of these. Use that is small, work that trains nobody, and a few
    cards that pay for all where little else speaks, are so much likelier of honest people that bits are taken off.

    Independent kinds are content, time, registration and infrastructure; content never suffices alone, nor with places
    alone, since a hosted tool brings its text and its addresses to all of its users. Payloads that all send weigh
    against a common text, which counts still. A slice with no more than two kinds needs a ``MARGIN`` to lead: an
    operation has a slice that stands on its own.
    """
    left = _left(honest)
    held = _held(measures, left)
    outside = _outside(measures, left, held)
    content = measures.template.bits + measures.partition.bits
    kinds = (outside >= STRONG).sum(axis=0) + (measures.template.bits >= STRONG)
    alone = together(held)
    passing = content + measures.focus.bits + outside.sum(axis=0) - alone
    # A firm's cards are the firm's; joint hours or sign-ups beside them are not its cards'.
    against = honest.workload + honest.unseen_owner + honest.few_payers * (kinds <= NEEDED)
    bits = PRIOR + alone + _lasting(passing, honest.small_use) - against
    people = (np.stack([*outside[:2], *held]) >= STRONG).any(axis=0)
    holds = (kinds >= NEEDED) & people & (bits > 0)
    return Suspicion(bits, kinds, holds, holds & (bits > np.where(kinds > NEEDED, 0.0, MARGIN)))


class _Left(NamedTuple):
    """Per slice, the parts of evidence that no honest explanation takes.

    Joint ``hours``, ``arrivals`` (sign-ups), shared ``doors`` (machines, networks), and ``papers`` (cards, phones).
    """

    hours: Floats
    arrivals: Floats
    doors: Floats
    papers: Floats


def _left(honest: Explanations) -> _Left:
    always = [honest.school, honest.company, honest.over]
    return _Left(
        hours=1 - np.max([*always, honest.sites, honest.event], axis=0),
        arrivals=1 - np.max([*always, honest.sites, honest.unseen_site, honest.event], axis=0),
        doors=1 - np.max([*always, honest.sites, honest.unseen_site, honest.gathering], axis=0),
        papers=1 - np.max([*always, honest.owner, honest.teams, honest.staff], axis=0),
    )


def _held(measures: Measures, left: _Left) -> list[Floats]:
    """Bits of shared identities and of shared machines that nothing honest explains."""
    shared = measures.infrastructure.kinds
    return [strongest(shared, IDENTITIES) * left.papers, strongest(shared, MACHINES) * left.papers * left.doors]


def _outside(measures: Measures, left: _Left, held: Sequence[Floats]) -> Floats:
    """Bits of time, registration and infrastructure that nothing honest explains (kinds x slices)."""
    places = strongest(measures.infrastructure.kinds, PLACES) * left.doors
    signups = measures.cohort.bits * left.arrivals * left.papers
    return np.stack([measures.synchrony.bits * left.hours, signups, together([*held, places])])


def _lasting(passing: Floats, small_use: Floats) -> Floats:
    """What is left of ``passing`` bits of words, hours, sign-ups and places where accounts send little.

    Those who take a course or try what everybody tries have all of these in common, for as long as it goes; they do not
    hold each other's cards and machines, so that no small use takes more than there is.
    """
    return np.asarray(np.maximum(passing - small_use, np.minimum(passing, 0)))
