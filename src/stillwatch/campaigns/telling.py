"""A set of accounts and their rows is weighed once more as a whole, and becomes an operation or nothing."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import numpy as np

from stillwatch.campaigns.alternatives import FEW_IN_ALL, Explanations, explanations
from stillwatch.campaigns.attribution import Crew, kin_atoms
from stillwatch.campaigns.ground import Ground
from stillwatch.campaigns.operation import Fixed, Operation
from stillwatch.campaigns.rivals import rivals
from stillwatch.campaigns.significance import p_value
from stillwatch.campaigns.suspicion import PRIOR, Suspicion, weigh
from stillwatch.evidence.atoms import PLACES, Postings
from stillwatch.evidence.log import Codes, Ints
from stillwatch.evidence.measures import Measures, measure
from stillwatch.evidence.slices import slices_of
from stillwatch.records.evidence import Evidence

LEAST_BITS: Final = 2.0
"""Odds of four to one; what is less likely is not told as an operation."""
MOST_CHANCE: Final = 0.01
"""An operation is dropped where more of the random groups are as joint as it is."""
MOST_CONFIDENCE: Final = 0.999
MOST_FIXED: Final = 12
LEAST_OFF: Final = 0.1


def confidence_of(bits: float) -> float:
    """Posterior probability from log2 odds, never quite certain."""
    return round(min(1 / (1 + 2 ** -min(bits, 40.0)), MOST_CONFIDENCE), 4)


def fixed_texts(postings: Postings, own: Ints) -> tuple[Fixed, ...]:
    """The commonest of an operation's own texts, one per set of exchanges."""
    sizes = np.diff(postings.offsets)[own]
    kept: list[Fixed] = []
    for atom in own[np.argsort(-sizes, kind="stable")][:400]:
        rows = postings.rows[postings.offsets[atom] : postings.offsets[atom + 1]]
        if all(len(np.intersect1d(rows, one.rows, assume_unique=True)) < 0.5 * len(rows) for one in kept):
            kept.append(Fixed(int(postings.atom[atom]), PLACES[int(postings.place[atom])], rows))
        if len(kept) == MOST_FIXED:
            break
    return tuple(kept)


def accounted(measures: Measures, bits: float) -> tuple[Evidence, ...]:
    """The evidence about a whole operation, and what is taken off, so that the pieces add up to ``bits``."""
    pieces = measures.explain(0)
    prior = Evidence("prior", PRIOR, "among thousands of groups that could be looked at, few are operations")
    off = round(bits - PRIOR - sum(piece.bits for piece in pieces), 1)
    if off > -LEAST_OFF:
        return (*pieces, prior)
    why = "honest explanations take this part of the evidence away"
    return (*pieces, Evidence("honest_explanations", off, why), prior)


@dataclass(frozen=True, slots=True)
class Weighed:
    """One set of rows weighed as a whole; ``own`` are its atoms, ``measures`` and the rest have one slice."""

    own: Ints
    measures: Measures
    honest: Explanations
    suspicion: Suspicion

    @property
    def bits(self) -> float:
        """Log2 posterior odds that one operation is behind the rows."""
        return float(self.suspicion.bits[0])


def weighed(ground: Ground, rows: Codes, few: float = FEW_IN_ALL, *, among: Codes | None = None) -> Weighed:
    """All evidence on ``rows`` (ascending, not empty), and what honest explanations take of it; ``few`` as there.

    Texts are the rows' own where hardly any exchange but these, or those they are ``among``, has them.
    """
    own = kin_atoms(ground.corpus.contents, rows if among is None else among)
    whole = slices_of(ground.log, np.array([0, len(rows)], dtype=np.int64), rows)
    measures = measure(ground.log, whole, np.array([len(own) > 0]), ground.rates, ground.candidates)
    honest = explanations(ground.log, measures, few, whole=True)
    return Weighed(own, measures, honest, weigh(measures, honest))


@dataclass(frozen=True, slots=True)
class Told:
    """An operation, and the bits of evidence that are its exchanges' own: what they ask, and when they are sent."""

    operation: Operation
    own: float


def own_bits(measures: Measures) -> float:
    """Bits of focus and of joint hours; identities, sign-ups and closures are the accounts', whoever uses them."""
    time = measures.synchrony
    return float(measures.focus.bits[0] + time.together[0] + time.pivot[0] + time.even[0])


def tell(ground: Ground, crew: Crew) -> Told | None:
    """Weigh the operation's own exchanges as one slice; None where there are none or they do not stand on their own."""
    if not len(crew.rows):
        return None
    whole = weighed(ground, crew.rows)
    if not whole.suspicion.leads[0] or whole.bits < LEAST_BITS:
        return None
    chance = p_value(ground.log, ground.index, crew.accounts, ground.rates)
    if chance > MOST_CHANCE:
        return None
    operation = Operation(
        accounts=crew.accounts,
        rows=crew.rows,
        bits=whole.bits,
        p_value=chance,
        confidence=confidence_of(whole.bits),
        evidence=accounted(whole.measures, whole.bits),
        alternatives=rivals(whole.measures, whole.honest, 0),
        fixed=fixed_texts(ground.postings, whole.own),
    )
    return Told(operation, own_bits(whole.measures))
