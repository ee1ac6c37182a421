"""Which found campaign continues which earlier one: by accounts, by their own texts, by cards, devices and phones."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from stillwatch.records.known import Traces

FEWEST: Final = 3
"""Accounts, pieces of text or identities that two campaigns have to share at least."""
LEAST: Final = (0.1, 0.3, 0.1)
"""And the part of the smaller one's accounts, pieces of text or identities that these have to be."""

Kinds = tuple[frozenset[str], frozenset[str], frozenset[str]]


@dataclass(frozen=True, slots=True)
class Link:
    """Two campaigns, by their places, and what they share of accounts, texts and identities."""

    earlier: int
    found: int
    shared: tuple[int, int, int]
    nearness: float


@dataclass(frozen=True, slots=True)
class Descent:
    """What a found campaign comes from: ``heir_of`` gives it its name, ``merged`` are others that ended in it.

    ``split_from`` are those whose name another campaign has; ``shared`` is what it has in common with the first.
    """

    heir_of: int | None = None
    merged: tuple[int, ...] = ()
    split_from: tuple[int, ...] = ()
    shared: tuple[int, int, int] = (0, 0, 0)


def descents(earlier: Sequence[Traces], found: Sequence[Traces]) -> tuple[Descent, ...]:
    """One for each of ``found``: each earlier name goes to one campaign, each campaign has one name.

    The nearest pair is served first, so that of several parts the largest keeps the name, and of several that merged
    the largest gives it.
    """
    links = sorted(_links(earlier, found), key=lambda link: (-link.nearness, link.earlier, link.found))
    heir: dict[int, int] = {}
    for link in links:
        if link.earlier not in heir and link.found not in heir.values():
            heir[link.earlier] = link.found
    nearest = {link.earlier: link.found for link in reversed(links)} | heir
    return tuple(_descent([link for link in links if link.found == i], heir, nearest) for i in range(len(found)))


def _descent(links: Sequence[Link], heir: Mapping[int, int], nearest: Mapping[int, int]) -> Descent:
    named = [link for link in links if heir.get(link.earlier) == link.found]
    others = [link for link in links if link not in named]
    return Descent(
        heir_of=named[0].earlier if named else None,
        merged=tuple(sorted(link.earlier for link in others if nearest[link.earlier] == link.found)),
        split_from=tuple(sorted(link.earlier for link in others if nearest[link.earlier] != link.found)),
        shared=(named or links)[0].shared if links else (0, 0, 0),
    )


def _links(earlier: Sequence[Traces], found: Sequence[Traces]) -> list[Link]:
    olds, news = [_kinds(old) for old in earlier], [_kinds(new) for new in found]
    pairs = [_link(i, j, old, new) for i, old in enumerate(olds) for j, new in enumerate(news)]
    return [link for link in pairs if link is not None]


def _link(i: int, j: int, old: Kinds, new: Kinds) -> Link | None:
    """The link of two campaigns; None where no kind alone is enough for one."""
    shared = [len(a & b) for a, b in zip(old, new, strict=True)]
    least = [max(FEWEST, part * min(len(a), len(b))) for part, a, b in zip(LEAST, old, new, strict=True)]
    if all(both < enough for both, enough in zip(shared, least, strict=True)):
        return None
    nearness = sum(len(a & b) / max(len(a | b), 1) for a, b in zip(old, new, strict=True))
    return Link(i, j, (shared[0], shared[1], shared[2]), nearness)


def _kinds(traces: Traces) -> Kinds:
    return frozenset(traces.accounts), frozenset(traces.texts), frozenset(traces.identities)
