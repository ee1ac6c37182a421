"""The program's verbs, version and help, and the exit status of each way to fail."""

from __future__ import annotations

from collections.abc import Callable
from importlib.metadata import version
from typing import Any

import pytest

from stillwatch import scanning
from stillwatch.cli.main import VERBS, run
from stillwatch.records.errors import InputError


def test_version(stillwatch: Callable[..., Any]) -> None:
    answer = stillwatch("--version")

    assert (answer.status, answer.out) == (0, f"stillwatch {version('stillwatch')}\n")


def test_help_lists_every_verb_and_first_steps(stillwatch: Callable[..., Any]) -> None:
    answer = stillwatch("--help")

    assert answer.status == 0
    assert all(f"  {verb.name} " in answer.out for verb in VERBS)
    assert "stillwatch simulate record --out world" in answer.out


@pytest.mark.parametrize(
    ("arguments", "line"),
    [
        ([], "Missing command. See 'stillwatch --help'."),
        (["frob"], "No such command 'frob'. See 'stillwatch --help'."),
        (["scan"], "Missing argument 'INPUT'. See 'stillwatch scan --help'."),
        (["scan", "x"], "Missing option '--out'. See 'stillwatch scan --help'."),
        (["scan", "x", "--out"], "Option '--out' requires an argument. See 'stillwatch --help'."),
        (["scan", "x", "--out", "y", "--threads", "0"], "Invalid value for '--threads': "),
    ],
)
def test_wrong_usage_is_one_line_and_2(stillwatch: Callable[..., Any], arguments: list[str], line: str) -> None:
    answer = stillwatch(*arguments)

    assert answer.status == 2
    assert answer.out == ""
    assert answer.err.startswith(f"stillwatch: {line}")
    assert answer.err.count("\n") == 1


@pytest.mark.parametrize(
    ("failure", "status"), [(KeyboardInterrupt(), 130), (InputError("nothing readable"), 1), (OSError("torn"), 1)]
)
def test_a_failure_inside_a_verb_sets_the_status(
    stillwatch: Callable[..., Any],
    monkeypatch: pytest.MonkeyPatch,
    tmp_path: object,
    failure: BaseException,
    status: int,
) -> None:
    def fail(*_: object, **__: object) -> None:
        raise failure

    monkeypatch.setattr(scanning, "scan", fail)
    answer = stillwatch("scan", "log.jsonl", "--out", f"{tmp_path}/out")

    assert answer.status == status
    assert "Traceback" not in answer.err


def test_run_exits_with_the_status(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.argv", ["stillwatch", "--version"])

    with pytest.raises(SystemExit) as stop:
        run()
    assert stop.value.code == 0
