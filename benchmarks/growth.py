"""How time and memory of a scan grow with the log, beside the time of merely decoding the same columns.

``python benchmarks/growth.py`` makes worlds of one scenario in several sizes (reused by the next run), decodes and
scans each, judges what was found against the truth, fits the exponent of growth of every stage, and prints Markdown;
``--markdown PAGE`` writes it between the markers ``growth`` of that page, and ``--plot FILE`` draws the SVG. Each step
is a process of its own on two cores.
"""

from __future__ import annotations

import argparse
import json
import math
import os
import subprocess
import sys
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

import numpy as np

from scan import CORES, ScanRun, hold_to_cores, run_scan, stillwatch, table, warm_up
from stillwatch.evaluation.markdown import figure, with_table
from stillwatch.evaluation.measures import Measures
from stillwatch.evaluation.measures import measure as judged
from stillwatch.evaluation.tallies import tally

SCENARIO: Final = "fifty_million"
SIZES: Final = (1_000_000, 3_000_000, 10_000_000, 30_000_000, 50_000_000)
MOST_SECONDS: Final = 300.0
MOST_BYTES: Final = 8_000_000_000
MOST_TIMES: Final = 3.0
MOST_EXPONENT: Final = 1.1
NOTED: Final = 1.0
"""Seconds that a stage takes in the largest world from which its growth is told: below, it is noise."""

DECODE: Final = """
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
import pyarrow.parquet as pq
from stillwatch.records.tables import EXCHANGES

def decoded(path):
    with pq.ParquetFile(path) as file:
        for _ in file.iter_batches(65536, columns=EXCHANGES.names, use_threads=False):
            pass

with ThreadPoolExecutor(int(sys.argv[2])) as pool:
    list(pool.map(decoded, sorted(Path(sys.argv[1]).glob("*.parquet"))))
"""


@dataclass(frozen=True, slots=True)
class Measured:
    """A world's size, how long its columns take to decode, its scan, the load by other programs before, its worth."""

    exchanges: int
    accounts: int
    decode: float
    scan: ScanRun
    load: float
    worth: Measures


def decode_seconds(world: Path) -> float:
    """Seconds to decode what a scan reads, a file per thread; a process of its own, its start included."""
    begin = time.perf_counter()
    subprocess.run([sys.executable, "-c", DECODE, str(world / "exchanges"), str(CORES)], check=True)
    return time.perf_counter() - begin


def make_world(folder: Path, scenario: str, exchanges: int, seed: int) -> Path:
    """Simulate a world, or leave the one that is there."""
    world = folder / f"{scenario}-{exchanges}"
    if not (world / "world.json").is_file():
        size = ("--exchanges", str(exchanges), "--seed", str(seed))
        stillwatch("simulate", scenario, *size, "--out", world)
    return world


def measure(world: Path) -> Measured:
    """Decode a world and scan it."""
    load = os.getloadavg()[0]
    decode = decode_seconds(world)
    with TemporaryDirectory(prefix="stillwatch-", dir=world.parent) as folder:
        scan = run_scan(world, Path(folder))
        worth = judged(tally(Path(folder), world))
    made = json.loads((world / "world.json").read_text(encoding="utf-8"))
    return Measured(scan.exchanges, made["accounts"], decode, scan, load, worth)


def exponent(sizes: Sequence[float], values: Sequence[float]) -> float:
    """The slope of the least-squares line through the logarithms."""
    return float(np.polyfit(np.log(sizes), np.log(np.maximum(values, 1e-3)), 1)[0])


def report(runs: Sequence[Measured]) -> str:
    """The tables, as Markdown."""
    tables = (_size_table(runs), _stage_table(runs), _target_table(runs[-1]), *map(_worth_table, runs[-1:]))
    return "\n\n".join(tables) + "\n"


def _size_table(runs: Sequence[Measured]) -> str:
    rows = [
        (
            f"{one.exchanges:,}",
            f"{one.accounts:,}",
            f"{one.decode:.1f}",
            f"{one.scan.seconds:.1f}",
            f"{one.scan.seconds / one.decode:.1f}",
            f"{one.scan.cpu_seconds:.0f}",
            f"{one.scan.exchanges / one.scan.cpu_seconds:,.0f}",
            f"{one.scan.peak_bytes / 1e9:.2f}",
            str(one.scan.campaigns),
            f"{one.load:.1f}",
        )
        for one in runs
    ]
    headings = (
        "exchanges",
        "accounts",
        "decode s",
        "scan s",
        "times decoding",
        "processor s",
        "exchanges/core s",
        "peak GB",
        "campaigns",
        "load before",
    )
    return table(headings, rows)


def _stage_table(runs: Sequence[Measured]) -> str:
    sizes = [one.exchanges for one in runs]
    names = [name for name in runs[-1].scan.stages if runs[-1].scan.stages[name] >= NOTED]
    columns = {name: [one.scan.stages.get(name, 0.0) for one in runs] for name in names}
    columns |= {"**whole command**": [one.scan.seconds for one in runs]}
    columns |= {"peak GB": [one.scan.peak_bytes / 1e9 for one in runs]}
    rows = [(name, *(f"{value:.1f}" for value in values), _growth(sizes, values)) for name, values in columns.items()]
    return table(("stage, seconds", *(f"{size / 1e6:g} M" for size in sizes), "exponent"), rows)


def _growth(sizes: Sequence[int], values: Sequence[float]) -> str:
    known = [(size, value) for size, value in zip(sizes, values, strict=True) if value > 0]
    return f"{exponent(*zip(*known, strict=True)):.2f}" if len(known) > 1 else ""


def _target_table(last: Measured) -> str:
    peak, times = last.scan.peak_bytes, last.scan.seconds / last.decode
    rows = (
        ("whole command", f"≤ {MOST_SECONDS:.0f} s", f"{last.scan.seconds:.0f} s", last.scan.seconds <= MOST_SECONDS),
        ("peak memory", f"≤ {MOST_BYTES / 1e9:.0f} GB", f"{peak / 1e9:.2f} GB", peak <= MOST_BYTES),
        ("times decoding", f"≤ {MOST_TIMES:.0f}", f"{times:.1f}", times <= MOST_TIMES),
    )
    told = [(*row[:3], "met" if row[3] else "**not met**") for row in rows]
    return table((f"figure at {last.exchanges:,}", "target", "measured", "outcome"), told)


def _worth_table(last: Measured) -> str:
    rows = [
        (one.campaign_id, f"{one.exchanges:,}", f"{one.recall:.4f}", figure(one.precision), str(one.pieces))
        for one in last.worth.campaigns
    ]
    innocent = sum(last.worth.innocents.values()), sum(last.worth.benign.values())
    told = (
        f"False campaigns: {last.worth.false_campaigns}. Innocent accounts in a campaign: {innocent[0]:,} of "
        f"{innocent[1]:,}, {last.worth.innocents_restricted:,} of them with a step beyond *verify* proposed."
    )
    headings = (f"campaign, of {last.exchanges:,} exchanges", "exchanges", "recall", "precision", "pieces")
    return f"{table(headings, rows)}\n\n{told}"


def plot(runs: Sequence[Measured]) -> str:
    """Seconds and gigabytes over exchanges, both axes logarithmic, as SVG."""
    lines = {
        "scan, seconds": [one.scan.seconds for one in runs],
        "decoding, seconds": [one.decode for one in runs],
        "peak, GB": [one.scan.peak_bytes / 1e9 for one in runs],
    }
    colours = ("#1f5fa8", "#888888", "#b3541e")
    drawn = "".join(
        _line([one.exchanges for one in runs], values, colour, name)
        for (name, values), colour in zip(lines.items(), colours, strict=True)
    )
    return (
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 680 360" font-family="sans-serif" font-size="12">'
        f'<rect width="680" height="360" fill="#ffffff"/>{_axes()}{drawn}</svg>\n'
    )


def _x(exchanges: float) -> float:
    return 60 + 440 * (math.log10(exchanges) - 5.7) / 2.2


def _y(value: float) -> float:
    return 320 - 290 * (math.log10(max(value, 0.1)) + 1) / 4


def _axes() -> str:
    across = "".join(
        f'<path d="M{_x(size):.1f} 320v5" stroke="#444"/>'
        f'<text x="{_x(size):.1f}" y="340" text-anchor="middle">{size / 1e6:g} M</text>'
        for size in SIZES
    )
    up = "".join(
        f'<path d="M60 {_y(value):.1f}h440" stroke="#ddd"/>'
        f'<text x="52" y="{_y(value) + 4:.1f}" text-anchor="end">{value:g}</text>'
        for value in (0.1, 1, 10, 100, 1000)
    )
    return f'{up}{across}<path d="M60 30v290h440" fill="none" stroke="#444"/>'


def _line(sizes: Sequence[int], values: Sequence[float], colour: str, name: str) -> str:
    points = [(_x(size), _y(value)) for size, value in zip(sizes, values, strict=True)]
    path = " ".join(f"{x:.1f},{y:.1f}" for x, y in points)
    dots = "".join(f'<circle cx="{x:.1f}" cy="{y:.1f}" r="3" fill="{colour}"/>' for x, y in points)
    growth = f"{name}: exponent {exponent(sizes, values):.2f}" if len(sizes) > 1 else name
    label = f'<text x="{points[-1][0] + 8:.1f}" y="{points[-1][1] + 4:.1f}" fill="{colour}">{growth}</text>'
    return f'<polyline points="{path}" fill="none" stroke="{colour}" stroke-width="2"/>{dots}{label}'


def parsed(arguments: Sequence[str]) -> argparse.Namespace:
    """The command's options."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--worlds", type=Path, default=Path("build/bench"), help="folder of worlds, reused")
    parser.add_argument("--scenario", default=SCENARIO, help="scenario of the worlds")
    parser.add_argument("--sizes", type=int, nargs="+", default=SIZES, help="exchanges of the worlds")
    parser.add_argument("--seed", type=int, default=7, help="seed of new worlds")
    parser.add_argument("--markdown", type=Path, help="a page to write the tables into, between its markers")
    parser.add_argument("--plot", type=Path, help="an SVG file to draw")
    return parser.parse_args(arguments)


def write(runs: Sequence[Measured], page: Path | None, drawing: Path | None) -> None:
    """Tables and plot of what was measured so far: the whole takes an hour and may be broken off."""
    if page is not None:
        page.write_text(with_table(page.read_text(encoding="utf-8"), report(runs), "growth"), encoding="utf-8")
    if drawing is not None:
        drawing.write_text(plot(runs), encoding="utf-8")


def main(arguments: Sequence[str]) -> None:
    """Measure and print."""
    options = parsed(arguments)
    hold_to_cores()
    worlds = [make_world(options.worlds, options.scenario, size, options.seed) for size in sorted(options.sizes)]
    warm_up(options.seed)
    runs: list[Measured] = []
    for world in worlds:
        runs.append(measure(world))
        print(f"{runs[-1].exchanges:,}: {runs[-1].scan.seconds:.1f} s", file=sys.stderr, flush=True)
        write(runs, options.markdown, options.plot)
    print(report(runs))


if __name__ == "__main__":
    main(sys.argv[1:])
