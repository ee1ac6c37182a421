"""What a scenario file says: the world's size, its releases, its population and its simulated campaigns."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import Any, Final


def key(about: str, default: Any = None, *, of: tuple[str, ...] = ()) -> Any:
    """A key of the scenario file: ``about`` is its one-line meaning, ``of`` the values or names allowed."""
    metadata = {"about": about, "of": of}
    if isinstance(default, dict):
        return field(default_factory=lambda: dict(default), metadata=metadata)
    return field(default=default, metadata=metadata)


PLACEMENTS: Final = ("system", "prefix", "suffix", "around", "slots")
SCHEDULES: Final = ("always", "shifts", "office")


@dataclass(frozen=True, slots=True)
class Release:
    """A model's launch, ``day`` days after the window's start (negative: before it)."""

    model: str = key("the model's name", "")
    day: float = key("days after the start of the window; negative for older models", 0.0)


@dataclass(frozen=True, slots=True)
class Signups:
    """How a campaign opened its accounts."""

    waves: int = key("bulk sign-ups that share an hour or two", 3)
    days_before: float = key("the first wave lies this many days before the window", 60.0)
    wave_hours: float = key("length of a wave in hours", 3.0)
    aged: float = key("share of accounts that are older, bought or taken over, with an unremarkable sign-up", 0.2)
    per_card: float = key("accounts per payment card on average; 1 for a card each", 6.0)
    per_device: float = key("accounts per sign-up device on average", 1.5)


@dataclass(frozen=True, slots=True)
class Bans:
    """How the provider's bans hit a campaign, and how it replaces what it lost."""

    share: float = key("share of accounts that are closed inside the window", 0.0)
    waves: int = key("ban waves; 0 spreads the closures evenly", 0)
    replace_hours: float = key("mean hours until a replacement takes over", 6.0)
    standby: float = key("share of replacements that were opened long before and kept idle", 0.5)


@dataclass(frozen=True, slots=True)
class Pivot:
    """Traffic that moves to a newly released model."""

    model: str = key("the release that the traffic moves to", "")
    share: float = key("share of traffic that has moved", 0.48)
    hours: float = key("hours after the release by which it has moved", 24.0)


@dataclass(frozen=True, slots=True)
class CampaignPlan:
    """One simulated campaign."""

    name: str = key("campaign_id in the truth", "")
    modelled_on: str = key("the published case it follows, for people", "")
    share: float = key("its exchanges as a share of the world's", 0.3)
    accounts: int = key("its accounts at the scenario's own size; scales with --exchanges", 100)
    capabilities: dict[str, float] = key("what it seeks: weight by capability", {"general": 1.0})
    techniques: dict[str, float] = key("how it asks: weight by technique rule, see below", {"plain_task": 1.0})
    languages: dict[str, float] = key("language of templates and payloads: weight by code", {"en": 1.0})
    placements: dict[str, float] = key("where its fixed text stands", {"prefix": 1.0, "around": 1.0}, of=PLACEMENTS)
    templates: int = key("number of request templates", 12)
    wording: int = key("variants of each template with other wording, as an operator that rephrases would have", 1)
    signups: Signups = key("how its accounts were opened", Signups())
    bans: Bans = key("closures and replacements", Bans())
    pivot: Pivot | None = key("the launch it moves to, if any", None)
    relay: float = key("share of its accounts' exchanges that are honest traffic of unrelated customers", 0.0)
    spares: float = key("share of its accounts that hardly send anything", 0.3)
    evenness: float = key("spread (log standard deviation) of load over accounts; near 0 is balanced", 0.3)
    schedule: str = key("when it works", "always", of=SCHEDULES)
    start: float = key("share of the window after which it starts", 0.0)
    end: float = key("share of the window after which it has stopped", 1.0)
    routes: dict[str, float] = key("access routes: weight by route", {"api": 1.0})
    plans: dict[str, float] = key("account plans: weight by plan", {"api": 3.0, "pro": 1.0, "free": 0.5})
    networks: dict[str, float] = key(
        "where it connects from", {"home": 3.0, "hosting": 3.0, "cloud": 2.0, "vpn": 1.0, "mobile": 0.5}
    )
    per_address: float = key("accounts per address on average", 3.0)
    addresses: float = key("addresses per account on average", 3.0)
    families: dict[str, float] = key("client families", {"sdk": 5.0, "http": 3.0, "agent": 1.0})
    clients: int = key("number of client stacks in use", 5)
    turns: float = key("mean turns of a conversation", 1.5)
    tools: float = key("share of tasks that offer tools", 0.2)


@dataclass(frozen=True, slots=True)
class KindShare:
    """The weight of one benign kind."""

    accounts: float = key("weight among benign accounts", 1.0)
    exchanges: float = key("weight among benign exchanges", 1.0)


@dataclass(frozen=True, slots=True)
class Scenario:
    """A world to simulate."""

    name: str = key("the scenario's name", "")
    about: str = key("one sentence for people", "")
    exchanges: int = key("exchanges unless --exchanges says otherwise", 100_000)
    benign_accounts: int = key("benign accounts at that size; scales with --exchanges", 5_000)
    start: date = key("first day of the window (UTC)", date(2026, 5, 4))
    days: int = key("length of the window in days", 21)
    missing: float = key("multiplies how often values are missing; 0 for a complete log", 1.0)
    releases: tuple[Release, ...] = key("the provider's models", ())
    population: dict[str, KindShare] = key("benign kinds and their weights; left out, the standard population", {})
    campaigns: tuple[CampaignPlan, ...] = key("the simulated campaigns", ())
