"""The phrasebook is compiled, once per process, into the tables that the scan reads."""

from __future__ import annotations

import functools
import gc
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from threading import Lock
from typing import Final, NamedTuple

import numpy as np
import numpy.typing as npt

from stillwatch.fingerprints.phrases.automaton import Automaton, build_automaton
from stillwatch.fingerprints.phrases.book import Clause, Phrasebook, WeightedPhrase
from stillwatch.fingerprints.phrases.folding import FIRST_LEAD, LAST_LEAD, is_word_end, readings
from stillwatch.fingerprints.phrases.layout import CHECK_END, CHECK_START, COLUMNS, COUNTS, PhraseTables
from stillwatch.fingerprints.phrases.loading import load_phrasebook
from stillwatch.fingerprints.phrases.syntax import Phrase
from stillwatch.records.vocabulary import CAPABILITIES

_COMPILING: Final = Lock()
"""Held while the tables are made, so that workers which start together do not each make them."""


@dataclass(frozen=True)
class CompiledPhrases:
    """An automaton, what its patterns mean, and for every clause of the phrasebook its column in a scan."""

    automaton: Automaton
    tables: PhraseTables
    columns: dict[Clause, int]


class _Csr(NamedTuple):
    starts: npt.NDArray[np.int32]
    values: npt.NDArray[np.int32]


def request_phrases() -> CompiledPhrases:
    """The tables for prompts, system instructions and answers."""
    with _COMPILING, _uncollected():
        return _request_phrases()


@contextmanager
def _uncollected() -> Iterator[None]:
    """Pause the collector of cycles: over the growing phrasebook it takes as long as the work, and finds none."""
    enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if enabled:
            gc.enable()


@functools.cache
def _request_phrases() -> CompiledPhrases:
    book = load_phrasebook()
    return compile_phrases(book.weighted, book)


@functools.cache
def tool_phrases() -> CompiledPhrases:
    """The tables for names of offered tools."""
    book = load_phrasebook()
    return compile_phrases(book.tool_names, Phrasebook((), {}, (), (), ()))


def compile_phrases(weighted: Sequence[WeightedPhrase], book: Phrasebook) -> CompiledPhrases:
    """Compiles ``weighted`` with the groups and clauses of ``book``; an equal phrase's largest weight counts."""
    patterns: dict[Phrase, int] = {}
    weights: dict[tuple[int, int], float] = {}
    for each in weighted:
        key = (_number(patterns, each.phrase), CAPABILITIES.index(each.capability))
        weights[key] = max(each.weight, weights.get(key, each.weight))
    group_numbers = {name: number for number, name in enumerate(book.groups)}
    memberships = {
        (_number(patterns, phrase), group_numbers[name]) for name, phrases in book.groups.items() for phrase in phrases
    }
    clauses = _clauses(book)
    automaton = build_automaton([readings(each.text) if each.open_start else (each.text,) for each in patterns])
    return CompiledPhrases(
        automaton=automaton,
        tables=_tables(patterns, weights, memberships, group_numbers, clauses, automaton.outputs),
        columns={clause: column for column, clause in enumerate(clauses)},
    )


def _number(patterns: dict[Phrase, int], phrase: Phrase) -> int:
    """The phrase's place in ``patterns``, where it and the parts it must follow are entered if they are new."""
    for earlier in phrase.after or ():
        _number(patterns, earlier)
    return patterns.setdefault(phrase, len(patterns))


def _clauses(book: Phrasebook) -> list[Clause]:
    sides = [side for each in book.alternatives for side in (each.request, each.answer) if side is not None]
    return list(dict.fromkeys([*sides, *book.refusals, *book.combinations]))


def _tables(
    patterns: dict[Phrase, int],
    weights: dict[tuple[int, int], float],
    memberships: set[tuple[int, int]],
    groups: dict[str, int],
    clauses: list[Clause],
    outputs: npt.NDArray[np.int32],
) -> PhraseTables:
    counted = {pattern for pattern, _ in weights} | {pattern for pattern, _ in memberships}
    chains = (phrase.after for phrase in patterns if phrase.after is not None)
    slots = {chain: number for number, chain in enumerate(dict.fromkeys(chains))}
    filled = _csr(len(patterns), [(patterns[phrase], slot) for chain, slot in slots.items() for phrase in chain])
    weighted = _csr(len(patterns), weights)
    grouped = _csr(len(patterns), memberships)
    needed = _csr(len(groups), [(groups[name], n) for n, clause in enumerate(clauses) for name in clause.groups])
    wanted = _csr(len(clauses), [(n, groups[name]) for n, clause in enumerate(clauses) for name in clause.groups])
    unwanted = _csr(len(clauses), [(n, groups[name]) for n, clause in enumerate(clauses) for name in clause.unless])
    gains = {(n, CAPABILITIES.index(c.capability)): c.weight for n, c in enumerate(clauses) if c.capability}
    gained = _csr(len(clauses), gains)
    return PhraseTables(
        arrivals=_arrivals(patterns, slots, counted, filled.starts)[outputs],
        slots=filled.values,
        patterns=len(patterns),
        weight_starts=weighted.starts,
        weight_classes=weighted.values,
        weights=np.array([weights[key] for key in sorted(weights)], dtype=np.float32),
        group_starts=grouped.starts,
        groups=grouped.values,
        needed_starts=needed.starts,
        needed_by=needed.values,
        windows=np.array([clause.window for clause in clauses], dtype=np.int32),
        all_starts=wanted.starts,
        all_groups=wanted.values,
        none_starts=unwanted.starts,
        none_groups=unwanted.values,
        clause_weight_starts=gained.starts,
        clause_classes=gained.values,
        clause_weights=np.array([gains[key] for key in sorted(gains)], dtype=np.float32),
        slot_count=len(slots),
    )


def _arrivals(
    patterns: dict[Phrase, int],
    slots: dict[frozenset[Phrase], int],
    counted: set[int],
    slot_starts: npt.NDArray[np.int32],
) -> npt.NDArray[np.int32]:
    """What an end of each pattern is checked for, in the columns that ``phrase_scan`` names."""
    rows = [
        (
            place,
            len(phrase.text),
            -1 if phrase.after is None else slots[phrase.after],
            _checks(phrase) | COUNTS * (place in counted),
            slot_starts[place],
            slot_starts[place + 1],
            phrase.reach,
        )
        for phrase, place in patterns.items()
    ]
    return np.array(rows, dtype=np.int32).reshape(len(patterns), COLUMNS)


def _checks(phrase: Phrase) -> int:
    """What a hit leaves to check: folded case already shows where an ASCII word begins, and nothing else does."""
    leads_letter = FIRST_LEAD <= phrase.text[0] <= LAST_LEAD
    ends_word = is_word_end(np.frombuffer(phrase.text, dtype=np.uint8), len(phrase.text))
    return CHECK_START * (leads_letter and not phrase.open_start) + CHECK_END * (ends_word and not phrase.open_end)


def _csr(rows: int, pairs: Iterable[tuple[int, int]]) -> _Csr:
    """``(row, value)`` pairs, each once, ordered by row and value."""
    ordered = sorted(set(pairs))
    counts = np.bincount(np.array([row for row, _ in ordered], dtype=np.int64), minlength=rows)
    starts = np.concatenate([[0], np.cumsum(counts)]).astype(np.int32)
    return _Csr(starts, np.array([value for _, value in ordered], dtype=np.int32))
