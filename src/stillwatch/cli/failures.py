"""Every failure is one line on standard error and an exit status: 2 for wrong usage, 130 for Ctrl-C, 1 otherwise."""

from __future__ import annotations

from typing import Final

from typer import TyperException

from stillwatch.cli.consoles import errors
from stillwatch.records.errors import StillwatchError
from stillwatch.report.escaping import literal

INTERRUPTED: Final = 130
FAILED: Final = 1


def said(error: StillwatchError | TyperException | OSError) -> int:
    """Print the failure and give the exit status."""
    errors().print(literal(f"stillwatch: {_one_line(error)}"), soft_wrap=True)
    if isinstance(error, StillwatchError):
        return error.exit_status
    return error.exit_code if isinstance(error, TyperException) else FAILED


def _one_line(error: StillwatchError | TyperException | OSError) -> str:
    if isinstance(error, TyperException):
        return _usage(error)
    if isinstance(error, OSError) and error.filename is not None:
        return f"{error.filename}: {error.strerror}"
    return " ".join(str(error).split("\n"))


def _usage(error: TyperException) -> str:
    # Errors about a command's own options carry its context; the type that says so is not public.
    context = getattr(error, "ctx", None)
    command = "stillwatch" if context is None else context.command_path
    message = " ".join(error.format_message().split())
    return f"{message.rstrip('.')}. See '{command} --help'."
