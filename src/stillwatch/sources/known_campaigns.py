"""What an earlier result keeps of its campaigns, read back so that a scan knows them again."""

from __future__ import annotations

import json
from datetime import datetime
from pathlib import Path
from typing import Any, Final

from stillwatch.records.campaign import Moment
from stillwatch.records.errors import UsageError
from stillwatch.records.known import Known, Traces

KNOWN: Final = "known_campaigns.json"


def read_known(folder: Path) -> tuple[Known, ...]:
    """The campaigns that the result in ``folder`` knows.

    Raises:
        UsageError: The folder holds no such result, or a broken one.
    """
    path = folder / KNOWN
    if not path.is_file():
        raise UsageError(f"{path} is not there; pass a folder that a scan of this version wrote")
    try:
        return tuple(_known(entry) for entry in json.loads(path.read_text(encoding="utf-8")))
    except (AttributeError, KeyError, TypeError, ValueError) as error:
        raise UsageError(f"{path} cannot be read ({error}); scan again and pass that folder") from error


def _known(entry: dict[str, Any]) -> Known:
    return Known(
        campaign_id=_text(entry["campaign_id"]),
        formerly=_texts(entry["formerly"]),
        last_seen=_time(entry["last_seen"]),
        history=tuple(_moment(moment) for moment in entry["history"]),
        traces=Traces(*(_texts(entry[name]) for name in ("accounts", "texts", "identities"))),
    )


def _moment(entry: dict[str, Any]) -> Moment:
    return Moment(_time(entry["at"]), *(_text(entry[name]) for name in ("event", "state", "text")))


def _texts(values: list[Any]) -> tuple[str, ...]:
    return tuple(_text(value) for value in values)


def _text(value: Any) -> str:
    if not isinstance(value, str):
        raise TypeError(f"{value!r} is no text")
    return value


def _time(value: str) -> datetime:
    when = datetime.fromisoformat(value)
    if when.tzinfo is None:
        raise ValueError(f"{value} has no time zone")
    return when
