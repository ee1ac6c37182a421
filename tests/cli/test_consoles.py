"""Standard output and error are kept apart and never read what they print as markup."""

from __future__ import annotations

import pytest

from stillwatch.cli.consoles import WIDTH, errors, output


def test_output_and_errors_go_where_their_names_say(capsys: pytest.CaptureFixture[str]) -> None:
    output().print("a [b] :smile:")
    errors().print("c")

    captured = capsys.readouterr()
    assert captured.out == "a [b] :smile:\n"
    assert captured.err == "c\n"


def test_a_pipe_is_wide_enough_for_tables_unless_told_otherwise(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("COLUMNS", raising=False)
    assert output().width == WIDTH

    monkeypatch.setenv("COLUMNS", "90")
    assert output().width == 90
