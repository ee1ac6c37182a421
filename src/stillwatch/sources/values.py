"""One value of any type as the type its column has, or None where it cannot be."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Final

import numpy as np
import numpy.typing as npt
import pyarrow as pa

from stillwatch.records.tables import CONTENT, TIMESTAMP
from stillwatch.sources.bodies.content import text_of, tool_names
from stillwatch.sources.times import micros_of

_INT32: Final = 2**31
_INT64: Final = 2**63
_LONGEST_NUMBER: Final = 40

Converter = Callable[[Any], Any]


def text(value: Any) -> str | None:
    """A string; whole numbers are written out, since identifiers are often numbers in logs."""
    if isinstance(value, str):
        return value
    if isinstance(value, int) and not isinstance(value, bool):
        return str(value) if abs(value) < _INT64 else None
    return None


def content(value: Any) -> str | None:
    """Prose: a string or content parts."""
    return text_of(value) if isinstance(value, list | dict) else text(value)


def integer(value: Any) -> int | None:
    """A whole number that fits 64 bits, also where it is written as text or as a float without a fraction."""
    if isinstance(value, bool):
        return None
    if isinstance(value, str):
        value = _number_in(value)
    if isinstance(value, float):
        value = int(value) if value.is_integer() else None
    return value if isinstance(value, int) and -_INT64 <= value < _INT64 else None


def short_integer(value: Any) -> int | None:
    """A whole number that fits 32 bits."""
    whole = integer(value)
    return whole if whole is not None and -_INT32 <= whole < _INT32 else None


def number(value: Any) -> float | None:
    """A float, also where it is written as text."""
    if isinstance(value, str):
        value = _number_in(value)
    if isinstance(value, bool) or not isinstance(value, int | float):
        return None
    return float(value) if abs(value) < _INT64 or isinstance(value, float) else None


def converter(field: pa.Field) -> Converter:
    """How values of this column are read one by one; instants become microseconds since 1970."""
    if field.name in CONTENT:
        return content
    if field.type == TIMESTAMP:
        return micros_of
    if pa.types.is_list(field.type):
        return tool_names
    return _BY_TYPE[field.type]


def column_of(values: list[Any], field: pa.Field) -> tuple[pa.Array, npt.NDArray[np.bool_]]:
    """An array of the field's type, and which values were there but could not be read as that type."""
    read = converter(field)
    converted = [None if value is None else _well_formed(read(value)) for value in values]
    lost = np.fromiter(
        (new is None and old is not None for new, old in zip(converted, values, strict=True)), np.bool_, len(values)
    )
    if field.type == TIMESTAMP:
        return pa.array(converted, pa.int64()).cast(TIMESTAMP), lost
    return pa.array(converted, field.type), lost


def _well_formed(value: Any) -> Any:
    """Lone surrogates, which JSON can spell and UTF-8 cannot, become the replacement character."""
    if isinstance(value, str) and not value.isascii():
        return value.encode("utf-8", "replace").decode("utf-8")
    if isinstance(value, list):
        return [_well_formed(item) for item in value]
    return value


def _number_in(value: str) -> int | float | None:
    if len(value) > _LONGEST_NUMBER or not value.isascii():
        return None
    try:
        return int(value)
    except ValueError:
        pass
    try:
        return float(value)
    except ValueError:
        return None


_BY_TYPE: Final[dict[pa.DataType, Converter]] = {
    pa.string(): text,
    pa.int32(): short_integer,
    pa.int64(): integer,
    pa.float64(): number,
}
