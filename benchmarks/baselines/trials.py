"""One world of the ladder, made, scanned and judged by every baseline in one process, and what each found in it."""

from __future__ import annotations

import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq

from baselines.interface import Baseline, Log, read_log
from baselines.operating_point import Accused, Flags, allowance, best_group, best_within, counted
from stillwatch import scan
from stillwatch.simulation import Step, load_scenario, simulate

SCENARIO: Final = "ladder"
GUILTY: Final = "campaign"


@dataclass(frozen=True, slots=True)
class World:
    """A world to make: the rung climbed (None: the operator does not evade), and what it is made of."""

    step: Step | None
    exchanges: int
    seed: int
    prompts: Path | None

    @property
    def rung(self) -> str:
        """The row that this world belongs to."""
        return "none" if self.step is None else self.step.label

    @property
    def prompt_kind(self) -> str:
        """``grammar`` or ``real``."""
        return "grammar" if self.prompts is None else "real"


@dataclass(frozen=True, slots=True)
class Found:
    """What a baseline found: at each budget (innocents per 10,000), as one group, and in how many seconds.

    ``group`` is how many of the campaign's accounts its best group has, and that group's size.
    """

    at: Mapping[float, Accused]
    group: tuple[int, int]
    seconds: float


@dataclass(frozen=True, slots=True)
class Trial:
    """A world's accounts of the campaign and benign ones, what stillwatch accused, and what each baseline found."""

    world: World
    guilty: int
    benign: int
    ours: Found
    theirs: Mapping[str, Found]


def run_trial(world: World, baselines: Sequence[Baseline], budgets: Sequence[float]) -> Trial:
    """Make the world in a temporary folder, scan it and let every baseline judge it; then it is deleted."""
    with TemporaryDirectory(prefix="stillwatch-") as folder:
        made = Path(folder)
        steps = () if world.step is None else (world.step,)
        plan = load_scenario(SCENARIO)
        simulate(plan, exchanges=world.exchanges, seed=world.seed, prompts=world.prompts, out=made, steps=steps)
        log = read_log(made)
        guilty = _guilty(log, made)
        group, seconds = _scanned(log, made)
    accused = counted(group >= 0, guilty)
    at = dict.fromkeys(budgets, accused)
    most = {budget: allowance(budget, int((~guilty).sum()), accused.innocents) for budget in budgets}
    return Trial(
        world,
        int(guilty.sum()),
        int((~guilty).sum()),
        Found(at, best_group(group, guilty), seconds),
        {baseline.name: _judged(baseline, log, guilty, most) for baseline in baselines},
    )


def _judged(baseline: Baseline, log: Log, guilty: Flags, most: Mapping[float, int]) -> Found:
    begin = time.perf_counter()
    verdict = baseline.judge(log)
    seconds = time.perf_counter() - begin
    at = {budget: best_within(verdict.score, guilty, innocents) for budget, innocents in most.items()}
    return Found(at, best_group(verdict.group, guilty), seconds)


def _guilty(log: Log, world: Path) -> Flags:
    truth = pq.read_table(world / "truth_accounts.parquet", columns=["account_id", "kind"])
    kinds = _looked_up(log, truth["account_id"], truth["kind"])
    return np.array([kind == GUILTY for kind in kinds])


def _scanned(log: Log, world: Path) -> tuple[np.ndarray[tuple[int], np.dtype[np.int64]], float]:
    """The campaign that stillwatch put each account in, as a code, -1 for none; and the scan's seconds."""
    begin = time.perf_counter()
    accounts, releases = world / "accounts.parquet", world / "releases.parquet"
    said = scan([world / "exchanges"], accounts=accounts, releases=releases).accounts
    seconds = time.perf_counter() - begin
    names = _looked_up(log, said["account_id"], said["campaign_id"])
    codes = {name: code for code, name in enumerate(sorted({name for name in names if name is not None}))}
    return np.array([codes.get(name or "", -1) for name in names], dtype=np.int64), seconds


def _looked_up(log: Log, accounts: pa.ChunkedArray, values: pa.ChunkedArray) -> list[str | None]:
    known = dict(zip(accounts.to_pylist(), values.to_pylist(), strict=True))
    return [known[name] for name in log.names.to_pylist()]
