"""Steps into JSON that may not lead anywhere."""

from __future__ import annotations

from stillwatch.sources.bodies.fields import at, first, first_of, kind_of, mapping, objects, parsed_json, total


def test_objects_written_as_text() -> None:
    assert mapping('{"a": 1}') == {"a": 1}
    assert mapping("{broken") == mapping("[1]") == mapping([1]) == mapping(None) == {}
    assert parsed_json("[1]") == [1]
    assert parsed_json("prose") == "prose"
    assert parsed_json("\ud800") == "\ud800"
    assert parsed_json(5) == 5


def test_paths() -> None:
    tree = {"a": [{"b": 1}], "n": None}
    assert at(tree, "a", 0, "b") == 1
    assert at(tree, "a", 5, "b") is at(tree, "n", "x") is at(tree, "a", "b") is at("text", 0) is None


def test_the_first_value_that_says_something() -> None:
    assert first({"a": "", "b": None, "c": 0}, ("a", "b", "c")) == 0
    assert first_of(None, "", [], 1) == []
    assert first({}, ("a",)) is first_of() is None


def test_counts_kinds_and_lists() -> None:
    assert total(1, None, 2, "3", [True]) == 3
    assert total(None) is None
    assert (kind_of({"type": "x"}), kind_of({"type": []}), kind_of({})) == ("x", "", "")
    assert objects([{"a": 1}, 2]) == [{"a": 1}]
    assert objects({"a": 1}) == []
