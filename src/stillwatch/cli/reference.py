"""The command-line reference, made from the program's own help: ``make docs`` writes it."""

from __future__ import annotations

import io
import sys
from contextlib import redirect_stdout
from typing import Final

from stillwatch.cli.main import MAX_HELP_WIDTH, PROGRAM, VERBS, application

HEADER: Final = """\
# Command line

Made from the program's help by `make docs`; a test compares the two.

Exit status: 0 when the command did what it was asked, 2 when it was called wrongly, 130 after Ctrl-C, 1 on any other
failure. Every failure is one line on standard error. Results go to standard output, progress to standard error.
"""


def reference() -> str:
    """The page as Markdown: the program's help, then that of each verb."""
    sections = [HEADER, _section(PROGRAM, [])]
    sections += [_section(f"{PROGRAM} {verb.name}", [verb.name]) for verb in VERBS]
    return "\n".join(sections)


def _section(title: str, arguments: list[str]) -> str:
    return f"## {title}\n\n```text\n{_help(arguments)}\n```\n"


def _help(arguments: list[str]) -> str:
    page = io.StringIO()
    with redirect_stdout(page):
        application(MAX_HELP_WIDTH)(args=[*arguments, "--help"], prog_name=PROGRAM, standalone_mode=False)
    return "\n".join(line.rstrip() for line in page.getvalue().strip().splitlines())


if __name__ == "__main__":
    sys.stdout.write(reference())
