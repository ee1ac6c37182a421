"""How fast a scan is, stage by stage, beside the datasketch way of finding the same templates in the same run.

``python benchmarks/scan.py`` simulates a world of a million exchanges, scans it with the command that a user has, and
prints Markdown; ``--markdown PAGE`` writes it between the markers of that page too. Each step is a process of its own,
so that no step's memory counts as another's.
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import resource
import subprocess
import sys
import time
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

import pyarrow.parquet as pq

from stillwatch.evaluation.markdown import with_table

SCENARIO: Final = "record"
EXCHANGES: Final = 1_000_000
SAMPLE: Final = 20_000
CORES: Final = 2
MOST_SECONDS: Final = 60.0
MOST_BYTES: Final = 4_000_000_000
WARM_UP: Final = 20_000
BASELINE: Final = Path(__file__).with_name("template_baseline.py")


@dataclass(frozen=True, slots=True)
class Conditions:
    """What the figures depend on besides the program; ``load`` is the system's load over the minute before."""

    world: str
    day: str
    python: str
    processor: str
    cores: int
    load: float


@dataclass(frozen=True, slots=True)
class ScanRun:
    """One scan: seconds by its own stages, and of the whole process from start to exit."""

    version: str
    exchanges: int
    campaigns: int
    stages: dict[str, float]
    seconds: float
    cpu_seconds: float
    peak_bytes: int


@dataclass(frozen=True, slots=True)
class Way:
    """One way of finding templates on the sample, as ``template_baseline.py`` prints it."""

    name: str
    exchanges: int
    seconds: dict[str, float]
    quality: dict[str, float]

    @property
    def rate(self) -> float:
        """Exchanges per second over all steps."""
        return self.exchanges / max(sum(self.seconds.values()), 1e-9)


def stillwatch(*arguments: str | Path) -> tuple[float, resource.struct_rusage]:
    """Run the command; seconds until it exits, and what it used.

    Raises:
        SystemExit: it failed; the message has the command's own last line.
    """
    begin = time.perf_counter()
    command = [sys.executable, "-m", "stillwatch", *map(str, arguments)]
    with subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True) as process:
        said = process.stderr.read() if process.stderr else ""
        _, status, usage = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        reason = said.strip().rpartition("\n")[2].removeprefix("stillwatch: ")
        sys.exit(f"{arguments[0]} failed: {reason}")
    return time.perf_counter() - begin, usage


def make_world(world: Path, exchanges: int, seed: int) -> None:
    """Simulate a world, or leave the one that is there."""
    if not (world / "truth_exchanges.parquet").is_file():
        stillwatch("simulate", SCENARIO, "--exchanges", str(exchanges), "--seed", str(seed), "--out", world)


def run_scan(world: Path, result: Path) -> ScanRun:
    """Scan a world with all its tables."""
    tables = ("--accounts", world / "accounts.parquet", "--releases", world / "releases.parquet")
    seconds, usage = stillwatch("scan", world / "exchanges", *tables, "--threads", str(CORES), "--out", result)
    run = json.loads((result / "run.json").read_text(encoding="utf-8"))
    return ScanRun(
        version=run["version"],
        exchanges=run["accepted"],
        campaigns=len(json.loads((result / "campaigns.json").read_text(encoding="utf-8"))),
        stages=run["seconds"],
        seconds=seconds,
        cpu_seconds=usage.ru_utime + usage.ru_stime,
        peak_bytes=max(run["peak_rss_bytes"], usage.ru_maxrss * (1 if sys.platform == "darwin" else 1024)),
    )


def warm_up(seed: int) -> None:
    """Scan a small world once: the first scan after an installation compiles what later ones load."""
    with TemporaryDirectory(prefix="stillwatch-") as folder:
        world = Path(folder, "world")
        make_world(world, WARM_UP, seed)
        run_scan(world, Path(folder, "result"))


def compare(world: Path, size: int) -> list[Way]:
    """Find the templates of a sample in every way; ours is first."""
    command = [sys.executable, str(BASELINE), str(world), "--sample", str(size)]
    printed = subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True).stdout
    return [Way(**way) for way in json.loads(printed)]


def report(conditions: Conditions, scan: ScanRun, ways: Sequence[Way]) -> str:
    """Every table of the benchmark, as Markdown."""
    parts = (_told(conditions, scan), _stage_table(scan), _target_table(scan), _sample_told(ways[0]), _way_table(ways))
    return "\n\n".join(parts) + "\n"


def _told(conditions: Conditions, scan: ScanRun) -> str:
    return (
        f"Measured {conditions.day}: stillwatch {scan.version}, Python {conditions.python}, {conditions.cores} cores "
        f"({conditions.processor}), load {conditions.load:.1f} by other programs before the run. "
        f"World: {conditions.world}, {scan.exchanges:,} exchanges as Parquet; {scan.campaigns} campaigns found."
    )


def _stage_table(scan: ScanRun) -> str:
    rest = scan.seconds - sum(scan.stages.values())
    stages = {**scan.stages, "start, side tables, writing": rest, "**whole command**": scan.seconds}
    rows = [(name, f"{seconds:.1f}", _rate(scan.exchanges / max(seconds, 1e-3))) for name, seconds in stages.items()]
    return table(("stage", "seconds", "exchanges/s"), rows)


def _target_table(scan: ScanRun) -> str:
    most_bytes, peak = f"≤ {MOST_BYTES / 1e9:.0f} GB", f"{scan.peak_bytes / 1e9:.2f} GB"
    rows = (
        ("exchanges", f"≥ {EXCHANGES:,}", f"{scan.exchanges:,}", _met(met=scan.exchanges >= EXCHANGES)),
        ("whole command", f"≤ {MOST_SECONDS:.0f} s", f"{scan.seconds:.1f} s", _met(met=scan.seconds <= MOST_SECONDS)),
        ("peak memory", most_bytes, peak, _met(met=scan.peak_bytes <= MOST_BYTES)),
        ("processor time", "none", f"{scan.cpu_seconds:.1f} s", ""),
    )
    return table(("figure", "target", "measured", "outcome"), rows)


def _sample_told(ours: Way) -> str:
    return f"The same templates, two ways, on {ours.exchanges:,} exchanges of this world and one core:"


def _way_table(ways: Sequence[Way]) -> str:
    rows = [
        (
            way.name,
            "; ".join(f"{step} {seconds:.2f}" for step, seconds in way.seconds.items()),
            _rate(way.rate),
            f"{ways[0].rate / way.rate:.0f}",
            *(f"{way.quality[name]:.3f}" for name in ("recall", "clean", "purity")),
        )
        for way in ways
    ]
    return table(("way", "seconds", "exchanges/s", "times slower", "recall", "clean recall", "purity"), rows)


def table(headings: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """A Markdown table, all columns but the first aligned right."""
    lines = [headings, ["---", *("---:" for _ in headings[1:])], *rows]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)


def _rate(per_second: float) -> str:
    """Three digits at most: more would say that it repeats so exactly."""
    return f"{float(f'{per_second:.3g}'):,.0f}"


def _met(*, met: bool) -> str:
    return "met" if met else "**not met**"


def hold_to_cores() -> None:
    """Keep this process and those it starts on ``CORES`` cores, where the system can."""
    if hasattr(os, "sched_setaffinity"):
        os.sched_setaffinity(0, sorted(os.sched_getaffinity(0))[:CORES])


def observed(world: Path, load: float) -> Conditions:
    """The world and the machine as they are now."""
    made = json.loads((world / "world.json").read_text(encoding="utf-8"))
    return Conditions(
        world=f"scenario `{made['scenario']}` (simulated), {made['prompts']} prompts, seed {made['seed']}",
        day=datetime.now(UTC).date().isoformat(),
        python=platform.python_version(),
        processor=_processor(),
        cores=min(CORES, os.cpu_count() or 1),
        load=load,
    )


def _processor() -> str:
    listed = Path("/proc/cpuinfo")
    lines = listed.read_text(encoding="utf-8").splitlines() if listed.is_file() else []
    names = [line.partition(":")[2].strip() for line in lines if line.startswith("model name")]
    return names[0] if names else platform.processor() or platform.machine()


def parsed(arguments: Sequence[str]) -> argparse.Namespace:
    """The command's options."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--world", type=Path, default=Path("build/bench/world"), help="reused where it is there")
    parser.add_argument("--exchanges", type=int, default=EXCHANGES, help="size of a new world")
    parser.add_argument("--seed", type=int, default=0, help="seed of a new world")
    parser.add_argument("--sample", type=int, default=SAMPLE, help="exchanges for the comparison with datasketch")
    parser.add_argument("--markdown", type=Path, help="a page to write the tables into, between its markers")
    return parser.parse_args(arguments)


def main(arguments: Sequence[str]) -> None:
    """Measure and print."""
    options = parsed(arguments)
    load = os.getloadavg()[0]
    hold_to_cores()
    make_world(options.world, options.exchanges, options.seed)
    if pq.read_metadata(options.world / "truth_exchanges.parquet").num_rows > WARM_UP:
        warm_up(options.seed)
    conditions = observed(options.world, load)
    with TemporaryDirectory(prefix="stillwatch-") as folder:
        scan = run_scan(options.world, Path(folder))
    text = report(conditions, scan, compare(options.world, options.sample))
    print(text)
    if options.markdown is not None:
        page = options.markdown.read_text(encoding="utf-8") if options.markdown.is_file() else ""
        options.markdown.write_text(with_table(page, text), encoding="utf-8")


if __name__ == "__main__":
    main(sys.argv[1:])
