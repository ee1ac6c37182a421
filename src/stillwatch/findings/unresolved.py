"""Undecided groups as the result tells them, with nobody in one who is in a campaign."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from typing import Final

import numpy as np
import pyarrow as pa

from stillwatch.campaigns.operation import Operation
from stillwatch.campaigns.undecided import Undecided
from stillwatch.evidence.log import Codes, Log
from stillwatch.findings.pivots import as_time
from stillwatch.findings.settling import settles
from stillwatch.records.unresolved import Unresolved

NAMED: Final = 50
"""Accounts of a group that are named."""


def unresolved(log: Log, groups: Sequence[Undecided], told: Sequence[Operation]) -> tuple[Unresolved, ...]:
    """``groups`` in words, the strongest first; one that shares accounts with a ``told`` operation is left out."""
    taken = np.zeros(len(log.registry), dtype=np.bool_)
    for operation in told:
        taken[operation.accounts] = True
    apart = [group for group in groups if not taken[group.accounts].any()]
    return tuple(_told(log, group) for group in sorted(apart, key=lambda one: -one.bits))


def _told(log: Log, group: Undecided) -> Unresolved:
    time = log.time[group.rows]
    names = tuple(log.registry.names.take(pa.array(_busiest(log, group))).to_pylist())
    return Unresolved(
        group_id="U-" + hashlib.blake2s("\n".join(names[:3]).encode(), digest_size=5).hexdigest(),
        reason=group.reason,
        bits=round(group.bits, 1),
        first_seen=as_time(int(time.min())),
        last_seen=as_time(int(time.max())),
        accounts=len(group.accounts),
        exchanges=len(group.rows),
        evidence=group.evidence,
        alternatives=group.alternatives,
        settles=settles(log, group),
        account_ids=names,
    )


def _busiest(log: Log, group: Undecided) -> Codes:
    counts = np.bincount(log.account[group.rows], minlength=len(log.registry))[group.accounts]
    return group.accounts[np.argsort(-counts, kind="stable")[:NAMED]]
