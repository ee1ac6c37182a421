"""Several users of one campaign's accounts: a relay's honest customers, and a second operator behind it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Final

import numpy as np

from stillwatch.simulation.columns import Ints, rows_of
from stillwatch.simulation.draft import Draft
from stillwatch.simulation.flow import flow
from stillwatch.simulation.habits import API
from stillwatch.simulation.operations.exits import Exits, same_exits
from stillwatch.simulation.operations.lives import Lives
from stillwatch.simulation.populations.gateways import honest_mix
from stillwatch.simulation.scenario import CampaignPlan
from stillwatch.simulation.tables import NONE, Accounts, Streams

_RELAYED_TASKS: Final = 400
_SHORTEST: Final = 3600.0
"""Seconds that an account must last within a second operator's time to be of use to it."""


@dataclass(frozen=True, slots=True)
class Roster:
    """An enrolled campaign as another may share it: its accounts with their codes and lives, traffic and exits."""

    codes: Ints
    people: Accounts
    lives: Lives
    traffic: Streams
    exits: Exits

    def some(self, rows: Ints, lives: Lives) -> Roster:
        """The part of it that these rows are, with ``lives`` of theirs."""
        return Roster(self.codes[rows], rows_of(self.people, rows), lives, rows_of(self.traffic, rows), self.exits)


def guests_of(draft: Draft, plan: CampaignPlan, host: Roster, accounts: int) -> Roster:
    """The accounts of ``host`` that a second operator uses: as many as it wants of those that last in its time."""
    start = np.maximum(host.lives.start, plan.start * draft.seconds)
    end = np.minimum(host.lives.end, plan.end * draft.seconds)
    lasting = np.flatnonzero(end - start >= _SHORTEST)
    if not len(lasting):
        lasting, start, end = np.arange(len(host.codes)), host.lives.start, host.lives.end
    rows = np.sort(draft.rng.permutation(lasting)[:accounts])
    lives = Lives(start[rows], end[rows], host.lives.banned[rows], np.full(len(rows), NONE, dtype=np.int64))
    return host.some(rows, lives)


def relayed(draft: Draft, plan: CampaignPlan, people: Accounts, traffic: Streams, exchanges: int) -> Streams:
    """Honest exchanges of the relay's customers on the same accounts, addresses and clients."""
    count = len(traffic.account)
    honest = honest_exchanges(plan, exchanges)
    volume = draft.rng.multinomial(honest, traffic.volume / max(1, traffic.volume.sum())).astype(np.int64)
    mixed: Ints = honest_mix(draft, _RELAYED_TASKS)
    other = flow(draft, API, traffic.account, people, volume, draft.choices.shared(mixed, count))
    other = replace(other, campaign=np.full(count, NONE, dtype=np.int64), start=traffic.start, end=traffic.end)
    return same_exits(other, traffic)


def honest_exchanges(plan: CampaignPlan, exchanges: int) -> int:
    """How many honest exchanges go with ``exchanges`` of the campaign's own."""
    return round(exchanges * plan.relay / (1.0 - plan.relay))
