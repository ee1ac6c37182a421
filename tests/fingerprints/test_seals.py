"""Sealed blocks are long runs of mixed Base64 and nothing else that is long."""

from __future__ import annotations

import base64

import numpy as np
import pyarrow as pa
import pytest

from stillwatch.fingerprints.seals import MOST, SHORTEST, seal_lists


def block(seed: int, size: int = 300) -> str:
    return base64.b64encode(np.random.default_rng(seed).bytes(size)).decode()


def seals(*texts: str | None) -> list[list[int]]:
    lists: list[list[int]] = seal_lists(pa.array(texts, pa.string())).to_pylist()
    return lists


def test_one_block_has_one_hash_wherever_it_stands() -> None:
    found = seals(
        f"continue from this: {block(1)}",
        f'{{"type":"thinking","signature":"{block(1)}"}} and more text after it',
        f"{block(2)}",
    )

    assert [len(row) for row in found] == [1, 1, 1]
    assert found[0] == found[1] != found[2]


@pytest.mark.parametrize("before", range(0, 2 * SHORTEST, 17))
def test_a_block_is_found_at_every_distance_from_the_start(before: int) -> None:
    assert len(seals("x " * before + block(3, 96))[0]) == 1


def test_several_blocks_are_kept_in_order_and_only_so_many() -> None:
    many = seals(" ".join(block(seed) for seed in range(MOST + 4)))[0]

    assert many == [seals(block(seed))[0][0] for seed in range(MOST)]


@pytest.mark.parametrize(
    "text",
    [
        None,
        "",
        "a short token c2hvcnQgdG9rZW4gb2Ygbm90aGluZw== in a request",
        f"look at this image: data:image/png;base64,{block(4)}",
        "0123456789abcdef" * 20,
        "ACGT" * 100,
        "supercalifragilistic" * 20,
        "https://example.org/" + "/".join(["documents", "of", "the", "year", "archive"] * 10),
        "====" * 60,
    ],
    ids=["null", "empty", "short", "inline image", "hexadecimal", "sequence", "letters", "path", "rule"],
)
def test_other_long_text_is_no_sealed_block(text: str | None) -> None:
    assert seals(text) == [[]]


def test_slices_and_empty_columns_are_read_as_they_are() -> None:
    column = pa.array(["no", block(5), None, block(6)])

    assert [len(row) for row in seal_lists(column.slice(1, 3)).to_pylist()] == [1, 0, 1]
    assert seal_lists(pa.array([], pa.string())).to_pylist() == []
