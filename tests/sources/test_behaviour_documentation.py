"""The page on formats tells of every format and every name, and its log lines are read."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import orjson
import pytest

from stillwatch.records.tables import ACCOUNTS, EXCHANGES, RELEASES
from stillwatch.sources.envelope import SPELLINGS
from stillwatch.sources.otlp.exchanges import NAMES
from stillwatch.sources.registry import format_names

RowOf = Callable[..., dict[str, Any]]
SECTION = re.compile(r"^### `(\w+)`\n(.*?)(?=^##|\Z)", re.MULTILINE | re.DOTALL)
BINARY = {"canonical_parquet", "otlp_protobuf"}


@pytest.fixture(scope="module")
def page(repository: Path) -> str:
    return (repository / "docs" / "formats.md").read_text(encoding="utf-8")


def test_every_format_has_its_section(page: str) -> None:
    assert {name for name, _ in SECTION.findall(page)} == set(format_names())


@pytest.mark.parametrize("name", sorted(set(format_names()) - BINARY))
def test_the_line_of_each_section_is_read_as_that_format(page: str, row_of: RowOf, name: str) -> None:
    sections = dict(SECTION.findall(page))
    (line,) = re.findall(r"```json\n(.*?)\n```", sections[name], re.DOTALL)
    row = row_of(orjson.loads(line), name)
    assert row["model"]
    assert row.get("prompt") == (None if name == "litellm_spendlogs" else "Why is the sky blue?")


def test_every_name_that_is_read_is_told(page: str) -> None:
    spelled = {name for names in (*SPELLINGS.values(), *NAMES.values()) for name in names}
    columns = {*EXCHANGES.names, *ACCOUNTS.names, *RELEASES.names}
    assert {name for name in spelled | columns if f"`{name}`" not in page} == set()
