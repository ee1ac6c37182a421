"""The phrasebook's files become typed, checked records; ``syntax`` says how a phrase is written."""

from __future__ import annotations

import functools
from collections.abc import Mapping
from importlib import resources

from stillwatch.fingerprints.phrases.book import Phrasebook
from stillwatch.fingerprints.phrases.book_file import read_file
from stillwatch.fingerprints.phrases.clauses import GroupNames, alternatives, combinations, refusals
from stillwatch.fingerprints.phrases.listed import groups_of, tool_names, weighted


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
    files = [read_file(name, text) for name, text in sources.items()]
    groups = {f"{file.name}.{name}": phrases for file in files for name, phrases in groups_of(file)}
    shared = {
        name.partition(".yaml.")[2]: name
        for file in files
        if "shared" in file.content
        for name in groups
        if name.startswith(f"{file.name}.")
    }
    names = GroupNames(frozenset(groups), shared)
    return Phrasebook(
        weighted=tuple(phrase for file in files for phrase in weighted(file)),
        groups=groups,
        combinations=tuple(clause for file in files for clause in combinations(file, names)),
        alternatives=tuple(each for file in files for each in alternatives(file, names)),
        tool_names=tuple(phrase for file in files for phrase in tool_names(file)),
        refusals=tuple(clause for file in files for clause in refusals(file, names)),
    )
