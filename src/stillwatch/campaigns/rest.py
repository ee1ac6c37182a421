"""What is left of an operation's accounts beyond its known exchanges: honest traffic, more of its own, or both."""

from __future__ import annotations

from typing import Final

import numpy as np

from stillwatch.evidence.log import Codes, Floats, Ints

ROUNDS: Final = 40
"""Steps of the expectation maximization; it settles within a few where the exchanges differ at all."""
COMPANY: Final = 4.0
"""Exchanges for which the other accounts' mixture counts when that of one account is estimated."""
LEAST: Final = 1e-6
"""No exchange is ever certain."""


def _posterior(bits: Floats, share: Floats) -> Floats:
    odds = bits + np.log2(share) - np.log2(1 - share)
    return np.asarray(1 / (1 + np.exp2(-np.clip(odds, -60, 60))))


def own_share(bits: Floats, account: Codes) -> Floats:
    """Per exchange left, how likely it is the operation's: ``bits`` are its log-likelihood ratio, in log2.

    Each account mixes the operation's exchanges and honest ones in a proportion of its own, found by expectation
    maximization over its exchanges, beginning from the proportion of all accounts (Dempster, Laird and Rubin 1977).
    """
    everybody = _mixture(bits, np.zeros(len(bits), dtype=np.int64), 0.5, 0.0)
    number = np.unique(account, return_inverse=True)[1]
    return _posterior(bits, _mixture(bits, number, float(everybody.mean()) if len(bits) else 0.5, COMPANY))


def _mixture(bits: Floats, number: Ints, usual: float, company: float) -> Floats:
    """Per exchange, the share of its group that is the operation's; ``company`` exchanges have the ``usual`` share."""
    count = np.bincount(number) + company
    share = np.full(len(bits), usual)
    for _ in range(ROUNDS):
        sums = np.bincount(number, weights=_posterior(bits, share)) + company * usual
        share = np.clip(sums / count, LEAST, 1 - LEAST)[number]
    return share
