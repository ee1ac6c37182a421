"""A disk that is full is told with its folder and what it lacks."""

from __future__ import annotations

import errno
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

from stillwatch.records.errors import StillwatchError

FULL: Final = (errno.ENOSPC, errno.EDQUOT)


class DiskFullError(StillwatchError):
    """There was no room to write; what was finished before is still there."""


@contextmanager
def room_in(folder: Path, what: str, needs: str) -> Iterator[None]:
    """Tell a full disk while ``what`` is written into ``folder``; ``needs`` says how much room it takes.

    Raises:
        DiskFullError: the disk, or what the user may use of it, is full.
    """
    try:
        yield
    except OSError as error:
        if error.errno not in FULL:
            raise
        raise DiskFullError(
            f"the disk is full: no room for {what} in {folder} ({_free(folder)} free); {needs}. What was finished "
            "before is kept: make room, or name a folder on another disk, and run the same command again"
        ) from error


def _free(folder: Path) -> str:
    while not folder.exists() and folder != folder.parent:
        folder = folder.parent
    return f"{shutil.disk_usage(folder).free / 1e6:,.0f} MB"
