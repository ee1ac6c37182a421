"""Payloads dealt out over accounts like one work queue: never the same one twice, and the same mixture to each."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import numpy as np

from stillwatch.engines.kernels import kernel
from stillwatch.evidence.background import Null, null_of
from stillwatch.evidence.log import Codes, Floats, Ints, Log
from stillwatch.evidence.slices import Slices
from stillwatch.records.evidence import Evidence

NOBODY: Final = -1
SEVERAL: Final = -2
BINS: Final = 8
MIXTURE_SCALE: Final = 0.3
FEWEST_MEMBERS: Final = 6
FEWEST_ROWS: Final = 4
"""Rows that members must have on average before their mixtures can be compared."""
REPEATS_AGAINST: Final = 20.0
"""Bits against a partition where every payload is repeated by another account."""
MOST_REPEATED: Final = 0.05
"""Where more is repeated, an even deal is no sign of one work queue."""


@dataclass(frozen=True, slots=True)
class Partition:
    """Per slice: bits, share of exchanges whose text another member sent too, dispersion of lengths over members."""

    bits: Floats
    repeated: Floats
    dispersion: Floats
    usual: Null

    def explain(self, i: int) -> Evidence:
        """The evidence of slice ``i`` in words."""
        text = f"{self.repeated[i]:.1%} of its exchanges repeat a text that another of its accounts sent"
        if self.bits[i] > 1:
            index = f"index {self.dispersion[i]:.1f}"
            text += f"; the mixture of work differs between accounts no more than chance would have it ({index})"
        return Evidence("partitioned_payloads", round(float(self.bits[i]), 1), text)


@kernel
def _repeated(row_offsets: Ints, rows: Codes, customer: Codes, text: Codes, texts: int) -> Floats:
    """Share of each slice's rows whose text (0 = nobody else's) another customer of the slice sent."""
    out = np.zeros(len(row_offsets) - 1)
    sender = np.full(texts, NOBODY, dtype=np.int32)
    for i in range(len(out)):
        part = rows[row_offsets[i] : row_offsets[i + 1]]
        for row in part:
            if sender[text[row]] == NOBODY:
                sender[text[row]] = customer[row]
            elif sender[text[row]] != customer[row]:
                sender[text[row]] = SEVERAL
        sender[0] = NOBODY
        for row in part:
            out[i] += sender[text[row]] == SEVERAL
        for row in part:
            sender[text[row]] = NOBODY
        out[i] /= max(len(part), 1)
    return out


@kernel
def _per_degree(table: Floats) -> float:
    """Pearson's chi-squared of a table of counts per degree of freedom; nan where only one column has any."""
    share = table.sum(axis=0) / table.sum()
    chi, used = 0.0, 0
    for b in range(BINS):
        used += share[b] > 0
    for m in range(len(table)):
        size = table[m].sum()
        for b in range(BINS):
            if share[b] > 0:
                chi += (table[m, b] - size * share[b]) ** 2 / (size * share[b])
    return chi / ((len(table) - 1) * (used - 1)) if used > 1 else np.nan


@kernel
def _dispersion(row_offsets: Ints, rows: Codes, customer: Codes, customers: int, bins: Codes) -> Floats:
    """Per slice, ``_per_degree`` of member by bin; nan for few members or fewer than ``FEWEST_ROWS`` rows of each."""
    out = np.full(len(row_offsets) - 1, np.nan)
    place = np.full(customers, -1, dtype=np.int64)
    for i in range(len(out)):
        part = rows[row_offsets[i] : row_offsets[i + 1]]
        members = 0
        for row in part:
            if place[customer[row]] < 0:
                place[customer[row]] = members
                members += 1
        if members >= FEWEST_MEMBERS and len(part) >= FEWEST_ROWS * members:
            table = np.zeros((members, BINS))
            for row in part:
                table[place[customer[row]], bins[row]] += 1
            out[i] = _per_degree(table)
        for row in part:
            place[customer[row]] = -1
    return out


def partition(log: Log, slices: Slices, usual: Null | None = None) -> Partition:
    """Bits for an even deal of work, less bits for repeats; ``usual`` is taken from these slices unless given."""
    customers = int(log.registry.customer.max(initial=0)) + 1
    words = log.column("words").astype(np.float64)
    edges = np.quantile(words, np.arange(1, BINS) / BINS) if len(words) else np.zeros(BINS - 1)
    bins = np.searchsorted(edges, words, side="right").astype(np.int32)
    texts = int(log.shared_text.max(initial=0)) + 1
    repeated = _repeated(slices.row_offsets, slices.rows, log.customer, log.shared_text, texts)
    dispersion = _dispersion(slices.row_offsets, slices.rows, log.customer, customers, bins)
    evenness = -np.log(np.maximum(dispersion, 0.5))
    usual = usual or null_of(evenness, slices.sizes, MIXTURE_SCALE)
    even = usual.bits(evenness)
    return Partition(even * (repeated < MOST_REPEATED) - REPEATS_AGAINST * repeated, repeated, dispersion, usual)
