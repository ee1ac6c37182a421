"""All kinds of evidence for the same slices, side by side."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from stillwatch.evidence.cohort import Cohort, cohort, signup_rates
from stillwatch.evidence.coincidence import Agreement
from stillwatch.evidence.focus import Focus, focus
from stillwatch.evidence.infrastructure import Infrastructure, infrastructure, infrastructure_rates
from stillwatch.evidence.log import Floats, Log
from stillwatch.evidence.partition import Partition, partition
from stillwatch.evidence.rhythm import Rhythms, rhythms
from stillwatch.evidence.slices import Slices
from stillwatch.evidence.synchrony import Meetings, Synchrony, meeting_rates, synchrony
from stillwatch.evidence.template import SharedTemplate, shared_template
from stillwatch.records.evidence import Evidence


@dataclass(frozen=True, slots=True)
class Measures:
    """The evidence about ``slices``, a field per kind."""

    slices: Slices
    template: SharedTemplate
    partition: Partition
    synchrony: Synchrony
    cohort: Cohort
    infrastructure: Infrastructure
    focus: Focus

    @property
    def total(self) -> Floats:
        """Bits of all kinds together, per slice."""
        kinds = (self.template, self.partition, self.synchrony, self.cohort, self.infrastructure, self.focus)
        return np.asarray(np.sum([kind.bits for kind in kinds], axis=0))

    def explain(self, i: int) -> tuple[Evidence, ...]:
        """The evidence about slice ``i``, strongest first."""
        kinds = (self.template, self.partition, self.synchrony, self.cohort, self.infrastructure, self.focus)
        return tuple(sorted((kind.explain(i) for kind in kinds), key=lambda one: -one.bits))


@dataclass(frozen=True, slots=True)
class Rates:
    """How often two customers of the log agree by chance, for each kind of evidence that counts agreements."""

    infrastructure: dict[str, Agreement]
    signups: tuple[Agreement, ...]
    meetings: Meetings
    rhythm: Rhythms


def rates_of(log: Log) -> Rates:
    """The background of a log."""
    return Rates(infrastructure_rates(log), signup_rates(log), meeting_rates(log), rhythms(log))


def measure(
    log: Log,
    slices: Slices,
    fixed: npt.NDArray[np.bool_],
    rates: Rates,
    like: Measures | None = None,
    threads: int = 1,
) -> Measures:
    """Weigh every kind of evidence for every slice.

    ``fixed`` marks the slices that share a fixed text; figures are compared with what was usual among the slices of
    ``like``, or among these where it is not given.
    """
    mixture, timing = (like.partition.usual, like.synchrony.usual) if like else (None, None)
    with ThreadPoolExecutor(threads) as pool:
        # The longest first, so that no thread is left alone with it at the end.
        together = pool.submit(synchrony, log, slices, rates.meetings, rates.rhythm, timing)
        shared = pool.submit(infrastructure, log, slices, rates.infrastructure)
        dealt = pool.submit(partition, log, slices, mixture)
        joined = pool.submit(cohort, log, slices, rates.signups)
        narrow = pool.submit(focus, log, slices)
        text = shared_template(log, slices, fixed)
        return Measures(
            slices, text, dealt.result(), together.result(), joined.result(), shared.result(), narrow.result()
        )
