"""Which source reads which file."""

from __future__ import annotations

from pathlib import Path

import pytest

from stillwatch.records.errors import UsageError
from stillwatch.sources.interface import Sample
from stillwatch.sources.registry import SOURCES, format_names, recognised, source_named


def test_names_are_unique_and_lead_back_to_their_source() -> None:
    assert len(set(format_names())) == len(SOURCES)
    assert [source_named(name) for name in format_names()] == list(SOURCES)


def test_an_unknown_name_is_answered_with_all_names() -> None:
    with pytest.raises(UsageError) as refused:
        source_named("csv")
    assert all(name in str(refused.value) for name in format_names())


@pytest.mark.parametrize(
    ("name", "objects", "expected"),
    [
        ("x", ({"anything": 1},), "canonical_jsonl"),
        ("x.jsonl", (), "canonical_jsonl"),
        ("x.jsonl.gz", (), "canonical_jsonl"),
        ("x.txt", (), None),
    ],
)
def test_the_name_counts_only_where_the_content_says_nothing(
    name: str, objects: tuple[dict[str, object], ...], expected: str | None
) -> None:
    columns = frozenset(key for item in objects for key in item)
    found = recognised(Sample(Path(name), b"", objects, columns))
    assert (None if found is None else found.name) == expected
