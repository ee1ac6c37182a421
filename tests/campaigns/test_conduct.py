"""Waves of closures, who took over, silences and steady work, told from times."""

from __future__ import annotations

import numpy as np
import pytest

from stillwatch.campaigns.conduct import Conduct, Wave, silences, steady_from, takeover, waves
from stillwatch.evidence.log import DAY, HOUR, UNKNOWN_TIME, Ints

CREW, STANDBY = 40, 40
BAN = 5 * DAY


def conduct(
    rows: list[tuple[float, int]], closed: dict[int, int] | None = None, *, accounts: int, known: tuple[int, ...] = ()
) -> Conduct:
    """Exchanges as hours and accounts."""
    ordered = sorted(rows)
    shut = np.full(accounts, UNKNOWN_TIME)
    for account, when in (closed or {}).items():
        shut[account] = when
    time = np.array([int(hours * HOUR) for hours, _ in ordered], dtype=np.int64)
    return Conduct(
        time, np.array([who for _, who in ordered], dtype=np.int32), shut, np.isin(np.arange(accounts), known)
    )


def moved(minutes: float = 6, *, replaced: int = STANDBY) -> Conduct:
    """Forty accounts that send once an hour are closed within ten minutes; as many others go on some minutes later."""
    before = [(hour + i / CREW, i) for hour in range(120) for i in range(CREW)]
    after = [(120 + minutes / 60 + k / CREW, CREW + k % replaced) for k in range(CREW)] if replaced else []
    closed = {i: BAN + i * HOUR // 240 for i in range(CREW)}
    return conduct(before + after, closed, accounts=CREW + STANDBY)


def test_closures_close_together_are_one_wave() -> None:
    (wave,) = waves(moved())

    assert wave == Wave(BAN, BAN + 39 * HOUR // 240, 40, 1.0)


@pytest.mark.parametrize(
    "closed",
    [
        {},
        {i: BAN + i for i in range(4)},
        {i: BAN - i * DAY // 2 for i in range(8)},
        dict.fromkeys(range(CREW), 0),
    ],
)
def test_few_closures_scattered_ones_and_old_ones_are_no_wave(closed: dict[int, int]) -> None:
    rows = [(hour + i / CREW + 0.1, i) for hour in range(120) for i in range(CREW)]

    assert waves(conduct(rows, closed, accounts=CREW)) == ()


def test_five_of_a_hundred_are_no_wave() -> None:
    rows = [(i / 100, i) for i in range(100)]

    assert waves(conduct(rows, dict.fromkeys(range(9), 2 * DAY), accounts=100)) == ()
    assert [wave.closed for wave in waves(conduct(rows, dict.fromkeys(range(10), 2 * DAY), accounts=100))] == [10]


def test_two_waves_are_two() -> None:
    rows = [(i / 100, i) for i in range(100)]
    closed = {i: 2 * DAY + i for i in range(20)} | {i: 4 * DAY + i for i in range(20, 50)}

    assert [(wave.closed, wave.part) for wave in waves(conduct(rows, closed, accounts=100))] == [
        (20, 0.2),
        (30, 30 / 80),
    ]


def test_standby_accounts_take_over_within_the_hour() -> None:
    found = takeover(moved(), waves(moved())[0])

    assert found is not None
    assert BAN < found.at < BAN + HOUR
    assert found.accounts >= 3
    assert found.share >= 0.5


@pytest.mark.parametrize("replaced", [0, 1, 2])
def test_nobody_and_a_few_take_nothing_over(replaced: int) -> None:
    one = moved(replaced=replaced)

    assert takeover(one, waves(one)[0]) is None


def test_known_accounts_are_no_successors() -> None:
    one = moved()
    known = Conduct(one.time, one.account, one.closed, np.arange(CREW + STANDBY) >= CREW)

    assert takeover(known, waves(one)[0]) is None


def test_an_operation_that_always_grows_needs_more_newcomers() -> None:
    rows = [(hour / 4, hour // 16) for hour in range(4 * 240)]
    growing = conduct(rows, {i: BAN + i for i in range(20, 30)}, accounts=60)

    assert takeover(growing, waves(growing)[0]) is None


def test_silences_are_of_three_days() -> None:
    time: Ints = np.array([0, DAY, 3 * DAY, 7 * DAY], dtype=np.int64)

    assert silences(time, 8 * DAY) == ((6 * DAY, 7 * DAY),)
    assert silences(time, 11 * DAY) == ((6 * DAY, 7 * DAY), (10 * DAY, None))


def test_a_day_of_work_is_steady() -> None:
    time: Ints = np.arange(0, 4 * DAY, HOUR, dtype=np.int64)

    assert steady_from(time, [(0, False)], 0) == DAY
    assert steady_from(time, [(0, False), (DAY // 2, True)], 0) is None
    assert steady_from(time[:20], [(0, False)], 0) is None


def test_after_a_wave_half_of_the_traffic_has_to_go_on() -> None:
    before = np.arange(0, 2 * DAY, HOUR // 2, dtype=np.int64)
    half, trickle = (np.arange(2 * DAY, 5 * DAY, step, dtype=np.int64) for step in (HOUR, 3 * HOUR))
    turns = [(2 * DAY, True)]

    assert steady_from(np.concatenate([before, half]), turns, 2 * DAY) == 3 * DAY
    assert steady_from(np.concatenate([before, trickle]), turns, 2 * DAY) is None
