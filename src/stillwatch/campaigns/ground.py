"""What every operation of one log is weighed against."""

from __future__ import annotations

from dataclasses import dataclass

from stillwatch.campaigns.significance import ByCustomer
from stillwatch.evidence.atoms import Postings
from stillwatch.evidence.log import Log
from stillwatch.evidence.measures import Measures, Rates


@dataclass(frozen=True, slots=True)
class Ground:
    """The log, its shared atoms, how often strangers agree, what the candidate slices were like, rows by customer."""

    log: Log
    postings: Postings
    rates: Rates
    candidates: Measures
    index: ByCustomer
