"""The clauses of a phrasebook file: which groups must stand together for a capability, a technique or a refusal."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, Final, NamedTuple

from stillwatch.fingerprints.phrases.book import Alternative, Clause
from stillwatch.fingerprints.phrases.book_file import BookFile
from stillwatch.records.vocabulary import TECHNIQUES

DEFAULT_WINDOW: Final = 240


class GroupNames(NamedTuple):
    """The full names (``FILE.NAME``) of all groups, and of those that every file may name, by their short names."""

    all: frozenset[str]
    shared: Mapping[str, str]


def combinations(file: BookFile, names: GroupNames) -> Iterator[Clause]:
    """The clauses that speak for a capability file's capability."""
    for place, entry in enumerate(file.entries("combinations", {"all", "unless", "window", "weight"})):
        key = f"combinations.{place}"
        capability = str(file.content["capability"])
        weight = file.number(f"{key}.weight", entry.get("weight"))
        clause = _clause(file, key, entry, "all", names)
        if clause is None:
            raise file.fail(f"{key}.all", "missing")
        yield Clause(clause.groups, clause.unless, clause.window, capability, weight)


def alternatives(file: BookFile, names: GroupNames) -> Iterator[Alternative]:
    """The ways to show a technique file's technique."""
    if "technique" not in file.content:
        return
    technique = file.known("technique", file.content["technique"], TECHNIQUES)
    for place, entry in enumerate(file.entries("alternatives", {"all", "unless", "window", "answer"})):
        key = f"alternatives.{place}"
        request = _clause(file, key, entry, "all", names)
        answer = _clause(file, key, entry, "answer", names)
        if request is None and answer is None:
            raise file.fail(key, "needs `all`, `answer`, or both")
        yield Alternative(technique, request, answer)


def refusals(file: BookFile, names: GroupNames) -> Iterator[Clause]:
    """The clauses of which any makes a short answer a refusal."""
    if "answer" not in file.content:
        return
    file.known("answer", file.content["answer"], ("refused",))
    for place, entry in enumerate(file.entries("alternatives", {"all", "unless", "window"})):
        clause = _clause(file, f"alternatives.{place}", entry, "all", names)
        if clause is None:
            raise file.fail(f"alternatives.{place}.all", "missing")
        yield clause


def _clause(file: BookFile, key: str, entry: Mapping[str, Any], side: str, names: GroupNames) -> Clause | None:
    if side not in entry:
        return None
    window = entry.get("window", file.content.get("window", DEFAULT_WINDOW))
    if not isinstance(window, int) or window < 1:
        raise file.fail(f"{key}.window", "expected a number of bytes above 0")
    unless = _resolved(file, key, entry, "unless", names) if side == "all" else ()
    return Clause(_resolved(file, key, entry, side, names), unless, window)


def _resolved(file: BookFile, key: str, entry: Mapping[str, Any], part: str, names: GroupNames) -> tuple[str, ...]:
    """The full names of the groups that ``part`` of an entry lists; those of its own file go first."""
    found = []
    for name in file.texts(f"{key}.{part}", entry.get(part, [])):
        full = f"{file.name}.{name}"
        full = full if full in names.all else names.shared.get(name, full)
        if full not in names.all:
            raise file.fail(f"{key}.{part}", f"no group is named {name}")
        found.append(full)
    return tuple(found)
