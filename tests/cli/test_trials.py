"""Plans cover scenarios × prompts × seeds; a trial runs the commands and leaves nothing behind."""

from __future__ import annotations

import tempfile
from pathlib import Path

import pytest

from stillwatch.cli.trials import Plan, plans, run_trial
from stillwatch.records.errors import StillwatchError, UsageError


def test_plans_are_every_combination_in_order() -> None:
    prompts = Path("prompts")

    assert plans(["record=400", "quiet"], 900, "1, 2", prompts) == (
        Plan("record", 400, 1, None),
        Plan("record", 400, 2, None),
        Plan("record", 400, 1, prompts),
        Plan("record", 400, 2, prompts),
        Plan("quiet", 900, 1, None),
        Plan("quiet", 900, 2, None),
        Plan("quiet", 900, 1, prompts),
        Plan("quiet", 900, 2, prompts),
    )


def test_a_path_with_an_equals_sign_is_a_scenario() -> None:
    assert plans(["my=own.yaml"], None, "1", None) == (Plan("my=own.yaml", None, 1, None),)


@pytest.mark.parametrize("seeds", ["", "1,", "one", "-1", "1.5"])
def test_seeds_are_whole_numbers(seeds: str) -> None:
    with pytest.raises(UsageError, match="--seeds"):
        plans(["record"], None, seeds, None)


def test_rungs_are_passed_on_and_named() -> None:
    (plan,) = plans(["ladder"], 900, "1", None, ("mixing=0.3",))

    assert plan == Plan("ladder", 900, 1, None, ("mixing=0.3",))
    assert plan.title == "ladder, mixing=0.3, grammar prompts, seed 1"


def test_sources_are_passed_on_and_named(tmp_path: Path) -> None:
    names = tmp_path / "held-out.txt"
    names.write_text("sums\nchats\n")
    grammar, real = plans(["record"], 900, "1", Path("prompts"), sources=str(names))
    listed = plans(["record"], 900, "1", Path("prompts"), sources="sums,chats,labels")[1]

    assert grammar == Plan("record", 900, 1, None)
    assert real.sources == str(names)
    assert real.prompt_kind == "real: held-out"
    assert listed.prompt_kind == "real: 3 sources"
    with pytest.raises(UsageError, match="--sources names files of --prompts"):
        plans(["record"], 900, "1", None, sources="sums")


def test_a_trial_takes_its_prompts_from_the_sources_named(tmp_path: Path) -> None:
    (tmp_path / "sums.jsonl").write_text('{"prompt": "one and one"}\n')

    with pytest.raises(StillwatchError, match=r"simulate failed .* no 'chats' in .*; it holds sums"):
        run_trial(Plan("quiet", 3_000, 4, tmp_path, sources="chats"))


def test_a_trial_measures_a_world_and_deletes_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))

    trial = run_trial(Plan("quiet", 3_000, 4, None))

    assert (trial.scenario, trial.prompts, trial.seed) == ("quiet", "grammar", 4)
    assert trial.exchanges > 2_000
    assert trial.seconds > 0
    assert trial.measures.campaigns == ()
    assert len(trial.measures.innocents_per_10k) >= 9
    assert list(tmp_path.iterdir()) == []


def test_a_failing_step_is_named_with_its_reason(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))

    with pytest.raises(
        StillwatchError, match=r"simulate failed in the world recrod, grammar prompts, seed 4: .*recrod"
    ):
        run_trial(Plan("recrod", 3_000, 4, None))
    assert list(tmp_path.iterdir()) == []
