"""A watch that is killed at any step is made up for by the next pass, which ends as if nothing had happened."""

from __future__ import annotations

import signal
import subprocess
import sys
from typing import Any

import pytest

from stillwatch.watching import WatchOptions

KILLED = """
import importlib, os, signal, sys
from pathlib import Path
from stillwatch.watching import WatchOptions, watch

def killed(*arguments, **settings):
    os.kill(os.getpid(), signal.SIGKILL)

owner, _, name = sys.argv[1].rpartition(":")
where = sys.modules.get(owner) or importlib.import_module(owner)
for part in name.split(".")[:-1]:
    where = getattr(where, part)
name = name.split(".")[-1]
assert hasattr(where, name)
setattr(where, name, killed)
logs, state, out, accounts, releases = map(Path, sys.argv[2:7])
options = WatchOptions(threads=2, whole=sys.argv[7] == "whole")
watch([logs], state=state, out=out, accounts=accounts, releases=releases, options=options)
"""
TAKING = ["segments:SegmentWriter.write", "segments:SegmentWriter.finish", "ledger:Ledger.add_run"]
DEALING = ["dealing:Dealer.load", "ledger:Ledger.add_dealt", "standing:dealt_to"]
LOOKING = [
    "recall:_take",
    "dealing:Dealer.save",
    "compaction:compact",
    "ledger:Ledger.add_look",
    "ledger:Ledger.replace",
]
INSIDE = {"compaction:compact": "looking:compact", "standing:dealt_to": "watch:dealt_to"}
"""Functions that are looked up where they are used."""


def killed(stream: Any, step: str, how: str) -> None:
    """One pass that is killed when it comes to ``step``."""
    inputs = [stream.logs, stream.state, stream.out, stream.accounts, stream.releases]
    step = f"stillwatch.watching.{INSIDE.get(step, step)}"
    command = [sys.executable, "-c", KILLED, step, *map(str, inputs), how]
    assert subprocess.run(command, check=False).returncode == -signal.SIGKILL  # noqa: S603 - its own program


@pytest.mark.parametrize("step", [*TAKING, *DEALING])
def test_an_hour_is_taken_once_and_dealt_once(stream: Any, step: str) -> None:
    stream.add(0, 10)
    stream.watch()
    stream.add(10, 10.25)
    killed(stream, step, "")
    done = stream.watch()

    assert len(stream.verdicts()) == stream.between(0, 10.25).num_rows
    assert done.look is None
    assert done.accepted in {0, stream.between(10, 10.25).num_rows}


@pytest.mark.parametrize("step", LOOKING)
def test_a_look_that_is_cut_off_is_made_again(stream: Any, step: str) -> None:
    for part in range(6):
        stream.add(9 + part / 6, 9 + (part + 1) / 6) if part else stream.add(0, 9 + 1 / 6)
        stream.take()
    killed(stream, step, "whole")
    done = stream.watch(WatchOptions(threads=2, whole=True))

    assert done.looks == 1
    assert [one.new for one in done.campaigns] == [True]
    assert len(stream.verdicts()) == stream.between(0, 10).num_rows
