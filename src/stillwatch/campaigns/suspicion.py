"""Which candidate slices carry two independent kinds of evidence that no honest explanation takes away."""

from __future__ import annotations

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

    Sites and short events explain shared networks and machines, joint sign-ups and joint hours; one owner, or the few
    sponsors of an event, explain shared identities and joint sign-ups; a school, a company under its own mail domain,
    or accounts that are openly one customer explain all of these.

    Independent kinds are content, time, registration and infrastructure; content never suffices alone, nor with places
    alone, since a hosted tool brings its text and its addresses to all of its users. A slice with no more than two
    kinds needs a ``MARGIN`` to lead: an operation has a slice that stands on its own.
    """
    elsewhere = 1 - np.max([honest.sites, honest.event, honest.school, honest.company], axis=0)
    other = 1 - np.max([honest.owner, honest.school, honest.company, honest.sponsors], axis=0)
    shared = measures.infrastructure.kinds
    held = [strongest(shared, IDENTITIES) * other, strongest(shared, MACHINES) * other * elsewhere]
    infrastructure = together([*held, strongest(shared, PLACES) * elsewhere])
    outside = np.stack([measures.synchrony.bits * elsewhere, measures.cohort.bits * elsewhere * other, infrastructure])
    content = measures.template.bits + measures.partition.bits
    kinds = (outside >= STRONG).sum(axis=0) + (content >= STRONG)
    bits = PRIOR + content + measures.focus.bits + outside.sum(axis=0)
    bits -= honest.small_use + honest.workload + honest.unseen_owner
    people = (np.stack([*outside[:2], *held]) >= STRONG).any(axis=0)
    holds = (kinds >= NEEDED) & people & (bits > 0)
    return Suspicion(bits, kinds, holds, holds & (bits > np.where(kinds > NEEDED, 0.0, MARGIN)))
