"""Groups that may be operations and may be honest: the evidence and its best honest rival are too close to tell."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np

from stillwatch.campaigns.alternatives import FEW, explanations
from stillwatch.campaigns.belonging import belonging
from stillwatch.campaigns.ground import Ground
from stillwatch.campaigns.operation import Operation
from stillwatch.campaigns.rivals import rivals
from stillwatch.campaigns.significance import p_value
from stillwatch.campaigns.suspicion import MARGIN, NEEDED, Suspicion, weigh
from stillwatch.campaigns.telling import MOST_CHANCE, Weighed, accounted, weighed
from stillwatch.campaigns.words import Marks
from stillwatch.evidence.atoms import FEWEST_CUSTOMERS
from stillwatch.evidence.log import Codes, Floats, Ints
from stillwatch.evidence.measures import measure
from stillwatch.evidence.slices import distinct_rows, slices_of
from stillwatch.records.evidence import Alternative, Evidence

CLOSE: Final = MARGIN
"""Bits below even odds down to which a group is undecided: the odds are at most 32 to 1 against an operation."""
MOST: Final = 24
"""Groups that are told; a person reads them one by one."""
MOST_LOOKED: Final = 400
"""Slices that are looked at, the strongest first."""
SAME: Final = 0.5
"""Part of the smaller one's accounts from which two slices are one group, or a slice is a told operation's."""


@dataclass(frozen=True, slots=True)
class Undecided:
    """``accounts`` and ``rows`` (ascending codes) of a group with ``bits`` of log2 posterior odds.

    ``reason`` is one of ``UNRESOLVED_REASONS``.
    """

    accounts: Codes
    rows: Codes
    bits: float
    reason: str
    evidence: tuple[Evidence, ...]
    alternatives: tuple[Alternative, ...]


@dataclass(frozen=True, slots=True)
class _Part:
    """A slice without the accounts of told operations."""

    rows: Codes
    accounts: Codes
    bits: float


def undecided(ground: Ground, suspicion: Suspicion, fixed: Marks, told: Sequence[Operation]) -> tuple[Undecided, ...]:
    """Groups with two kinds of evidence that no honest explanation takes far below even odds, the strongest first.

    Nobody of a ``told`` operation is in one; ``fixed`` marks the candidate slices with a fixed text.
    """
    taken = np.zeros(len(ground.log.registry), dtype=np.bool_)
    for operation in told:
        taken[operation.accounts] = True
    found = (_undecided(ground, parts, taken) for parts in _groups(_parts(ground, suspicion, fixed, taken))[:MOST])
    return tuple(sorted((one for one in found if one is not None), key=lambda one: -one.bits))


def is_close(suspicion: Suspicion) -> Marks:
    """Per slice, whether it has the kinds of evidence that are needed and odds near even ones, or better."""
    return np.asarray((suspicion.kinds >= NEEDED) & (suspicion.bits > -CLOSE))


def _parts(ground: Ground, suspicion: Suspicion, fixed: Marks, taken: Marks) -> list[_Part]:
    """Close slices that stay close without the accounts of told operations, the strongest first."""
    slices = ground.candidates.slices
    ours = slices.sums(taken[slices.account].astype(np.float64)) >= SAME * slices.sizes
    near = np.flatnonzero(is_close(suspicion) & ~ours)
    near = near[np.argsort(-suspicion.bits[near], kind="stable")][:MOST_LOOKED]
    if not len(near):
        return []
    chosen = slices.only(near)
    free = ~taken[ground.log.account[chosen.rows]]
    starts = np.concatenate([[0], np.cumsum(free)])[chosen.row_offsets]
    rest = slices_of(ground.log, starts, chosen.rows[free])
    again = _weighed_again(ground, rest.row_offsets, rest.rows, fixed[near])
    kept = np.flatnonzero(is_close(again) & (rest.sizes >= FEWEST_CUSTOMERS))
    parts = [_part(ground, rest.rows[rest.row_offsets[i] : rest.row_offsets[i + 1]], again.bits[i]) for i in kept]
    return sorted(parts, key=lambda one: -one.bits)


def _weighed_again(ground: Ground, offsets: Ints, rows: Codes, fixed: Marks) -> Suspicion:
    measures = measure(ground.log, slices_of(ground.log, offsets, rows), fixed, ground.rates, ground.candidates)
    return weigh(measures, explanations(ground.log, measures, FEW))


def _part(ground: Ground, rows: Codes, bits: Floats) -> _Part:
    return _Part(rows, np.unique(ground.log.account[rows]).astype(np.int32), float(bits))


def _groups(parts: Sequence[_Part]) -> list[list[_Part]]:
    """Parts with much the same accounts together, each group with its strongest part first."""
    groups: list[list[_Part]] = []
    for part in parts:
        home = next((group for group in groups if _same(group[0].accounts, part.accounts)), None)
        if home is None:
            groups.append([part])
        else:
            home.append(part)
    return groups


def _same(left: Codes, right: Codes) -> bool:
    shared = len(np.intersect1d(left, right, assume_unique=True))
    return shared >= SAME * min(len(left), len(right))


def _undecided(ground: Ground, parts: Sequence[_Part], taken: Marks) -> Undecided | None:
    """The group as a whole, or its strongest part where the whole is no longer close."""
    for rows in _wholes(parts):
        whole = weighed(ground, rows, FEW)
        if is_close(whole.suspicion)[0]:
            accounts = np.unique(ground.log.account[rows]).astype(np.int32)
            reason = _reason(ground, accounts, whole, np.flatnonzero(taken).astype(np.int32))
            told = rivals(whole.measures, whole.honest, 0)
            return Undecided(accounts, rows, whole.bits, reason, accounted(whole.measures, whole.bits), told)
    return None


def _wholes(parts: Sequence[_Part]) -> Iterator[Codes]:
    if len(parts) > 1:
        yield distinct_rows(np.concatenate([part.rows for part in parts]))
    yield parts[0].rows


def _reason(ground: Ground, accounts: Codes, whole: Weighed, taken: Codes) -> str:
    if not whole.suspicion.holds[0]:
        return "close" if whole.bits <= 0 else "places_only"
    members = belonging(ground.corpus, ground.rates.rhythm, accounts, accounts[:0], taken).accounts
    if len(members) < FEWEST_CUSTOMERS:
        return "open"
    by_chance = p_value(ground.log, ground.index, accounts, ground.rates) > MOST_CHANCE
    return "chance" if by_chance else "close"


def set_aside(operation: Operation, reason: str) -> Undecided:
    """An operation that is not to be told as one."""
    return Undecided(
        operation.accounts, operation.rows, operation.bits, reason, operation.evidence, operation.alternatives
    )
