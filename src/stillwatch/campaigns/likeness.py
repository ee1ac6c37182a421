"""How many bits say that an exchange is an operation's, judged without the customer who sent it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

import numpy as np

from stillwatch.campaigns.words import Marks
from stillwatch.engines.kernels import kernel
from stillwatch.evidence.log import Codes, Floats, Ints, Log

ONE: Final = 1.0
"""Exchanges added to those counted and to those expected, so that few of them prove little."""
FULLNESS: Final = (1e-9, 0.25, 0.5, 0.85)
"""Edges between none of the operation's own words, a phrase, half of a template, and the whole of it."""


@kernel
def _tally(codes: Codes, sender: Codes, inside: Marks, outside: Marks, place: Ints, own: Ints, others: Ints) -> None:
    """Count each code inside, by the ``place`` of the row's sender, and outside."""
    for row in range(len(codes)):
        if inside[row]:
            own[place[sender[row]], codes[row]] += 1
        if outside[row]:
            others[codes[row]] += 1


@kernel
def _look_up(bits: Floats, codes: Codes, sender: Codes, place: Ints, rows: Codes, out: Floats) -> None:
    for i in range(len(rows)):
        out[i] = bits[place[sender[rows[i]]], codes[rows[i]]]


def left_out_ratio(codes: Codes, sender: Codes, inside: Marks, outside: Marks, rows: Codes | None = None) -> Floats:
    """Per row, log2 of how much commoner its code is in the rows ``inside``, its own sender's left out, than outside.

    ``sender`` is the code of each row's customer, whose accounts are no witnesses for each other; ``rows`` are those
    asked for, by default all. Counts inside are held against what the outside lets expect, both with one more, so that
    a code too rare to be expected says nothing (gamma-Poisson shrinkage, DuMouchel 1999). All are 0 where there is
    nothing to compare.
    """
    rows = np.arange(len(codes), dtype=np.int32) if rows is None else rows
    inner = np.zeros(int(sender.max(initial=-1)) + 1, dtype=np.bool_)
    inner[sender[inside]] = True
    if not inner.any() or not outside.any():
        return np.zeros(len(rows))
    length = int(codes.max(initial=0)) + 1
    members = int(inner.sum())
    place = np.where(inner, np.cumsum(inner) - 1, members)
    own, others = np.zeros((members + 1, length), dtype=np.int64), np.zeros(length, dtype=np.int64)
    _tally(codes, sender, inside, outside, place, own, others)
    usual = others / np.count_nonzero(outside)
    left = own.sum(axis=0) - own
    bits = np.log2((left + ONE) / (left.sum(axis=1, keepdims=True) * usual + ONE))
    out = np.empty(len(rows))
    _look_up(bits, codes, sender, place, rows, out)
    return out


def shape_bits(log: Log, shapes: Sequence[Codes], inside: Marks, outside: Marks, rows: Codes | None = None) -> Floats:
    """Per exchange, the bits of its shape (see ``shape_codes``); the traits are taken as independent (naive Bayes)."""
    parts = [left_out_ratio(codes, log.customer, inside, outside, rows) for codes in shapes]
    return np.asarray(np.sum(parts, axis=0))


def wording_bits(log: Log, full: Floats, inside: Marks, outside: Marks, rows: Codes | None = None) -> Floats:
    """Per exchange (of ``rows``, by default all), the bits of how much of the operation's own words it says.

    For ``full`` see ``fullness``. Judged apart where the system prompt is known and where it is not: a template that
    was not logged cannot be seen.
    """
    said = (log.column("system") != 0).astype(np.int32)
    codes = np.digitize(full, FULLNESS).astype(np.int32) * 2 + said
    return left_out_ratio(codes, log.customer, inside, outside, rows)
