"""Where the command line writes: results to standard output, progress and errors to standard error."""

from __future__ import annotations

import os
from typing import Final

from rich.console import Console

WIDTH: Final = 120
"""Columns of a file or pipe, which have no width of their own; ``COLUMNS`` in the environment overrides."""


def output() -> Console:
    """Standard output; nothing is highlighted or read as markup unless the caller says so."""
    return _console(stderr=False)


def errors() -> Console:
    """Standard error."""
    return _console(stderr=True)


def _console(*, stderr: bool) -> Console:
    console = Console(stderr=stderr, highlight=False, markup=False, emoji=False)
    if not console.is_terminal and "COLUMNS" not in os.environ:
        console.width = WIDTH
    return console
