"""An operation told as a campaign: what it sought, how much, since when, by which routes."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from stillwatch.campaigns.operation import Fixed, Operation
from stillwatch.evidence.log import Log, one_array
from stillwatch.findings.excerpts import Excerpts
from stillwatch.findings.pivots import as_time, pivots
from stillwatch.findings.pooling import Capability
from stillwatch.findings.shares import capability_shares, shares
from stillwatch.findings.techniques import technique_shares, technique_uses
from stillwatch.findings.timeline import timeline
from stillwatch.records.campaign import Campaign, Template
from stillwatch.records.result import Release

MOST_TEMPLATES = 12


def campaign_id(log: Log, operation: Operation) -> str:
    """A name that depends on the earliest accounts only, so that it survives a campaign's growth."""
    order = np.argsort(log.time[operation.rows], kind="stable")
    accounts = log.account[operation.rows[order]]
    first = [
        log.registry.names[int(code)].as_py()
        for code in accounts[np.sort(np.unique(accounts, return_index=True)[1])][:3]
    ]
    return "C-" + hashlib.blake2s("\n".join(first).encode(), digest_size=5).hexdigest()


def _tokens(log: Log, name: str, rows: npt.NDArray[np.integer]) -> int:
    return int(log.column(name)[rows].sum())


def _templates(log: Log, fixed: Sequence[Fixed], excerpts: Excerpts) -> tuple[Template, ...]:
    return tuple(
        Template(
            template_id=f"{one.key:016x}",
            place=one.place,
            exchanges=len(one.rows),
            accounts=len(np.unique(log.account[one.rows])),
            excerpt=excerpts.of(log, one),
        )
        for one in fixed[:MOST_TEMPLATES]
    )


def summarize(
    log: Log, operation: Operation, capability: Capability, releases: Sequence[Release], excerpts: Excerpts
) -> Campaign:
    """Tell ``operation``, whose rows are after ``capability``, as the contract's campaign."""
    rows = operation.rows
    time, account, model = log.time[rows], log.account[rows], log.model[rows]
    route = one_array(log.traits, "route")
    codes = route.indices.fill_null(-1).to_numpy(zero_copy_only=False)[rows]
    uses = technique_uses(log, operation)
    return Campaign(
        campaign_id=campaign_id(log, operation),
        confidence=operation.confidence,
        first_seen=as_time(int(time[0])),
        last_seen=as_time(int(time[-1])),
        accounts=len(operation.accounts),
        exchanges=len(rows),
        input_tokens=_tokens(log, "input_tokens", rows),
        output_tokens=_tokens(log, "output_tokens", rows),
        capabilities=capability_shares(capability),
        models=shares(model, log.models),
        routes=shares(codes, route.dictionary.to_pylist()),
        pivots=pivots(time, model, log.models, releases),
        evidence=operation.evidence,
        techniques=technique_shares(uses),
        technique_uses=uses,
        alternatives=operation.alternatives,
        templates=_templates(log, operation.fixed, excerpts),
        timeline=timeline(time, account, log.registry.closed[operation.accounts]),
        p_value=operation.p_value,
    )
