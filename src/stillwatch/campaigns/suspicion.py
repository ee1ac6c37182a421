"""Which candidate slices carry two independent kinds of evidence that no honest explanation takes away."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

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

    Sites explain shared networks and machines, joint sign-ups and joint hours, and so does a short event whose members
    are together; one whose members are everywhere explains sign-ups and hours. One owner, or the few sponsors of an
    event, explain shared identities and joint sign-ups; a school, a company under its own mail domain, or accounts that
    are openly one customer explain all of these.

    Independent kinds are content, time, registration and infrastructure; content never suffices alone, nor with places
    alone, since a hosted tool brings its text and its addresses to all of its users. A slice with no more than two
    kinds needs a ``MARGIN`` to lead: an operation has a slice that stands on its own.
    """
    held = _held(measures, honest)
    outside = _outside(measures, honest, held)
    content = measures.template.bits + measures.partition.bits
    kinds = (outside >= STRONG).sum(axis=0) + (content >= STRONG)
    alone = together(held)
    passing = content + measures.focus.bits + outside.sum(axis=0) - alone
    bits = PRIOR + alone + _lasting(passing, honest.small_use) - honest.workload - honest.unseen_owner
    people = (np.stack([*outside[:2], *held]) >= STRONG).any(axis=0)
    holds = (kinds >= NEEDED) & people & (bits > 0)
    return Suspicion(bits, kinds, holds, holds & (bits > np.where(kinds > NEEDED, 0.0, MARGIN)))


def _held(measures: Measures, honest: Explanations) -> list[Floats]:
    """Bits of shared identities and of shared machines that nothing honest explains."""
    other = 1 - np.max([honest.owner, honest.school, honest.company, honest.sponsors], axis=0)
    apart = 1 - np.max([honest.sites, honest.gathering, honest.school, honest.company], axis=0)
    shared = measures.infrastructure.kinds
    return [strongest(shared, IDENTITIES) * other, strongest(shared, MACHINES) * other * apart]


def _outside(measures: Measures, honest: Explanations, held: Sequence[Floats]) -> Floats:
    """Bits of time, registration and infrastructure that nothing honest explains (kinds x slices)."""
    elsewhere = 1 - np.max([honest.sites, honest.event, honest.school, honest.company], axis=0)
    apart = 1 - np.max([honest.sites, honest.gathering, honest.school, honest.company], axis=0)
    other = 1 - np.max([honest.owner, honest.school, honest.company, honest.sponsors], axis=0)
    places = strongest(measures.infrastructure.kinds, PLACES) * apart
    signups = measures.cohort.bits * elsewhere * other
    return np.stack([measures.synchrony.bits * elsewhere, signups, together([*held, places])])


def _lasting(passing: Floats, small_use: Floats) -> Floats:
    """What is left of ``passing`` bits of words, hours, sign-ups and places where accounts send little.

    Those who take a course or try what everybody tries have all of these in common, for as long as it goes; they do not
    hold each other's cards and machines, so that no small use takes more than there is.
    """
    return np.asarray(np.maximum(passing - small_use, np.minimum(passing, 0)))
