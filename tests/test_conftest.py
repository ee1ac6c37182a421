"""In CI a skipped test fails the run, unless what it needs is no part of the repository and is not there."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

SKIPPING = 'import pytest\n\ndef test_a():\n    pytest.skip("{}")\n'
PASSING = "def test_a():\n    assert True\n"


def run(folder: Path, test: str, *, ci: bool, arguments: tuple[str, ...] = ()) -> subprocess.CompletedProcess[str]:
    """Run pytest over one test with this repository's conftest, in a repository of its own."""
    tests = folder / "repository" / "tests"
    tests.mkdir(parents=True)
    (tests / "conftest.py").write_text(Path(__file__).with_name("conftest.py").read_text(encoding="utf-8"))
    (tests / "test_one.py").write_text(test)
    command = [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", *arguments, str(tests)]
    environment = {**os.environ, "CI": "true" if ci else ""}
    return subprocess.run(command, check=False, capture_output=True, text=True, env=environment, cwd=tests)  # noqa: S603 -- pytest itself


@pytest.mark.parametrize("arguments", [(), ("-n", "1")])
def test_a_skip_fails_in_ci_and_is_named(tmp_path: Path, arguments: tuple[str, ...]) -> None:
    done = run(tmp_path, SKIPPING.format("no browser"), ci=True, arguments=arguments)

    assert done.returncode == 1
    assert "skipped tests fail in CI" in done.stdout
    assert "test_one.py::test_a" in done.stdout


def test_a_skip_is_no_failure_elsewhere(tmp_path: Path) -> None:
    assert run(tmp_path, SKIPPING.format("no browser"), ci=False).returncode == 0


def test_a_run_without_skips_passes_in_ci(tmp_path: Path) -> None:
    assert run(tmp_path, PASSING, ci=True).returncode == 0


@pytest.mark.parametrize(("there", "status"), [(True, 1), (False, 0)])
def test_a_public_clone_has_no_shared_data_and_passes(tmp_path: Path, there: bool, status: int) -> None:  # noqa: FBT001 -- a parameter
    if there:
        (tmp_path / "shared").mkdir()

    assert run(tmp_path, SKIPPING.format("../shared is absent"), ci=True).returncode == status
