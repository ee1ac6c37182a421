"""Results come in order, and no more items are taken than there is room for."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from stillwatch.scanning.ahead import ahead


@pytest.mark.parametrize(("threads", "most"), [(1, 1), (3, 2), (2, 50)])
def test_results_come_in_the_order_of_the_items(threads: int, most: int) -> None:
    assert list(ahead(lambda n: n * n, range(40), threads, most)) == [n * n for n in range(40)]


def test_items_are_taken_as_there_is_room() -> None:
    most, taken = 3, []

    def items() -> Iterator[int]:
        for n in range(20):
            taken.append(n)
            yield n

    for given, _ in enumerate(ahead(lambda n: n, items(), 2, most), start=1):
        assert len(taken) <= given + most


def test_an_error_of_the_work_is_the_callers() -> None:
    with pytest.raises(ZeroDivisionError):
        list(ahead(lambda n: 1 // n, [1, 0], 1, 1))
