"""The import contract in pyproject.toml holds."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

LINT_IMPORTS = "from importlinter.cli import lint_imports_command; lint_imports_command()"


def test_nothing_imports_upward(repository: Path) -> None:
    command = [sys.executable, "-c", LINT_IMPORTS, "--no-cache"]
    done = subprocess.run(command, cwd=repository, check=False, capture_output=True, text=True)  # noqa: S603 -- a fixed command

    assert done.returncode == 0, done.stdout + done.stderr
    assert "0 broken" in done.stdout
