"""ARCHITECTURE.md names every folder, in the order in which data flows, and stays one page."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest

ONE_PAGE = 90
ROW = re.compile(r"^\| `(\w+)/` \|")


@pytest.fixture
def folders(repository: Path) -> list[str]:
    """The folders of the page's table, in its order."""
    page = (repository / "ARCHITECTURE.md").read_text(encoding="utf-8")
    return [match[1] for line in page.splitlines() if (match := ROW.match(line))]


def test_the_table_names_the_folders_there_are(folders: list[str], source: Path) -> None:
    there = {path.parent.name for path in source.glob("*/__init__.py")}

    assert sorted(folders) == sorted(there)


def test_the_table_is_in_the_order_of_the_import_contract(folders: list[str], project: dict[str, Any]) -> None:
    layers = project["tool"]["importlinter"]["contracts"][0]["layers"]
    height = {name.strip(): -place for place, layer in enumerate(layers) for name in layer.split("|")}

    assert [height[folder] for folder in folders] == sorted(height[folder] for folder in folders)


def test_it_is_one_page(repository: Path) -> None:
    page = (repository / "ARCHITECTURE.md").read_text(encoding="utf-8")

    assert len(page.splitlines()) <= ONE_PAGE
