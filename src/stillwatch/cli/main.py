"""The command ``stillwatch``: an explicit list of verbs, and what a failure of any of them looks like."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from importlib.metadata import version
from typing import Annotated, Final

import typer

from stillwatch.cli import evaluate, explain, scan, simulate, watch
from stillwatch.cli.consoles import output
from stillwatch.cli.failures import INTERRUPTED, said
from stillwatch.cli.verb import Verb, unwrapped
from stillwatch.records.errors import StillwatchError

PROGRAM: Final = "stillwatch"
MAX_HELP_WIDTH: Final = 100
VERBS: Final[tuple[Verb, ...]] = (scan.VERB, watch.VERB, explain.VERB, simulate.VERB, evaluate.VERB)
"""The verbs in the order a reader meets them."""

FIRST_STEPS: Final = (
    "stillwatch simulate record --out world",
    "stillwatch scan world/exchanges --accounts world/accounts.parquet --out result",
    "stillwatch evaluate result --truth world",
)


def run() -> None:
    """Run the command with the process's own arguments and exit."""
    sys.exit(exit_status(sys.argv[1:]))


def exit_status(arguments: Sequence[str]) -> int:
    """Run the command and give its exit status; 0 is success."""
    try:
        outcome = application()(args=list(arguments), prog_name=PROGRAM, standalone_mode=False)
    except (StillwatchError, typer.TyperException, OSError) as error:
        return said(error)
    except (KeyboardInterrupt, typer.Abort):
        return INTERRUPTED
    return outcome if isinstance(outcome, int) else 0


def application(help_width: int | None = None) -> typer.Typer:
    """The command and its verbs; help is ``help_width`` columns wide, by default as wide as the terminal."""
    app = typer.Typer(
        add_completion=False,
        pretty_exceptions_enable=False,
        rich_markup_mode=None,  # plain help: the same in a terminal, in a pipe and in the documentation
        context_settings={
            "help_option_names": ["-h", "--help"],
            "max_content_width": MAX_HELP_WIDTH,
            "terminal_width": help_width,
        },
    )
    app.callback(epilog=unwrapped("Try it:", FIRST_STEPS))(_program)
    for verb in VERBS:
        app.command(verb.name, epilog=verb.epilog)(verb.command)
    return app


def _program(
    *,
    version_wanted: Annotated[
        bool,
        typer.Option(
            "--version", is_eager=True, callback=lambda wanted: _version(wanted=wanted), help="Print the version."
        ),
    ] = False,
) -> None:
    """Find distillation campaigns in the logs of a language-model API.

    One command reads the logs that you have and says which accounts are one operation, what it sought, what it
    got, and why that is believed: every score is a sum of named pieces of evidence.
    """


def _version(*, wanted: bool) -> None:
    if wanted:
        output().print(f"{PROGRAM} {version(PROGRAM)}")
        raise typer.Exit
