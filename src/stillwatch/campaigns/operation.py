"""A campaign as sets of account and row codes, before it is told in words."""

from __future__ import annotations

from dataclasses import dataclass

from stillwatch.evidence.log import Codes, Floats
from stillwatch.records.evidence import Alternative, Evidence


@dataclass(frozen=True, slots=True)
class Fixed:
    """A fixed request text of an operation: where it stands, and the rows that carry it."""

    key: int
    place: str
    rows: Codes


@dataclass(frozen=True, slots=True)
class Operation:
    """``accounts`` (sorted codes) run it, ``rows`` (ascending) are its exchanges, ``bits`` weigh all evidence.

    ``membership`` are log2 odds that each account is a member, None where they were not weighed one by one.
    """

    accounts: Codes
    rows: Codes
    bits: float
    p_value: float
    confidence: float
    evidence: tuple[Evidence, ...]
    alternatives: tuple[Alternative, ...]
    fixed: tuple[Fixed, ...]
    membership: Floats | None = None
