"""What a request looks like to somebody who cannot read it: small codes for its length, turns, parameters and aim."""

from __future__ import annotations

from typing import Final

import numpy as np

from stillwatch.evidence.log import Codes, Log

BINS: Final = 10
COUNTS: Final = ("words", "turns", "output_tokens")
"""Traits that are counts, compared in bins of equal population."""


def shape_codes(log: Log) -> tuple[Codes, ...]:
    """A column of small codes per trait that the sender of a request chooses, and not the operator's own programs.

    A relay sends its customers' requests from its own clients and addresses, so these do not tell them apart.
    """
    parameters = np.unique(log.column("parameters"), return_inverse=True)[1]
    shapes = [parameters, log.capability + 1]
    for name in COUNTS:
        values = log.column(name).astype(np.float32)
        edges = np.unique(np.quantile(values, np.arange(1, BINS) / BINS))
        shapes.append(np.searchsorted(edges, values, side="right"))
    return tuple(codes.astype(np.int32) for codes in shapes)
