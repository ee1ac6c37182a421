"""The stages of a scan are told what the watch was told."""

from __future__ import annotations

from dataclasses import fields

from stillwatch.watching import WatchOptions


def test_every_option_that_a_scan_has_is_passed_on() -> None:
    given = WatchOptions(
        format="canonical_jsonl", drop_content=True, pseudonym_key=b"k" * 16, threads=3, most_held=9, progress=print
    )
    scan = given.scan()

    assert {one.name: getattr(scan, one.name) for one in fields(given) if one.name != "whole"} == {
        one.name: getattr(given, one.name) for one in fields(given) if one.name != "whole"
    }
