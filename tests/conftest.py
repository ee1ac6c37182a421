"""What every test shares: where the repository and the optional data beside it are, and that CI skips nothing."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

REPOSITORY = Path(__file__).parents[1]
SHARED = REPOSITORY.parent / "shared"


@pytest.fixture(scope="session")
def repository() -> Path:
    """The repository's root."""
    return REPOSITORY


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder of contract and data beside the repository; tests that need it skip where it is not."""
    if not SHARED.is_dir():
        pytest.skip("the folder 'shared' is not beside the repository")
    return SHARED


def pytest_sessionfinish(session: pytest.Session) -> None:
    """Fail a CI run in which a test was skipped: nobody reads a skip there."""
    if os.environ.get("CI") == "true" and _skipped(session.config) and session.exitstatus == 0:
        session.exitstatus = pytest.ExitCode.TESTS_FAILED


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter, config: pytest.Config) -> None:
    """Say why such a run failed."""
    skipped = _skipped(config)
    if os.environ.get("CI") == "true" and skipped:
        terminalreporter.section("skipped tests fail in CI", red=True)
        for report in skipped:
            terminalreporter.line(report.nodeid)


def _skipped(config: pytest.Config) -> list[pytest.TestReport]:
    # pytest-xdist's workers have no terminal reporter; their reports reach the one of the controlling process.
    reporter = config.pluginmanager.get_plugin("terminalreporter")
    reports = [] if reporter is None else reporter.stats.get("skipped", [])
    return [report for report in reports if not _lacks_shared(report)]


def _lacks_shared(report: pytest.TestReport) -> bool:
    """Whether the test reads data beside the repository and there are none: a public clone has them nowhere."""
    reason = report.longrepr[2] if isinstance(report.longrepr, tuple) else ""
    return "shared" in reason and not SHARED.is_dir()
