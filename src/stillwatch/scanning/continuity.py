"""The campaigns of a scan in line with those of an earlier result: names, lives, and what the next scan needs."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import pyarrow as pa

from stillwatch.campaigns.continuing import descents
from stillwatch.campaigns.operation import Operation
from stillwatch.evidence.log import Log
from stillwatch.findings.life import Lineage, life, lineage, unheard
from stillwatch.findings.naming import former_names, names
from stillwatch.findings.traces import remembered, traces
from stillwatch.records.campaign import Campaign
from stillwatch.records.known import Known, Traces


@dataclass(frozen=True, slots=True)
class Continuity:
    """The campaigns with their names and lives, and all that a later scan has to know again."""

    campaigns: tuple[Campaign, ...]
    known: tuple[Known, ...]


def continued(
    log: Log,
    operations: Sequence[Operation],
    campaigns: Sequence[Campaign],
    accounts: pa.Table | None,
    earlier: Sequence[Known],
) -> Continuity:
    """Name ``campaigns`` (those of ``operations``) after ``earlier`` ones that they continue, and tell their lives."""
    left = [traces(log, operation, accounts) for operation in operations]
    lines = [lineage(descent, earlier) for descent in descents([one.traces for one in earlier], left)]
    given = names([campaign.campaign_id for campaign in campaigns], lines, earlier)
    lives = [life(log, operation, line, accounts) for operation, line in zip(operations, lines, strict=True)]
    named = tuple(
        replace(campaign, campaign_id=name, state=told[-1].state, history=told, formerly=former_names(name, line))
        for campaign, name, line, told in zip(campaigns, given, lines, lives, strict=True)
    )
    known = tuple(_known(*one) for one in zip(named, left, lines, strict=True))
    alive = [one for line in lines for one in line.continued]
    rest = tuple(unheard(one, log.window[1]) for one in earlier if one not in alive)
    return Continuity(named, known + rest)


def _known(campaign: Campaign, left: Traces, line: Lineage) -> Known:
    return Known(
        campaign_id=campaign.campaign_id,
        formerly=campaign.formerly,
        last_seen=max([campaign.last_seen, *(one.last_seen for one in line.continued)]),
        history=campaign.history,
        traces=remembered(left, [one.traces for one in line.continued]),
    )
