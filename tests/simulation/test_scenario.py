"""The schema of scenario files is complete and documented."""

from __future__ import annotations

import typing
from dataclasses import is_dataclass
from pathlib import Path

import pytest

from stillwatch.simulation.scenario import (
    Bans,
    CampaignPlan,
    Key,
    KindShare,
    Pivot,
    Release,
    Rewrite,
    Scenario,
    Signups,
)

RECORDS = (Scenario, Release, KindShare, CampaignPlan, Signups, Bans, Pivot, Rewrite)


@pytest.mark.parametrize("record", RECORDS)
def test_every_key_has_a_meaning(record: type) -> None:
    for name, hint in typing.get_type_hints(record, include_extras=True).items():
        assert isinstance(typing.get_args(hint)[1], Key), name
        assert len(typing.get_args(hint)[1].about) > 10, name


@pytest.mark.parametrize("record", RECORDS)
def test_every_key_is_documented_with_its_meaning(record: type, repository: Path) -> None:
    assert is_dataclass(record)
    page = (repository / "docs" / "scenarios.md").read_text(encoding="utf-8")
    for name, hint in typing.get_type_hints(record, include_extras=True).items():
        key: Key = typing.get_args(hint)[1]
        assert f"| `{name}` |" in page, name
        assert key.about in page, name
        for allowed in key.of:
            assert f"`{allowed}`" in page, allowed
