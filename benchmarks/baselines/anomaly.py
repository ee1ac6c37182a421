"""How far an account is by itself from the middle of all, in the directions that publishers name: robust z-scores.

The directions are those that the advisory AA26-251A gives for single accounts: throughput, round-the-clock use with no
idle time, full use without a wait after sign-up, one credential on many addresses; and long answers, which teach most.
Each is put in robust standard deviations (interquartile range / 1.349; Iglewicz and Hoaglin, "How to detect and handle
outliers", 1993) and they are added. On the worlds of development this found more than an isolation forest (Liu, Ting
and Zhou, ICDM 2008) over much the same measures; the focus on one text was tried and left out, since honest batch jobs
are the more focused.
"""

from __future__ import annotations

from typing import Final

import numpy as np

from baselines.interface import Codes, Log, Scores, Verdict, ungrouped

NORMAL: Final = 1.349
"""The interquartile range of a normal distribution, in standard deviations."""

SMALLEST: Final = 0.05
"""No measure's spread is taken for less, so that one that hardly varies decides nothing."""

HOUR: Final = 3600
DAY: Final = 86_400


def judge(log: Log) -> Verdict:
    """Each account's score is the sum of its robust z-scores."""
    measures = account_measures(log)
    if not len(measures):
        return ungrouped(np.zeros(0))
    low, middle, high = np.quantile(measures, (0.25, 0.5, 0.75), axis=0)
    spread = np.maximum((high - low) / NORMAL, SMALLEST)
    return ungrouped(np.asarray(((measures - middle) / spread).sum(axis=1)))


def account_measures(log: Log) -> Scores:
    """A row for each account: volume, tokens answered, hours, addresses, idle time and wait; more is more suspect."""
    tokens = np.nan_to_num(np.array(log.column("output_tokens"), dtype=np.float64))
    address = np.unique(np.array([ip or "" for ip in log.column("ip")]), return_inverse=True)[1]
    created = [None if when is None else when.timestamp() for when in log.identity("created_at")]
    rows = [
        (
            np.log1p(len(part)),
            np.log1p(tokens[part].mean()),
            hours_of_day(log.seconds[part]),
            np.log1p(len(np.unique(address[part]))),
            -longest_idle(log.seconds[part]),
            -wait_days(log.seconds[part], created[account]),
        )
        for account, part in enumerate(log.rows_of_accounts())
    ]
    return np.array(rows, dtype=np.float64).reshape(len(rows), -1)


def hours_of_day(seconds: Codes) -> float:
    """The share of the 24 hours of the day in which there was ever an exchange."""
    return len(np.unique(seconds % DAY // HOUR)) / 24


def longest_idle(seconds: Codes) -> float:
    """The logarithm of the longest time without an exchange, in days."""
    return float(np.log1p(np.diff(seconds).max(initial=0) / DAY))


def wait_days(seconds: Codes, created: float | None) -> float:
    """The logarithm of the days from sign-up to the first exchange; 0 where the sign-up is not known."""
    return 0.0 if created is None else float(np.log1p(max(float(seconds[0]) - created, 0.0) / DAY))
