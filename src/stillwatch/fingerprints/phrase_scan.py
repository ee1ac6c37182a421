"""One pass over each row's text credits the phrases it holds and the clauses (phrase groups close together) they satisfy.

A phrase counts once per text. It counts in full near the beginning or the end of a text, where a request says what it
wants, and in part in between, where the payload usually lies.
"""

from __future__ import annotations

from typing import Final, NamedTuple

import numpy as np
import numpy.typing as npt
import pyarrow as pa
from numba import njit

from stillwatch.fingerprints.automaton import Automaton
from stillwatch.fingerprints.buffers import TextBuffers, text_buffers
from stillwatch.fingerprints.folding import BREAK, DIGIT, FIRST_LEAD, LAST_LEAD, fold_into, is_word_end

NEVER: Final = -(1 << 30)
CHECK_START: Final = 1
CHECK_END: Final = 2


class ScanLimits(NamedTuple):
    """Bytes read at a text's two ends, how many of those at either end hold the request, and what the rest counts."""

    head: int = 6144
    tail: int = 2048
    opening: int = 450
    closing: int = 300
    payload_share: float = 0.35


class PhraseTables(NamedTuple):
    """The compiled phrasebook. ``*_starts`` arrays are CSR row offsets into the array named beside them.

    Patterns: ``lengths`` in folded bytes; ``after``, the slot each must closely follow, or -1;
    the slots it fills (``slot_starts`` → ``slots``) and how far they
    reach from its end; ``checks`` bits say which end must be an end of a word; the weights they
    give (``weight_starts`` → ``weight_classes``, ``weights``); the groups they belong to (``group_starts`` → ``groups``).
    Groups: the clauses that need them (``needed_starts`` → ``needed_by``). Clauses: what must hit within ``windows``
    folded bytes (``all_starts`` → ``all_groups``), what must not hit anywhere in the text (``none_starts`` →
    ``none_groups``) and the weights they give (``clause_weight_starts`` → ``clause_classes``, ``clause_weights``).
    """

    lengths: npt.NDArray[np.int32]
    after: npt.NDArray[np.int32]
    slot_starts: npt.NDArray[np.int32]
    slots: npt.NDArray[np.int32]
    reaches: npt.NDArray[np.int32]
    checks: npt.NDArray[np.uint8]
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


class RowSpans(NamedTuple):
    """Row i of a scan is the strings ``begins[i]`` to ``ends[i]``."""

    begins: npt.NDArray[np.int64]
    ends: npt.NDArray[np.int64]


class _RowState(NamedTuple):
    """What one row has shown so far; reset between rows."""

    credited: npt.NDArray[np.float32]
    touched: npt.NDArray[np.int32]
    slot_end: npt.NDArray[np.int32]
    slot_limit: npt.NDArray[np.int32]
    last_seen: npt.NDArray[np.int32]
    satisfied: npt.NDArray[np.float32]


class PhraseScan(NamedTuple):
    """Per row: summed weights by class (rows x classes) and the satisfied clauses (rows x clauses, bool)."""

    weights: npt.NDArray[np.float32]
    clauses: npt.NDArray[np.bool_]


@njit(cache=True, nogil=True, inline="always")
def _word_goes_on(byte: int) -> bool:
    """Whether a folded byte continues a word."""
    return 0x61 <= byte <= 0x7A or byte == DIGIT or FIRST_LEAD <= byte <= LAST_LEAD


@njit(cache=True, nogil=True)
def _fold_row(
    texts: TextBuffers, first: int, last: int, limits: ScanLimits, out: npt.NDArray[np.uint8]
) -> int:
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


@njit(cache=True, nogil=True, inline="always")
def _note_groups(tables: PhraseTables, pattern: int, at: int, share: float, row: _RowState) -> None:
    """Marks the pattern's groups as seen at ``at`` and the clauses that this completes."""
    for i in range(tables.group_starts[pattern], tables.group_starts[pattern + 1]):
        group = tables.groups[i]
        row.last_seen[group] = at
        for j in range(tables.needed_starts[group], tables.needed_starts[group + 1]):
            clause = tables.needed_by[j]
            if row.satisfied[clause] >= share:
                continue
            complete = True
            for k in range(tables.all_starts[clause], tables.all_starts[clause + 1]):
                if row.last_seen[tables.all_groups[k]] < at - tables.windows[clause]:
                    complete = False
                    break
            if complete:
                row.satisfied[clause] = share


@njit(cache=True, nogil=True, inline="always")
def _credit(tables: PhraseTables, pattern: int, at: int, share: float, row: _RowState, touched: int) -> int:
    """Fills the slots and groups of a pattern that ends before ``at`` and notes its share; returns the touched count."""
    for i in range(tables.slot_starts[pattern], tables.slot_starts[pattern + 1]):
        row.slot_end[tables.slots[i]] = at
        row.slot_limit[tables.slots[i]] = at + tables.reaches[pattern]
    if tables.group_starts[pattern] < tables.group_starts[pattern + 1]:
        _note_groups(tables, pattern, at, share, row)
    if tables.weight_starts[pattern] < tables.weight_starts[pattern + 1] and row.credited[pattern] < share:
        if row.credited[pattern] == 0:
            row.touched[touched] = pattern
            touched += 1
        row.credited[pattern] = share
    return touched


@njit(cache=True, nogil=True)
def _read_text(
    automaton: Automaton,
    tables: PhraseTables,
    text: npt.NDArray[np.uint8],
    size: int,
    limits: ScanLimits,
    row: _RowState,
) -> int:
    """Notes in ``row`` what folded ``text[:size]`` holds; returns how many weighted patterns were touched."""
    # Fields are taken out of their records here, since the loop below runs for every byte.
    moves, classes, outputs, output_starts = automaton.moves, automaton.classes, automaton.outputs, automaton.output_starts
    lengths, checks, after = tables.lengths, tables.checks, tables.after
    slot_end, slot_limit = row.slot_end, row.slot_limit
    first_output, width, state = automaton.first_output, automaton.width, automaton.start
    opening, closing, payload = limits.opening, size - limits.closing, np.float32(limits.payload_share)
    touched = 0
    for at in range(size):
        state = moves[state + classes[text[at]]]
        if state < first_output:
            continue
        end = at + 1
        inside_word = end < size and _word_goes_on(text[end])
        share = payload if opening <= at < closing else np.float32(1.0)
        node = (state - first_output) // width
        for i in range(output_starts[node], output_starts[node + 1]):
            pattern = outputs[i]
            check = checks[pattern]
            if inside_word and check & CHECK_END:
                continue
            begin = end - lengths[pattern]
            before = after[pattern]
            if before >= 0 and (begin > slot_limit[before] or begin < slot_end[before]):
                continue
            if check & CHECK_START and is_word_end(text, begin):
                continue
            touched = _credit(tables, pattern, end, share, row, touched)
    return touched


@njit(cache=True, nogil=True)
def _add_weights(tables: PhraseTables, row: _RowState, touched: int, weights: npt.NDArray[np.float32]) -> None:
    """Adds the touched patterns' weights and forgets them."""
    for i in range(touched):
        pattern = row.touched[i]
        share = row.credited[pattern]
        row.credited[pattern] = 0
        for j in range(tables.weight_starts[pattern], tables.weight_starts[pattern + 1]):
            weights[tables.weight_classes[j]] += share * tables.weights[j]


@njit(cache=True, nogil=True)
def _settle_clauses(
    tables: PhraseTables, row: _RowState, weights: npt.NDArray[np.float32], clauses: npt.NDArray[np.bool_]
) -> None:
    """Drops the clauses whose excluded groups were seen, credits the others, and resets the row's clauses and groups."""
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


@njit(cache=True, nogil=True)
def _scan_rows(
    automaton: Automaton,
    tables: PhraseTables,
    texts: TextBuffers,
    rows: RowSpans,
    limits: ScanLimits,
    weights: npt.NDArray[np.float32],
    clauses: npt.NDArray[np.bool_],
) -> None:
    """Fills each row's weights and clauses."""
    patterns, groups = len(tables.lengths), len(tables.needed_starts) - 1
    slots = int(tables.after.max()) + 1
    row = _RowState(
        np.zeros(patterns, dtype=np.float32),
        np.zeros(patterns, dtype=np.int32),
        np.zeros(slots, dtype=np.int32),
        np.full(slots, NEVER, dtype=np.int32),
        np.full(groups, NEVER, dtype=np.int32),
        np.zeros(len(tables.windows), dtype=np.float32),
    )
    text = np.zeros(limits.head + limits.tail + 8, dtype=np.uint8)
    for i in range(len(rows.begins)):
        size = _fold_row(texts, rows.begins[i], rows.ends[i], limits, text)
        if size == 0:
            continue
        touched = _read_text(automaton, tables, text, size, limits, row)
        _add_weights(tables, row, touched, weights[i])
        _settle_clauses(tables, row, weights[i], clauses[i])
        row.slot_limit[:] = NEVER


def scan_texts(
    automaton: Automaton, tables: PhraseTables, classes: int, column: pa.Array, limits: ScanLimits
) -> PhraseScan:
    """Scans an array of strings, or of lists of strings (a row's strings are read as one text, in their order).

    ``classes`` is the number of columns of the weights. A null row scores nothing.
    """
    texts, rows = _list_rows(column) if pa.types.is_list(column.type) else _text_rows(column)
    weights = np.zeros((len(column), classes), dtype=np.float32)
    clauses = np.zeros((len(column), len(tables.windows)), dtype=np.bool_)
    _scan_rows(automaton, tables, texts, rows, limits, weights, clauses)
    return PhraseScan(weights, clauses)


def _text_rows(column: pa.Array) -> tuple[TextBuffers, RowSpans]:
    places = np.arange(len(column) + 1, dtype=np.int64)
    return text_buffers(column), RowSpans(places[:-1], places[1:])


def _list_rows(column: pa.Array) -> tuple[TextBuffers, RowSpans]:
    """A null list may still span strings, so its span is closed."""
    starts = column.offsets.to_numpy(zero_copy_only=False).astype(np.int64)
    present = np.asarray(column.is_valid())
    return text_buffers(column.values), RowSpans(starts[:-1], np.where(present, starts[1:], starts[:-1]))
