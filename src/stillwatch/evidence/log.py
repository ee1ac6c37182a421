"""All exchanges of a scan as columns of numbers, with the accounts behind them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

from stillwatch.evidence.codes import Uses, common, dense, uses
from stillwatch.evidence.customers import customers_of, named_customers_of, schooled
from stillwatch.fingerprints.keys import value_keys
from stillwatch.fingerprints.networks import network_keys

Ints = npt.NDArray[np.int64]
Codes = npt.NDArray[np.int32]
Keys = npt.NDArray[np.uint64]
Floats = npt.NDArray[np.float64]

UNKNOWN_TIME: Final = np.int64(np.iinfo(np.int64).min)
HOUR: Final = 3_600_000_000
DAY: Final = 24 * HOUR
ASTRAY: Final = 10_000
"""One exchange in so many may have a wrong date."""


@dataclass(frozen=True, slots=True)
class Registry:
    """What is known of each account, by account code: codes are 0 and times ``UNKNOWN_TIME`` where unknown.

    ``customer`` is the code of the disclosed customer an account belongs to, ``named`` that of one with a name: see
    ``customers``.
    """

    names: pa.Array
    known: bool
    customer: Codes
    named: Codes
    created: Ints
    closed: Ints
    organization: Codes
    payment: Codes
    phone: Codes
    device: Codes
    signup_network: Codes
    email_domain: Codes
    schooled: npt.NDArray[np.bool_]
    plan: pa.Array
    verification: pa.Array

    def __len__(self) -> int:
        return len(self.names)


@dataclass(frozen=True, slots=True)
class Log:
    """A row per exchange; ``traits`` keeps what only some stages need. Times are microseconds since 1970, UTC.

    ``customer`` is that of the account; ``shared_text`` numbers the prompts that several customers sent (0 for others).
    ``each`` is, per account, how many of its exchanges each row stands for: 1 unless only a choice of them is held.
    """

    traits: pa.Table
    account: Codes
    customer: Codes
    time: Ints
    model: Codes
    models: tuple[str, ...]
    capability: npt.NDArray[np.int8]
    techniques: npt.NDArray[np.uint32]
    address: Uses
    network: Uses
    shared_text: Codes
    registry: Registry
    each: Floats

    def __len__(self) -> int:
        return len(self.account)

    def column(self, name: str) -> npt.NDArray[np.generic]:
        """A trait as a NumPy array without nulls (null becomes 0)."""
        return np.asarray(one_array(self.traits, name).fill_null(0).to_numpy(zero_copy_only=False))

    @property
    def conversations(self) -> Keys:
        """A key per row for the conversation within its account, 0 where none is known: clients number from one."""
        keys = self.column("conversation").astype(np.uint64, copy=False)
        own = keys ^ (self.account.astype(np.uint64) * np.uint64(0x9E3779B97F4A7C15))
        return np.where(keys == 0, np.uint64(0), own | np.uint64(1))

    @property
    def sampling(self) -> float:
        """Mean weight of a row: how many exchanges of the traffic each one of the log stands for."""
        weights = self.traits.column("weight")
        return float(pc.mean(weights).as_py() or 1.0) if len(weights) else 1.0

    @property
    def readable(self) -> npt.NDArray[np.bool_]:
        """Rows that had a prompt or a system prompt."""
        return np.asarray((self.column("text") != 0) | (self.column("system") != 0))

    @property
    def window(self) -> tuple[int, int]:
        """First and last time seen."""
        return int(self.time.min()), int(self.time.max())

    @property
    def lasted(self) -> tuple[int, int]:
        """When nearly all was seen: from what counts from a log's ends, a few wrong dates take nothing."""
        few = len(self.time) // ASTRAY
        return int(self.time[few]), int(self.time[-1 - few])


def one_array(table: pa.Table, name: str) -> pa.Array:
    """A table's column as one array, dictionaries unified."""
    column = table.column(name)
    if pa.types.is_dictionary(column.type):
        column = column.unify_dictionaries()
    return column.combine_chunks() if column.num_chunks != 1 else column.chunk(0)


def times(column: pa.Array) -> Ints:
    """A column of times in microseconds, ``UNKNOWN_TIME`` where null."""
    return np.asarray(pc.fill_null(column.cast(pa.int64()), int(UNKNOWN_TIME)).to_numpy(zero_copy_only=False))


def _home_networks(account: Codes, network: Keys, accounts: int) -> Keys:
    """The network each account uses most, 0 where none is known."""
    known = network > 0
    values, codes = np.unique(network[known], return_inverse=True)
    pairs, counts = np.unique(account[known].astype(np.int64) * max(len(values), 1) + codes, return_counts=True)
    home = np.zeros(accounts, dtype=np.uint64)
    order = np.argsort(counts, kind="stable")
    home[pairs[order] // max(len(values), 1)] = values[pairs[order] % max(len(values), 1)]
    return home


def registry_of(names: pa.Array, accounts: pa.Table | None, home: Keys) -> Registry:
    """Look up ``names`` (one per account code) in the accounts table; without one, everything is unknown.

    ``home`` is the network each account mostly works from.
    """
    if accounts is None:
        rows: pa.Array = pa.nulls(len(names), pa.int64())
        table = {}
    else:
        rows = pc.index_in(names, one_array(accounts, "account_id"))
        table = {name: one_array(accounts, name).take(rows) for name in accounts.column_names}
    nothing = pa.nulls(len(names), pa.string())
    never = pa.nulls(len(names), pa.timestamp("us", tz="UTC"))
    organization = value_keys(table.get("organization_id", nothing))
    payment = value_keys(table.get("payment_id", nothing))
    domain = value_keys(table.get("email_domain", nothing))
    return Registry(
        names=names,
        known=accounts is not None,
        customer=customers_of(organization, domain, payment, home),
        named=named_customers_of(organization, domain, payment, home),
        created=times(table.get("created_at", never)),
        closed=times(table.get("closed_at", never)),
        organization=dense(organization),
        payment=dense(payment),
        phone=dense(value_keys(table.get("phone_id", nothing))),
        device=dense(value_keys(table.get("device_id", nothing))),
        signup_network=dense(network_keys(table.get("signup_ip", nothing))[1]),
        email_domain=dense(domain),
        schooled=schooled(table.get("plan", nothing), table.get("email_domain", nothing)),
        plan=table.get("plan", nothing),
        verification=table.get("verification", nothing),
    )


def build_log(traits: pa.Table, accounts: pa.Table | None, exchanges: Ints | None = None) -> Log:
    """Number the accounts and models of ``traits`` (schema ``TRAITS``) and join ``accounts`` (schema ``ACCOUNTS``).

    ``exchanges`` has all exchanges of each account, by its place in the dictionary, where ``traits`` are a choice.
    """
    account, model = one_array(traits, "account_id"), one_array(traits, "model")
    codes = account.indices.to_numpy(zero_copy_only=False)
    network, address, text = (one_array(traits, name).to_numpy() for name in ("network", "address", "text"))
    home = _home_networks(codes, network, len(account.dictionary))
    registry = registry_of(account.dictionary, accounts, home)
    customer = registry.customer[codes]
    return Log(
        traits=traits,
        account=codes,
        customer=customer,
        time=one_array(traits, "started_at").cast(pa.int64()).to_numpy(zero_copy_only=False),
        model=model.indices.to_numpy(zero_copy_only=False),
        models=tuple(model.dictionary.to_pylist()),
        capability=one_array(traits, "capability").to_numpy(zero_copy_only=False),
        techniques=one_array(traits, "techniques").to_numpy(zero_copy_only=False),
        address=uses(customer, address),
        network=uses(customer, network),
        shared_text=common(customer, text),
        registry=registry,
        each=_each(codes, len(registry), exchanges),
    )


def _each(account: Codes, accounts: int, exchanges: Ints | None) -> Floats:
    if exchanges is None:
        return np.ones(accounts)
    return np.asarray(exchanges / np.maximum(np.bincount(account, minlength=accounts), 1))
