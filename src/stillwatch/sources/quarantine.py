"""Where every rejected input row goes, and the counts that make a reading add up."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from types import TracebackType
from typing import Any, Final, Literal, Self

import orjson

from stillwatch.records.run import Rejection

KEPT: Final = 1000
"""Rejections held in memory unless told otherwise; all of them go to the file."""

DISTINCT_REASONS: Final = 200
"""Kinds of reason counted apart, so that a hostile log cannot make the summary grow without end."""


class Quarantine:
    """Collects rejections, writes each to a JSON Lines file where a path is given, and counts.

    Every row read is either accepted or rejected, so ``read == accepted + rejected`` at all times. A reason
    is ``what: detail``; ``by_reason`` counts by the part before the colon. ``nulled`` counts, by column,
    values that were dropped from rows that were kept. ``skipped`` counts, by note, what was no row at all.
    ``simulated`` is set where an input says of itself that it was made by a simulation.
    """

    def __init__(self, path: Path | None = None, *, most_kept: int = KEPT) -> None:
        self._most_kept = most_kept
        self.accepted_by_source: Counter[str] = Counter()
        self.rejected_by_source: Counter[str] = Counter()
        self.by_reason: Counter[str] = Counter()
        self.nulled: Counter[str] = Counter()
        self.skipped: Counter[tuple[str, str]] = Counter()
        self.simulated = False
        self.kept: list[Rejection] = []
        self._file = path.open("wb") if path is not None else None

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Finish the file; the counts stay."""
        if self._file is not None:
            self._file.close()

    @property
    def accepted(self) -> int:
        """Rows that a scan will see."""
        return self.accepted_by_source.total()

    @property
    def rejected(self) -> int:
        """Rows it will not."""
        return self.rejected_by_source.total()

    @property
    def read(self) -> int:
        """Rows met; a file that cannot be read at all counts as one."""
        return self.accepted + self.rejected

    def accept(self, source: str, rows: int) -> None:
        """Count rows that passed every check."""
        self.accepted_by_source[source] += rows

    def reject(self, source: str, reason: str, *, line: int | None = None, row: int | None = None) -> None:
        """Reject one row, or the rest of a file where neither ``line`` nor ``row`` is given."""
        self._count(source, reason, 1)
        self._keep(Rejection(source, reason, line, row))

    def reject_rows(self, source: str, reason: str, unit: Literal["line", "row"], positions: Sequence[int]) -> None:
        """Reject many rows of one file for one reason."""
        self._count(source, reason, len(positions))
        for position in positions:
            if unit == "line":
                self._keep(Rejection(source, reason, line=int(position)))
            else:
                self._keep(Rejection(source, reason, row=int(position)))

    def null(self, column: str, values: int) -> None:
        """Count optional values that were dropped because their type or range is wrong."""
        if values:
            self.nulled[column] += values

    def skip(self, source: str, note: str, count: int = 1) -> None:
        """Note something that is no exchange and no fault: an accounts table, an empty file, an unrelated span."""
        if (source, note) in self.skipped or len(self.skipped) < KEPT:
            self.skipped[source, note] += count

    def summary(self) -> str:
        """One line: how much was read and what the commonest faults are."""
        if not self.read:
            notes = "; ".join(f"{source}: {note}" for source, note in list(self.skipped)[:3])
            return f"no rows were found ({notes})" if notes else "no rows were found"
        faults = "; ".join(f"{count:,} × {reason}" for reason, count in self.by_reason.most_common(3))
        counts = f"{self.read:,} rows read, {self.accepted:,} accepted, {self.rejected:,} rejected"
        return f"{counts} ({faults})" if faults else counts

    def _count(self, source: str, reason: str, rows: int) -> None:
        self.rejected_by_source[source] += rows
        kind = reason.partition(":")[0]
        known = kind in self.by_reason or len(self.by_reason) < DISTINCT_REASONS
        self.by_reason[kind if known else "other reasons"] += rows

    def _keep(self, rejection: Rejection) -> None:
        if len(self.kept) < self._most_kept:
            self.kept.append(rejection)
        if self._file is not None:
            self._file.write(orjson.dumps(_entry(rejection), option=orjson.OPT_APPEND_NEWLINE))


def _entry(rejection: Rejection) -> dict[str, Any]:
    entry: dict[str, Any] = {"source": rejection.source}
    if rejection.line is not None:
        entry["line"] = rejection.line
    if rejection.row is not None:
        entry["row"] = rejection.row
    return entry | {"reason": rejection.reason}
