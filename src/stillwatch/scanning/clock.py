"""Seconds by stage, and the most memory the process held."""

from __future__ import annotations

import resource
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

from stillwatch.scanning.options import StageProgress


@dataclass(slots=True)
class StageClock:
    """Times stages one after the other and tells each one's beginning and end."""

    progress: Callable[[StageProgress], None] | None = None
    seconds: dict[str, float] = field(default_factory=dict)

    @contextmanager
    def stage(self, name: str) -> Iterator[None]:
        """Add the time of the block to stage ``name``."""
        begin = time.perf_counter()
        self.tell(StageProgress(name, 0, None))
        yield
        self.seconds[name] = round(self.seconds.get(name, 0.0) + time.perf_counter() - begin, 3)
        self.tell(StageProgress(name, 1, 1))

    def tell(self, progress: StageProgress) -> None:
        """Hand progress on, if anybody listens."""
        if self.progress is not None:
            self.progress(progress)


def peak_rss_bytes() -> int:
    """The most resident memory of this process so far; the system counts in kilobytes, on macOS in bytes."""
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return peak if sys.platform == "darwin" else peak * 1024
