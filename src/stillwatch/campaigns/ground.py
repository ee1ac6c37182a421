"""What every operation of one log is weighed against."""

from __future__ import annotations

from dataclasses import dataclass

from stillwatch.campaigns.corpus import Corpus
from stillwatch.campaigns.significance import ByCustomer
from stillwatch.evidence.atoms import Postings
from stillwatch.evidence.log import Log
from stillwatch.evidence.measures import Measures, Rates


@dataclass(frozen=True, slots=True)
class Ground:
    """What everybody sent, how often strangers agree, what the candidate slices were like, rows by customer."""

    corpus: Corpus
    rates: Rates
    candidates: Measures
    index: ByCustomer

    @property
    def log(self) -> Log:
        """The log itself."""
        return self.corpus.log

    @property
    def postings(self) -> Postings:
        """Its shared atoms."""
        return self.corpus.postings
