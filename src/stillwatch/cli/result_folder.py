"""The folder of a result: made for one to be written, and read back into the records it was written from."""

from __future__ import annotations

import json
from datetime import datetime
from pathlib import Path
from typing import Any, Final

import pyarrow as pa
import pyarrow.parquet as pq

from stillwatch.records.campaign import Campaign, Detection, Moment, Pivot, TechniqueUse, Template, Timeline
from stillwatch.records.errors import UsageError
from stillwatch.records.evidence import Alternative, Evidence
from stillwatch.records.result import ScanResult
from stillwatch.records.run import Gap, Run
from stillwatch.records.tables import EXCHANGE_RESULTS
from stillwatch.records.unresolved import Unresolved

CAMPAIGNS: Final = "campaigns.json"
ACCOUNTS: Final = "accounts.parquet"
RUN: Final = "run.json"
UNRESOLVED: Final = "unresolved.json"


def read_result(folder: Path) -> ScanResult:
    """The campaigns, accounts and run of ``folder``.

    The exchanges stay on disk: the table has the schema ``EXCHANGE_RESULTS`` and no rows.

    Raises:
        UsageError: The folder holds no result, or one that does not follow the contract.
    """
    for name in (CAMPAIGNS, ACCOUNTS, RUN):
        if not (folder / name).is_file():
            raise UsageError(f"{folder / name} is not there; pass a folder that a scan wrote")
    try:
        return ScanResult(
            campaigns=tuple(_campaign(entry) for entry in _json(folder / CAMPAIGNS)),
            accounts=pq.read_table(folder / ACCOUNTS),
            exchanges=EXCHANGE_RESULTS.empty_table(),
            run=_run(_json(folder / RUN)),
            unresolved=tuple(_unresolved(entry) for entry in _groups(folder)),
        )
    except (AttributeError, KeyError, TypeError, ValueError, pa.ArrowException) as error:
        raise UsageError(f"{folder} holds no whole result ({error}); scan again and pass that folder") from error


def result_folder(out: Path) -> Path:
    """The folder ``out`` for a result to be written into, made where missing.

    Raises:
        UsageError: it is a file.
    """
    if out.exists() and not out.is_dir():
        raise UsageError(f"--out {out} is a file; name a folder")
    out.mkdir(parents=True, exist_ok=True)
    return out


def _json(path: Path) -> Any:
    return json.loads(path.read_text(encoding="utf-8"))


def _campaign(entry: dict[str, Any]) -> Campaign:
    plain = ("campaign_id", "confidence", "accounts", "exchanges", "input_tokens", "output_tokens")
    return Campaign(
        **{name: entry[name] for name in plain},
        first_seen=_time(entry["first_seen"]),
        last_seen=_time(entry["last_seen"]),
        capabilities=dict(entry["capabilities"]),
        models=dict(entry["models"]),
        routes=dict(entry["routes"]),
        pivots=tuple(_pivot(pivot) for pivot in entry["pivots"]),
        evidence=tuple(Evidence(piece["kind"], piece["bits"], piece["text"]) for piece in entry["evidence"]),
        techniques=dict(entry.get("techniques", {})),
        technique_uses=tuple(_use(use) for use in entry.get("technique_uses", ())),
        alternatives=tuple(Alternative(**alternative) for alternative in entry.get("alternatives", ())),
        templates=tuple(Template(**template) for template in entry.get("templates", ())),
        timeline=_timeline(entry.get("timeline")),
        p_value=entry.get("p_value"),
        state=entry.get("state"),
        history=tuple(Moment(**{**moment, "at": _time(moment["at"])}) for moment in entry.get("history", ())),
        formerly=tuple(entry.get("formerly", ())),
        detection=_detection(entry.get("detection")),
    )


def _detection(entry: dict[str, Any] | None) -> Detection | None:
    return None if entry is None else Detection(**{**entry, "at": _time(entry["at"])})


def _groups(folder: Path) -> list[dict[str, Any]]:
    """The unresolved groups; none in a result of a version that did not tell them."""
    return list(_json(folder / UNRESOLVED)) if (folder / UNRESOLVED).is_file() else []


def _unresolved(entry: dict[str, Any]) -> Unresolved:
    read = {
        "first_seen": _time(entry["first_seen"]),
        "last_seen": _time(entry["last_seen"]),
        "evidence": tuple(Evidence(**piece) for piece in entry["evidence"]),
        "alternatives": tuple(Alternative(**alternative) for alternative in entry["alternatives"]),
        "settles": tuple(entry["settles"]),
        "account_ids": tuple(entry["account_ids"]),
    }
    return Unresolved(**{**entry, **read})


def _pivot(entry: dict[str, Any]) -> Pivot:
    return Pivot(**{**entry, "released_at": _time(entry["released_at"])})


def _use(entry: dict[str, Any]) -> TechniqueUse:
    return TechniqueUse(**{**entry, "first_seen": _time(entry["first_seen"])})


def _timeline(entry: dict[str, Any] | None) -> Timeline | None:
    if entry is None:
        return None
    return Timeline(
        start=_time(entry["start"]),
        step_seconds=entry["step_seconds"],
        exchanges=tuple(entry["exchanges"]),
        accounts=tuple(entry["accounts"]),
        closures=tuple((_time(closure["at"]), closure["accounts"]) for closure in entry["closures"]),
    )


def _run(entry: dict[str, Any]) -> Run:
    plain = ("read", "accepted", "rejected", "seconds", "peak_rss_bytes", "engine", "version")
    return Run(
        **{name: entry[name] for name in plain},
        gaps=tuple(Gap(**gap) for gap in entry.get("gaps", ())),
        simulated=bool(entry.get("simulated", False)),
        false_discovery_rate=entry.get("false_discovery_rate"),
        expected_false_share=entry.get("expected_false_share"),
    )


def _time(text: str) -> datetime:
    return datetime.fromisoformat(text)
