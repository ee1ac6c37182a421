"""Payloads from a folder of real prompts, varied so that a few thousand rows carry a large world."""

from __future__ import annotations

import csv
import gzip
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

import numpy as np
import orjson
import pyarrow as pa
import pyarrow.compute as pc

from stillwatch.records.errors import InputError, UsageError
from stillwatch.simulation.grammar import Grammar
from stillwatch.simulation.payloads import GrammarPayloads
from stillwatch.simulation.slotted import Slotted, cut_texts
from stillwatch.simulation.suiting import WISHES, Source, suited

_LONGEST: Final = 1500
_SENTENCE: Final = re.compile(r"(?<=[.!?\u3002\uff1f\uff01])\s+|\n+")
_SHORTEST: Final = 12
_SHORT: Final = 300
_ENOUGH: Final = 50
_SECOND: Final = 0.4
_LIMIT: Final = 12_000


@dataclass(slots=True)
class RealPayloads:
    """Draws whole prompts with other numbers and names, alone or with a piece of another prompt of the same rule.

    With ``chosen`` sources, what none of them suits is left to the grammar.
    """

    sources: tuple[Source, ...]
    grammar: Grammar
    chosen: bool = False
    _suited: dict[str, list[str]] = field(default_factory=dict)
    _stocks: dict[str, tuple[Slotted, Slotted]] = field(default_factory=dict)

    @property
    def names(self) -> tuple[str, ...]:
        """The sources."""
        return tuple(source.name for source in self.sources)

    def draw(self, rule: str, count: int, rng: np.random.Generator) -> pa.Array:
        """See ``Payloads``."""
        if rule not in WISHES or not self._texts(rule):
            return GrammarPayloads(self.grammar).draw(rule, count, rng)
        wholes, others = self._stock(rule)
        if rule == "benchmark":
            first = int(rng.integers(len(wholes)))
            return wholes.as_they_are((first + np.arange(count)) % len(wholes))
        entire = rng.random(count) < WISHES[rule].whole
        order = np.argsort(~entire, kind="stable")
        n = int(entire.sum())
        pieces = [
            wholes.render(rng.integers(0, len(wholes), n), rng),
            _combined(wholes, others, count - n, rng),
        ]
        back = np.empty(count, dtype=np.int64)
        back[order] = np.arange(count)
        return pa.concat_arrays(pieces).take(pa.array(back))

    def _texts(self, rule: str) -> list[str]:
        if rule not in self._suited:
            self._suited[rule] = suited(WISHES[rule], self.sources, strictly=self.chosen)
        return self._suited[rule]

    def _stock(self, rule: str) -> tuple[Slotted, Slotted]:
        if rule not in self._stocks:
            texts = _thinned(self._texts(rule))
            self._stocks[rule] = (cut_texts(texts, self.grammar), cut_texts(_thinned(_pieces(texts)), self.grammar))
        return self._stocks[rule]


def _pieces(texts: list[str]) -> list[str]:
    """What can stand beside a prompt: other short prompts, or sentences where there are too few of those."""
    short = [text for text in texts if len(text) <= _SHORT]
    if len(short) >= _ENOUGH:
        return short
    return [part for text in texts for part in _SENTENCE.split(text) if len(part) >= _SHORTEST] or texts


def _thinned(texts: list[str]) -> list[str]:
    """At most ``_LIMIT`` texts, evenly spaced, so that loading stays quick."""
    step = max(1, len(texts) // _LIMIT)
    return texts[::step]


def _combined(wholes: Slotted, pieces: Slotted, count: int, rng: np.random.Generator) -> pa.Array:
    """A whole prompt with a piece or two of others after it: new text that still asks for the same kind of thing."""
    text = wholes.render(rng.integers(0, len(wholes), count), rng)
    for share in (1.0, _SECOND):
        more = rng.random(count) < share
        glue = pa.array(["", "\n", "\n\n"]).take(pa.array(np.where(more, rng.integers(1, 3, count), 0)))
        added = pieces.render(rng.integers(0, len(pieces), count), rng)
        text = pc.binary_join_element_wise(text, glue, pc.if_else(pa.array(more), added, ""), "")
    return text


def load_prompts(folder: Path, grammar: Grammar, only: Sequence[str] = ()) -> RealPayloads:
    """Read every ``*.jsonl`` and ``*.jsonl.gz`` of a folder, and ``SOURCES.csv`` in it or beside it.

    Args:
        folder: where the files are.
        grammar: writes what no source suits.
        only: names of the sources to read, a file's name without its ending; none for all. Others are not opened.

    Raises:
        UsageError: there is no such folder, no such file in it, or no source of a name in ``only``.
        InputError: a line is no JSON object with a ``prompt``.
    """
    if not folder.is_dir():
        raise UsageError(f"--prompts {folder}: no such folder; give one with *.jsonl or *.jsonl.gz files")
    files = sorted([*folder.glob("*.jsonl"), *folder.glob("*.jsonl.gz")])
    if not files:
        raise UsageError(f"--prompts {folder}: holds no *.jsonl or *.jsonl.gz file")
    known = {_name(file): file for file in files}
    missing = next((name for name in only if name not in known), None)
    if missing is not None:
        raise UsageError(f"--sources: no {missing!r} in {folder}; it holds {', '.join(known)}")
    described = _descriptions(folder)
    read = [file for name, file in known.items() if not only or name in only]
    return RealPayloads(tuple(_read_source(file, described) for file in read), grammar, chosen=bool(only))


def _name(file: Path) -> str:
    return file.name.removesuffix(".gz").removesuffix(".jsonl")


def _descriptions(folder: Path) -> dict[str, tuple[str, str]]:
    for place in (folder / "SOURCES.csv", folder.parent / "SOURCES.csv"):
        if place.is_file():
            with place.open(encoding="utf-8", newline="") as file:
                rows = csv.DictReader(file)
                return {Path(row["name"]).name: (row.get("kind", "human"), row.get("what", "")) for row in rows}
    return {}


def _read_source(file: Path, described: dict[str, tuple[str, str]]) -> Source:
    name = _name(file)
    kind, what = described.get(name, ("human", ""))
    prompts, labels, responses = [], [], []
    for prompt, label, response in _rows(file):
        prompts.append(prompt[:_LONGEST])
        labels.append(label)
        if response:
            responses.append(response[:_LONGEST])
    return Source(name, kind, what, tuple(prompts), tuple(labels), tuple(responses))


def _rows(file: Path) -> Iterator[tuple[str, str, str | None]]:
    """Prompt, the label of its kind (empty for none) and response of each line."""
    try:
        with gzip.open(file, "rb") if file.name.endswith(".gz") else file.open("rb") as lines:
            for number, line in enumerate(lines, start=1):
                row = orjson.loads(line)
                if not isinstance(row, dict) or not isinstance(row.get("prompt"), str):
                    raise InputError(f"{file}:{number}: no text in 'prompt'; each line must be a JSON object with one")
                response, label = row.get("response"), row.get("subcategory")
                yield (
                    row["prompt"],
                    label if isinstance(label, str) else "",
                    response if isinstance(response, str) else None,
                )
    except (OSError, EOFError, orjson.JSONDecodeError) as error:
        raise InputError(f"{file}: cannot be read as JSON Lines ({error})") from None
