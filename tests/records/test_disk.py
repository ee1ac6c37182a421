"""A full disk is told as such, any other failure as it is."""

from __future__ import annotations

import errno
from pathlib import Path

import pytest

from stillwatch.records.disk import FULL, DiskFullError, room_in


@pytest.mark.parametrize("number", FULL)
def test_a_full_disk_says_what_where_and_how_much(number: int, tmp_path: Path) -> None:
    with pytest.raises(DiskFullError) as caught, room_in(tmp_path / "not yet", "the table", "it takes 30 bytes a row"):
        raise OSError(number, "no room")

    message = str(caught.value)
    assert all(part in message for part in ("the table", "not yet", "MB free", "30 bytes a row", "kept"))
    assert "\n" not in message


def test_other_failures_are_left_alone(tmp_path: Path) -> None:
    with pytest.raises(PermissionError), room_in(tmp_path, "the table", ""):
        raise PermissionError(errno.EACCES, "not yours")
