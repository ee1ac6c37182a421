"""What a result keeps of every campaign that was ever found, so that a later scan knows it again."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from stillwatch.records.campaign import Moment


@dataclass(frozen=True, slots=True)
class Traces:
    """By what a campaign is known again; no text can be read back from a key.

    ``accounts`` are names; ``texts`` are keys of pieces of fixed text, and ``identities`` of payment methods, devices
    and phones, in hexadecimal.
    """

    accounts: tuple[str, ...]
    texts: tuple[str, ...] = ()
    identities: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Known:
    """A campaign of this result or of an earlier one, with all that was known of it until ``last_seen``."""

    campaign_id: str
    formerly: tuple[str, ...]
    last_seen: datetime
    history: tuple[Moment, ...]
    traces: Traces

    @property
    def state(self) -> str:
        """The state that its history led to."""
        return self.history[-1].state if self.history else "unseen"
