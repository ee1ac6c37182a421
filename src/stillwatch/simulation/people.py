"""Ordinary accounts: sign-up, plan, verification, payment and devices as strangers have them."""

from __future__ import annotations

from typing import Final

import numpy as np

from stillwatch.simulation.columns import Bools, Ints, chance, pick
from stillwatch.simulation.draft import Draft, growth
from stillwatch.simulation.habits import Habit
from stillwatch.simulation.tables import NONE, Accounts
from stillwatch.simulation.vocabulary import NETWORKS, PLANS

VERIFICATIONS: Final = ("none", "email", "phone", "payment", "identity", "business")
REASONS: Final = ("spam", "chargeback", "requested", "unpaid", "abuse", "duplicate")
DOMAIN_FAMILIES: Final = ("free", "own", "edu", "temporary")
FREE_MAIL: Final = tuple(
    f"{name}.example"
    for name in ("postbox", "inbox", "letterbox", "mailyard", "quickpost", "sendly", "webmail", "userbox")
)
TEMPORARY_MAIL: Final = tuple(
    f"{name}.example" for name in ("tenminutes", "throwbox", "tempdrop", "burnpost", "onetime")
)
EDU_DOMAINS: Final = 140
_NAMED: Final = len(FREE_MAIL) + len(TEMPORARY_MAIL) + EDU_DOMAINS
OWN_DOMAIN: Final = 1_000_000
"""Domain codes from here on are domains of one holder."""

HIDEABLE: Final = {
    "system": 0.03, "tools": 0.04, "images": 0.05, "turns": 0.05, "conversation_id": 0.08, "input_tokens": 0.02,
    "output_tokens": 0.02, "reasoning_tokens": 0.1, "max_tokens": 0.04, "temperature": 0.04, "status": 0.02,
    "ip": 0.04, "tls_fingerprint": 0.1, "user_agent": 0.05, "api_key_id": 0.04, "end_user_id": 0.1,
}  # fmt: skip # rows read better whole
"""Columns that the log lacks for an account altogether, and for which share of accounts."""
_PAID: Final = {"free": 0.15, "education": 0.3}
_VERIFIED: Final = {"none": 0.5, "email": 4.0, "phone": 3.0, "payment": 3.0, "identity": 0.7, "business": 1.0}
_FAMILY_CARD: Final = 0.05
_GIFT_CARD: Final = 0.03
_GIFT_USERS: Final = 30


def strangers(draft: Draft, habit: Habit, kind: int, count: int) -> Accounts:
    """``count`` unrelated accounts; families share a card or a device, gift cards are shared by strangers."""
    rng = draft.rng
    plan = pick(rng, habit.plans, PLANS, count)
    address = draft.addresses.allot(pick(rng, habit.networks, NETWORKS, count))
    created = growth(rng, count, habit, draft.seconds)
    closing = chance(rng, habit.closed, count)
    none = np.full(count, NONE, dtype=np.int64)
    return Accounts(
        kind=np.full(count, kind, dtype=np.int64),
        campaign=none,
        created=created,
        organization=np.where(chance(rng, 0.25, count), draft.codes(count), NONE),
        plan=plan,
        verification=pick(rng, _VERIFIED, VERIFICATIONS, count),
        domain=domains(draft, habit, count),
        payment=cards(draft, plan, count),
        phone=np.where(chance(rng, 0.5, count), draft.codes(count), NONE),
        device=np.where(chance(rng, 0.8, count), _family(draft, count, 0.04), NONE),
        signup_address=np.where(chance(rng, 0.95, count), address, NONE),
        country=_country(draft, address),
        closed=np.where(
            closing, np.maximum(created, 0) + rng.random(count) * (draft.seconds - np.maximum(created, 0)), np.nan
        ),
        reason=np.where(closing, rng.integers(0, len(REASONS), count), NONE),
        hidden=hidden(draft, count),
        forged=np.zeros(count, dtype=np.bool_),
    )


def domains(draft: Draft, habit: Habit, count: int) -> Ints:
    """Email domain codes: popular mailboxes are shared by thousands, own domains by nobody."""
    rng = draft.rng
    family = pick(rng, habit.domains, DOMAIN_FAMILIES, count)
    mailbox = (rng.random(count) ** 2 * len(FREE_MAIL)).astype(np.int64)
    temporary = len(FREE_MAIL) + rng.integers(0, len(TEMPORARY_MAIL), count)
    university = len(FREE_MAIL) + len(TEMPORARY_MAIL) + (rng.random(count) ** 2 * EDU_DOMAINS).astype(np.int64)
    return np.choose(family, [mailbox, OWN_DOMAIN + draft.codes(count), university, temporary])


def cards(draft: Draft, plan: Ints, count: int) -> Ints:
    """Payment codes by plan: one in twenty is a family's, some are gift cards of one issuer's batch."""
    rng = draft.rng
    paying = np.array([_PAID.get(name, 0.92) for name in PLANS])[plan]
    gift = draft.codes(1 + count // _GIFT_USERS)
    card = np.where(chance(rng, _GIFT_CARD, count), rng.choice(gift, count), _family(draft, count, _FAMILY_CARD))
    return np.where(rng.random(count) < paying, card, NONE)


def hidden(draft: Draft, count: int) -> Ints:
    """Bits of the columns in ``HIDEABLE`` that the log lacks for each account."""
    bits = np.zeros(count, dtype=np.int64)
    for place, rate in enumerate(HIDEABLE.values()):
        lost: Bools = draft.rng.random(count) < rate * draft.scenario.missing
        bits |= lost.astype(np.int64) << place
    return bits


def _family(draft: Draft, count: int, share: float) -> Ints:
    codes = draft.codes(count)
    same = np.flatnonzero(chance(draft.rng, share, count))
    codes[same] = codes[np.maximum(same - 1, 0)]
    return codes


def _country(draft: Draft, address: Ints) -> Ints:
    books = draft.addresses
    block = np.concatenate(books.block)[address]
    return books.country[block]
