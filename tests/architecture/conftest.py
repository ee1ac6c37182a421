"""The repository's files as the architecture's tests read them."""

from __future__ import annotations

import ast
import subprocess
import tomllib
from pathlib import Path
from typing import Any

import pytest


@pytest.fixture(scope="session")
def source(repository: Path) -> Path:
    """The package's folder."""
    return repository / "src" / "stillwatch"


@pytest.fixture(scope="session")
def modules(repository: Path) -> dict[str, ast.Module]:
    """Every Python file of ours, parsed, by its path."""
    files = [path for folder in ("src", "tests", "benchmarks") for path in sorted((repository / folder).rglob("*.py"))]
    return {str(path.relative_to(repository)): ast.parse(path.read_text(encoding="utf-8")) for path in files}


@pytest.fixture(scope="session")
def project(repository: Path) -> dict[str, Any]:
    """The contents of pyproject.toml."""
    return tomllib.loads((repository / "pyproject.toml").read_text(encoding="utf-8"))


@pytest.fixture(scope="session")
def tracked(repository: Path) -> list[Path]:
    """The text files that git would publish; without git (an unpacked archive), those in the known folders."""
    command = ["git", "ls-files", "--cached", "--others", "--exclude-standard", "-z"]
    listed = subprocess.run(command, cwd=repository, check=False, capture_output=True, text=True)  # noqa: S603 -- git, fixed arguments
    if listed.returncode:
        folders = ("src", "tests", "benchmarks", "docs", ".ci")
        paths = [path for folder in folders for path in (repository / folder).rglob("*")] + list(repository.glob("*"))
    else:
        paths = [repository / name for name in listed.stdout.split("\0") if name]
    return [path for path in paths if path.is_file() and b"\0" not in path.read_bytes()[:1024]]
