"""What is installed is pinned, and what is not Python is packed."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

PIN = re.compile(r"^([A-Za-z0-9][A-Za-z0-9._-]*)==([0-9][A-Za-z0-9.!+]*)$")


def test_pins_are_names_and_versions_and_nothing_else(repository: Path) -> None:
    lines = [line for line in pins_of(repository) if not PIN.match(line)]

    assert lines == []


def test_every_dependency_is_pinned_to_a_version_it_allows(repository: Path, project: dict[str, Any]) -> None:
    pins = {canonicalize_name(match[1]): match[2] for line in pins_of(repository) if (match := PIN.match(line))}
    extras = project["project"]["optional-dependencies"].values()
    declared = [*project["project"]["dependencies"], *(one for extra in extras for one in extra)]

    for requirement in map(Requirement, declared):
        assert pins[canonicalize_name(requirement.name)] in requirement.specifier, requirement


def test_every_data_file_of_the_package_is_packed(source: Path, project: dict[str, Any]) -> None:
    patterns = project["tool"]["setuptools"]["package-data"]["stillwatch"]
    packed = {path for pattern in patterns for path in source.glob(pattern)}
    data = {path for path in source.rglob("*") if path.is_file() and path.suffix not in {".py", ".pyc", ".nbi", ".nbc"}}

    assert {str(path.relative_to(source)) for path in data - packed} == set()


def pins_of(repository: Path) -> list[str]:
    """The lines of constraints.txt without comments."""
    lines = (repository / "constraints.txt").read_text(encoding="utf-8").splitlines()
    return [line for line in lines if line and not line.startswith("#")]
