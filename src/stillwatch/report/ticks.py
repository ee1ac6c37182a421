"""Round numbers and round times for the axes of a chart."""

from __future__ import annotations

import math
from datetime import UTC, datetime, timedelta
from typing import Final

_MANTISSAS: Final = (1, 2, 5, 10)
_FINE_MANTISSAS: Final = (1, 1.5, 2, 2.5, 3, 4, 5, 6, 8, 10)
_HOUR: Final = 3600
_DAY: Final = 24 * _HOUR
_SHORT: Final = (60, 300, 900, _HOUR, 3 * _HOUR, 6 * _HOUR, 12 * _HOUR)
TIME_STEPS: Final = (*_SHORT, *(days * _DAY for days in (1, 2, 4, 7, 14, 28, 56, 91, 182, 364)))
"""Seconds between two times that an axis may name, or that a bar may cover."""


def number_ticks(highest: float, most: int = 4) -> tuple[float, ...]:
    """Evenly spaced round numbers from 0 to at least ``highest``, in at most ``most`` steps."""
    if highest <= 0:
        return (0.0, 1.0)
    rough = highest / most
    power = 10.0 ** math.floor(math.log10(rough))
    step = max(1.0, next(m * power for m in _MANTISSAS if m * power >= rough * (1 - 1e-9)))
    return tuple(step * place for place in range(math.ceil(highest / step - 1e-9) + 1))


def matching_ticks(highest: float, steps: int) -> tuple[float, ...]:
    """Round numbers from 0 to at least ``highest`` in exactly ``steps`` steps, for a second axis on the same lines."""
    rough = max(highest / steps, 1.0)
    power = 10.0 ** math.floor(math.log10(rough))
    step = next(m * power for m in _FINE_MANTISSAS if m * power >= rough * (1 - 1e-9) and m * power == int(m * power))
    return tuple(step * place for place in range(steps + 1))


def time_ticks(start: datetime, end: datetime, most: int) -> tuple[datetime, ...]:
    """Round UTC times within ``start`` and ``end``, at most ``most`` of them."""
    span = (end - start).total_seconds()
    step = next((step for step in TIME_STEPS if span / step <= most - 1), TIME_STEPS[-1])
    step = max(step, math.ceil(span / max(most - 1, 1) / _DAY) * _DAY) if step == TIME_STEPS[-1] else step
    first = math.ceil(start.timestamp() / step) * step
    places = range(first, math.floor(end.timestamp()) + 1, step)
    return tuple(datetime.fromtimestamp(0, UTC) + timedelta(seconds=place) for place in places)


def tick_label(at: datetime, *, with_time: bool) -> str:
    """A date as ``5 Feb``, or ``5 Feb 18:00`` where the axis is finer than a day."""
    label = f"{at.day}\N{NO-BREAK SPACE}{at:%b}"
    return f"{label} {at:%H:%M}" if with_time else label
