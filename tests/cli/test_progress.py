"""Progress is bars on a terminal and few lines elsewhere."""

from __future__ import annotations

import io
from contextlib import suppress
from pathlib import Path

from rich.console import Console

from stillwatch.cli.progress import Lines, shown

SHOW_CURSOR = "\x1b[?25h"


def test_lines_name_each_stage_once_and_break_a_long_silence() -> None:
    seconds = iter([0.0, 1.0, 11.0, 12.0, 13.0, 30.0])
    page = io.StringIO()
    lines = Lines(Console(file=page, width=80), clock=lambda: next(seconds))

    lines("read", 0, 100)
    lines("read", 10, 100)
    lines("read", 50, 100)
    lines("read", 60, 100)
    lines("sketch", 0, None)
    lines("sketch", 1_234_567, None)

    assert page.getvalue().splitlines() == ["read", "read: 50 %", "sketch", "sketch: 1,234,567"]


def test_a_pipe_gets_lines() -> None:
    page = io.StringIO()
    with shown(Console(file=page, width=80)) as show:
        show("read", 1, 2)

    assert page.getvalue() == "read\n"


def test_a_terminal_gets_a_finished_bar_per_stage() -> None:
    page = io.StringIO()
    with shown(Console(file=page, width=80, force_terminal=True)) as show:
        show("read", 1, 2)
        show("sketch", 5, None)

    last = page.getvalue().rpartition("read")[2]
    assert "sketch" in last
    assert last.count("100%") == 2


def test_the_terminal_is_left_in_order_when_the_work_fails() -> None:
    page = io.StringIO()
    with (
        suppress(OSError),
        shown(Console(file=page, width=80, force_terminal=True)) as show,
    ):
        show("read", 1, 2)
        Path("no such folder", "file").read_bytes()

    assert SHOW_CURSOR in page.getvalue()
    assert "100%" not in page.getvalue()
