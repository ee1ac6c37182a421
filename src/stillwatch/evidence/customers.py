"""Which accounts are openly one customer, so that what they share is no coordination."""

from __future__ import annotations

from typing import Final, TypeVar

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc
from scipy.sparse import coo_array
from scipy.sparse.csgraph import connected_components

Codes = npt.NDArray[np.int32]
Keys = npt.NDArray[np.uint64]
Flags = npt.NDArray[np.bool_]
Key = TypeVar("Key", np.uint64, np.int32)

SCHOOL_PLANS: Final = ("education", "research")
SCHOOL_MAIL: Final = r"\.edu$|\.edu\.[a-z]{2}$|\.ac\.[a-z]{2}$"
PUBLIC_DOMAIN: Final = 0.02
"""An e-mail domain of a larger share of accounts is a public provider and says nothing about an owner."""


def schooled(plan: pa.Array, domain: pa.Array) -> Flags:
    """Accounts on a plan for teaching or research, or with the mail of a school, which few but schools can have."""
    teaching = pc.fill_null(pc.is_in(plan, value_set=pa.array(SCHOOL_PLANS, pa.string())), fill_value=False)
    academic = pc.fill_null(pc.match_substring_regex(domain, pattern=SCHOOL_MAIL), fill_value=False)
    return np.asarray(pc.or_(teaching, academic))


def private_domains(domain: npt.NDArray[Key]) -> npt.NDArray[Key]:
    """Domains (keys or codes) that few accounts use; the others become 0."""
    _, codes, counts = np.unique(domain, return_inverse=True, return_counts=True)
    return np.where(counts[codes] > max(PUBLIC_DOMAIN * len(domain), 2), domain.dtype.type(0), domain)


def _both(left: Keys, right: Keys) -> Keys:
    """A key for agreeing on both values, 0 where either is unknown."""
    return np.where((left > 0) & (right > 0), left * np.uint64(0x9E3779B97F4A7C15) + right, 0).astype(np.uint64)


def customers_of(organization: Keys, domain: Keys, payment: Keys, network: Keys) -> Codes:
    """Number accounts so that those of one open customer share a number.

    Open means: one organization, or two of a company's e-mail domain, a payment method and a network in common
    (``network`` is where an account mostly works from). A shared payment method alone is not open: it is what
    operations share. An operation that keeps each card to one network is taken for as many customers as it has cards.
    """
    return _joined(*_names(organization, domain, payment, network), _both(payment, network))


def named_customers_of(organization: Keys, domain: Keys, payment: Keys, network: Keys) -> Codes:
    """The same, but of those alone that give themselves a name: an organization, or a company's e-mail domain."""
    return _joined(*_names(organization, domain, payment, network))


def _names(organization: Keys, domain: Keys, payment: Keys, network: Keys) -> tuple[Keys, ...]:
    company = private_domains(domain)
    return organization, _both(company, payment), _both(company, network)


def _joined(*keys: Keys) -> Codes:
    """Number accounts so that those that agree on any known key, over others if need be, share a number."""
    size = len(keys[0])
    accounts, hubs, start = [], [], size
    for key in keys:
        known = np.flatnonzero(key)
        codes = np.unique(key[known], return_inverse=True)[1]
        accounts.append(known)
        hubs.append(codes + start)
        start += int(codes.max(initial=-1)) + 1
    links = np.concatenate(accounts), np.concatenate(hubs)
    graph = coo_array((np.ones(len(links[0])), links), shape=(start, start))
    label = connected_components(graph, directed=False)[1][:size]
    return np.unique(label, return_inverse=True)[1].astype(np.int32)
