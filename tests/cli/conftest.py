"""A result small enough to read, in memory and as a folder, and a command whose output can be compared."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import orjson
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from stillwatch.cli.main import exit_status
from stillwatch.records.campaign import Campaign, Moment, Pivot, Template, Timeline
from stillwatch.records.evidence import Alternative, Evidence
from stillwatch.records.result import ScanResult
from stillwatch.records.run import Gap, Run
from stillwatch.records.tables import ACCOUNT_RESULTS, EXCHANGE_RESULTS
from stillwatch.records.unresolved import Unresolved
from stillwatch.report.json_documents import campaigns_document, run_document, unresolved_document

START = datetime(2026, 5, 1, tzinfo=UTC)
END = datetime(2026, 5, 9, 12, 30, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Answer:
    """What a command said."""

    status: int
    out: str
    err: str


@pytest.fixture
def stillwatch(capsys: pytest.CaptureFixture[str]) -> Callable[..., Answer]:
    """Return a function that runs the command with the given arguments."""

    def run(*arguments: str | Path) -> Answer:
        status = exit_status([str(argument) for argument in arguments])
        captured = capsys.readouterr()
        return Answer(status, captured.out, captured.err)

    return run


@pytest.fixture
def result() -> ScanResult:
    """One campaign of two accounts beside one honest account."""
    campaign = Campaign(
        campaign_id="c1",
        confidence=0.97,
        first_seen=START,
        last_seen=END,
        accounts=2,
        exchanges=30,
        input_tokens=1_000,
        output_tokens=2_000,
        capabilities={"coding": 0.75, "reasoning": 0.25},
        models={"m-2": 1.0},
        routes={"api": 1.0},
        pivots=(Pivot("m-2", START, 20.0, 0.6),),
        evidence=(Evidence("shared_template", 14.5, "one text"), Evidence("synchrony", 6.0, "one rhythm")),
        techniques={"rubric_grading": 0.1},
        alternatives=(Alternative("batch_job", 1.0, 7.0, "too many owners"),),
        templates=(Template("t1", "prompt", 30, 2, "Write out"),),
        timeline=Timeline(START, 86_400, (10, 20), (2, 1), ((END, 1),)),
        p_value=0.001,
        state="active",
        history=(
            Moment(START, "first_seen", "starting", "its first exchange"),
            Moment(END, "steady", "active", "a day"),
        ),
        formerly=("c0",),
    )
    run = Run(
        read=41,
        accepted=40,
        rejected=1,
        seconds={"read": 1.0},
        peak_rss_bytes=1,
        engine="duckdb",
        version="0.1.0",
        gaps=(Gap("accounts", "no table of accounts"),),
        simulated=True,
    )
    group = Unresolved(
        group_id="u1",
        reason="close",
        bits=-1.5,
        first_seen=START,
        last_seen=END,
        accounts=3,
        exchanges=30,
        evidence=campaign.evidence,
        alternatives=campaign.alternatives,
        settles=("ask",),
        account_ids=("honest-7",),
    )
    return ScanResult((campaign,), accounts(), EXCHANGE_RESULTS.empty_table(), run, unresolved=(group,))


@pytest.fixture
def result_folder(result: ScanResult, tmp_path: Path) -> Path:
    """The same result as files."""
    folder = tmp_path / "result"
    folder.mkdir()
    (folder / "campaigns.json").write_bytes(orjson.dumps(campaigns_document(result)))
    (folder / "unresolved.json").write_bytes(orjson.dumps(unresolved_document(result.unresolved)))
    (folder / "run.json").write_bytes(orjson.dumps(run_document(result.run)))
    pq.write_table(result.accounts, folder / "accounts.parquet")
    return folder


def accounts() -> pa.Table:
    """The accounts of the result."""
    rows = [
        ("acct-0001", "c1", 0.97, 20, 20, "suspend", ["one text"]),
        ("acct-0002", "c1", 0.9, 15, 10, "restrict", ["one text"]),
        ("honest-7", None, 0.0, 5, 0, "observe", []),
    ]
    columns = zip(*rows, strict=True)
    return pa.table(
        [pa.array(column, field.type) for column, field in zip(columns, ACCOUNT_RESULTS, strict=True)], ACCOUNT_RESULTS
    )
