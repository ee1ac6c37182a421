"""Payloads from a folder of real prompts, varied so that a few thousand rows carry a large world."""

from __future__ import annotations

import csv
import gzip
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

import numpy as np
import orjson
import pyarrow as pa
import pyarrow.compute as pc

from stillwatch.records.errors import InputError, UsageError
from stillwatch.simulation.columns import Ints
from stillwatch.simulation.grammar import Grammar
from stillwatch.simulation.payloads import GrammarPayloads
from stillwatch.simulation.slotted import Slotted, cut_texts

_LONGEST: Final = 1500
_SENTENCE: Final = re.compile(r"(?<=[.!?\u3002\uff1f\uff01])\s+|\n+")
_SHORTEST: Final = 12
_MOST_SENTENCES: Final = 5
_LIMIT: Final = 12_000


@dataclass(frozen=True, slots=True)
class Source:
    """One file of prompts: its kind (extraction, human, workload, evaluation, safety) and what it holds, in words."""

    name: str
    kind: str
    what: str
    prompts: tuple[str, ...]
    responses: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Wish:
    """Which sources suit a payload rule: kinds in order of preference, and words of which one must describe them."""

    kinds: tuple[str, ...]
    words: tuple[str, ...] = ()
    responses: bool = False
    whole: float = 0.4


_ANY: Final = ("extraction", "evaluation", "human", "workload")
WISHES: Final = {
    "coding": Wish(_ANY, ("cod", "API", "hard real")),
    "data_analysis": Wish(_ANY, ("data", "statistic")),
    "reasoning": Wish(_ANY, ("mathematic", "reasoning")),
    "agentic_reasoning": Wish(_ANY, ("agentic",)),
    "tool_use": Wish(_ANY, ("tool",)),
    "computer_use": Wish(_ANY, ("computer",)),
    "computer_vision": Wish(_ANY, ("vision", "image", "orchestration")),
    "orchestration": Wish(_ANY, ("orchestration",)),
    "grading": Wish(_ANY, ("grading", "rubric")),
    "policy_rewriting": Wish(("human",), ("real",)),
    "trace_cleaning": Wish(("extraction", "evaluation"), ("trajector", "reasoning"), responses=True),
    "general": Wish(("extraction", "human"), ("general", "role", "real")),
    "chat": Wish(("human",), whole=0.7),
    "essay": Wish(("human",)),
    "popular": Wish(("human",), ("popular", "template"), whole=1.0),
    "support_query": Wish(("workload",), ("customer",), whole=0.8),
    "extraction_doc": Wish(("workload",), ("JSON",)),
    "passage_question": Wish(("workload",), ("retrieval",)),
    "red_team": Wish(("safety",), whole=0.8),
    "benchmark": Wish(("evaluation",), whole=1.0),
    "finished_answer": Wish(("extraction", "evaluation", "human"), responses=True),
}
"""Rules that real text serves; the rest (other languages, later turns, topics) stay with the grammar."""


@dataclass(slots=True)
class RealPayloads:
    """Draws whole prompts with other numbers and names, and new prompts put together from sentences of several."""

    sources: tuple[Source, ...]
    grammar: Grammar
    _stocks: dict[str, tuple[Slotted, Slotted]] = field(default_factory=dict)

    def draw(self, rule: str, count: int, rng: np.random.Generator) -> pa.Array:
        """See ``Payloads``."""
        wish = WISHES.get(rule)
        if wish is None or not self._texts(wish):
            return GrammarPayloads(self.grammar).draw(rule, count, rng)
        wholes, sentences = self._stock(rule, wish)
        if rule == "benchmark":
            first = int(rng.integers(len(wholes)))
            return wholes.as_they_are((first + np.arange(count)) % len(wholes))
        entire = rng.random(count) < wish.whole
        order = np.argsort(~entire, kind="stable")
        n = int(entire.sum())
        pieces = [
            wholes.render(rng.integers(0, len(wholes), n), rng),
            _recombined(sentences, count - n, rng),
        ]
        back = np.empty(count, dtype=np.int64)
        back[order] = np.arange(count)
        return pa.concat_arrays(pieces).take(pa.array(back))

    def _texts(self, wish: Wish) -> list[str]:
        found = [s for s in self.sources if s.kind in wish.kinds and _described(s, wish.words)]
        found = found or [source for source in self.sources if source.kind in wish.kinds]
        return [text for source in found for text in (source.responses if wish.responses else source.prompts)]

    def _stock(self, rule: str, wish: Wish) -> tuple[Slotted, Slotted]:
        if rule not in self._stocks:
            texts = _thinned(self._texts(wish))
            sentences = [part for text in texts for part in _SENTENCE.split(text) if len(part) >= _SHORTEST]
            self._stocks[rule] = (
                cut_texts(texts, self.grammar),
                cut_texts(_thinned(sentences or texts), self.grammar),
            )
        return self._stocks[rule]


def _described(source: Source, words: tuple[str, ...]) -> bool:
    return not words or any(word.lower() in source.what.lower() for word in words)


def _thinned(texts: list[str]) -> list[str]:
    """At most ``_LIMIT`` texts, evenly spaced, so that loading stays quick."""
    step = max(1, len(texts) // _LIMIT)
    return texts[::step]


def _recombined(sentences: Slotted, count: int, rng: np.random.Generator) -> pa.Array:
    """Two to five sentences of different prompts in a row."""
    wanted = rng.integers(2, _MOST_SENTENCES + 1, count)
    text = sentences.render(rng.integers(0, len(sentences), count), rng)
    for more in range(1, _MOST_SENTENCES):
        rows: Ints = np.flatnonzero(wanted > more)
        where = np.zeros(count, dtype=np.int64)
        where[rows] = 1 + np.arange(len(rows))
        added = pa.concat_arrays([pa.array([""]), sentences.render(rng.integers(0, len(sentences), len(rows)), rng)])
        glue = pa.array(["", " ", "\n"]).take(pa.array(np.where(wanted > more, rng.integers(1, 3, count), 0)))
        text = pc.binary_join_element_wise(text, glue, added.take(pa.array(where)), "")
    return text


def load_prompts(folder: Path, grammar: Grammar) -> RealPayloads:
    """Read every ``*.jsonl`` and ``*.jsonl.gz`` of a folder, and ``SOURCES.csv`` in it or beside it.

    Raises:
        UsageError: there is no such folder, or no such file in it.
        InputError: a line is no JSON object with a ``prompt``.
    """
    if not folder.is_dir():
        raise UsageError(f"--prompts {folder}: no such folder; give one with *.jsonl or *.jsonl.gz files")
    files = sorted([*folder.glob("*.jsonl"), *folder.glob("*.jsonl.gz")])
    if not files:
        raise UsageError(f"--prompts {folder}: holds no *.jsonl or *.jsonl.gz file")
    described = _descriptions(folder)
    return RealPayloads(tuple(_read_source(file, described) for file in files), grammar)


def _descriptions(folder: Path) -> dict[str, tuple[str, str]]:
    for place in (folder / "SOURCES.csv", folder.parent / "SOURCES.csv"):
        if place.is_file():
            with place.open(encoding="utf-8", newline="") as file:
                rows = csv.DictReader(file)
                return {Path(row["name"]).name: (row.get("kind", "human"), row.get("what", "")) for row in rows}
    return {}


def _read_source(file: Path, described: dict[str, tuple[str, str]]) -> Source:
    name = file.name.removesuffix(".gz").removesuffix(".jsonl")
    kind, what = described.get(name, ("human", ""))
    prompts, responses = [], []
    for prompt, response in _rows(file):
        prompts.append(prompt[:_LONGEST])
        if response:
            responses.append(response[:_LONGEST])
    return Source(name, kind, what, tuple(prompts), tuple(responses))


def _rows(file: Path) -> Iterator[tuple[str, str | None]]:
    try:
        with gzip.open(file, "rb") if file.name.endswith(".gz") else file.open("rb") as lines:
            for number, line in enumerate(lines, start=1):
                row = orjson.loads(line)
                if not isinstance(row, dict) or not isinstance(row.get("prompt"), str):
                    raise InputError(f"{file}:{number}: no text in 'prompt'; each line must be a JSON object with one")
                response = row.get("response")
                yield row["prompt"], response if isinstance(response, str) else None
    except (OSError, EOFError, orjson.JSONDecodeError) as error:
        raise InputError(f"{file}: cannot be read as JSON Lines ({error})") from None
