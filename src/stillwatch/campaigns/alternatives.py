"""Honest explanations of a slice, each in bits against a campaign: one site, one owner, repeated questions, small use."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import numpy as np

from stillwatch.engines.kernels import kernel
from stillwatch.evidence.log import Floats, Ints, Keys, Log
from stillwatch.evidence.measures import Measures
from stillwatch.evidence.slices import Slices

SITE: Final = 20.0
OWNER: Final = 14.0
SMALL: Final = 6.0
FEW: Final = 10
PUBLIC_DOMAIN: Final = 0.005
"""An e-mail domain of a larger share of accounts is a public provider and says nothing about an owner."""


@dataclass(frozen=True, slots=True)
class Explanations:
    """Per slice: bits for each honest explanation, and the shares they rest on."""

    one_site: Floats
    one_owner: Floats
    small_use: Floats
    network: Floats
    payment: Floats
    domain: Floats
    median_count: Floats

    @property
    def total(self) -> Floats:
        """Bits against a campaign; the explanations overlap, so a slice's strongest counts whole and the rest half."""
        parts = np.sort([self.one_site, self.one_owner, self.small_use], axis=0)
        return np.asarray(parts[2] + (parts[0] + parts[1]) / 2)


@kernel
def _top_share(offsets: Ints, values: Keys) -> Floats:
    """The largest share that one value has among all members of each slice; unknown values count in the whole."""
    out = np.zeros(len(offsets) - 1)
    for i in range(len(out)):
        part = np.sort(values[offsets[i] : offsets[i + 1]])
        run = 0
        for j in range(len(part)):
            run = run + 1 if j > 0 and part[j] == part[j - 1] else 1
            if part[j] != 0:
                out[i] = max(out[i], run / len(part))
    return out


@kernel
def _medians(offsets: Ints, values: Floats) -> Floats:
    out = np.zeros(len(offsets) - 1)
    for i in range(len(out)):
        if offsets[i + 1] > offsets[i]:
            out[i] = np.median(values[offsets[i] : offsets[i + 1]])
    return out


def _ramp(share: Floats, start: float, full: float) -> Floats:
    return np.clip((share - start) / (full - start), 0, 1)


def _network_share(log: Log, slices: Slices) -> Floats:
    """Share of each slice's exchanges that come from its commonest network."""
    values = log.column("network").astype(np.uint64, copy=False)
    return _top_share(slices.row_offsets, values[slices.rows])


def _domains(log: Log) -> Keys:
    domain = log.registry.email_domain
    _, codes, counts = np.unique(domain, return_inverse=True, return_counts=True)
    return np.where(counts[codes] > PUBLIC_DOMAIN * len(domain), 0, domain).astype(np.uint64)


def explanations(log: Log, measures: Measures) -> Explanations:
    """Weigh the honest explanations of every slice."""
    slices = measures.slices
    network = _network_share(log, slices)
    payment = _top_share(slices.offsets, log.registry.payment[slices.account])
    domain = _top_share(slices.offsets, _domains(log)[slices.account])
    median = _medians(slices.offsets, slices.count.astype(np.float64))
    return Explanations(
        one_site=SITE * _ramp(network, 0.5, 0.9),
        one_owner=OWNER * np.maximum(_ramp(payment, 0.5, 0.9), _ramp(domain, 0.5, 0.9)),
        small_use=SMALL * _ramp(-median, -FEW, -2.0),
        network=network,
        payment=payment,
        domain=domain,
        median_count=median,
    )
