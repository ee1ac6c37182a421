"""How far a command is: bars on a terminal, plain lines elsewhere."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Final, Protocol

from rich.console import Console
from rich.progress import BarColumn, Progress, TaskID, TaskProgressColumn, TextColumn, TimeElapsedColumn

from stillwatch.report.figures import count

QUIET_SECONDS: Final = 10.0
"""Lines that only tell how far a stage is are at least this far apart."""


class Show(Protocol):
    """Takes note of progress; ``total`` is None where the end is not known."""

    def __call__(self, stage: str, done: float, total: float | None) -> None:
        """``done`` of ``total`` in the stage's own unit; a new name is a new stage."""


class Bars:
    """One bar per stage; a stage is complete when another begins, unless it speaks again."""

    def __init__(self, progress: Progress) -> None:
        """Draw into a running rich progress display."""
        self._progress = progress
        self._tasks: dict[str, TaskID] = {}

    def __call__(self, stage: str, done: float, total: float | None) -> None:
        """Move the stage's bar."""
        if stage not in self._tasks:
            self.finish()
            self._tasks[stage] = self._progress.add_task(stage, total=total)
        self._progress.update(self._tasks[stage], completed=done, total=total)

    def finish(self) -> None:
        """Fill every bar, also those whose end was never known."""
        for task in self._progress.tasks:
            self._progress.update(task.id, completed=task.total or 1, total=task.total or 1)


class Lines:
    """One line when a stage begins, and another whenever nothing was printed for long."""

    def __init__(self, console: Console, clock: Callable[[], float] = time.monotonic) -> None:
        """Print to ``console``; ``clock`` gives seconds."""
        self._console = console
        self._clock = clock
        self._begun: set[str] = set()
        self._last = 0.0

    def __call__(self, stage: str, done: float, total: float | None) -> None:
        """Print the stage, or how far it is, or nothing yet."""
        now = self._clock()
        if stage not in self._begun:
            self._console.print(stage)
        elif now - self._last >= QUIET_SECONDS:
            self._console.print(f"{stage}: {_how_far(done, total)}")
        else:
            return
        self._begun.add(stage)
        self._last = now


@contextmanager
def shown(console: Console) -> Iterator[Show]:
    """Give a ``Show`` that suits ``console`` and leave the console clean afterwards."""
    if not console.is_terminal:
        yield Lines(console)
        return
    columns = (TextColumn("{task.description}"), BarColumn(), TaskProgressColumn(), TimeElapsedColumn())
    with Progress(*columns, console=console) as progress:
        bars = Bars(progress)
        yield bars
        bars.finish()


def _how_far(done: float, total: float | None) -> str:
    return f"{100 * done / total:.0f} %" if total else count(round(done))
