"""Data quality is told in the contract's order, and long lists say what they cut."""

from __future__ import annotations

from typing import TYPE_CHECKING

from stillwatch.report.quality_view import REASONS, SOURCES, quality_view

if TYPE_CHECKING:
    from collections.abc import Callable

    from stillwatch.records.run import Run


def test_columns_stand_in_the_contracts_order(make_run: Callable[..., Run]) -> None:
    view = quality_view(make_run(coverage={"weight": 1.0, "own_column": 0.5, "prompt": 0.9, "model": 1.0}))
    assert [column.name for column in view.coverage] == ["model", "prompt", "weight", "own_column"]


def test_rejections_are_most_frequent_first_and_none_is_lost(make_run: Callable[..., Run]) -> None:
    reasons = {f"reason {place:02d}": place + 1 for place in range(REASONS + 6)}
    view = quality_view(make_run(rejections_by_reason=reasons))
    assert view.rejections[0] == (f"reason {REASONS + 5:02d}", REASONS + 6)
    assert sum(rows for _, rows in view.rejections) + view.rejections_left == sum(reasons.values())


def test_many_sources_are_cut_and_counted(make_run: Callable[..., Run]) -> None:
    view = quality_view(make_run(sources=tuple(f"part-{place}" for place in range(SOURCES + 3))))
    assert (len(view.sources), view.sources_left) == (SOURCES, 3)
