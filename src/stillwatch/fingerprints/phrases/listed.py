"""The phrases of a phrasebook file: groups by name, and phrases or tool names with a weight for a capability."""

from __future__ import annotations

from collections.abc import Iterator

from stillwatch.fingerprints.phrases.book import WeightedPhrase
from stillwatch.fingerprints.phrases.book_file import BookFile
from stillwatch.fingerprints.phrases.syntax import Phrase
from stillwatch.records.vocabulary import CAPABILITIES


def groups_of(file: BookFile) -> Iterator[tuple[str, tuple[Phrase, ...]]]:
    """Each group's name in its file, and its phrases of all languages."""
    for name, languages in file.mapping("groups", file.content.get("groups", {})).items():
        key = f"groups.{name}"
        texts = [
            text
            for language, listed in file.mapping(key, languages).items()
            for text in file.texts(f"{key}.{language}", listed)
        ]
        if not texts:
            raise file.fail(key, "a group needs at least one phrase")
        yield str(name), tuple(phrase for text in texts for phrase in file.expanded(key, text))


def weighted(file: BookFile) -> Iterator[WeightedPhrase]:
    """A capability file's phrases."""
    if "capability" not in file.content:
        return
    capability = file.known("capability", file.content["capability"], CAPABILITIES)
    for weight, languages in file.mapping("phrases", file.content.get("phrases", {})).items():
        key = f"phrases.{weight}"
        for language, listed in file.mapping(key, languages).items():
            for text in file.texts(f"{key}.{language}", listed):
                for phrase in file.expanded(key, text):
                    yield WeightedPhrase(phrase, capability, file.number(key, weight))


def tool_names(file: BookFile) -> Iterator[WeightedPhrase]:
    """Names of tools that speak for a capability."""
    for capability, by_weight in file.mapping("tool_names", file.content.get("tool_names", {})).items():
        key = f"tool_names.{capability}"
        file.known(key, capability, CAPABILITIES)
        for weight, listed in file.mapping(key, by_weight).items():
            for text in file.texts(f"{key}.{weight}", listed):
                for phrase in file.expanded(key, text):
                    yield WeightedPhrase(phrase, capability, file.number(key, weight))
