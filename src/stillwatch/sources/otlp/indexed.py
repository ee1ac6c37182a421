"""Lists that are spelled in attribute names, as ``llm.input_messages.0.message.content``, made lists again."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

_MAX_DEPTH: Final = 12
"""Parts of a name after the prefix; the rest is nobody's format."""


def list_under(attributes: Mapping[str, Any], prefix: str) -> list[Any]:
    """The items under ``prefix.N…`` in the order of N, nested names as nested objects and lists."""
    root: dict[str, Any] = {}
    start = f"{prefix}."
    for name, value in attributes.items():
        steps = name[len(start) :].split(".") if name.startswith(start) else []
        if steps and steps[0].isdecimal() and len(steps) <= _MAX_DEPTH:
            _place(root, steps, value)
    items = _listed(root)
    return items if isinstance(items, list) else []


def _place(tree: dict[str, Any], steps: list[str], value: Any) -> None:
    for step in steps[:-1]:
        below = tree.setdefault(step, {})
        if not isinstance(below, dict):
            return  # a name that is both a value and a group: the value was first
        tree = below
    tree.setdefault(steps[-1], value)


def _listed(tree: Any) -> Any:
    """Groups whose keys are all numbers become lists in the order of those numbers."""
    if not isinstance(tree, dict):
        return tree
    if tree and all(key.isdecimal() for key in tree):
        return [_listed(tree[key]) for key in sorted(tree, key=_number)]
    return {key: _listed(below) for key, below in tree.items()}


def _number(key: str) -> tuple[int, str]:
    return len(key.lstrip("0")), key.lstrip("0")
