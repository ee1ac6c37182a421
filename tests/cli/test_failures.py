"""Each kind of failure is one escaped line and the right exit status."""

from __future__ import annotations

import errno

import pytest
import typer

from stillwatch.cli.failures import said
from stillwatch.records.errors import InputError, StillwatchError, UsageError


@pytest.mark.parametrize(
    ("error", "status", "line"),
    [
        (UsageError("no engine 'x'"), 2, "stillwatch: no engine 'x'"),
        (InputError("nothing readable"), 1, "stillwatch: nothing readable"),
        (StillwatchError("two\nlines"), 1, "stillwatch: two lines"),
        (OSError(errno.ENOSPC, "No space left on device", "/out/x"), 1, "stillwatch: /out/x: No space left on device"),
        (OSError("torn"), 1, "stillwatch: torn"),
        (typer.BadParameter("odd"), 2, "stillwatch: Invalid value: odd. See 'stillwatch --help'."),
        (UsageError("name \x1b[2J\u202e"), 2, "stillwatch: name \\x1b[2J\\u202e"),
        (UsageError("[bold]x[/bold] :warning:"), 2, "stillwatch: [bold]x[/bold] :warning:"),
        (UsageError("long " * 60), 2, "stillwatch: " + ("long " * 60).rstrip()),
    ],
)
def test_a_failure_is_one_line(
    error: StillwatchError | typer.TyperException | OSError,
    status: int,
    line: str,
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert said(error) == status
    captured = capsys.readouterr()
    assert captured.err.rstrip() == line
    assert captured.err.count("\n") == 1
    assert captured.out == ""
