"""Lists spelled in attribute names."""

from __future__ import annotations

from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from stillwatch.sources.otlp.indexed import list_under


def _spelled(value: Any, prefix: str) -> dict[str, Any]:
    if isinstance(value, dict | list) and value:
        pairs = value.items() if isinstance(value, dict) else enumerate(value)
        return {name: leaf for key, below in pairs for name, leaf in _spelled(below, f"{prefix}.{key}").items()}
    return {prefix: value}


TREES = st.recursive(
    st.integers(),
    lambda inner: (
        st.lists(inner, min_size=1, max_size=12)
        | st.dictionaries(st.sampled_from(["message", "role", "content"]), inner, min_size=1)
    ),
    max_leaves=15,
)


@given(st.lists(TREES, min_size=1, max_size=12))
def test_it_undoes_the_spelling(values: list[Any]) -> None:
    assert list_under(_spelled(values, "p") | {"q.0": 1, "p": 2, "pp.0": 3}, "p") == values


def test_gaps_conflicts_and_depth() -> None:
    assert list_under({"p.7.a": 1, "p.2.a": 0}, "p") == [{"a": 0}, {"a": 1}]
    assert list_under({"p.0": "value", "p.0.a": 1}, "p") == ["value"]
    assert list_under({"p.0.a": 1, "p.0": "value"}, "p") == [{"a": 1}]
    assert list_under({"p.x": 1, "p." + ".".join("0" * 50): 1}, "p") == []
    assert list_under({"p.99999999999999999999": "far"}, "p") == ["far"]
