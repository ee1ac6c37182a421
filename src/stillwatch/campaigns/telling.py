"""A set of accounts and their rows is weighed once more as a whole, and becomes an operation or nothing."""

from __future__ import annotations

from typing import Final

import numpy as np

from stillwatch.campaigns.alternatives import explanations
from stillwatch.campaigns.attribution import Crew, kin_atoms
from stillwatch.campaigns.ground import Ground
from stillwatch.campaigns.operation import Fixed, Operation
from stillwatch.campaigns.rivals import rivals
from stillwatch.campaigns.significance import p_value
from stillwatch.campaigns.suspicion import weigh
from stillwatch.evidence.atoms import PLACES, Postings
from stillwatch.evidence.log import Ints
from stillwatch.evidence.measures import measure
from stillwatch.evidence.slices import slices_of

MOST_CHANCE: Final = 0.01
"""An operation is dropped where more of the random groups are as joint as it is."""
MOST_CONFIDENCE: Final = 0.999
MOST_FIXED: Final = 12


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


def tell(ground: Ground, crew: Crew) -> Operation | None:
    """Weigh the operation's own exchanges as one slice; None where they do not hold up."""
    own = kin_atoms(ground.postings, crew.rows, len(ground.log))
    whole = slices_of(ground.log, np.array([0, len(crew.rows)], dtype=np.int64), crew.rows)
    measures = measure(ground.log, whole, np.array([len(own) > 0]), ground.rates, ground.candidates)
    honest = explanations(ground.log, measures)
    suspicion = weigh(measures, honest)
    if not suspicion.holds[0]:
        return None
    chance = p_value(ground.log, ground.index, crew.accounts, ground.rates)
    if chance > MOST_CHANCE:
        return None
    bits = float(suspicion.bits[0])
    return Operation(
        accounts=crew.accounts,
        rows=crew.rows,
        bits=bits,
        p_value=chance,
        confidence=confidence_of(bits),
        evidence=measures.explain(0),
        alternatives=rivals(measures, honest, 0),
        fixed=fixed_texts(ground.postings, own),
    )
