"""Columns of exchanges that are not prose: identifiers, network, client, model, parameters, tokens."""

from __future__ import annotations

from dataclasses import dataclass
from http import HTTPStatus
from typing import Final

import numpy as np
import pyarrow as pa

from stillwatch.records.vocabulary import CAPABILITIES
from stillwatch.simulation.arrivals import Arrivals
from stillwatch.simulation.clients import ClientBook
from stillwatch.simulation.columns import Bools, Floats, Ints, chance, pick
from stillwatch.simulation.ids import hex_ids, mix, optional_ids, with_nulls
from stillwatch.simulation.lists import draw
from stillwatch.simulation.networks import COUNTRIES, Addresses
from stillwatch.simulation.people import HIDEABLE
from stillwatch.simulation.tables import NONE, Accounts, Streams, Tasks
from stillwatch.simulation.templates import Templates
from stillwatch.simulation.vocabulary import FAMILIES, ROUTES

SALTS: Final = {
    name: 1000 + place
    for place, name in enumerate(
        ("exchange", "account", "conversation", "key", "user", "organization", "payment", "phone", "device", "domain")
    )
}
_CLOUD_ROUTES: Final = ("bedrock", "vertex", "azure")
_ROW_LOSS: Final = 0.01
_CLOUD_LOSS: Final = 0.6
_LONG: Final = ("agentic_reasoning", "coding", "orchestration", "reasoning", "grading", "trace_cleaning")
_IMITATED: Final = {"sdk": 5.0, "browser": 3.0, "http": 2.0}
"""Client families that made-up user agents and TLS fingerprints, which fit each other, are taken from."""
_STATUSES: Final = (429, 500, 529, 400)


@dataclass(frozen=True, slots=True)
class World:
    """A drafted world: every table finished, ready to be written part by part."""

    salt: int
    start_us: int
    accounts: Accounts
    streams: Streams
    tasks: Tasks
    flat: Ints
    addresses: Addresses
    clients: ClientBook
    templates: Templates
    toolsets: pa.Array
    pools: pa.Array
    models: tuple[str, ...]
    missing: float


@dataclass(frozen=True, slots=True)
class Part:
    """A stretch of exchanges with what each one refers to; ``luck`` is fixed per conversation."""

    at: int
    time: Ints
    conversation: Ints
    turn: Ints
    stream: Ints
    task: Ints
    account: Ints
    ordinal: Ints
    started: Floats

    @property
    def size(self) -> int:
        """Number of exchanges."""
        return len(self.time)

    def luck(self, world: World, salt: int) -> Floats:
        """A number in 0-1 per row that all turns of a conversation share."""
        return np.asarray(mix(self.conversation.view(np.uint64), world.salt + salt) / 2.0**64, dtype=np.float64)


def cut(world: World, arrivals: Arrivals, at: int, size: int) -> Part:
    """Rows ``at`` to ``at + size`` of the arrivals."""
    conversation = arrivals.conversation[at : at + size].astype(np.int64)
    stream = arrivals.stream[conversation].astype(np.int64)
    return Part(
        at=at,
        time=arrivals.time[at : at + size],
        conversation=conversation,
        turn=arrivals.turn[at : at + size].astype(np.int64),
        stream=stream,
        task=arrivals.task[conversation].astype(np.int64),
        account=world.streams.account[stream],
        ordinal=arrivals.ordinal[conversation].astype(np.int64),
        started=arrivals.started[conversation],
    )


def identity_columns(world: World, part: Part, rng: np.random.Generator) -> dict[str, pa.Array]:
    """Identifiers, time, conversation, credential and end user."""
    streams, salt = world.streams, world.salt
    key = (part.luck(world, 1) ** 2 * streams.keys[part.stream]).astype(np.int64)
    users = streams.users[part.stream]
    user = np.where(users > 0, (part.luck(world, 2) ** 1.5 * users).astype(np.int64), NONE)
    return {
        "exchange_id": hex_ids(part.at + np.arange(part.size), salt + SALTS["exchange"]),
        "started_at": pa.array(world.start_us + part.time, pa.int64()).cast(pa.timestamp("us", tz="UTC")),
        "account_id": hex_ids(part.account, salt + SALTS["account"]),
        "conversation_id": hex_ids(part.conversation, salt + SALTS["conversation"]),
        "api_key_id": hex_ids(part.account * 64 + key, salt + SALTS["key"]),
        "end_user_id": optional_ids(np.where(user >= 0, part.stream * (1 << 24) + user, NONE), salt + SALTS["user"]),
    } | _network_columns(world, part, rng)


def _network_columns(world: World, part: Part, rng: np.random.Generator) -> dict[str, pa.Array]:
    streams, row = world.streams, part.stream
    route = draw(world.flat, streams.route_at[row], streams.route_n[row], part.luck(world, 3))
    place = draw(world.flat, streams.address_at[row], streams.address_n[row], part.luck(world, 4) ** 1.7)
    stack = draw(world.flat, streams.client_at[row], streams.client_n[row], part.luck(world, 5) ** 1.5)
    cloud = np.isin(route, [ROUTES.index(name) for name in _CLOUD_ROUTES])
    lost = rng.random(part.size) < np.where(cloud, _CLOUD_LOSS, 0.0) * world.missing
    seen, forged = world.addresses.at(place), world.accounts.forged[part.account]
    if forged.any():
        seen = seen.made_up(forged, rng)
        stack = np.where(forged, world.clients.draw(rng, pick(rng, _IMITATED, FAMILIES, part.size)), stack)
    taken = pa.array(stack, mask=lost)
    return {
        "route": pa.array(ROUTES).take(pa.array(route)),
        "ip": seen.text(np.where(lost, NONE, np.arange(part.size))),
        "asn": pa.array(seen.asn, mask=lost),
        "country": pa.array(COUNTRIES).take(pa.array(seen.country, mask=lost)),
        "tls_fingerprint": world.clients.tls.take(taken),
        "user_agent": world.clients.user_agents.take(taken),
    }


def request_columns(world: World, part: Part, rng: np.random.Generator) -> dict[str, pa.Array]:
    """Model, parameters, images, tools, status, weight."""
    streams, tasks, row = world.streams, world.tasks, part.stream
    model = draw(world.flat, streams.model_at[row], streams.model_n[row], part.luck(world, 6))
    moved = (part.started >= streams.adopt_at[row]) & (part.luck(world, 7) < streams.adopt_share[row])
    model = np.where(moved, streams.adopt_model[row], model)
    temperature, limit, tools = tasks.temperature[part.task], tasks.max_tokens[part.task], tasks.tools[part.task]
    images = np.where(rng.random(part.size) < tasks.images[part.task], 1 + rng.poisson(0.4, part.size), 0)
    failed = rng.random(part.size) < streams.errors[row]
    status = np.where(failed, rng.choice(_STATUSES, part.size, p=(0.6, 0.2, 0.1, 0.1)), 200)
    return {
        "model": pa.array(world.models).take(pa.array(model)),
        "tools": world.toolsets.take(pa.array(tools, mask=tools < 0)),
        "images": pa.array(images.astype(np.int32)),
        "turns": pa.array(part.turn.astype(np.int32)),
        "temperature": pa.array(temperature, mask=np.isnan(temperature)),
        "max_tokens": pa.array(limit, mask=limit < 0),
        "status": pa.array(status.astype(np.int32)),
        "weight": pa.array(np.ones(part.size)),
    }


def token_columns(
    world: World, part: Part, letters: Ints, status: Ints, rng: np.random.Generator
) -> dict[str, pa.Array]:
    """Token counts from the request's length, the conversation so far, the task and the limit."""
    history = (part.turn - 1) * rng.lognormal(5.6, 0.5, part.size)
    asked = (letters / 4.2 * rng.lognormal(0, 0.08, part.size) + history + 8).astype(np.int64)
    long = np.isin(world.tasks.capability[part.task], [CAPABILITIES.index(name) for name in _LONG])
    limit = world.tasks.max_tokens[part.task]
    answer = rng.lognormal(np.where(long, 6.2, 5.3), 0.8)
    answer = np.where(limit > 0, np.minimum(answer, limit), answer) * (status == HTTPStatus.OK)
    thought = np.where(long & (chance(rng, 0.5, part.size)), rng.lognormal(6.5, 0.7, part.size), 0.0) * (answer > 0)
    return {
        "input_tokens": pa.array(asked),
        "output_tokens": pa.array(answer.astype(np.int64)),
        "reasoning_tokens": pa.array(thought.astype(np.int64)),
    }


def lose(world: World, part: Part, columns: dict[str, pa.Array], rng: np.random.Generator) -> dict[str, pa.Array]:
    """Drop values: whole columns for the accounts whose log lacks them, single values here and there."""
    bits = world.accounts.hidden[part.account]
    kept = dict(columns)
    for place, name in enumerate(HIDEABLE):
        gone: Bools = ((bits >> place) & 1).astype(bool)
        gone |= chance(rng, _ROW_LOSS * world.missing, part.size)
        for column in (name, "asn", "country") if name == "ip" else (name,):
            kept[column] = with_nulls(kept[column], gone)
    return kept
