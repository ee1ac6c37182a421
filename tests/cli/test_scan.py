"""Scan passes what it was told to the core, and ends with the table and the report's place."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from stillwatch import scanning
from stillwatch.records.result import ScanResult


class Core:
    """Stands in for the core: keeps its arguments, reports one stage and gives a fixed result."""

    def __init__(self, result: ScanResult) -> None:
        """Give ``result`` to every scan."""
        self.result = result
        self.calls: list[dict[str, Any]] = []
        self.written: list[Path] = []

    def scan(self, inputs: list[str], **settings: Any) -> ScanResult:
        """The core's own signature."""
        self.calls.append({"inputs": inputs, **settings})
        settings["options"].progress(scanning.StageProgress("reading", 1, 2))
        return self.result

    def write_result(self, result: ScanResult, out: Path) -> None:
        """The core's own signature."""
        assert result is self.result
        self.written.append(out)


@pytest.fixture
def core(result: ScanResult, monkeypatch: pytest.MonkeyPatch) -> Core:
    """The command with a core that finds the fixed result."""
    fake = Core(result)
    monkeypatch.setattr(scanning, "scan", fake.scan)
    monkeypatch.setattr(scanning, "write_result", fake.write_result)
    return fake


def test_every_option_reaches_the_core(core: Core, stillwatch: Callable[..., Any], tmp_path: Path) -> None:
    key = tmp_path / "key"
    key.write_text("0123456789abcdef0123456789abcdef")
    out = tmp_path / "out"
    settings = [
        "--accounts",
        "a.parquet",
        "--releases",
        "r.parquet",
        "--previous",
        "p",
        "--format",
        "canonical_jsonl",
        "--threads",
        "2",
    ]

    answer = stillwatch(
        "scan", "one", "two", *settings, "--pseudonymize", f"file:{key}", "--drop-content", "--out", out
    )

    assert (answer.status, answer.err) == (0, "reading\n")
    call = core.calls[0]
    assert (call["inputs"], call["accounts"], call["releases"]) == (
        ["one", "two"],
        Path("a.parquet"),
        Path("r.parquet"),
    )
    assert call["previous"] == Path("p")
    options = call["options"]
    assert (options.format, options.engine, options.threads) == ("canonical_jsonl", "duckdb", 2)
    assert options.drop_content is True
    assert options.pseudonym_key
    assert options.quarantine == out / "quarantine.jsonl"
    assert core.written == [out]


def test_a_cluster_reaches_the_core(core: Core, stillwatch: Callable[..., Any], tmp_path: Path) -> None:
    settings = ["--conf", "spark.cores.max=8", "--conf", "spark.jars.packages=a:b:1,c:d:2"]

    stillwatch("scan", "s3a://logs/june", "--engine", "spark", "--master", "yarn", *settings, "--out", tmp_path / "out")

    options = core.calls[0]["options"]
    assert core.calls[0]["inputs"] == ["s3a://logs/june"]
    assert options.engine == "spark"
    assert options.cluster == scanning.ClusterOptions(
        "yarn", {"spark.cores.max": "8", "spark.jars.packages": "a:b:1,c:d:2"}
    )
    assert options.work == tmp_path / "out" / ".work"


def test_left_out_options_are_the_cores_own(core: Core, stillwatch: Callable[..., Any], tmp_path: Path) -> None:
    stillwatch("scan", "one", "--out", tmp_path / "out")

    options, own = core.calls[0]["options"], scanning.ScanOptions()
    assert (options.format, options.engine, options.drop_content) == (own.format, own.engine, own.drop_content)
    assert (options.pseudonym_key, options.threads) == (own.pseudonym_key, own.threads)


def test_it_ends_with_the_table_and_where_the_report_lies(
    core: Core, stillwatch: Callable[..., Any], tmp_path: Path
) -> None:
    answer = stillwatch("scan", "one", "--out", tmp_path / "a folder with a name longer than any line would be" / "out")

    assert core.result.campaigns[0].campaign_id in answer.out
    assert answer.out.splitlines()[-1].endswith("would be/out/report.html")


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["--engine", "spark"], "the engine spark needs a cluster: add --master with spark://HOST:PORT"),
        (["--engine", "sqlite"], "no engine 'sqlite'; the engines are duckdb and spark"),
        (["--master", "yarn"], "the engine duckdb runs on this machine and takes no --master; add --engine spark"),
        (["--engine", "spark", "--conf", "a=b"], "--conf is for a cluster, and none is named; add --master"),
        (["--engine", "spark", "--master", "yarn", "--conf", "a"], "--conf a has no value; the form is KEY=VALUE"),
        (["--pseudonymize", "secret"], "secret"),
    ],
)
def test_what_cannot_be_done_is_said_before_anything_is_written(
    core: Core, stillwatch: Callable[..., Any], tmp_path: Path, arguments: list[str], message: str
) -> None:
    answer = stillwatch("scan", "one", *arguments, "--out", tmp_path / "out")

    assert answer.status == 2
    assert message in answer.err or message == "secret"
    assert answer.err.count("\n") == 1
    assert not core.calls
    assert not (tmp_path / "out").exists()


def test_out_that_is_a_file_is_refused(core: Core, stillwatch: Callable[..., Any], tmp_path: Path) -> None:
    (tmp_path / "out").write_text("mine")

    answer = stillwatch("scan", "one", "--out", tmp_path / "out")

    assert answer.status == 2
    assert "is a file; name a folder" in answer.err
    assert not core.calls
    assert (tmp_path / "out").read_text() == "mine"
