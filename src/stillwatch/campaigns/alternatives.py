"""Honest explanations of a slice, and how much of its evidence each would explain."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import numpy as np

from stillwatch.campaigns.commonest import LEAST_KNOWN, commonest
from stillwatch.campaigns.occasions import longest_occasions
from stillwatch.campaigns.owners import openly_owned
from stillwatch.campaigns.whereabouts import common_places, places_known
from stillwatch.campaigns.working_day import staffed
from stillwatch.engines.kernels import kernel
from stillwatch.evidence.customers import private_domains
from stillwatch.evidence.focus import Focus
from stillwatch.evidence.log import DAY, Floats, Ints, Log
from stillwatch.evidence.measures import Measures
from stillwatch.evidence.slices import Slices

SMALL: Final = 24.0
EVENT_DAYS: Final = (3.0, 4.5)
EVENT_USE: Final = 160.0
"""An event lasts days, fully and at most, and its median member sends fewer exchanges than this, agents and all."""
SPONSORS: Final = 3
TEAMS: Final = (6, 6)
"""An event has a few sponsors whose cards pay for many, as a whole up to so many, and teams of up to so many people."""
OVER: Final = (1.0, 2.0)
"""Days of rest by which an event is seen to be over, and fully: a harvest goes on."""
LONG_DAYS: Final = (3.0, 6.0)
LONG_USE: Final = 120.0
"""One that is over may have lasted longer, where its median member sent less."""
PAYERS: Final = 6
"""An agency or a firm has a few cards, and they pay for all whom it employs: up to ``UNSEEN`` bits of it."""
FEW: Final = 8.0
"""A slice whose median member has fewer exchanges is a passing resemblance, up to ``SMALL`` bits of it."""
FEW_IN_ALL: Final = 24.0
"""The same for a whole operation: a harvest is worth its accounts, a course is used for a while."""
TOGETHER: Final = (0.05, 0.3)
"""Share of an event's members with a common place, from which its networks and machines are its own, and fully."""
UNSEEN: Final = 10.0
FEWEST_KEYS: Final = 150.0
MOST_KEYS: Final = 600.0
"""Where no payment method is known a group may be one customer's accounts: up to so many surely, more hardly."""
WORK: Final = 8.0
WORK_FROM: Final = 0.35
WORK_FULL: Final = 0.1
"""Where a smaller share asks for what trains a model it is somebody's workload (support, extraction, retrieval)."""


@dataclass(frozen=True, slots=True)
class Explanations:
    """Per slice, from 0 to 1: how well a few sites, a short event, its sponsors or one owner explain it.

    ``staff`` is how well sites explain it whose people keep a working day, so that cards are their employer's.
    ``gathering`` is how well an event explains networks and machines, too: fully where its members are together, or
    where nobody knows where they are, and not at all where they are seen to be everywhere. ``small_use``, ``workload``,
    ``few_payers`` and ``unseen_owner`` are in bits; the other fields are the figures that these rest on.
    """

    sites: Floats
    staff: Floats
    event: Floats
    gathering: Floats
    unseen_site: Floats
    teams: Floats
    over: Floats
    owner: Floats
    school: Floats
    company: Floats
    small_use: Floats
    workload: Floats
    few_payers: Floats
    unseen_owner: Floats
    days: Floats
    place: Floats
    payment: Floats
    domain: Floats
    median_count: Floats


@kernel
def _medians(offsets: Ints, values: Floats) -> Floats:
    out = np.zeros(len(offsets) - 1)
    for i in range(len(out)):
        if offsets[i + 1] > offsets[i]:
            out[i] = np.median(values[offsets[i] : offsets[i + 1]])
    return out


def _ramp(share: Floats, start: float, full: float) -> Floats:
    return np.clip((share - start) / (full - start), 0, 1)


def _shorter(days: Floats, than: tuple[float, float]) -> Floats:
    """1 up to the shorter of two lengths, 0 from the longer on."""
    return _ramp(-days, -than[1], -than[0])


def _event(days: Floats, median: Floats) -> Floats:
    """How well each slice is a short event, by its days and its median member's exchanges."""
    return _shorter(days, EVENT_DAYS) * _ramp(-median, -EVENT_USE, -EVENT_USE / 2)


def _pupils(log: Log, slices: Slices) -> Floats:
    """Share of each slice's members who are at a school, as far as the accounts table tells."""
    return slices.sums(log.registry.schooled[slices.account].astype(np.float64)) / np.maximum(slices.sizes, 1)


def _unseen_owner(log: Log, slices: Slices) -> Floats:
    """Bits against a group whose payment methods are unknown, so that one payer cannot be ruled out."""
    known = slices.sums((log.registry.payment[slices.account] > 0).astype(np.float64)) / np.maximum(slices.sizes, 1)
    return UNSEEN * _ramp(-slices.sizes.astype(np.float64), -MOST_KEYS, -FEWEST_KEYS) * (known < LEAST_KNOWN)


def _unseen_site(log: Log, slices: Slices) -> Floats:
    """How well a site explains each slice of a log that tells no networks, so that it cannot be ruled out."""
    known = max(np.mean(log.network.value > 0), np.mean(log.registry.signup_network > 0))
    hidden = _ramp(-slices.sizes.astype(np.float64), -MOST_KEYS, -FEWEST_KEYS)
    return hidden if known < LEAST_KNOWN else np.zeros(len(slices))


def _workload(focus: Focus) -> Floats:
    """Bits against what trains nobody; none in a log in whose words or languages hardly anything is recognised."""
    told = float(_ramp(np.array([focus.base]), WORK_FULL, WORK_FROM)[0])
    return np.asarray(WORK * told * np.nan_to_num(_ramp(-focus.trainable, -WORK_FROM, -WORK_FULL)))


def _days(log: Log, slices: Slices) -> Floats:
    """Days that hold the middle nine tenths of each slice's exchanges; rows are in time order."""
    early = slices.rows[slices.row_offsets[:-1] + slices.exchanges // 20]
    return np.asarray(np.maximum(_late(log, slices) - log.time[early], 0) / DAY)


def _late(log: Log, slices: Slices) -> Ints:
    """When nineteen twentieths of each slice's exchanges had been sent."""
    sizes = slices.exchanges
    return np.asarray(log.time[slices.rows[slices.row_offsets[:-1] + (sizes * 19) // 20 - (sizes > 0)]])


def _over(log: Log, slices: Slices, days: Floats, median: Floats) -> Floats:
    """How well it explains each slice that it was a short event and is over, though nobody closed its accounts."""
    rest = (log.lasted[1] - _late(log, slices)) / DAY
    closed = slices.sums((log.registry.closed[slices.account] > 0).astype(np.float64)) / np.maximum(slices.sizes, 1)
    short = np.maximum(_event(days, median), _shorter(days, LONG_DAYS) * _ramp(-median, -LONG_USE, -LONG_USE / 2))
    return np.asarray(short * _ramp(rest, *OVER) * (1 - closed))


def explanations(log: Log, measures: Measures, few: float = FEW, *, whole: bool = False) -> Explanations:
    """Weigh the honest explanations of every slice; ``few`` exchanges of the median member are no passing use.

    Teams, a firm's few cards, several events, and one that is over explain only a ``whole`` group: one of an
    operation's texts may have a few of its accounts, and a few days.
    """
    slices = measures.slices
    place = common_places(log, slices)
    payer, mail = log.registry.payment, log.registry.email_domain
    payment = commonest(slices, payer, payer > 0)
    domain = commonest(slices, private_domains(mail), mail > 0)
    median = _medians(slices.offsets, slices.count * log.each[slices.account])
    days = np.minimum(_days(log, slices), longest_occasions(log, slices)) if whole else _days(log, slices)
    event = _event(days, median)
    sites = _ramp(place, 0.3, 0.6)
    return Explanations(
        sites=sites,
        staff=sites * staffed(log, slices, sites > 0),
        event=event,
        unseen_site=_unseen_site(log, slices),
        gathering=event * np.where(places_known(log, slices), _ramp(place, *TOGETHER), 1.0),
        teams=event * _ramp(commonest(slices, payer, payer > 0, *(TEAMS if whole else (SPONSORS,))), 0.5, 0.9),
        over=whole * _over(log, slices, days, median),
        few_payers=whole * UNSEEN * _ramp(commonest(slices, payer, payer > 0, PAYERS), 0.8, 1.0),
        owner=_ramp(payment, 0.4, 0.8),
        school=np.max(
            [
                _ramp(domain, 0.4, 0.8),
                _ramp(_pupils(log, slices), 0.2, 0.5) * _ramp(place, 0.2, 0.4),
            ],
            axis=0,
        ),
        company=_ramp(openly_owned(log, slices), 0.6, 0.85),
        small_use=SMALL * _ramp(-median * log.sampling, -few, -1.0),
        workload=_workload(measures.focus),
        unseen_owner=_unseen_owner(log, slices),
        days=days,
        place=place,
        payment=payment,
        domain=domain,
        median_count=median,
    )
