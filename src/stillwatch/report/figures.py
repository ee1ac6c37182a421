"""Numbers, times and durations the way the report writes them."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Final

MINUS: Final = "\N{MINUS SIGN}"
_TINY: Final = 0.0005
_WHOLE_PERCENT: Final = 10
_MINUTE: Final = 60
_HOUR: Final = 3600
_DAY: Final = 86400
_SCALES: Final = ((1e12, "T"), (1e9, "G"), (1e6, "M"), (1e3, "k"))
_BYTE_SCALES: Final = ((1 << 30, "GiB"), (1 << 20, "MiB"), (1 << 10, "KiB"))


def count(value: float) -> str:
    """``1234567`` as ``1,234,567``."""
    return f"{round(value):,}"


def compact(value: float) -> str:
    """``1234567`` as ``1.2 M``, for axes and narrow places."""
    for scale, unit in _SCALES:
        if value >= scale:
            return f"{value / scale:.3g}\N{NO-BREAK SPACE}{unit}"
    return f"{value:.3g}"


def percentage(share: float) -> str:
    """A share of 1 in percent; whole numbers from 10 %, one decimal below, and never a rounded-away trace."""
    if 0 < share < _TINY:
        return "<\N{NO-BREAK SPACE}0.1\N{NO-BREAK SPACE}%"
    percent = 100 * share
    digits = 0 if round(percent, 1) >= _WHOLE_PERCENT or percent == 0 else 1
    return f"{percent:.{digits}f}\N{NO-BREAK SPACE}%"


def bits(value: float) -> str:
    """Bits with their sign, one decimal."""
    rounded = round(value, 1) + 0.0
    sign = MINUS if rounded < 0 else "+" if rounded > 0 else ""
    return f"{sign}{abs(rounded):,.1f}"


def probability(value: float) -> str:
    """A probability with two decimals, three near its ends, never rounded to 0 or 1."""
    distance = min(value, 1 - value)
    if 0 < distance < _TINY:
        return "< 0.001" if value < distance + _TINY else "> 0.999"
    return f"{value:.3f}" if 0 < distance < 10 * _TINY else f"{value:.2f}"


def moment(value: datetime) -> str:
    """A time to the minute, in UTC."""
    return f"{value.astimezone(UTC):%Y-%m-%d %H:%M} UTC"


def day(value: datetime) -> str:
    """A date, in UTC."""
    return f"{value.astimezone(UTC):%Y-%m-%d}"


def rfc3339(value: datetime) -> str:
    """A time for machines: RFC 3339, UTC, with a ``Z``."""
    return value.astimezone(UTC).isoformat().replace("+00:00", "Z")


def duration(value: timedelta | float) -> str:
    """A span of time (or seconds) in its two leading units."""
    seconds = value.total_seconds() if isinstance(value, timedelta) else value
    if seconds >= _DAY:
        days, rest = divmod(round(seconds / _HOUR), 24)
        return plural(days, "day") + (f" {rest}\N{NO-BREAK SPACE}h" if rest else "")
    if seconds >= _HOUR:
        hours, rest = divmod(round(seconds / _MINUTE), 60)
        return f"{hours}\N{NO-BREAK SPACE}h" + (f" {rest}\N{NO-BREAK SPACE}min" if rest else "")
    if seconds >= _MINUTE:
        minutes, rest = divmod(round(seconds), 60)
        return f"{minutes}\N{NO-BREAK SPACE}min" + (f" {rest}\N{NO-BREAK SPACE}s" if rest else "")
    return f"{seconds:.1f}\N{NO-BREAK SPACE}s"


def plural(number: int, noun: str) -> str:
    """``1 day``, ``2 days``, with the number grouped by thousands."""
    return f"{number:,}\N{NO-BREAK SPACE}{noun}" + ("" if number == 1 else "s")


def size(octets: float) -> str:
    """A number of bytes in binary units."""
    for scale, unit in _BYTE_SCALES:
        if octets >= scale:
            return f"{octets / scale:.1f}\N{NO-BREAK SPACE}{unit}"
    return f"{octets:.0f}\N{NO-BREAK SPACE}B"


def listed(parts: list[str] | tuple[str, ...]) -> str:
    """Parts as a list in a sentence: ``a``, ``a and b``, ``a, b and c``."""
    return parts[0] if len(parts) == 1 else ", ".join(parts[:-1]) + f" and {parts[-1]}" if parts else ""
