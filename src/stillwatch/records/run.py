"""What a scan did: how much it read, what it could not see, how long it took."""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Rejection:
    """One rejected input row.

    One of ``line`` (text formats, from 1) and ``row`` (tables, from 0) is set; neither where the whole file is
    unreadable.
    """

    source: str
    reason: str
    line: int | None = None
    row: int | None = None


@dataclass(frozen=True, slots=True)
class Gap:
    """Something this run could not see, and what that hides."""

    name: str
    text: str


@dataclass(frozen=True, slots=True)
class Run:
    """What a scan did and saw: ``read = accepted + rejected``.

    ``seconds`` are by stage; ``coverage`` is the share of accepted rows with a value, by column.
    ``expected_false_share`` is of the campaigns told (None where none is), and is kept below ``false_discovery_rate``.
    """

    read: int
    accepted: int
    rejected: int
    seconds: dict[str, float]
    peak_rss_bytes: int
    engine: str
    version: str
    sources: tuple[str, ...] = ()
    rejections_by_reason: dict[str, int] = field(default_factory=dict)
    coverage: dict[str, float] = field(default_factory=dict)
    gaps: tuple[Gap, ...] = ()
    simulated: bool = False
    false_discovery_rate: float | None = None
    expected_false_share: float | None = None
