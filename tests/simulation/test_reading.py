"""Scenario files are checked, and every error names file, key and what is allowed."""

from __future__ import annotations

from pathlib import Path

import pytest

from stillwatch.records.errors import InputError, UsageError
from stillwatch.simulation.reading import load_scenario, parse_scenario, scenario_names

GOOD = """
name: mine
releases: [{model: m, day: -1}]
campaigns:
  - {name: C, share: 0.2, capabilities: {coding: 1}, bans: {share: 0.1}, pivot: {model: m}}
"""


def test_the_built_in_scenarios_can_be_loaded() -> None:
    names = scenario_names()

    assert {"record", "quiet", "hydra", "mixed_routes", "launch_pivot", "replacement", "relay"} <= set(names)
    assert [load_scenario(name).name for name in names] == list(names)


def test_a_users_file_is_loaded(tmp_path: Path) -> None:
    path = tmp_path / "mine.yaml"
    path.write_text(GOOD)
    scenario = load_scenario(path)

    assert scenario.campaigns[0].capabilities == {"coding": 1.0}
    assert scenario.campaigns[0].bans.share == 0.1
    assert scenario.campaigns[0].pivot is not None


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("name: mine", "nam: mine", "nam is no key here; allowed are name, releases"),
        ("name: mine\n", "", "name is missing; the scenario's name"),
        ("share: 0.2", "share: lots", r"campaigns\[0\]\.share must be a number, not 'lots'"),
        ("share: 0.2", "share: 1.5", r"campaigns\[0\]\.share is 1\.5; it must lie between 0 and 1"),
        ("share: 0.2", "share: 1.0", "campaigns and the traffic they relay take 1.00"),
        ("coding: 1", "codding: 1", r"capabilities\.codding is not known; allowed are agentic_reasoning"),
        ("coding: 1", "coding: 0", "add up to nothing"),
        ("{coding: 1}", "[coding]", "must be a mapping of names to weights"),
        ("share: 0.2", "schedule: never", "is 'never'; allowed are always, shifts, office"),
        ("pivot: {model: m}", "pivot: {model: z}", r"pivot\.model is 'z'; releases has m"),
        ("pivot: {model: m}", "pivot: m", r"campaigns\[0\]\.pivot must be a mapping of keys, not 'm'"),
        ("day: -1", "day: 3", "out before the window"),
        ("share: 0.2", "start: 0.6, end: 0.5", r"campaigns\[0\]\.end must lie after"),
        ("name: mine", "name: mine\nstart: soon", "start must be a date like 2026-05-04, not 'soon'"),
        ("name: mine", "name: mine\ndays: true", "days must be a whole number, not True"),
        ("share: 0.2", "accounts_of: D", r"campaigns\[0\]\.accounts_of is 'D'; the campaigns above it are none"),
        ("share: 0.2", "exits_of: C", r"campaigns\[0\]\.exits_of is 'C'"),
        ("campaigns:", "campaigns: 4\nx:", "x is no key here"),
        ("name: mine", "name: [", r"bad\.yaml:\d+: not YAML"),
    ],
)
def test_an_error_names_file_key_and_what_is_allowed(old: str, new: str, said: str) -> None:
    with pytest.raises(InputError, match=said) as error:
        parse_scenario(GOOD.replace(old, new), "bad.yaml")
    assert str(error.value).startswith("bad.yaml:")


def test_an_empty_file_and_two_equal_names_are_refused() -> None:
    with pytest.raises(InputError, match="the file must be a mapping of keys, not nothing"):
        parse_scenario("", "bad.yaml")
    twice = GOOD + "  - {name: C, share: 0.1}\n"
    with pytest.raises(InputError, match="same name"):
        parse_scenario(twice, "bad.yaml")


def test_an_operator_shares_accounts_or_exits_but_not_both() -> None:
    second = GOOD + "  - {name: D, share: 0.1, accounts_of: C}\n"

    assert parse_scenario(second, "good.yaml").campaigns[1].accounts_of == "C"
    with pytest.raises(InputError, match=r"campaigns\[1\] has accounts_of and exits_of"):
        parse_scenario(second.replace("accounts_of: C", "accounts_of: C, exits_of: C"), "bad.yaml")


def test_an_unknown_name_lists_the_built_in_ones() -> None:
    with pytest.raises(UsageError, match="give a YAML file or one of fifty_million, grading, hydra"):
        load_scenario("recrod")


def test_a_binary_file_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "x.yaml"
    path.write_bytes(b"\xff\xfe\x00")
    with pytest.raises(InputError, match="cannot be read as text"):
        load_scenario(path)
