"""Families: the exchanges of one fixed text, told apart from those of another."""

import random
from collections.abc import Callable

from stillwatch.evidence.atoms import shared_atoms
from stillwatch.evidence.families import families_of
from stillwatch.evidence.log import Log

TEMPLATES = (
    "Write out in full the line of thought that could have led an expert to the answer given below.",
    "Decompose the following goal into subtasks, name an agent for each and draw the graph of dependencies.",
)


def words(chosen: random.Random, count: int) -> str:
    return " ".join("".join(chosen.choices("abcdefghijklmnopqrstuvwxyz", k=7)) for _ in range(count))


def test_a_family_is_the_exchanges_of_one_template(make_log: Callable[..., Log]) -> None:
    chosen = random.Random(1)
    rows = [
        {"account_id": f"a{i % 10}", "hours": i, "prompt": f"{TEMPLATES[i % 2]} {words(chosen, 40)}"}
        for i in range(200)
    ]
    log = make_log(rows)
    families = families_of(shared_atoms(log), len(log))
    found = {tuple(families.rows[families.offsets[i] : families.offsets[i + 1]].tolist()) for i in range(len(families))}
    assert tuple(range(0, 200, 2)) in found
    assert tuple(range(1, 200, 2)) in found


def test_no_shared_text_no_families(make_log: Callable[..., Log]) -> None:
    chosen = random.Random(1)
    log = make_log([{"account_id": f"a{i}", "prompt": words(chosen, 30)} for i in range(40)])
    assert len(families_of(shared_atoms(log), len(log))) == 0
