"""A scan's result as the contract's folder."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

from stillwatch.records.disk import room_in
from stillwatch.records.result import ScanResult
from stillwatch.report.json_documents import campaigns_document, known_document, run_document, unresolved_document
from stillwatch.report.page import render_report


@contextmanager
def _beside(path: Path) -> Iterator[Path]:
    """A file to write, moved into place when it is whole, so that a reader never sees half of one."""
    part = path.with_name(path.name + ".part")
    try:
        with room_in(path.parent, path.name, "it takes about 30 bytes for each exchange and 100 for each account"):
            yield part
    except BaseException:
        part.unlink(missing_ok=True)
        raise
    part.replace(path)


def _text(path: Path, content: str) -> None:
    with _beside(path) as part:
        part.write_text(content, encoding="utf-8")


def _document(path: Path, value: Any) -> None:
    _text(path, json.dumps(value, indent=1, ensure_ascii=True) + "\n")


def _table(path: Path, table: pa.Table) -> None:
    # Without Arrow's own schema in the file, names held as dictionaries are read back as the plain strings they are.
    with _beside(path) as part:
        pq.write_table(table, part, compression="zstd", store_schema=False)


def write_result(result: ScanResult, out: Path) -> None:
    """Write everything but ``quarantine.jsonl``.

    The scan streams that one while it reads; an empty one is made if there is none.

    Raises:
        DiskFullError: there is no room; files of an earlier result that were not replaced are as they were.
    """
    out.mkdir(parents=True, exist_ok=True)
    _document(out / "campaigns.json", campaigns_document(result))
    _document(out / "unresolved.json", unresolved_document(result.unresolved))
    _document(out / "known_campaigns.json", known_document(result.known))
    _table(out / "accounts.parquet", result.accounts)
    _table(out / "exchanges.parquet", result.exchanges)
    (out / "quarantine.jsonl").touch()
    _text(out / "report.html", render_report(result, generated_at=datetime.now(UTC)))
    _document(out / "run.json", run_document(result.run))
