"""One file of the phrasebook, parsed and held to its schema; every complaint names file and key."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any, Final

import yaml

from stillwatch.fingerprints.phrases.syntax import Phrase, expand
from stillwatch.records.errors import StillwatchError

_LOADER: Final = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
"""PyYAML's C loader where it was built with one."""

_KEYS: Final = {
    "capability": {"capability", "phrases", "groups", "combinations"},
    "technique": {"technique", "window", "groups", "alternatives"},
    "answer": {"answer", "window", "groups", "alternatives"},
    "tool_names": {"tool_names"},
    "shared": {"shared", "groups"},
}


@dataclass(frozen=True)
class BookFile:
    """A parsed file; what asks it for a kind of value raises ``StillwatchError`` where there is another."""

    name: str
    content: Mapping[str, Any]

    def fail(self, key: str, problem: str) -> StillwatchError:
        """The error that says what is wrong with ``key``."""
        return StillwatchError(f"phrasebook file {self.name}, key {key}: {problem}")

    def mapping(self, key: str, value: object) -> Mapping[Any, Any]:
        """``value``, if it is a mapping."""
        if not isinstance(value, dict):
            raise self.fail(key, f"expected a mapping, got {type(value).__name__}")
        return value

    def texts(self, key: str, value: object) -> list[str]:
        """``value``, if it is a list of texts that are not empty."""
        if not isinstance(value, list) or not all(isinstance(each, str) and each for each in value):
            raise self.fail(key, "expected a list of non-empty texts (quote what YAML reads as something else)")
        return value

    def known(self, key: str, value: object, known: tuple[str, ...]) -> str:
        """``value``, if it is one of ``known``."""
        if not isinstance(value, str) or value not in known:
            raise self.fail(key, f"expected one of {', '.join(known)}, got {value}")
        return value

    def number(self, key: str, value: object) -> float:
        """``value``, if it is a number."""
        if isinstance(value, bool) or not isinstance(value, (int, float)):
            raise self.fail(key, f"expected a number as weight, got {value}")
        return float(value)

    def expanded(self, key: str, text: str) -> Iterable[Phrase]:
        """The phrases that ``text`` stands for."""
        try:
            # The last part of a phrase leads nowhere, so that equal ends are one pattern.
            return [replace(phrase, reach=0) for phrase in expand(text)]
        except ValueError as error:
            raise self.fail(key, str(error)) from error

    def entries(self, key: str, allowed: set[str]) -> list[Mapping[str, Any]]:
        """The list at ``key``, empty where there is none, whose entries have no keys but those ``allowed``."""
        entries = self.content.get(key, [])
        if not isinstance(entries, list):
            raise self.fail(key, "expected a list")
        for place, entry in enumerate(entries):
            unknown = sorted(str(each) for each in self.mapping(f"{key}.{place}", entry) if each not in allowed)
            if unknown:
                raise self.fail(f"{key}.{place}.{unknown[0]}", f"unknown; allowed are {', '.join(sorted(allowed))}")
        return entries


def read_file(name: str, text: str) -> BookFile:
    """The file ``name`` with content ``text``.

    Raises:
        StillwatchError: it is no YAML, is not of exactly one kind, or has a key that its kind does not.
    """
    try:
        content = yaml.load(text, Loader=_LOADER)  # noqa: S506 - both are safe loaders
    except yaml.YAMLError as error:
        raise StillwatchError(f"phrasebook file {name} is no YAML: {' '.join(str(error).split())}") from error
    file = BookFile(name, content if isinstance(content, dict) else {})
    kinds = [kind for kind in _KEYS if kind in file.content]
    if len(kinds) != 1:
        raise file.fail("(top)", f"expected exactly one of {', '.join(_KEYS)}")
    unknown = sorted(str(key) for key in file.content if key not in _KEYS[kinds[0]])
    if unknown:
        raise file.fail(unknown[0], f"unknown; a {kinds[0]} file has {', '.join(sorted(_KEYS[kinds[0]]))}")
    return file
