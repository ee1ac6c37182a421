"""The document says the same as the contract's scorer on random results."""

from __future__ import annotations

import json
import random
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

from stillwatch.evaluation.document import measures_document
from stillwatch.evaluation.measures import measure
from stillwatch.evaluation.tallies import tally

SIZE = 4_000


def test_equals_the_scorer_of_the_contract(
    shared: Path, write_world: Callable[..., Path], write_result: Callable[..., Path]
) -> None:
    world, result = random_world(random.Random(20260223), write_world, write_result)
    scorer = [sys.executable, str(shared / "contract" / "score.py"), str(result), "--truth", str(world)]
    scored = json.loads(subprocess.run(scorer, check=True, capture_output=True).stdout)  # noqa: S603 -- the contract's own script
    assert scored.pop("form") == "ok"
    del scored["run"]

    assert json.loads(json.dumps(measures_document(measure(tally(result, world))))) == scored


def test_accounts_of_unknown_kind_are_no_innocents(
    write_world: Callable[..., Path], write_result: Callable[..., Path]
) -> None:
    world = write_world([("a", "classroom", None)], [("1", None, None)])
    result = write_result([("a", None, "observe"), ("b", "x", "observe")], [("1", "x", None)])

    assert measures_document(measure(tally(result, world)))["innocents_per_10k"] == {"classroom": 0.0}


def random_world(
    dice: random.Random, write_world: Callable[..., Path], write_result: Callable[..., Path]
) -> tuple[Path, Path]:
    """Three campaigns and two benign kinds, and a result that is right four times of five."""
    capabilities = ["coding", "reasoning", "grading", None]
    campaigns = ["A", "B", "C", None, None]
    true = [(f"x{number}", dice.choice(campaigns), dice.choice(capabilities)) for number in range(SIZE)]
    said = [
        (name, f"f{campaign}" if campaign and dice.random() < 0.8 else dice.choice(["fA", "fD", None]), capability)
        for name, campaign, capability in true
    ]
    accounts = [(f"a{number}", dice.choice(["campaign", "classroom", "power_user"]), None) for number in range(SIZE)]
    actions = ["observe", "verify", "restrict", "suspend"]
    found = [(name, dice.choice(["fA", "fB", None]), dice.choice(actions)) for name, _, _ in accounts[: SIZE // 2]]
    found.append(("stranger", "fA", "observe"))
    return write_world(accounts, true), write_result(found, said[: SIZE - 7])
