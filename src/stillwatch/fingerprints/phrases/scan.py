"""One pass over each row's text credits the phrases it holds and the clauses (groups close together) they satisfy.

A phrase counts once per text. It counts in full near the beginning or the end of a text, where a request says what it
wants, and in part in between, where the payload usually lies.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
import numpy.typing as npt
import pyarrow as pa

from stillwatch.engines.kernels import kernel
from stillwatch.fingerprints.buffers import TextBuffers, text_buffers
from stillwatch.fingerprints.phrases.automaton import Automaton
from stillwatch.fingerprints.phrases.credit import Floats, RowState, add_weights, credit, settle_clauses
from stillwatch.fingerprints.phrases.finding import NEVER, Hits, Slots, find_hits
from stillwatch.fingerprints.phrases.folding import BREAK, Bytes, fold_into
from stillwatch.fingerprints.phrases.layout import PhraseTables
from stillwatch.fingerprints.phrases.walk import LANES, new_lanes, walk


class ScanLimits(NamedTuple):
    """Bytes read at a text's ends, those of them that hold the request, what the rest counts, and the most hits."""

    head: int = 6144
    tail: int = 2048
    opening: int = 450
    closing: int = 300
    payload_share: float = 0.35
    hits: int = 4096


class RowSpans(NamedTuple):
    """Row i of a scan is the strings ``begins[i]`` to ``ends[i]``."""

    begins: npt.NDArray[np.int64]
    ends: npt.NDArray[np.int64]


class PhraseScan(NamedTuple):
    """Per row: summed weights by class (rows x classes) and the satisfied clauses (rows x clauses, bool)."""

    weights: Floats
    clauses: npt.NDArray[np.bool_]


@kernel
def _fold_row(texts: TextBuffers, first: int, last: int, limits: ScanLimits, out: Bytes) -> int:
    """Folds strings ``first`` to ``last`` (their ends only, where long) into ``out``; returns the folded size."""
    size = 0
    room = limits.head + limits.tail
    for item in range(first, last):
        if not texts.valid[item]:
            continue
        begin, end = texts.offsets[item], texts.offsets[item + 1]
        if end - begin > room:
            size = fold_into(texts.data, begin, begin + min(limits.head, room), out, size)
            if room > limits.tail:
                out[size] = BREAK
                size = fold_into(texts.data, end - limits.tail, end, out, size + 1)
            break
        size = fold_into(texts.data, begin, end, out, size)
        out[size] = BREAK
        size += 1
        room -= end - begin + 1
        if room <= 0:
            break
    return size


@kernel
def _scan_rows(
    automaton: Automaton,
    tables: PhraseTables,
    texts: TextBuffers,
    rows: RowSpans,
    order: npt.NDArray[np.int64],
    limits: ScanLimits,
    weights: Floats,
    clauses: npt.NDArray[np.bool_],
) -> None:
    """Fills each row's weights and clauses; rows that follow each other in ``order`` are walked together."""
    slots = Slots(np.zeros(tables.slot_count, dtype=np.int32), np.full(tables.slot_count, NEVER, dtype=np.int32))
    hits = Hits(np.zeros(limits.hits, dtype=np.int32), np.zeros(limits.hits, dtype=np.int32))
    row = RowState(
        np.zeros(tables.patterns, dtype=np.float32),
        np.full(len(tables.needed_starts) - 1, NEVER, dtype=np.int32),
        np.zeros(len(tables.windows), dtype=np.float32),
    )
    lanes = new_lanes(limits.head + limits.tail + 8)
    for first in range(0, len(order), LANES):
        together = order[first : first + LANES]
        lanes.sizes[:] = 0
        for lane in range(len(together)):
            i = together[lane]
            lanes.sizes[lane] = _fold_row(texts, rows.begins[i], rows.ends[i], limits, lanes.texts[lane])
        walk(automaton, lanes)
        for lane in range(len(together)):
            i = together[lane]
            slots.limit[:] = NEVER
            found = find_hits(automaton, tables, lanes, lane, slots, hits, limits.hits)
            if found == 0:
                continue
            closing = lanes.sizes[lane] - limits.closing
            credit(tables, hits, found, limits.opening, closing, limits.payload_share, row)
            add_weights(tables, hits, found, row.credited, weights[i])
            settle_clauses(tables, row, weights[i], clauses[i])


def scan_texts(
    automaton: Automaton, tables: PhraseTables, classes: int, column: pa.Array, limits: ScanLimits
) -> PhraseScan:
    """Scans an array of strings, or of lists of strings (a row's strings are read as one text, in their order).

    ``classes`` is the number of columns of the weights. A null row scores nothing.
    """
    texts, rows = _list_rows(column) if pa.types.is_list(column.type) else _text_rows(column)
    weights = np.zeros((len(column), classes), dtype=np.float32)
    clauses = np.zeros((len(column), len(tables.windows)), dtype=np.bool_)
    order = np.argsort(texts.offsets[rows.ends] - texts.offsets[rows.begins], kind="stable")
    _scan_rows(automaton, tables, texts, rows, order, limits, weights, clauses)
    return PhraseScan(weights, clauses)


def _text_rows(column: pa.Array) -> tuple[TextBuffers, RowSpans]:
    places = np.arange(len(column) + 1, dtype=np.int64)
    return text_buffers(column), RowSpans(places[:-1], places[1:])


def _list_rows(column: pa.Array) -> tuple[TextBuffers, RowSpans]:
    """A null list may still span strings, so its span is closed."""
    starts = column.offsets.to_numpy(zero_copy_only=False).astype(np.int64)
    present = np.asarray(column.is_valid())
    return text_buffers(column.values), RowSpans(starts[:-1], np.where(present, starts[1:], starts[:-1]))
