"""The town's campaign as an operation, told by hand, and operations made from the runs of a cases file."""

from __future__ import annotations

import base64
import functools
import itertools
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import yaml

from stillwatch.campaigns.operation import Fixed, Operation
from stillwatch.evidence.log import Codes, Log
from stillwatch.records.evidence import Evidence
from stillwatch.records.vocabulary import TECHNIQUES

Run = Mapping[str, Any]
Traffic = tuple[Log, Operation]

CASES = Path(__file__).parent / "cases"
TEXTS = Path(__file__).parents[1] / "fingerprints" / "cases"
WORDS = ["".join(letters) for letters in itertools.product("bdfklmnprst", "aeiou", "bdfklmnprst", "aeiou")]
ANSWERS = {"given": "It is forty-two, as the table shows.", "refused": "I'm sorry, but I can't help with that."}


@pytest.fixture(scope="session")
def operation(crew: Codes, crew_rows: Codes) -> Operation:
    """The campaign with three pieces of evidence and one fixed text."""
    return Operation(
        accounts=crew,
        rows=crew_rows,
        bits=32.0,
        p_value=0.005,
        confidence=0.999,
        evidence=(
            Evidence("shared_template", 9.0, "one text"),
            Evidence("synchrony", 3.0, "one rhythm"),
            Evidence("prior", -3.0, "few groups are operations"),
        ),
        alternatives=(),
        fixed=(Fixed(0xFEED, "prompt", crew_rows),),
        membership=np.full(len(crew), 40.0),
    )


@pytest.fixture(scope="session")
def cases() -> Callable[[str], dict[str, list[dict[str, Any]]]]:
    """A technique's cases: ``hits`` and ``misses``, each with its ``runs``."""
    return functools.cache(lambda name: yaml.safe_load((CASES / f"{name}.yaml").read_text(encoding="utf-8")))


@pytest.fixture(scope="session")
def traffic(make_log: Callable[..., Log]) -> Callable[[Sequence[Run]], Traffic]:
    """A function from runs to a log of them and the operation that they are.

    A run is ``count`` exchanges between two ``hours`` over so many ``accounts`` and ``sessions`` (0: each its own).
    Every request is new words; ``wording`` ends it with one fixed text, ``shows`` with one of the texts in which a
    technique shows, ``block`` with a sealed block (so many different, or one per exchange: ``each``). ``aims`` sets
    a technique's bit without such a text, where every request is a wording of its own. ``outside`` exchanges are of the
    operation's accounts and not of the operation.
    """

    def make(runs: Sequence[Run]) -> Traffic:
        log = make_log([row for place, run in enumerate(runs) for row in _rows(place, run)])
        place = np.array([int(each.partition("-")[0]) for each in log.traits.column("exchange_id").to_pylist()])
        log = replace(log, techniques=log.techniques | np.array([_aim(run) for run in runs], dtype=np.uint32)[place])
        inside = np.array([not run.get("outside") for run in runs])[place]
        wordings = {run["wording"] for run in runs if "wording" in run}
        fixed = [(name, np.array([run.get("wording") == name for run in runs])[place] & inside) for name in wordings]
        accounts = np.unique(log.account[inside]).astype(np.int32)
        told = tuple(Fixed(i, "prompt", _codes(rows)) for i, (_, rows) in enumerate(sorted(fixed, key=str)))
        return log, Operation(accounts, _codes(inside), 9.0, 0.01, 0.9, (), (), told)

    return make


def _aim(run: Run) -> int:
    return 1 << TECHNIQUES.index(run["aims"]) if "aims" in run else 0


def _codes(marks: np.ndarray[Any, Any]) -> Codes:
    return np.flatnonzero(marks).astype(np.int32)


def _rows(place: int, run: Run) -> Iterator[dict[str, Any]]:
    begin, end = run["hours"]
    for i in range(run["count"]):
        sessions = run.get("sessions", 0) or run["count"]
        yield {
            "exchange_id": f"{place}-{i}",
            "account_id": f"account {i % run.get('accounts', 8)}",
            "conversation_id": f"session {place}-{i % sessions}",
            "hours": begin + (end - begin) * i / run["count"],
            "model": run.get("model", "m"),
            "prompt": _prompt(place, i, run),
            "response": ANSWERS.get(run.get("answer", "given")),
            "status": run.get("status", 200),
        }


def _prompt(place: int, i: int, run: Run) -> str:
    parts = [" ".join(np.random.default_rng((place, i)).choice(WORDS, 16))]
    if "shows" in run:
        parts.append(_showing(*run["shows"]))
    if "wording" in run:
        parts.append(run["wording"])
    if "block" in run:
        seed = i if run["block"] == "each" else i % run["block"]
        parts.append(base64.b64encode(np.random.default_rng((9, seed)).bytes(240)).decode())
    return " ".join(parts)


@functools.cache
def _showing(technique: str, language: str) -> str:
    hits = yaml.safe_load((TEXTS / f"{technique}.yaml").read_text(encoding="utf-8"))["hits"]
    return str(
        next(hit["prompt"] for hit in hits if hit["language"] == language and set(hit) == {"language", "prompt"})
    )
