"""The result's row per account and row per exchange."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import pyarrow as pa

from stillwatch.campaigns.operation import Operation
from stillwatch.evidence.log import Codes, Floats, Ints, Log
from stillwatch.findings.actions import action, softest
from stillwatch.findings.guarantee import admitted, doubts, scores
from stillwatch.findings.pooling import Capability
from stillwatch.records.campaign import Campaign
from stillwatch.records.tables import ACCOUNT_RESULTS, EXCHANGE_RESULTS
from stillwatch.records.vocabulary import CAPABILITIES

MOST_REASONS = 3


def _names(codes: Codes, names: Sequence[str]) -> pa.Array:
    """Names by code; null where the code is negative."""
    return pa.array(names, pa.string()).take(pa.array(codes, mask=codes < 0))


def _owners(log: Log, operations: Sequence[Operation]) -> tuple[Codes, Codes]:
    """The operation of each row and of each account, -1 for none.

    An account that several operators share belongs to the one that sends most from it.
    """
    of_row = np.full(len(log), -1, dtype=np.int32)
    of_account = np.full(len(log.registry), -1, dtype=np.int32)
    most = np.full(len(log.registry), -1, dtype=np.int64)
    for i in reversed(range(len(operations))):
        accounts, rows = operations[i].accounts, operations[i].rows
        of_row[rows] = i
        sent = np.bincount(log.account[rows], minlength=len(most))[accounts]
        of_account[accounts[sent >= most[accounts]]] = i
        most[accounts] = np.maximum(most[accounts], sent)
    return of_row, of_account


@dataclass(frozen=True, slots=True)
class Counts:
    """Exchanges of each account, and those of them that are a campaign's."""

    exchanges: Ints
    taken: Ints


def counted(log: Log, operations: Sequence[Operation]) -> Counts:
    """The counts of a log that was held as a whole."""
    of_row, _ = _owners(log, operations)
    accounts = len(log.registry)
    return Counts(
        np.bincount(log.account, minlength=accounts), np.bincount(log.account[of_row >= 0], minlength=accounts)
    )


def account_results(
    log: Log, operations: Sequence[Operation], campaigns: Sequence[Campaign], counts: Counts | None = None
) -> pa.Table:
    """A row per account seen (schema ``ACCOUNT_RESULTS``); ``counts`` where ``log`` has not all exchanges."""
    _, of_account = _owners(log, operations)
    accounts = len(log.registry)
    counts = counts or counted(log, operations)
    exchanges, taken = counts.exchanges, counts.taken
    share: Floats = taken / np.maximum(exchanges, 1)
    score, doubt = np.zeros(accounts), np.ones(accounts)
    for i, operation in enumerate(operations):
        mine = of_account[operation.accounts] == i
        doubt[operation.accounts[mine]] = doubts(operation)[mine]
        score[operation.accounts[mine]] = scores(operation)[mine]
    sure = admitted(doubt)
    actions = np.full(accounts, "observe", dtype=object)
    reasons: list[list[str]] = [[] for _ in range(accounts)]
    for i, campaign in enumerate(campaigns):
        members = np.flatnonzero(of_account == i)
        why = [evidence.text for evidence in campaign.evidence if evidence.bits > 0][:MOST_REASONS]
        for member in members:
            step = action(campaign.confidence, float(share[member]), int(taken[member]))
            actions[member] = step if sure[member] else softest(step, "verify")
            reasons[member] = why
    return pa.table(
        {
            "account_id": log.registry.names,
            "campaign_id": _names(of_account, [one.campaign_id for one in campaigns]),
            "score": score,
            "exchanges": exchanges,
            "campaign_exchanges": taken,
            "action": pa.array(actions, pa.string()),
            "reasons": pa.array(reasons, pa.list_(pa.string())),
        },
        schema=ACCOUNT_RESULTS,
    )


def exchange_results(
    log: Log, operations: Sequence[Operation], pooled: Sequence[Capability], campaigns: Sequence[Campaign]
) -> pa.Table:
    """A row per exchange accepted (schema ``EXCHANGE_RESULTS``); ``pooled`` is what each operation's rows are after."""
    of_row, _ = _owners(log, operations)
    capability = log.capability.astype(np.int32)
    for operation, codes in zip(reversed(operations), reversed(pooled), strict=True):
        capability[operation.rows] = codes
    return pa.table(
        {
            "exchange_id": log.traits.column("exchange_id"),
            "campaign_id": _names(of_row, [one.campaign_id for one in campaigns]),
            "capability": _names(capability, CAPABILITIES),
        },
        schema=EXCHANGE_RESULTS,
    )
