"""Accounts that share a card, a device, a phone or an address, joined into components: the larger, the more suspect.

The first thing an abuse team builds; Stringhini et al., "EvilCohort: detecting communities of malicious accounts on
online services" (USENIX Security 2015), join accounts by the addresses that they share. It comes in two versions: what
was given at sign-up alone, and addresses as well. A value of too many accounts is a hub and joins nobody.
"""

from __future__ import annotations

from typing import Final

import numpy as np

from baselines.interface import Log, Verdict
from baselines.unions import Pair, joined, shared_values, sizes

IDENTITY: Final = ("payment_id", "device_id", "phone_id")
HOLDERS: Final = 10
"""A card, device or phone of more accounts than this is one customer's with many keys."""

HOUSEHOLD: Final = 5
"""The same where addresses count: one of more accounts is an office's or a mobile network's."""


def judge_identity(log: Log) -> Verdict:
    """Join by card, device and phone."""
    return _judged(log, identity_values(log), HOLDERS)


def judge_addresses(log: Log) -> Verdict:
    """Join by card, device, phone, the address of the sign-up and those that requests came from."""
    return _judged(log, [*identity_values(log), *address_values(log)], HOUSEHOLD)


def identity_values(log: Log) -> list[Pair]:
    """Each account with each card, device and phone that it has."""
    return [pair for name in IDENTITY for pair in _of_accounts(log, name, name)]


def address_values(log: Log) -> list[Pair]:
    """Each account with each address that it signed up or sent from."""
    sent = {(account, ip) for account, ip in zip(log.owner.tolist(), log.column("ip"), strict=True) if ip}
    return [*_of_accounts(log, "signup_ip", "ip"), *((account, ("ip", ip)) for account, ip in sorted(sent))]


def _of_accounts(log: Log, column: str, kind: str) -> list[Pair]:
    return [(account, (kind, value)) for account, value in enumerate(log.identity(column)) if value]


def _judged(log: Log, values: list[Pair], most: int) -> Verdict:
    group = joined(shared_values(values, most), len(log.names))
    return Verdict(sizes(group).astype(np.float64), group)
