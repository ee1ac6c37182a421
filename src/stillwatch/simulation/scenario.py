"""What a scenario file says: the world's size, its releases, its population and its simulated campaigns."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import Annotated, Final

from stillwatch.records.vocabulary import CAPABILITIES
from stillwatch.simulation.vocabulary import (
    FAMILIES,
    KIND_ORDER,
    LANGUAGES,
    NETWORKS,
    PLACEMENTS,
    PLANS,
    ROUTES,
    SCHEDULES,
    TECHNIQUES,
)


@dataclass(frozen=True, slots=True)
class Key:
    """A key of the scenario file: its meaning, the names it allows, the bounds of its numbers."""

    about: str
    of: tuple[str, ...] = ()
    low: float = 0.0
    high: float = 1e12


SHARE: Final = 1.0
Weights = dict[str, float]


@dataclass(frozen=True, slots=True)
class Release:
    """A model's launch."""

    model: Annotated[str, Key("the model's name")]
    day: Annotated[float, Key("days after the start of the window; negative for older models", low=-1e4)] = 0.0


@dataclass(frozen=True, slots=True)
class Signups:
    """How a campaign opened its accounts."""

    waves: Annotated[int, Key("number of bulk sign-ups", low=1)] = 3
    days_before: Annotated[float, Key("the earliest wave lies up to this many days before the window")] = 60.0
    wave_hours: Annotated[float, Key("length of a wave in hours")] = 3.0
    aged: Annotated[float, Key("share of accounts bought or taken over, with an unremarkable sign-up", high=SHARE)] = (
        0.2
    )
    per_card: Annotated[float, Key("accounts per payment card on average; 1 for a card each", low=1)] = 6.0
    per_device: Annotated[float, Key("accounts per sign-up device on average", low=1)] = 1.5


@dataclass(frozen=True, slots=True)
class Bans:
    """How the provider's closures hit a campaign, and how it replaces what it lost."""

    share: Annotated[float, Key("share of accounts that are closed inside the window and replaced", high=0.9)] = 0.0
    waves: Annotated[int, Key("closures come in this many waves; 0 spreads them evenly")] = 0
    at: Annotated[
        float, Key("the first wave comes after this share of its time; 0 leaves it to chance", high=SHARE)
    ] = 0.0
    wave_minutes: Annotated[float, Key("mean minutes from a wave's beginning to an account's closure")] = 40.0
    replace_hours: Annotated[float, Key("mean hours until a replacement takes over")] = 6.0
    standby: Annotated[float, Key("share of replacements that were opened long before and kept idle", high=SHARE)] = 0.5


@dataclass(frozen=True, slots=True)
class Pivot:
    """Traffic that moves to another model."""

    model: Annotated[str, Key("the release that the traffic moves to")]
    share: Annotated[float, Key("share of the traffic that moves", high=SHARE)] = 0.48
    hours: Annotated[float, Key("hours after that by which it has moved")] = 24.0
    after: Annotated[float, Key("days from the release until it begins to move")] = 0.0


@dataclass(frozen=True, slots=True)
class Rewrite:
    """Templates that are given up for new ones."""

    at: Annotated[float, Key("new templates are used after this share of its time", high=SHARE)] = 0.6
    hours: Annotated[float, Key("hours after that by which every account uses them")] = 2.0


@dataclass(frozen=True, slots=True)
class CampaignPlan:
    """One simulated campaign."""

    name: Annotated[str, Key("its campaign_id in the truth")]
    modelled_on: Annotated[str, Key("the published case it follows, for people")] = ""
    share: Annotated[float, Key("its own exchanges as a share of the world's", high=SHARE)] = 0.3
    accounts: Annotated[int, Key("its accounts at the scenario's own size; scales with --exchanges", low=4)] = 100
    capabilities: Annotated[Weights, Key("what it seeks, by weight", CAPABILITIES)] = field(
        default_factory=lambda: {"general": 1.0}
    )
    techniques: Annotated[Weights, Key("how it asks, by weight", TECHNIQUES)] = field(
        default_factory=lambda: {"plain_task": 1.0}
    )
    languages: Annotated[Weights, Key("language of templates and payloads, by weight", LANGUAGES)] = field(
        default_factory=lambda: {"en": 1.0}
    )
    placements: Annotated[Weights, Key("where its fixed text stands, by weight", PLACEMENTS)] = field(
        default_factory=lambda: {"prefix": 1.0, "around": 1.0}
    )
    templates: Annotated[int, Key("number of request templates", low=1)] = 12
    breadth: Annotated[float, Key("templates that one account works with, on average", low=1)] = 6.0
    wording: Annotated[
        int, Key("variants of each template in other words, as of an operator that rephrases", low=1)
    ] = 1
    stripped: Annotated[
        float, Key("share of its templates that are left out, so that a request is its payload alone", high=SHARE)
    ] = 0.0
    repeated: Annotated[
        float, Key("share of its templates whose payloads repeat, as a benchmark's items do", high=SHARE)
    ] = 0.0
    hidden: Annotated[float, Key("share of its accounts that send no metadata which links them", high=SHARE)] = 0.0
    forged: Annotated[
        float, Key("share of its accounts whose requests each come with a made-up address and client", high=SHARE)
    ] = 0.0
    signups: Annotated[Signups, Key("how its accounts were opened")] = field(default_factory=Signups)
    bans: Annotated[Bans, Key("closures and replacements")] = field(default_factory=Bans)
    pivot: Annotated[Pivot | None, Key("the model it moves to, if any")] = None
    rewrite: Annotated[Rewrite | None, Key("a change of all its templates, if any")] = None
    relay: Annotated[
        float, Key("share of its accounts' exchanges that are unrelated customers' honest traffic", high=0.95)
    ] = 0.0
    accounts_of: Annotated[
        str, Key("a campaign above it whose accounts carry its exchanges, as of two operators behind one relay")
    ] = ""
    exits_of: Annotated[
        str, Key("a campaign above it whose addresses and clients its own accounts use, as behind one proxy network")
    ] = ""
    spares: Annotated[float, Key("share of its accounts that hardly send anything", high=SHARE)] = 0.38
    evenness: Annotated[float, Key("spread of load over accounts (log standard deviation); near 0 is balanced")] = 0.3
    schedule: Annotated[str, Key("when it works", SCHEDULES)] = "always"
    start: Annotated[float, Key("it starts after this share of the window", high=SHARE)] = 0.0
    end: Annotated[float, Key("it has stopped after this share of the window", high=SHARE)] = 1.0
    routes: Annotated[Weights, Key("access routes, by weight", ROUTES)] = field(default_factory=lambda: {"api": 1.0})
    plans: Annotated[Weights, Key("account plans, by weight", PLANS)] = field(
        default_factory=lambda: {"api": 3.0, "pro": 1.0, "free": 0.5}
    )
    networks: Annotated[Weights, Key("where it connects from, by weight", NETWORKS)] = field(
        default_factory=lambda: {"home": 3.0, "hosting": 3.0, "cloud": 2.0, "vpn": 1.0}
    )
    per_address: Annotated[float, Key("accounts per address on average", low=1)] = 3.0
    addresses: Annotated[float, Key("addresses per account on average", low=1)] = 3.0
    families: Annotated[Weights, Key("client families, by weight", FAMILIES)] = field(
        default_factory=lambda: {"sdk": 5.0, "http": 3.0, "agent": 1.0}
    )
    clients: Annotated[int, Key("number of client stacks that it spreads over its accounts", low=1)] = 6
    turns: Annotated[float, Key("mean turns of a conversation", low=1)] = 1.5
    tools: Annotated[float, Key("share of its tasks that offer tools", high=SHARE)] = 0.2


@dataclass(frozen=True, slots=True)
class KindShare:
    """The weight of one benign kind."""

    accounts: Annotated[float, Key("weight among benign accounts")] = 1.0
    exchanges: Annotated[float, Key("weight among benign exchanges")] = 1.0


@dataclass(frozen=True, slots=True)
class Scenario:
    """A world to simulate."""

    name: Annotated[str, Key("the scenario's name; part of the seed")]
    releases: Annotated[tuple[Release, ...], Key("the provider's models; at least one out before the window")]
    about: Annotated[str, Key("one sentence for people")] = ""
    exchanges: Annotated[int, Key("exchanges unless --exchanges says otherwise", low=1000)] = 100_000
    benign_accounts: Annotated[int, Key("benign accounts at that size; scales with --exchanges", low=50)] = 5_000
    start: Annotated[date, Key("first day of the window (UTC)")] = date(2026, 5, 4)
    days: Annotated[int, Key("length of the window in days", low=2, high=120)] = 21
    missing: Annotated[float, Key("multiplies how often values are missing; 0 for a complete log", high=20)] = 1.0
    population: Annotated[
        dict[str, KindShare], Key("benign kinds and their weights; left out, all of them", KIND_ORDER)
    ] = field(default_factory=dict)
    campaigns: Annotated[tuple[CampaignPlan, ...], Key("the simulated campaigns")] = ()
