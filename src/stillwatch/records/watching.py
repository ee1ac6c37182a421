"""What one pass of a watch did and what is new in it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from stillwatch.records.campaign import Detection


@dataclass(frozen=True, slots=True)
class Standing:
    """A campaign as a pass leaves it: ``exchanges`` in all, ``added`` of them in this pass, ``new`` if just found.

    ``accounts`` are those that the last look at everything knew.
    """

    campaign_id: str
    exchanges: int
    added: int
    accounts: int
    new: bool
    confidence: float
    detection: Detection


@dataclass(frozen=True, slots=True)
class Pass:
    """One pass: what it took, whether and why everything was looked at, and every campaign.

    ``until`` is the time of the newest exchange, ``looked_until`` of the newest that the last of all ``looks`` at
    everything saw; ``look`` is why there was one in this pass, None where there was none.
    ``gone`` are names that the look before had and the last one has no more. ``seconds`` are by stage.
    """

    until: datetime
    looked_until: datetime
    looks: int
    accepted: int
    rejected: int
    again: int
    late: int
    look: str | None
    campaigns: tuple[Standing, ...]
    gone: tuple[str, ...]
    seconds: dict[str, float]

    @property
    def quiet(self) -> bool:
        """Whether nothing is new: no campaign was found, none grew, none is gone."""
        return not self.gone and not any(one.new or one.added for one in self.campaigns)
