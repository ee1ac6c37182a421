"""A name is kept, never given twice, and never that of somebody else."""

from __future__ import annotations

from datetime import UTC, datetime

from stillwatch.findings.life import Lineage
from stillwatch.findings.naming import former_names, names
from stillwatch.records.known import Known, Traces


def known(name: str, *formerly: str) -> Known:
    return Known(name, formerly, datetime(2026, 6, 1, tzinfo=UTC), (), Traces(()))


def test_an_heir_keeps_the_name_and_a_new_campaign_has_its_own() -> None:
    old = known("C-old")

    assert names(["C-a", "C-b"], [Lineage(heir_of=old), Lineage()], [old]) == ("C-old", "C-b")


def test_a_part_that_was_split_off_cannot_have_the_whole_ones_name() -> None:
    old = known("C-old", "C-older")
    lines = [Lineage(split_from=(old,)), Lineage(heir_of=old), Lineage()]

    given = names(["C-old", "C-b", "C-older"], lines, [old])

    assert given[1] == "C-old"
    assert len({*given, "C-older"}) == 4
    assert given == names(["C-old", "C-b", "C-older"], lines, [old])


def test_former_names_are_all_that_live_on_in_it_and_that_it_was_split_from() -> None:
    line = Lineage(known("C-1", "C-0"), (known("C-2", "C-x"),), (known("C-3", "C-y"),))

    assert former_names("C-1", line) == ("C-0", "C-2", "C-x", "C-3")
    assert former_names("C-9", Lineage()) == ()
