"""One named piece of evidence, weighed in bits and said in words."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Evidence:
    """``bits`` is a log2 likelihood ratio: positive speaks for a campaign, negative against one."""

    kind: str
    bits: float
    text: str


@dataclass(frozen=True, slots=True)
class Alternative:
    """A benign explanation that was tested on a campaign, and how it fits.

    ``bits_for`` and ``bits_against`` are both non-negative; the explanation fits less well than a
    campaign where ``bits_against`` exceeds ``bits_for``.
    """

    name: str
    bits_for: float
    bits_against: float
    text: str
