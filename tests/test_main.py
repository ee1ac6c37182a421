"""``python -m stillwatch`` is the command."""

from __future__ import annotations

import subprocess
import sys
from importlib.metadata import version


def test_the_module_runs_the_command() -> None:
    command = [sys.executable, "-m", "stillwatch", "--version"]
    done = subprocess.run(command, check=True, capture_output=True, text=True)  # noqa: S603 -- this program itself

    assert done.stdout == f"stillwatch {version('stillwatch')}\n"
