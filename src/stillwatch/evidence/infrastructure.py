"""Payment methods, devices, phones and addresses that members of a slice share, weighed by their rarity in the log."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np

from stillwatch.evidence.codes import Uses
from stillwatch.evidence.coincidence import Agreement, Coincidence, agreement, coincidence
from stillwatch.evidence.incidences import member_values
from stillwatch.evidence.log import Codes, Floats, Log
from stillwatch.evidence.slices import Slices
from stillwatch.records.evidence import Evidence

REGISTERED: Final = ("payment", "device", "phone", "signup_network")
USED: Final = ("address", "network")
IDENTITIES: Final = ("payment", "phone")
MACHINES: Final = ("device",)
PLACES: Final = ("signup_network", "address", "network")
GROUPS: Final = (IDENTITIES, MACHINES, PLACES)
WORDS: Final = {
    "payment": "payment methods",
    "device": "sign-up devices",
    "phone": "phone numbers",
    "signup_network": "sign-up networks",
    "address": "client addresses",
    "network": "client networks",
}


@dataclass(frozen=True, slots=True)
class Infrastructure:
    """Per slice: bits of all sharing together, and each kind's coincidence."""

    bits: Floats
    kinds: dict[str, Coincidence]

    def explain(self, i: int) -> Evidence:
        """The evidence of slice ``i`` in words: the strongest of each sort, and that weaker sorts count half."""
        names = [max(names, key=lambda name: weight(self.kinds, name)[i]) for names in GROUPS]
        names.sort(key=lambda name: -weight(self.kinds, name)[i])
        said = [self._shared(name, i) for name in names if weight(self.kinds, name)[i] >= 1]
        text = "; ".join(said) or "no payment method, device, phone or network is shared more than usual"
        if len(said) > 1:
            text += "; all but the first count half"
        return Evidence("shared_infrastructure", round(float(self.bits[i]), 1), text)

    def _shared(self, name: str, i: int) -> str:
        kind, bits = self.kinds[name], weight(self.kinds, name)[i]
        return (
            f"pairs of its accounts share {WORDS[name]} 2^{kind.bits[i]:.1f} times as often as pairs in the whole log, "
            f"{int(kind.sharing[i])} of {int(kind.known[i])} known ones are shared ({bits:.1f} bits)"
        )


def infrastructure_rates(log: Log) -> dict[str, Agreement]:
    """How often two customers of the log share each kind of value."""
    first_of_customer = np.unique(log.registry.customer, return_index=True)[1]
    rates = {name: agreement(_of_account(log, name)[first_of_customer]) for name in REGISTERED}
    everything, rows = np.array([0, len(log)], dtype=np.int64), np.arange(len(log), dtype=np.int32)
    for name in USED:
        rates[name] = agreement(member_values(everything, rows, _used(log, name))[1])
    return rates


def _of_account(log: Log, name: str) -> Codes:
    values: Codes = getattr(log.registry, name)
    return values


def _used(log: Log, name: str) -> Uses:
    used: Uses = getattr(log, name)
    return used


def infrastructure(log: Log, slices: Slices, rates: Mapping[str, Agreement]) -> Infrastructure:
    """Weigh every kind of shared infrastructure against ``infrastructure_rates``."""
    kinds = {}
    for name in REGISTERED:
        kinds[name] = coincidence(slices.offsets, _of_account(log, name)[slices.account], rates[name])
    for name in USED:
        offsets, values = member_values(slices.row_offsets, slices.rows, _used(log, name))
        kinds[name] = coincidence(offsets, values, rates[name])
    return Infrastructure(together([strongest(kinds, names) for names in GROUPS]), kinds)


def strongest(kinds: Mapping[str, Coincidence], names: Sequence[str]) -> Floats:
    """Per slice, the bits of the strongest of the kinds ``names``, which are much the same thing."""
    return np.asarray(np.max([weight(kinds, name) for name in names], axis=0))


def weight(kinds: Mapping[str, Coincidence], name: str) -> Floats:
    """Per slice, the bits of one kind.

    How many members share counts for what one person holds, not for places: a carrier or a build service has room for
    everybody.
    """
    return kinds[name].bits + (0 if name in PLACES else kinds[name].crowd)


def together(parts: Sequence[Floats]) -> Floats:
    """The strongest part and half of the others, since they depend on each other."""
    return np.asarray(np.max(parts, axis=0) + np.sum(parts, axis=0)) / 2
