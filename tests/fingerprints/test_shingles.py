"""Sketches of request text: what repeats can be counted, what varies does not matter."""

import random

import numpy as np
import pyarrow as pa
from hypothesis import given
from hypothesis import strategies as st

from stillwatch.fingerprints.shingles import MOST_SHINGLES, sketch_text

PREFIX = "Write out in full the line of thought that could have led an expert to the answer given below, step by step."
SUFFIX = "Close with the final answer alone on the last line, without any further remark or apology."


def shingle_sets(texts: list[str]) -> list[set[int]]:
    sketch = sketch_text(pa.array(texts), seed=1)
    bounds = sketch.shingle_offsets
    return [set(sketch.shingles[bounds[i] : bounds[i + 1]].tolist()) for i in range(len(texts))]


def payload(seed: int, words: int) -> str:
    chosen = random.Random(seed)
    return " ".join("".join(chosen.choices("abcdefghijklmnopqrstuvwxyz", k=7)) for _ in range(words))


def test_fixed_text_is_kept_in_every_request_around_any_payload() -> None:
    sets = shingle_sets([f"{PREFIX} {payload(i, 10 + i * 30)} {SUFFIX}" for i in range(12)])
    common = set.intersection(*sets)
    assert len(common) >= 4
    assert common <= shingle_sets([f"{PREFIX} {SUFFIX}"])[0] | common


def test_payloads_share_nothing() -> None:
    left, right = shingle_sets([payload(1, 60), payload(2, 60)])
    assert left
    assert not left & right


def test_ends_are_those_of_the_words() -> None:
    texts = [f"{PREFIX} {payload(1, 9)} {SUFFIX}", f"{PREFIX} {payload(2, 900)} {SUFFIX}", payload(3, 20)]
    sketch = sketch_text(pa.array(texts), seed=1)
    assert sketch.head[0] == sketch.head[1] != sketch.head[2]
    assert sketch.tail[0] == sketch.tail[1] != sketch.tail[2]


def test_places_are_kept_apart_by_their_seed() -> None:
    text = pa.array([PREFIX])
    assert not set(sketch_text(text, seed=1).shingles.tolist()) & set(sketch_text(text, seed=2).shingles.tolist())


def test_scripts_without_spaces_have_shingles_too() -> None:
    left, right = shingle_sets(["请写出得到下面这个答案的完整推理过程" + tail for tail in ("甲乙丙丁", "春夏秋冬")])
    assert left & right


def test_nulls_and_empty_texts_have_no_traits() -> None:
    sketch = sketch_text(pa.array([None, "", "word"], pa.string()), seed=1)
    assert sketch.exact.tolist()[:2] == [0, 0]
    assert sketch.words.tolist() == [0, 0, 1]
    assert np.diff(sketch.shingle_offsets).tolist() == [0, 0, 0]


@given(st.lists(st.none() | st.text(max_size=3000), max_size=8))
def test_any_text_has_a_bounded_sketch_that_depends_on_itself_only(texts: list[str | None]) -> None:
    together = sketch_text(pa.array(texts, pa.string()), seed=5)
    assert (np.diff(together.shingle_offsets) <= MOST_SHINGLES).all()
    for i, text in enumerate(texts):
        alone = sketch_text(pa.array([text], pa.string()), seed=5)
        mine = together.shingles[together.shingle_offsets[i] : together.shingle_offsets[i + 1]]
        assert set(alone.shingles.tolist()) == set(mine.tolist())
        assert len(set(mine.tolist())) == len(mine)
        assert alone.words[0] == together.words[i]
