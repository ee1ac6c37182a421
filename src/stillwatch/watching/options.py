"""How a watch is to run."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from stillwatch.scanning.options import MOST_HELD, ScanOptions, StageProgress


@dataclass(frozen=True, slots=True)
class WatchOptions:
    """The fields of ``ScanOptions`` that a watch has too; ``whole`` asks for a look at everything whatever is due."""

    format: str | None = None
    drop_content: bool = False
    pseudonym_key: bytes | None = None
    progress: Callable[[StageProgress], None] | None = None
    threads: int | None = None
    most_held: int = MOST_HELD
    whole: bool = False

    def scan(self) -> ScanOptions:
        """The same for the stages of a scan."""
        return ScanOptions(
            format=self.format,
            drop_content=self.drop_content,
            pseudonym_key=self.pseudonym_key,
            progress=self.progress,
            threads=self.threads,
            most_held=self.most_held,
        )
