"""A scan's result as the contract's folder."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

from stillwatch.records.result import ScanResult
from stillwatch.report.json_documents import campaigns_document, known_document, run_document, unresolved_document
from stillwatch.report.page import render_report


def _replace(path: Path, content: str) -> None:
    """Write beside the file and move it into place, so that a reader never sees half of it."""
    part = path.with_name(path.name + ".part")
    part.write_text(content, encoding="utf-8")
    part.replace(path)


def _document(path: Path, value: Any) -> None:
    _replace(path, json.dumps(value, indent=1, ensure_ascii=True) + "\n")


def _table(path: Path, table: pa.Table) -> None:
    part = path.with_name(path.name + ".part")
    pq.write_table(table, part, compression="zstd")
    part.replace(path)


def write_result(result: ScanResult, out: Path) -> None:
    """Write everything but ``quarantine.jsonl``.

    The scan streams that one while it reads; an empty one is made if there is none.
    """
    out.mkdir(parents=True, exist_ok=True)
    _document(out / "campaigns.json", campaigns_document(result))
    _document(out / "unresolved.json", unresolved_document(result.unresolved))
    _document(out / "known_campaigns.json", known_document(result.known))
    _table(out / "accounts.parquet", result.accounts)
    _table(out / "exchanges.parquet", result.exchanges)
    (out / "quarantine.jsonl").touch()
    _replace(out / "report.html", render_report(result, generated_at=datetime.now(UTC)))
    _document(out / "run.json", run_document(result.run))
