"""The tables a world is drafted in: tasks, accounts, and streams of exchanges."""

from __future__ import annotations

from dataclasses import dataclass

from stillwatch.simulation.columns import Bools, Floats, Ints

NONE = -1
"""Code for "has none" in every column of codes."""


@dataclass(frozen=True, slots=True)
class Tasks:
    """What one kind of request looks like; a conversation has one task.

    ``rule`` is the payload's code; where ``pool_n`` > 0 payloads are items of a fixed pool from ``pool_at`` on.
    ``follow`` is the code of later turns' payload and ``follow_template`` their template. ``temperature`` NaN and
    ``max_tokens`` -1 mean not sent; ``images`` is the chance of an image.
    """

    rule: Ints
    pool_at: Ints
    pool_n: Ints
    capability: Ints
    system: Ints
    template: Ints
    follow: Ints
    follow_template: Ints
    tools: Ints
    temperature: Floats
    max_tokens: Ints
    images: Floats


@dataclass(frozen=True, slots=True)
class Accounts:
    """Accounts by code; times in seconds from the window's start, NaN for never.

    ``hidden`` are bits of columns that the log lacks; requests of ``forged`` accounts each have a made-up origin.
    """

    kind: Ints
    campaign: Ints
    created: Floats
    organization: Ints
    plan: Ints
    verification: Ints
    domain: Ints
    payment: Ints
    phone: Ints
    device: Ints
    signup_address: Ints
    country: Ints
    closed: Floats
    reason: Ints
    hidden: Ints
    forged: Bools


@dataclass(frozen=True, slots=True)
class Streams:
    """One account's traffic of one purpose: ``volume`` exchanges between ``start`` and ``end`` (seconds).

    ``clump`` is the Gamma shape of gaps (below 1: bursts), ``turns`` the mean length of a conversation, ``gap`` the
    mean seconds between its turns. The ``*_at``/``*_n`` pairs are stretches of choices. From ``adopt_at`` on,
    ``adopt_share`` of conversations go to the model ``adopt_model``.
    """

    account: Ints
    campaign: Ints
    volume: Ints
    rhythm: Ints
    start: Floats
    end: Floats
    clump: Floats
    turns: Floats
    gap: Floats
    task_at: Ints
    task_n: Ints
    model_at: Ints
    model_n: Ints
    route_at: Ints
    route_n: Ints
    address_at: Ints
    address_n: Ints
    client_at: Ints
    client_n: Ints
    keys: Ints
    users: Ints
    adopt_at: Floats
    adopt_share: Floats
    adopt_model: Ints
    errors: Floats
