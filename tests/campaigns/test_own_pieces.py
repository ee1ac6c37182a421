"""A piece is an operation's where nine tenths of the exchanges with it are; it votes for what they seek."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from stillwatch.campaigns.operation import Operation
from stillwatch.campaigns.own_pieces import NOBODY, learned, pieces_of
from stillwatch.evidence.log import Codes, Log


def operation(rows: Codes, log: Log) -> Operation:
    return Operation(np.unique(log.account[rows]), rows, 20.0, 0.0, 0.99, (), (), ())


@pytest.fixture
def owner(town_log: Log, crew_rows: Codes) -> Codes:
    """The crew's rows are operation 0's."""
    out = np.full(len(town_log), NOBODY, dtype=np.int32)
    out[crew_rows] = 0
    return out


def test_every_row_has_its_pieces(town_log: Log) -> None:
    values, offsets = pieces_of(town_log)

    assert len(offsets) == len(town_log) + 1
    assert offsets[-1] == len(values)
    assert (np.diff(offsets) > 0).all()


def test_pieces_are_learned_from_the_crews_exchanges(town_log: Log, crew_rows: Codes, owner: Codes) -> None:
    coding = np.full(len(town_log), 2, dtype=np.int8)

    table = learned(town_log, [operation(crew_rows, town_log)], owner, coding)

    used = table.slots[table.slots[:, 0] > 0]
    own = used[table.owner[used[:, 1]] == 0, 0]
    values, offsets = pieces_of(town_log)
    having = np.repeat(np.arange(len(town_log)), np.diff(offsets))[np.isin(values, own)]
    assert np.isin(crew_rows, having).mean() > 0.95
    assert np.isin(having, crew_rows).mean() >= 0.9
    assert set(table.votes.argmax(axis=1).tolist()) == {2}


def test_nothing_is_learned_from_nothing(town_log: Log) -> None:
    nobody = np.full(len(town_log), NOBODY, dtype=np.int32)

    table: Any = learned(town_log, [], nobody, nobody.astype(np.int8))

    assert not table.slots.any()
    assert not len(table.owner)
