"""``stillwatch watch``: a log that grows, looked at every hour at the cost of that hour."""

from __future__ import annotations

import json
import time
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Annotated, Final

import typer

from stillwatch.cli.consoles import errors, output
from stillwatch.cli.progress import shown
from stillwatch.cli.result_folder import result_folder
from stillwatch.cli.scan import Format, Hold, Pseudonyms
from stillwatch.cli.verb import Verb
from stillwatch.records.watching import Pass
from stillwatch.report.terminal_watch import pass_lines
from stillwatch.report.watch_document import pass_document
from stillwatch.scanning import MOST_HELD
from stillwatch.sources.pseudonyms import load_key
from stillwatch.watching import WatchOptions
from stillwatch.watching import watch as one_pass

StateFolder = Annotated[
    Path, typer.Option("--state", metavar="DIR", help="Folder that keeps what is known between passes.")
]
Every = Annotated[
    int | None,
    typer.Option("--every", metavar="SECONDS", min=1, help="Go on with a pass every so often, until Ctrl-C."),
]
Whole = Annotated[
    bool, typer.Option("--whole", help="Look at everything now, as one scan of all logs would, whatever is due.")
]


@dataclass(frozen=True, slots=True)
class _Where:
    """What is read and written."""

    inputs: list[str]
    state: Path
    out: Path
    accounts: Path | None
    releases: Path | None


def watch(
    inputs: Annotated[
        list[str],
        typer.Argument(metavar="INPUT", help="Log files, folders of log files, or globs in quotes."),
    ],
    *,
    state: StateFolder,
    out: Annotated[Path, typer.Option("--out", metavar="DIR", help="Folder for the result; made where missing.")],
    accounts: Annotated[
        Path | None,
        typer.Option("--accounts", metavar="FILE", help="Table of accounts as it is now; read in every pass."),
    ] = None,
    releases: Annotated[
        Path | None, typer.Option("--releases", metavar="FILE", help="Table of model releases, to see launch pivots.")
    ] = None,
    every: Every = None,
    whole: Whole = False,
    as_json: Annotated[bool, typer.Option("--json", help="Print what is new as JSON, a line per pass.")] = False,
    log_format: Format = None,
    pseudonymize: Pseudonyms = None,
    drop_content: Annotated[
        bool,
        typer.Option("--drop-content", help="Keep no text in the state; the report shows no excerpts."),
    ] = False,
    threads: Annotated[
        int | None, typer.Option("--threads", metavar="N", min=1, help="Threads to use; all cores without it.")
    ] = None,
    hold: Hold = MOST_HELD,
) -> None:
    """Watch a log that grows: one pass over what is new, then exit.

    The first pass is a scan. Each later one reads the files that are new or have changed, deals their exchanges to the
    campaigns known, and looks at the accounts that were active in the newest day. It costs what the new files cost,
    not what the whole log does; only when the log has grown by an eighth, or those accounts show something new, is
    everything looked at again, as by one scan. Nothing is told by less.

    DIR of --out has the files of a scan, watch.json with what is new and how early each campaign was found, and in
    since/ the verdicts on exchanges after the last look at everything. Made for cron or a timer: a pass that is killed
    is made up for by the next, and two at once on one state are refused.
    """
    options = WatchOptions(
        format=log_format,
        drop_content=drop_content,
        pseudonym_key=None if pseudonymize is None else load_key(pseudonymize),
        threads=threads,
        most_held=hold,
        whole=whole,
    )
    where = _Where(inputs, state, result_folder(out), accounts, releases)
    while True:
        _tell(_passed(where, options), as_json=as_json)
        if every is None:
            return
        time.sleep(every)


def _passed(where: _Where, options: WatchOptions) -> Pass:
    """One pass, with progress on standard error."""
    with shown(errors()) as show:
        told = replace(options, progress=lambda step: show(step.stage, step.done, step.total))
        return one_pass(
            where.inputs,
            state=where.state,
            out=where.out,
            accounts=where.accounts,
            releases=where.releases,
            options=told,
        )


def _tell(done: Pass, *, as_json: bool) -> None:
    if as_json:
        output().print(json.dumps(pass_document(done)), soft_wrap=True)
    else:
        output().print(pass_lines(done))


VERB: Final = Verb(
    "watch",
    watch,
    (
        "stillwatch watch logs/ --state state --out result",
        "stillwatch watch logs/ --accounts accounts.parquet --state state --out result --every 3600",
        "stillwatch watch logs/ --state state --out result --whole",
        "stillwatch watch logs/ --state state --out result --json",
    ),
)
