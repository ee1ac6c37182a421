"""What was found, as Markdown: a table for each kind of prompts and budget, who is ahead where, and the methods."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from baselines.interface import Baseline
from baselines.trials import Found, Trial

OURS: Final = "stillwatch"
CLOSE: Final = 0.005
"""Recalls closer than this are called equal: they are shown alike."""


@dataclass(frozen=True, slots=True)
class Row:
    """A rung over all its seeds: the recall of every method, ours first, and the innocents that we accused."""

    rung: str
    recall: Mapping[str, float]
    innocents: int

    @property
    def best(self) -> float:
        """The highest recall of all."""
        return max(self.recall.values())

    @property
    def leaders(self) -> list[str]:
        """The methods that reach it, or nobody where nothing was found."""
        return [name for name, recall in self.recall.items() if recall > self.best - CLOSE and self.best > 0]


def report(trials: Sequence[Trial], baselines: Sequence[Baseline], budgets: Sequence[float], seconds: float) -> str:
    """All that the command has to say."""
    kinds = list(dict.fromkeys(trial.world.prompt_kind for trial in trials))
    parts = [_conditions(trials, seconds), _methods(trials, baselines)]
    for budget in budgets:
        for kind in kinds:
            rows = rows_at(budget, [trial for trial in trials if trial.world.prompt_kind == kind])
            parts += [f"### {budget:g} per 10,000, {kind} prompts", table(rows), standing(rows)]
    return "\n\n".join(parts) + "\n"


def rows_at(budget: float, trials: Sequence[Trial]) -> list[Row]:
    """A row for each rung, in the order in which they were climbed."""
    rungs = list(dict.fromkeys(trial.world.rung for trial in trials))
    return [_row(rung, budget, [trial for trial in trials if trial.world.rung == rung]) for rung in rungs]


def _row(rung: str, budget: float, trials: Sequence[Trial]) -> Row:
    guilty = sum(trial.guilty for trial in trials)
    found = {OURS: [trial.ours for trial in trials]} | _by_name(trials)
    recall = {name: sum(each.at[budget].guilty for each in all_of) / guilty for name, all_of in found.items()}
    return Row(rung, recall, sum(trial.ours.at[budget].innocents for trial in trials))


def _by_name(trials: Sequence[Trial]) -> dict[str, list[Found]]:
    return {name: [trial.theirs[name] for trial in trials] for name in trials[0].theirs}


def table(rows: Sequence[Row]) -> str:
    """Recalls side by side, the highest in bold; behind ours, the innocents that it cost."""
    names = list(rows[0].recall)
    return _markdown(["rung", f"{OURS} (innocents)", *names[1:]], [_cells(row, names) for row in rows])


def _cells(row: Row, names: Sequence[str]) -> list[str]:
    shown = {
        name: f"**{row.recall[name]:.2f}**" if name in row.leaders else f"{row.recall[name]:.2f}" for name in names
    }
    return [f"`{row.rung}`", f"{shown[OURS]} ({row.innocents})", *(shown[name] for name in names[1:])]


def standing(rows: Sequence[Row]) -> str:
    """In words: where we are ahead, level, and behind whom."""
    ahead = [row for row in rows if row.leaders == [OURS]]
    level = [row for row in rows if OURS in row.leaders and len(row.leaders) > 1]
    behind = [row for row in rows if row.leaders and OURS not in row.leaders]
    nobody = [row for row in rows if not row.leaders]
    lost = [f"`{row.rung}` ({', '.join(row.leaders)} {row.best:.2f}, {OURS} {row.recall[OURS]:.2f})" for row in behind]
    sentences = [
        f"Of {len(rows)} rungs, {OURS} alone finds most on {len(ahead)}, as many as the best baseline on {len(level)}",
        f"fewer than the best baseline on {len(behind)}" + (f": {'; '.join(lost)}" if lost else ""),
    ]
    unfound = f" Nobody finds an account on {', '.join(f'`{row.rung}`' for row in nobody)}." if nobody else ""
    return f"{sentences[0]}, and {sentences[1]}.{unfound}"


def _conditions(trials: Sequence[Trial], seconds: float) -> str:
    seeds = ", ".join(str(seed) for seed in dict.fromkeys(trial.world.seed for trial in trials))
    benign = [trial.benign for trial in trials]
    guilty = [trial.guilty for trial in trials]
    return (
        f"{len(trials)} simulated worlds of {trials[0].world.exchanges:,} exchanges, seeds {seeds}, each with "
        f"{_range(guilty)} accounts of the campaign and {_range(benign)} benign ones; made, scanned and judged in "
        f"{seconds / 60:.0f} minutes."
    )


def _methods(trials: Sequence[Trial], baselines: Sequence[Baseline]) -> str:
    """What each method is, its time over all worlds, and its best group where the operator does not evade."""
    plain = [trial for trial in trials if trial.world.step is None] or trials
    ours = [
        OURS,
        "the scan of this project",
        "–",
        _mean_seconds([t.ours for t in trials]),
        *_group(t.ours for t in plain),
    ]
    theirs = [
        [
            baseline.name,
            baseline.about,
            baseline.source,
            _mean_seconds([trial.theirs[baseline.name] for trial in trials]),
            *_group(trial.theirs[baseline.name] for trial in plain),
        ]
        for baseline in baselines
    ]
    headings = ["method", "what it looks at", "from", "seconds", "best group: of the campaign", "best group: others"]
    return _markdown(headings, [ours, *theirs], words=3)


def _mean_seconds(found: Sequence[Found]) -> str:
    return f"{sum(each.seconds for each in found) / len(found):.1f}"


def _group(found: Iterable[Found]) -> list[str]:
    held = [each.group for each in found]
    inside, size = (sum(part) for part in zip(*held, strict=True))
    return [f"{inside:,}", f"{size - inside:,}"] if size else ["–", "–"]


def _range(figures: Sequence[int]) -> str:
    low, high = min(figures), max(figures)
    return f"{low:,}" if low == high else f"{low:,} to {high:,}"


def _markdown(headings: Sequence[str], rows: Iterable[Sequence[str]], words: int = 1) -> str:
    rules = [*("---" for _ in headings[:words]), *("---:" for _ in headings[words:])]
    return "\n".join(f"| {' | '.join(line)} |" for line in (headings, rules, *rows))
