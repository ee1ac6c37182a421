"""A reliability diagram as SVG: what is said against what is so, a panel for each kind of claim, on dark and light."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape
from typing import Final

from stillwatch.evaluation.calibration import Bin

SIDE: Final = 240
LEFT: Final = 56
TOP: Final = 40
PANEL: Final = 330
HEIGHT: Final = 350
LEAST_RADIUS: Final = 3.0
MOST_RADIUS: Final = 11.0
TICKS: Final = (0.0, 0.25, 0.5, 0.75, 1.0)

STYLE: Final = (
    "svg{color-scheme:light dark;font:13px system-ui,sans-serif}"
    "text{fill:#222}.ground{fill:#fff}.axis{stroke:#555;fill:none}.grid{stroke:#ddd}"
    ".even{stroke:#777;stroke-dasharray:5 4}.gap{stroke:#b3500a;stroke-width:2}.point{fill:#0b62a8;stroke:#fff}"
    "@media (prefers-color-scheme:dark){text{fill:#e8e8e8}.ground{fill:#16191d}.axis{stroke:#aaa}.grid{stroke:#363b42}"
    ".even{stroke:#999}.gap{stroke:#f0a35e}.point{fill:#7cc0f5;stroke:#16191d}}"
)


def reliability_diagram(panels: Sequence[tuple[str, Sequence[Bin]]]) -> str:
    """One panel per (title, bins), left to right; a point's area grows with its bin's count.

    The description has the figures of every point, for who cannot see the drawing.
    """
    width = PANEL * max(len(panels), 1)
    described = " ".join(f"{title}: {_described(bins)}" for title, bins in panels)
    drawn = "".join(_panel(PANEL * i + LEFT, title, bins) for i, (title, bins) in enumerate(panels))
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {HEIGHT}" width="{width}" height="{HEIGHT}" '
        'role="img" aria-labelledby="title desc">'
        f'<title id="title">Reliability: what is said against what is so</title><desc id="desc">{escape(described)}'
        f'</desc><style>{STYLE}</style><rect class="ground" width="{width}" height="{HEIGHT}" rx="6"/>{drawn}</svg>\n'
    )


def _described(bins: Sequence[Bin]) -> str:
    parts = [f"said {one.said:.3f}, true {one.true:.3f}, {one.count} claims" for one in bins]
    return f"{'; '.join(parts) or 'no claims'}."


def _panel(left: int, title: str, bins: Sequence[Bin]) -> str:
    most = max((one.count for one in bins), default=1)
    middle = left + SIDE / 2
    return (
        f'<text x="{left}" y="24" font-weight="600">{escape(title)}</text>'
        + "".join(_tick(left, share) for share in TICKS)
        + f'<rect class="axis" x="{left}" y="{TOP}" width="{SIDE}" height="{SIDE}"/>'
        f'<line class="even" x1="{left}" y1="{TOP + SIDE}" x2="{left + SIDE}" y2="{TOP}"/>'
        + "".join(_point(left, one, most) for one in bins)
        + f'<text x="{middle}" y="{TOP + SIDE + 40}" text-anchor="middle">probability said</text>'
        f'<text transform="translate({left - 40} {TOP + SIDE / 2}) rotate(-90)" text-anchor="middle">share true</text>'
    )


def _tick(left: int, share: float) -> str:
    x, y = left + SIDE * share, TOP + SIDE * (1 - share)
    return (
        f'<line class="grid" x1="{x:g}" y1="{TOP}" x2="{x:g}" y2="{TOP + SIDE}"/>'
        f'<line class="grid" x1="{left}" y1="{y:g}" x2="{left + SIDE}" y2="{y:g}"/>'
        f'<text x="{x:g}" y="{TOP + SIDE + 18}" text-anchor="middle">{share:g}</text>'
        f'<text x="{left - 6}" y="{y + 4:g}" text-anchor="end">{share:g}</text>'
    )


def _point(left: int, one: Bin, most: int) -> str:
    x, y, even = left + SIDE * one.said, TOP + SIDE * (1 - one.true), TOP + SIDE * (1 - one.said)
    radius = LEAST_RADIUS + (MOST_RADIUS - LEAST_RADIUS) * (one.count / most) ** 0.5
    return (
        f'<line class="gap" x1="{x:.1f}" y1="{even:.1f}" x2="{x:.1f}" y2="{y:.1f}"/>'
        f'<circle class="point" cx="{x:.1f}" cy="{y:.1f}" r="{radius:.1f}"/>'
    )
