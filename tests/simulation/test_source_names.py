"""Sources are named in an option or in a file."""

from __future__ import annotations

from pathlib import Path

import pytest

from stillwatch.records.errors import InputError, UsageError
from stillwatch.simulation.source_names import source_names


def test_names_have_commas_between() -> None:
    assert source_names(" sums, chats,sums,") == ("sums", "chats")


def test_a_file_has_a_name_on_each_line(tmp_path: Path) -> None:
    file = tmp_path / "held-out.txt"
    file.write_text("# not used while developing\nsums\n\nchats  # real users\n")

    assert source_names(str(file)) == ("sums", "chats")


def test_without_the_option_all_are_meant() -> None:
    assert source_names(None) == ()


def test_naming_nothing_is_wrong_usage(tmp_path: Path) -> None:
    (tmp_path / "empty.txt").write_text("# none\n")

    for said in (" , ", "", str(tmp_path / "empty.txt")):
        with pytest.raises(UsageError, match="names no source"):
            source_names(said)


def test_a_file_that_is_no_text_is_refused(tmp_path: Path) -> None:
    (tmp_path / "x.txt").write_bytes(b"\xff\xfe\x00")

    with pytest.raises(InputError, match="cannot be read as text"):
        source_names(str(tmp_path / "x.txt"))
