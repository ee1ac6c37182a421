"""One pass over each row's text credits the phrases it holds and the clauses (groups close together) they satisfy.

A phrase counts once per text. It counts in full near the beginning or the end of a text, where a request says what it
wants, and in part in between, where the payload usually lies.
"""

from __future__ import annotations

from typing import Final, NamedTuple

import numpy as np
import numpy.typing as npt
import pyarrow as pa

from stillwatch.engines.kernels import kernel
from stillwatch.fingerprints.automaton import Automaton
from stillwatch.fingerprints.buffers import TextBuffers, text_buffers
from stillwatch.fingerprints.folding import BREAK, DIGIT, FIRST_LEAD, LAST_LEAD, Bytes, fold_into, is_word_end
from stillwatch.fingerprints.phrase_walk import LANES, Lanes, new_lanes, walk

FIRST_SMALL: Final = ord("a")
LAST_SMALL: Final = ord("z")
NEVER: Final = -(1 << 30)
CHECK_START: Final = 1
CHECK_END: Final = 2
COUNTS: Final = 4

PATTERN: Final = 0
LENGTH: Final = 1
AFTER: Final = 2
CHECKS: Final = 3
FIRST_SLOT: Final = 4
END_SLOT: Final = 5
REACH: Final = 6
COLUMNS: Final = 7
"""The columns of ``PhraseTables.arrivals``, and how many there are."""


Floats = npt.NDArray[np.float32]


class ScanLimits(NamedTuple):
    """Bytes read at a text's ends, those of them that hold the request, what the rest counts, and the most hits."""

    head: int = 6144
    tail: int = 2048
    opening: int = 450
    closing: int = 300
    payload_share: float = 0.35
    hits: int = 4096


class PhraseTables(NamedTuple):
    """The compiled phrasebook. ``*_starts`` arrays are CSR row offsets into the array named beside them.

    Patterns, ``patterns`` of them: ``arrivals`` has a row for each of the automaton's ``outputs``, so that all that an
    end of a pattern is checked for stands together in memory: its number and length in folded bytes; the slot it must
    closely follow, or -1; bits that say which end must be an end of a word, and whether a hit counts or only leads on;
    the ``slots`` it fills (from, to) and how far they reach from its end. Further the weights it gives
    (``weight_starts`` → ``weight_classes``, ``weights``) and the groups it belongs to (``group_starts`` → ``groups``).

    Groups: the clauses that need them (``needed_starts`` → ``needed_by``). Clauses: what must hit within ``windows``
    folded bytes (``all_starts`` → ``all_groups``), what must not hit anywhere in the text (``none_starts`` →
    ``none_groups``) and the weights they give (``clause_weight_starts`` → ``clause_classes``, ``clause_weights``).
    """

    arrivals: npt.NDArray[np.int32]
    slots: npt.NDArray[np.int32]
    patterns: int
    weight_starts: npt.NDArray[np.int32]
    weight_classes: npt.NDArray[np.int32]
    weights: npt.NDArray[np.float32]
    group_starts: npt.NDArray[np.int32]
    groups: npt.NDArray[np.int32]
    needed_starts: npt.NDArray[np.int32]
    needed_by: npt.NDArray[np.int32]
    windows: npt.NDArray[np.int32]
    all_starts: npt.NDArray[np.int32]
    all_groups: npt.NDArray[np.int32]
    none_starts: npt.NDArray[np.int32]
    none_groups: npt.NDArray[np.int32]
    clause_weight_starts: npt.NDArray[np.int32]
    clause_classes: npt.NDArray[np.int32]
    clause_weights: npt.NDArray[np.float32]
    slot_count: int


class RowSpans(NamedTuple):
    """Row i of a scan is the strings ``begins[i]`` to ``ends[i]``."""

    begins: npt.NDArray[np.int64]
    ends: npt.NDArray[np.int64]


class Slots(NamedTuple):
    """Where the part that fills each slot last ended, and how far from there the next part may begin."""

    end: npt.NDArray[np.int32]
    limit: npt.NDArray[np.int32]


class Hits(NamedTuple):
    """A row's patterns that count, in the order in which they end, and the folded bytes before their ends."""

    patterns: npt.NDArray[np.int32]
    ends: npt.NDArray[np.int32]


class RowState(NamedTuple):
    """Each pattern's share, where each group was last seen, and each clause's share; reset between rows."""

    credited: Floats
    last_seen: npt.NDArray[np.int32]
    satisfied: Floats


class PhraseScan(NamedTuple):
    """Per row: summed weights by class (rows x classes) and the satisfied clauses (rows x clauses, bool)."""

    weights: Floats
    clauses: npt.NDArray[np.bool_]


@kernel
def _word_goes_on(byte: int) -> bool:
    """Whether a folded byte continues a word."""
    return FIRST_SMALL <= byte <= LAST_SMALL or byte == DIGIT or FIRST_LEAD <= byte <= LAST_LEAD


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
def _find(
    automaton: Automaton, tables: PhraseTables, lanes: Lanes, lane: int, slots: Slots, hits: Hits, most: int
) -> int:
    """Notes the patterns of a walked lane and where they end; returns how many it noted, at most ``most``."""
    # Fields are taken out of their records here, since the loop below runs for every tenth byte.
    output_starts, arrivals, filled = automaton.output_starts, tables.arrivals, tables.slots
    text, size, states, places = lanes.texts[lane], lanes.sizes[lane], lanes.states[lane], lanes.places[lane]
    slot_end, slot_limit = slots.end, slots.limit
    patterns, ends = hits.patterns, hits.ends
    per_node = 1.0 / automaton.width
    found = 0
    for met in range(lanes.met[lane]):
        # An exact quotient: a product and a half are far cheaper here than a division of whole numbers.
        node = np.int64((states[met] - automaton.first_output) * per_node + 0.5)
        end = places[met] + 1
        inside_word = end < size and _word_goes_on(text[end])
        for i in range(output_starts[node], output_starts[node + 1]):
            check = arrivals[i, CHECKS]
            if inside_word and check & CHECK_END:
                continue
            begin = end - arrivals[i, LENGTH]
            before = arrivals[i, AFTER]
            if before >= 0 and (begin > slot_limit[before] or begin < slot_end[before]):
                continue
            if check & CHECK_START and is_word_end(text, begin):
                continue
            for j in range(arrivals[i, FIRST_SLOT], arrivals[i, END_SLOT]):
                slot_end[filled[j]] = end
                slot_limit[filled[j]] = end + arrivals[i, REACH]
            if check & COUNTS and found < most:
                patterns[found] = arrivals[i, PATTERN]
                ends[found] = end
                found += 1
    return found


@kernel
def _credit(
    tables: PhraseTables, hits: Hits, found: int, opening: int, closing: int, payload_share: float, row: RowState
) -> None:
    """Notes for each hit its pattern's share, its groups, and the clauses that these complete."""
    group_starts, groups = tables.group_starts, tables.groups
    needed_starts, needed_by = tables.needed_starts, tables.needed_by
    all_starts, all_groups, windows = tables.all_starts, tables.all_groups, tables.windows
    last_seen, satisfied, credited = row.last_seen, row.satisfied, row.credited
    for hit in range(found):
        pattern, end = hits.patterns[hit], hits.ends[hit]
        share = payload_share if opening < end <= closing else 1.0
        credited[pattern] = max(credited[pattern], share)
        for i in range(group_starts[pattern], group_starts[pattern + 1]):
            group = groups[i]
            last_seen[group] = end
            for j in range(needed_starts[group], needed_starts[group + 1]):
                clause = needed_by[j]
                complete = satisfied[clause] < share
                for k in range(all_starts[clause], all_starts[clause + 1]):
                    complete &= last_seen[all_groups[k]] >= end - windows[clause]
                if complete:
                    satisfied[clause] = share


@kernel
def _add_weights(tables: PhraseTables, hits: Hits, found: int, credited: Floats, weights: Floats) -> None:
    """Adds each found pattern's weights once and forgets its share."""
    weight_starts, weight_classes, values = tables.weight_starts, tables.weight_classes, tables.weights
    for hit in range(found):
        pattern = hits.patterns[hit]
        share = credited[pattern]
        credited[pattern] = 0
        for i in range(weight_starts[pattern], weight_starts[pattern + 1]):
            weights[weight_classes[i]] += share * values[i]


@kernel
def _settle_clauses(tables: PhraseTables, row: RowState, weights: Floats, clauses: npt.NDArray[np.bool_]) -> None:
    """Drops the clauses whose excluded groups were seen, credits the others, and resets clauses and groups."""
    for clause in range(len(row.satisfied)):
        share = row.satisfied[clause]
        if share == 0:
            continue
        row.satisfied[clause] = 0
        excluded = False
        for i in range(tables.none_starts[clause], tables.none_starts[clause + 1]):
            excluded |= row.last_seen[tables.none_groups[i]] != NEVER
        if excluded:
            continue
        clauses[clause] = True
        for i in range(tables.clause_weight_starts[clause], tables.clause_weight_starts[clause + 1]):
            weights[tables.clause_classes[i]] += share * tables.clause_weights[i]
    row.last_seen[:] = NEVER


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
            found = _find(automaton, tables, lanes, lane, slots, hits, limits.hits)
            if found == 0:
                continue
            closing = lanes.sizes[lane] - limits.closing
            _credit(tables, hits, found, limits.opening, closing, limits.payload_share, row)
            _add_weights(tables, hits, found, row.credited, weights[i])
            _settle_clauses(tables, row, weights[i], clauses[i])


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
