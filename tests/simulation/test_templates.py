"""Templates keep their fixed text and let each row fill its places."""

from __future__ import annotations

import numpy as np
import pyarrow as pa

from stillwatch.simulation.columns import Ints
from stillwatch.simulation.templates import BARE, TemplateBook


def fill(filler: str, rows: Ints) -> pa.Array:
    """The filler's name and the row."""
    return pa.array([f"<{filler} {row}>" for row in rows])


def test_rows_are_rendered_with_their_own_template() -> None:
    book = TemplateBook()
    code = int(book.add(["No. [[id]]: [[payload]] ([[level]])."])[0])
    text = book.finish().render(np.array([BARE, code, BARE]), fill)

    assert text.to_pylist() == ["<payload 0>", "No. <id 1>: <payload 1> (<level 1>).", "<payload 2>"]


def test_text_without_places_stays_whole() -> None:
    book = TemplateBook()
    code = int(book.add(["You are a lamp."])[0])

    assert book.finish().render(np.array([code]), fill).to_pylist() == ["You are a lamp."]


def test_a_filler_is_asked_for_the_rows_that_need_it_only() -> None:
    asked: dict[str, list[int]] = {}

    def note(filler: str, rows: Ints) -> pa.Array:
        asked[filler] = rows.tolist()
        return fill(filler, rows)

    book = TemplateBook()
    code = int(book.add(["[[payload]] [[answer]]"])[0])
    book.finish().render(np.array([0, code, 0, code]), note)

    assert asked == {"payload": [0, 1, 2, 3], "answer": [1, 3]}
