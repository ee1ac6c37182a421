"""Undecided groups are told strongest first, bounded, and apart from every campaign."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from stillwatch.campaigns.operation import Operation
from stillwatch.campaigns.undecided import Undecided, set_aside
from stillwatch.evidence.log import Log
from stillwatch.findings.unresolved import NAMED, unresolved


def group_of(log: Log, operation: Operation, bits: float) -> Undecided:
    """A group of honest accounts."""
    mine = np.setdiff1d(np.arange(len(log.registry), dtype=np.int32), operation.accounts)[:80]
    rows = np.flatnonzero(np.isin(log.account, mine)).astype(np.int32)
    return replace(set_aside(operation, "close"), accounts=mine, rows=rows, bits=bits)


def test_the_strongest_stands_first_with_its_busiest_accounts(town_log: Log, operation: Operation) -> None:
    weak, strong = (group_of(town_log, operation, bits) for bits in (-1.0, 3.14))

    told = unresolved(town_log, [weak, strong], [operation])

    assert [one.bits for one in told] == [3.1, -1.0]
    assert told[0].accounts == 80
    assert len(told[0].account_ids) == NAMED
    assert told[0].exchanges == len(strong.rows)
    assert told[0].group_id.startswith("U-")
    counts = np.bincount(town_log.account, minlength=len(town_log.registry))
    names = town_log.registry.names.to_pylist()
    busy = [int(counts[names.index(name)]) for name in told[0].account_ids]
    assert busy == sorted(busy, reverse=True)


def test_nobody_of_a_campaign_is_in_one(town_log: Log, operation: Operation) -> None:
    assert unresolved(town_log, [set_aside(operation, "close")], [operation]) == ()
    assert len(unresolved(town_log, [set_aside(operation, "false_discovery")], [])) == 1
