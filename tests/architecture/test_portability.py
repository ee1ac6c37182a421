"""Nothing that is published names one machine or a package registry."""

from __future__ import annotations

import re
from pathlib import Path

# One letter of each is a class of its own, so that this file does not hold what it forbids.
MACHINE = re.compile(r"/[w]ork/|/[h]ome/\w|/[r]oot/|/[U]sers/\w|C:\\[U]sers")
REGISTRY = re.compile(r"python[h]osted|pypi\.[o]rg|registry\.npm[j]s|files\.[p]ython")


def test_no_file_names_a_place_of_one_machine(tracked: list[Path], repository: Path) -> None:
    assert found(MACHINE, tracked, repository) == []


def test_no_file_names_a_registry_host(tracked: list[Path], repository: Path) -> None:
    assert found(REGISTRY, tracked, repository) == []


def found(pattern: re.Pattern[str], files: list[Path], repository: Path) -> list[str]:
    """Where the pattern stands, as ``file:line``."""
    return [
        f"{path.relative_to(repository)}:{number}"
        for path in files
        for number, line in enumerate(path.read_text(encoding="utf-8", errors="replace").splitlines(), start=1)
        if pattern.search(line)
    ]
