"""Names have the number of their first meeting, in whatever batches they come."""

from __future__ import annotations

import pyarrow as pa
from hypothesis import given
from hypothesis import strategies as st

from stillwatch.fingerprints.codebook import FIRST_SLOTS, CodeBook

NAMES = st.lists(st.lists(st.one_of(st.none(), st.text(max_size=4)), max_size=12), max_size=6)


@given(NAMES)
def test_numbers_follow_first_meetings(batches: list[list[str | None]]) -> None:
    book = CodeBook()
    codes = [book.codes(pa.array(batch, pa.string()).dictionary_encode()).tolist() for batch in batches]

    met = dict.fromkeys(name for batch in batches for name in batch if name)
    assert book.names().to_pylist() == list(met)
    place = {name: i for i, name in enumerate(met)}
    assert codes == [[place[name] if name else -1 for name in batch] for batch in batches]


def test_a_book_grows() -> None:
    book = CodeBook()
    names = pa.array([f"name {i}" for i in range(2 * FIRST_SLOTS)])

    first = book.codes(names.dictionary_encode())
    again = book.codes(names[::-1].dictionary_encode())

    assert len(book) == 2 * FIRST_SLOTS
    assert again.tolist() == first[::-1].tolist()
