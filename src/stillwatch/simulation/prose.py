"""Prompts and system prompts of a part of the world."""

from __future__ import annotations

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from stillwatch.simulation.columns import Ints
from stillwatch.simulation.ids import hex_ids, with_nulls
from stillwatch.simulation.payloads import RULES, Payloads
from stillwatch.simulation.rows import Part, World

_LEVELS = ("1", "2", "3", "4", "5", "easy", "medium", "hard", "A", "B", "C")


def prompts(world: World, part: Part, payloads: Payloads, rng: np.random.Generator) -> pa.Array:
    """The newest user turn of every row: its task's template around its payload."""
    first = part.turn == 1
    codes = np.where(first, world.tasks.template[part.task], world.tasks.follow_template[part.task])

    def fill(filler: str, rows: Ints) -> pa.Array:
        if filler == "payload":
            return _payloads(world, part, payloads, rng)
        return _small(filler, rows, payloads, rng)

    return world.templates.render(codes, fill)


def systems(world: World, part: Part) -> pa.Array:
    """The system prompt of every row, null where its task has none."""
    codes = world.tasks.system[part.task]
    text = world.templates.pieces[0].take(pa.array(np.maximum(codes, 0)))
    return with_nulls(text, codes < 0)


def _payloads(world: World, part: Part, payloads: Payloads, rng: np.random.Generator) -> pa.Array:
    """Every row's payload: an item of the task's pool, or a fresh one of its rule."""
    task, first = part.task, part.turn == 1
    pooled = first & (world.tasks.pool_n[task] > 0)
    rule = np.where(first, world.tasks.rule[task], world.tasks.follow[task])
    where = np.empty(part.size, dtype=np.int64)
    values: list[pa.Array] = []
    at = 0
    for code in np.unique(rule[~pooled]):
        rows = np.flatnonzero((rule == code) & ~pooled)
        values.append(payloads.draw(RULES[int(code)], len(rows), rng))
        where[rows] = at + np.arange(len(rows))
        at += len(rows)
    rows = np.flatnonzero(pooled)
    shift = part.stream[rows] * 7919 + part.ordinal[rows]
    items = world.tasks.pool_at[task[rows]] + shift % np.maximum(world.tasks.pool_n[task[rows]], 1)
    values.append(world.pools.take(pa.array(items)))
    where[rows] = at + np.arange(len(rows))
    return pa.concat_arrays(values).take(pa.array(where))


def _small(filler: str, rows: Ints, payloads: Payloads, rng: np.random.Generator) -> pa.Array:
    count = len(rows)
    if filler == "id":
        return pc.utf8_slice_codeunits(hex_ids(rng.integers(0, 1 << 62, count), 5), 0, 8)
    if filler == "level":
        return pa.array(_LEVELS).take(pa.array(rng.integers(0, len(_LEVELS), count)))
    if filler == "topic":
        return payloads.draw("topic", count, rng)
    return payloads.draw("finished_answer", count, rng)
