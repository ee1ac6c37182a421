"""``stillwatch scan``: logs in, campaigns and a report out."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path
from typing import Annotated, Final

import typer

from stillwatch import scanning
from stillwatch.cli.consoles import errors, output
from stillwatch.cli.progress import shown
from stillwatch.cli.result_folder import result_folder
from stillwatch.cli.verb import Verb
from stillwatch.records.errors import UsageError
from stillwatch.records.result import ScanResult
from stillwatch.report.escaping import literal
from stillwatch.report.terminal import campaign_table
from stillwatch.sources.pseudonyms import load_key
from stillwatch.sources.registry import format_names

QUARANTINE: Final = "quarantine.jsonl"
REPORT: Final = "report.html"
WORK: Final = ".work"
LARGE: Final = 256_000_000
"""Bytes of logs from which a scan is worth going on with: it takes half a minute and more."""

Format = Annotated[
    str | None,
    typer.Option(
        "--format",
        metavar="NAME",
        help=f"The log format, where each file's content shall not decide: {', '.join(format_names())}.",
    ),
]
Pseudonyms = Annotated[
    str | None,
    typer.Option(
        "--pseudonymize",
        metavar="KEY",
        help="Replace identifiers by keyed hashes as they are read; KEY is file:PATH or env:NAME.",
    ),
]
Work = Annotated[
    Path | None,
    typer.Option(
        "--work",
        metavar="DIR",
        help="Folder that keeps each finished stage, so that the same command goes on where it was stopped; "
        "without it, logs of 256 MB and more have one in the result's folder while they are scanned.",
    ),
]
Hold = Annotated[
    int,
    typer.Option(
        "--hold",
        metavar="N",
        min=1000,
        help="Exchanges held in memory; of a larger log, the same part of each account.",
    ),
]
Engine = Annotated[
    str,
    typer.Option(
        "--engine",
        metavar="NAME",
        help="Where heavy work runs: duckdb is this machine, spark a cluster that is there already.",
    ),
]
Master = Annotated[
    str | None,
    typer.Option(
        "--master", metavar="URL", help="Spark's master: spark://HOST:PORT, yarn, k8s://https://HOST:PORT, local[N]."
    ),
]
Settings = Annotated[
    list[str] | None,
    typer.Option("--conf", metavar="KEY=VALUE", help="A setting for Spark, never a secret; may be given repeatedly."),
]


def scan(
    inputs: Annotated[
        list[str],
        typer.Argument(metavar="INPUT", help="Log files, folders of log files, or globs in quotes."),
    ],
    *,
    out: Annotated[Path, typer.Option("--out", metavar="DIR", help="Folder for the result; made where missing.")],
    accounts: Annotated[
        Path | None,
        typer.Option("--accounts", metavar="FILE", help="Table of accounts: sign-up, plan, payment, closure."),
    ] = None,
    releases: Annotated[
        Path | None, typer.Option("--releases", metavar="FILE", help="Table of model releases, to see launch pivots.")
    ] = None,
    previous: Annotated[
        Path | None,
        typer.Option("--previous", metavar="DIR", help="An earlier result, whose campaigns keep their names."),
    ] = None,
    log_format: Format = None,
    pseudonymize: Pseudonyms = None,
    drop_content: Annotated[
        bool,
        typer.Option("--drop-content", help="Drop all text once it is fingerprinted; the report shows no excerpts."),
    ] = False,
    threads: Annotated[
        int | None, typer.Option("--threads", metavar="N", min=1, help="Threads to use; all cores without it.")
    ] = None,
    work: Work = None,
    hold: Hold = scanning.MOST_HELD,
    engine: Engine = scanning.ENGINES[0],
    master: Master = None,
    conf: Settings = None,
) -> None:
    """Find the distillation campaigns in logs.

    Writes campaigns.json, unresolved.json, known_campaigns.json, accounts.parquet, exchanges.parquet,
    quarantine.jsonl, run.json and report.html into DIR. Exits 0 when the scan ran, with findings or none; 2 when it was
    called wrongly; 1 on any other failure.
    """
    options = scanning.ScanOptions(
        format=log_format,
        engine=engine,
        cluster=_cluster(engine, master, conf or []),
        drop_content=drop_content,
        pseudonym_key=None if pseudonymize is None else load_key(pseudonymize),
        quarantine=result_folder(out) / QUARANTINE,
        threads=threads,
        work=work or (out / WORK if master else _work_folder(inputs, out)),
        most_held=hold,
    )
    result = _scanned(inputs, _Tables(accounts, releases, previous), options, out)
    if work is None and options.work is not None:
        scanning.clear_work(options.work)
    _tell(result, out)


def _work_folder(inputs: list[str], out: Path) -> Path | None:
    """Where a large log's finished stages are kept until its result is written."""
    try:
        return out / WORK if scanning.input_bytes(inputs) >= LARGE else None
    except UsageError:  # the scan itself says so, after what is wrong with its options
        return None


@dataclass(frozen=True, slots=True)
class _Tables:
    """What is read beside the logs."""

    accounts: Path | None
    releases: Path | None
    previous: Path | None


def _scanned(inputs: list[str], tables: _Tables, options: scanning.ScanOptions, out: Path) -> ScanResult:
    """Scan with progress on standard error, and write the result."""
    with shown(errors()) as show:
        told = replace(options, progress=lambda step: show(step.stage, step.done, step.total))
        result = scanning.scan(
            inputs, accounts=tables.accounts, releases=tables.releases, previous=tables.previous, options=told
        )
        scanning.write_result(result, out)
    return result


def _tell(result: ScanResult, out: Path) -> None:
    console = output()
    console.print(campaign_table(result))
    console.print(literal(f"Report: {out / REPORT}"), soft_wrap=True)


def _cluster(engine: str, master: str | None, conf: list[str]) -> scanning.ClusterOptions | None:
    pairs = [one.partition("=") for one in conf]
    for name, equals, _ in pairs:
        if not name or not equals:
            raise UsageError(f"--conf {name} has no value; the form is KEY=VALUE")
    settings = {name: value for name, _, value in pairs}
    if settings and master is None:
        raise UsageError("--conf is for a cluster, and none is named; add --master")
    cluster = None if master is None else scanning.ClusterOptions(master, settings)
    scanning.check(engine, cluster)
    return cluster


VERB: Final = Verb(
    "scan",
    scan,
    (
        "stillwatch scan logs/ --out result",
        "stillwatch scan 'logs/*.jsonl.gz' --accounts accounts.parquet --out result",
        "stillwatch scan logs/today --previous result-of-yesterday --out result",
        "stillwatch scan logs/ --pseudonymize file:key --drop-content --out result",
    ),
)
