"""What the scan could read and what it could not see."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from stillwatch.records.tables import EXCHANGES
from stillwatch.report.shares import Share, percent_width

if TYPE_CHECKING:
    from stillwatch.records.run import Gap, Run

REASONS: Final = 20
SOURCES: Final = 12


@dataclass(frozen=True, slots=True)
class QualityView:
    """Coverage in the order of the contract's columns, rejections by frequency, gaps as the run named them."""

    coverage: tuple[Share, ...]
    rejections: tuple[tuple[str, int], ...]
    rejections_left: int
    gaps: tuple[Gap, ...]
    sources: tuple[str, ...]
    sources_left: int
    seconds: tuple[tuple[str, float], ...]


def quality_view(run: Run) -> QualityView:
    """Order what the run says about its input; long lists are cut, and say by how much."""
    place = {name: rank for rank, name in enumerate(EXCHANGES.names)}
    columns = sorted(run.coverage.items(), key=lambda item: (place.get(item[0], len(place)), item[0]))
    reasons = sorted(run.rejections_by_reason.items(), key=lambda item: (-item[1], item[0]))
    return QualityView(
        coverage=tuple(Share(name, share, percent_width(share)) for name, share in columns),
        rejections=tuple(reasons[:REASONS]),
        rejections_left=sum(rows for _, rows in reasons[REASONS:]),
        gaps=run.gaps,
        sources=run.sources[:SOURCES],
        sources_left=len(run.sources[SOURCES:]),
        seconds=tuple(run.seconds.items()),
    )
