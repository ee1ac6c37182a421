"""Safe steps into JSON of any shape: a wrong turn gives None, never an error."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

import orjson


def mapping(value: Any) -> Mapping[str, Any]:
    """The object, also where it is written as JSON text; an empty one where it is none."""
    if isinstance(value, Mapping):
        return value
    if isinstance(value, str) and value.lstrip()[:1] == "{":
        parsed = parsed_json(value)
        return parsed if isinstance(parsed, Mapping) else {}
    return {}


def parsed_json(value: Any) -> Any:
    """The value that a JSON text says, or the value itself where it is no JSON text."""
    if not isinstance(value, str | bytes):
        return value
    try:
        return orjson.loads(value)
    except (orjson.JSONDecodeError, UnicodeEncodeError):
        return value


def at(value: Any, *path: str | int) -> Any:
    """What stands at the path of keys and places, or None."""
    for step in path:
        if isinstance(step, int):
            value = value[step] if isinstance(value, list) and len(value) > step else None
        else:
            value = value.get(step) if isinstance(value, Mapping) else None
    return value


def first(value: Mapping[str, Any], names: Iterable[str]) -> Any:
    """The first of the named values that is neither null nor empty."""
    for name in names:
        found = value.get(name)
        if found is not None and found != "":
            return found
    return None


def first_of(*values: Any) -> Any:
    """The first value that is neither null nor empty."""
    return next((value for value in values if value is not None and value != ""), None)


def kind_of(value: Mapping[str, Any], key: str = "type") -> str:
    """The text at the key, or the empty string: hostile JSON may hold a list there, which no set can be asked for."""
    kind = value.get(key)
    return kind if isinstance(kind, str) else ""


def total(*values: Any) -> int | None:
    """The sum of the counts there are, or None where there are none."""
    counts = [value for value in values if isinstance(value, int) and not isinstance(value, bool)]
    return sum(counts) if counts else None


def objects(value: Any) -> list[Mapping[str, Any]]:
    """The objects in a list, or none where it is no list."""
    return [item for item in value if isinstance(item, Mapping)] if isinstance(value, list) else []
