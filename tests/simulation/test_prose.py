"""Prompts of a world: payloads in their templates, pools that repeat, systems that last a conversation."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pyarrow as pa
import pytest

from stillwatch.simulation.arrivals import arrange
from stillwatch.simulation.draft import Draft
from stillwatch.simulation.populations.shared_text import evaluation_harness, vertical_saas
from stillwatch.simulation.prose import prompts, systems
from stillwatch.simulation.rows import Part, World, cut
from stillwatch.simulation.world import finish


@pytest.fixture
def part(draft: Draft, enrolled: Callable[..., object]) -> Callable[..., tuple[World, Part]]:
    """Enrol one kind and cut everything it sends."""

    def make(kind: object, accounts: int, exchanges: int) -> tuple[World, Part]:
        enrolled(kind, accounts, exchanges)
        world = finish(draft, 3)
        return world, cut(world, arrange(world.streams, draft.rhythms, world.flat, draft.rng), 0, exchanges)

    return make


def test_benchmark_items_are_sent_by_many_accounts(part: Callable[..., tuple[World, Part]], draft: Draft) -> None:
    world, rows = part(evaluation_harness, 40, 6000)
    text = prompts(world, rows, draft.payloads, np.random.default_rng(1))
    senders: dict[str, set[int]] = {}
    for prompt, account in zip(text.to_pylist(), rows.account.tolist(), strict=True):
        senders.setdefault(prompt, set()).add(account)

    assert len(senders) < 6000
    assert sum(len(accounts) > 1 for accounts in senders.values()) > 500


def test_the_system_prompt_lasts_a_conversation(part: Callable[..., tuple[World, Part]]) -> None:
    world, rows = part(vertical_saas, 60, 2000)
    text: pa.Array = systems(world, rows)
    seen: dict[int, set[str | None]] = {}
    for conversation, system in zip(rows.conversation.tolist(), text.to_pylist(), strict=True):
        seen.setdefault(conversation, set()).add(system)

    assert all(len(kinds) == 1 for kinds in seen.values())
    assert text.null_count == 0
    assert len(text.unique()) == 2
