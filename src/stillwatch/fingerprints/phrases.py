"""The phrasebook's files become typed, checked records; ``phrase_syntax`` says how a phrase is written."""

from __future__ import annotations

import functools
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from importlib import resources
from typing import Any, Final

import yaml

from stillwatch.fingerprints.phrase_syntax import Phrase, expand
from stillwatch.records.errors import StillwatchError
from stillwatch.records.vocabulary import CAPABILITIES, TECHNIQUES

_LOADER: Final = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
"""PyYAML's C loader where it was built with one."""

DEFAULT_WINDOW: Final = 240
_KEYS: Final = {
    "capability": {"capability", "phrases", "groups", "combinations"},
    "technique": {"technique", "window", "groups", "alternatives"},
    "answer": {"answer", "window", "groups", "alternatives"},
    "tool_names": {"tool_names"},
    "shared": {"shared", "groups"},
}


@dataclass(frozen=True)
class WeightedPhrase:
    """A phrase that speaks for a capability with ``weight`` (log-odds-like, negative speaks against)."""

    phrase: Phrase
    capability: str
    weight: float


@dataclass(frozen=True)
class Clause:
    """Groups that must all hit within ``window`` folded bytes, and groups of which none may hit in the text."""

    groups: tuple[str, ...]
    unless: tuple[str, ...]
    window: int
    capability: str = ""
    weight: float = 0.0


@dataclass(frozen=True)
class Alternative:
    """One way to show a technique: a clause in the request, one in the answer, or both."""

    technique: str
    request: Clause | None
    answer: Clause | None


@dataclass(frozen=True)
class Phrasebook:
    """Every file's content; a group's name is ``FILE.NAME``. Any of ``refusals`` makes a short answer a refusal."""

    weighted: tuple[WeightedPhrase, ...]
    groups: Mapping[str, tuple[Phrase, ...]]
    combinations: tuple[Clause, ...]
    alternatives: tuple[Alternative, ...]
    tool_names: tuple[WeightedPhrase, ...]
    refusals: tuple[Clause, ...] = ()


@dataclass(frozen=True)
class _File:
    """A parsed file; ``fail`` names it in every complaint."""

    name: str
    content: Mapping[str, Any]

    def fail(self, key: str, problem: str) -> StillwatchError:
        return StillwatchError(f"phrasebook file {self.name}, key {key}: {problem}")

    def mapping(self, key: str, value: object) -> Mapping[Any, Any]:
        if not isinstance(value, dict):
            raise self.fail(key, f"expected a mapping, got {type(value).__name__}")
        return value

    def texts(self, key: str, value: object) -> list[str]:
        if not isinstance(value, list) or not all(isinstance(each, str) and each for each in value):
            raise self.fail(key, "expected a list of non-empty texts (quote what YAML reads as something else)")
        return value


@functools.cache
def load_phrasebook() -> Phrasebook:
    """The phrasebook that ships with the package.

    Raises:
        StillwatchError: a file breaks the schema; the message names file and key.
    """
    folder = resources.files("stillwatch.fingerprints") / "phrasebook"
    paths = sorted((path for path in folder.iterdir() if path.name.endswith(".yaml")), key=lambda path: path.name)
    return parse_phrasebook({path.name: path.read_text(encoding="utf-8") for path in paths})


def parse_phrasebook(sources: Mapping[str, str]) -> Phrasebook:
    """Reads ``{file name: YAML text}``.

    Raises:
        StillwatchError: a file breaks the schema; the message names file and key.
    """
    files = [_read(name, text) for name, text in sources.items()]
    groups = {f"{file.name}.{name}": phrases for file in files for name, phrases in _groups(file)}
    shared = {
        name.partition(".yaml.")[2]: name
        for file in files
        if "shared" in file.content
        for name in groups
        if name.startswith(f"{file.name}.")
    }
    return Phrasebook(
        weighted=tuple(phrase for file in files for phrase in _weighted(file)),
        groups=groups,
        combinations=tuple(clause for file in files for clause in _combinations(file, groups, shared)),
        alternatives=tuple(each for file in files for each in _alternatives(file, groups, shared)),
        tool_names=tuple(phrase for file in files for phrase in _tool_names(file)),
        refusals=tuple(clause for file in files for clause in _refusals(file, groups, shared)),
    )


def _read(name: str, text: str) -> _File:
    try:
        content = yaml.load(text, Loader=_LOADER)  # noqa: S506 - both are safe loaders
    except yaml.YAMLError as error:
        raise StillwatchError(f"phrasebook file {name} is no YAML: {' '.join(str(error).split())}") from error
    file = _File(name, content if isinstance(content, dict) else {})
    kinds = [kind for kind in _KEYS if kind in file.content]
    if len(kinds) != 1:
        raise file.fail("(top)", f"expected exactly one of {', '.join(_KEYS)}")
    unknown = sorted(str(key) for key in file.content if key not in _KEYS[kinds[0]])
    if unknown:
        raise file.fail(unknown[0], f"unknown; a {kinds[0]} file has {', '.join(sorted(_KEYS[kinds[0]]))}")
    return file


def _groups(file: _File) -> Iterator[tuple[str, tuple[Phrase, ...]]]:
    for name, languages in file.mapping("groups", file.content.get("groups", {})).items():
        key = f"groups.{name}"
        texts = [
            text
            for language, listed in file.mapping(key, languages).items()
            for text in file.texts(f"{key}.{language}", listed)
        ]
        if not texts:
            raise file.fail(key, "a group needs at least one phrase")
        yield str(name), tuple(phrase for text in texts for phrase in _expand(file, key, text))


def _weighted(file: _File) -> Iterator[WeightedPhrase]:
    if "capability" not in file.content:
        return
    capability = _known(file, "capability", file.content["capability"], CAPABILITIES)
    for weight, languages in file.mapping("phrases", file.content.get("phrases", {})).items():
        key = f"phrases.{weight}"
        for language, listed in file.mapping(key, languages).items():
            for text in file.texts(f"{key}.{language}", listed):
                for phrase in _expand(file, key, text):
                    yield WeightedPhrase(phrase, capability, _number(file, key, weight))


def _tool_names(file: _File) -> Iterator[WeightedPhrase]:
    for capability, by_weight in file.mapping("tool_names", file.content.get("tool_names", {})).items():
        key = f"tool_names.{capability}"
        _known(file, key, capability, CAPABILITIES)
        for weight, listed in file.mapping(key, by_weight).items():
            for text in file.texts(f"{key}.{weight}", listed):
                for phrase in _expand(file, key, text):
                    yield WeightedPhrase(phrase, capability, _number(file, key, weight))


def _combinations(file: _File, groups: Mapping[str, object], shared: Mapping[str, str]) -> Iterator[Clause]:
    for place, entry in enumerate(_entries(file, "combinations", {"all", "unless", "window", "weight"})):
        key = f"combinations.{place}"
        capability = str(file.content["capability"])
        weight = _number(file, f"{key}.weight", entry.get("weight"))
        clause = _clause(file, key, entry, "all", groups, shared)
        if clause is None:
            raise file.fail(f"{key}.all", "missing")
        yield Clause(clause.groups, clause.unless, clause.window, capability, weight)


def _alternatives(file: _File, groups: Mapping[str, object], shared: Mapping[str, str]) -> Iterator[Alternative]:
    if "technique" not in file.content:
        return
    technique = _known(file, "technique", file.content["technique"], TECHNIQUES)
    for place, entry in enumerate(_entries(file, "alternatives", {"all", "unless", "window", "answer"})):
        key = f"alternatives.{place}"
        request = _clause(file, key, entry, "all", groups, shared)
        answer = _clause(file, key, entry, "answer", groups, shared)
        if request is None and answer is None:
            raise file.fail(key, "needs `all`, `answer`, or both")
        yield Alternative(technique, request, answer)


def _refusals(file: _File, groups: Mapping[str, object], shared: Mapping[str, str]) -> Iterator[Clause]:
    if "answer" not in file.content:
        return
    _known(file, "answer", file.content["answer"], ("refused",))
    for place, entry in enumerate(_entries(file, "alternatives", {"all", "unless", "window"})):
        clause = _clause(file, f"alternatives.{place}", entry, "all", groups, shared)
        if clause is None:
            raise file.fail(f"alternatives.{place}.all", "missing")
        yield clause


def _entries(file: _File, key: str, allowed: set[str]) -> list[Mapping[str, Any]]:
    entries = file.content.get(key, [])
    if not isinstance(entries, list):
        raise file.fail(key, "expected a list")
    for place, entry in enumerate(entries):
        unknown = sorted(str(each) for each in file.mapping(f"{key}.{place}", entry) if each not in allowed)
        if unknown:
            raise file.fail(f"{key}.{place}.{unknown[0]}", f"unknown; allowed are {', '.join(sorted(allowed))}")
    return entries


def _clause(
    file: _File, key: str, entry: Mapping[str, Any], side: str, groups: Mapping[str, object], shared: Mapping[str, str]
) -> Clause | None:
    if side not in entry:
        return None

    def resolved(part: str) -> tuple[str, ...]:
        names = []
        for name in file.texts(f"{key}.{part}", entry.get(part, [])):
            full = f"{file.name}.{name}"
            full = full if full in groups else shared.get(name, full)
            if full not in groups:
                raise file.fail(f"{key}.{part}", f"no group is named {name}")
            names.append(full)
        return tuple(names)

    window = entry.get("window", file.content.get("window", DEFAULT_WINDOW))
    if not isinstance(window, int) or window < 1:
        raise file.fail(f"{key}.window", "expected a number of bytes above 0")
    return Clause(resolved(side), resolved("unless") if side == "all" else (), window)


def _known(file: _File, key: str, value: object, known: tuple[str, ...]) -> str:
    if not isinstance(value, str) or value not in known:
        raise file.fail(key, f"expected one of {', '.join(known)}, got {value}")
    return value


def _number(file: _File, key: str, value: object) -> float:
    if isinstance(value, bool) or not isinstance(value, (int, float)):
        raise file.fail(key, f"expected a number as weight, got {value}")
    return float(value)


def _expand(file: _File, key: str, text: str) -> Iterable[Phrase]:
    try:
        # The last part of a phrase leads nowhere, so that equal ends are one pattern.
        return [replace(phrase, reach=0) for phrase in expand(text)]
    except ValueError as error:
        raise file.fail(key, str(error)) from error
