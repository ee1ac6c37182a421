"""Which customers have the same card, device or phone, numbered once for all who ask."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import numpy as np

from stillwatch.campaigns.membership import IDENTITIES, identity
from stillwatch.campaigns.words import Marks
from stillwatch.evidence.log import Codes, Ints, Log

ALONE: Final = -1


@dataclass(frozen=True, slots=True)
class Identity:
    """One kind of identity: ``pair`` numbers, per account, the pairs of a value and a customer who has it.

    It is ``ALONE`` where nobody else is known to have the account's value; ``value`` has each pair's.
    """

    pair: Codes
    value: Codes

    @property
    def shared(self) -> Marks:
        """A mark per account whose value another has, too."""
        return np.asarray(self.pair != ALONE)

    def customers(self, chosen: Marks) -> Ints:
        """Per account, how many customers with ``chosen`` accounts have its value; 0 where it is not shared."""
        inside = np.zeros(len(self.value), dtype=np.bool_)
        inside[self.pair[chosen & self.shared]] = True
        found = np.bincount(self.value[inside], minlength=int(self.value.max(initial=0)) + 1)
        out = np.zeros(len(self.pair), dtype=np.int64)
        out[self.shared] = found[self.value[self.pair[self.shared]]]
        return out


def identities_of(log: Log) -> tuple[Identity, ...]:
    """Cards, devices and phones of the accounts of a log, in the order of ``IDENTITIES``."""
    return tuple(_numbered(identity(log, name), log.registry.customer) for name in IDENTITIES)


def _numbered(values: Codes, customer: Codes) -> Identity:
    # Most cards and devices are one account's, and need no numbers.
    who = np.flatnonzero((values > 0) & (np.bincount(values)[values] > 1))
    length = int(customer.max(initial=0)) + 1
    pairs, number = np.unique(values[who].astype(np.int64) * length + customer[who], return_inverse=True)
    pair = np.full(len(values), ALONE, dtype=np.int32)
    pair[who] = number
    return Identity(pair, (pairs // length).astype(np.int32))
