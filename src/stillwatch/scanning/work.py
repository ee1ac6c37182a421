"""The folder in which a large scan keeps each finished stage, so that a scan that was stopped goes on from there."""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from stillwatch.records.disk import room_in
from stillwatch.records.errors import UsageError

MANIFEST: Final = "manifest.json"
PART: Final = ".part"
STAGES: Final = ("read", "operations", "attribution")


@dataclass(frozen=True, slots=True)
class WorkFolder:
    """A folder with a manifest and, by name, a folder per finished stage; what is not finished ends in ``.part``.

    A stage's folder gets its name in one step of the file system when all in it is written, so that a process that is
    killed leaves a stage whole or not at all.
    """

    path: Path

    def open(self, manifest: dict[str, Any]) -> None:
        """Keep the finished stages where they were made under the same ``manifest``, and forget them otherwise.

        Raises:
            UsageError: the folder has files that no scan made.
        """
        self.path.mkdir(parents=True, exist_ok=True)
        held = self._manifest()
        if held is None and any(self.path.iterdir()):
            raise UsageError(f"--work {self.path} holds files that no scan made; name an empty or a new folder")
        if held != manifest:
            self.clear()
            self.path.mkdir(parents=True, exist_ok=True)
            part = self.path / (MANIFEST + PART)
            part.write_text(json.dumps(manifest), encoding="utf-8")
            part.replace(self.path / MANIFEST)

    def has(self, stage: str) -> bool:
        """Whether a stage is finished."""
        return (self.path / stage).is_dir()

    def of(self, stage: str) -> Path:
        """A finished stage's folder."""
        return self.path / stage

    @contextmanager
    def making(self, stage: str, needs: str) -> Iterator[Path]:
        """A folder to write a stage into; it takes the stage's name when the block ends without an error.

        Raises:
            DiskFullError: there is no room; the message has ``needs``, which says how much it takes.
        """
        part = self.path / (stage + PART)
        shutil.rmtree(part, ignore_errors=True)
        part.mkdir(parents=True)
        try:
            with room_in(self.path, f"the stage {stage!r}", needs):
                yield part
        except BaseException:
            shutil.rmtree(part, ignore_errors=True)
            raise
        part.replace(self.path / stage)

    def clear(self) -> None:
        """Remove what scans have put here."""
        for name in (*STAGES, *(stage + PART for stage in STAGES)):
            shutil.rmtree(self.path / name, ignore_errors=True)
        for name in (MANIFEST, MANIFEST + PART):
            (self.path / name).unlink(missing_ok=True)
        if self.path.is_dir() and not any(self.path.iterdir()):
            self.path.rmdir()

    def _manifest(self) -> Any:
        try:
            return json.loads((self.path / MANIFEST).read_text(encoding="utf-8"))
        except (OSError, ValueError):
            return None


def clear_work(path: Path) -> None:
    """Remove what scans have put into a work folder."""
    WorkFolder(path).clear()
