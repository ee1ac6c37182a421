"""Many byte patterns are found in one pass over a text.

The method is Aho and Corasick, "Efficient string matching" (1975), with the failure links resolved into a dense table
whose columns are classes of bytes rather than bytes: all bytes that occur in no pattern share one class. States that
end a pattern are numbered last, so the scan knows a hit from a comparison. Failure links are resolved a whole depth at
a time, which lets NumPy build the table.
"""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from stillwatch.engines.kernels import kernel


class Automaton(NamedTuple):
    """Dense tables; the scan starts in ``start`` and a state at or above ``first_output`` ends patterns.

    ``moves[state + classes[byte]]`` is the next state (states are row offsets into ``moves``, so multiples of
    ``width``). The patterns that end in the state are ``outputs[output_starts[k]:output_starts[k + 1]]`` for
    ``k = (state - first_output) // width``.
    """

    classes: npt.NDArray[np.uint32]
    moves: npt.NDArray[np.uint32]
    width: int
    start: int
    first_output: int
    output_starts: npt.NDArray[np.int32]
    outputs: npt.NDArray[np.int32]


class _Trie(NamedTuple):
    """A node's parent, the class that leads to it, its depth and the patterns that end exactly there."""

    parents: npt.NDArray[np.int64]
    labels: npt.NDArray[np.int64]
    depths: npt.NDArray[np.int64]
    ends: dict[int, list[int]]


def build_automaton(patterns: Sequence[Sequence[bytes]]) -> Automaton:
    """Compiles patterns, each a sequence of spellings; a hit reports the pattern's place.

    Raises:
        ValueError: a spelling is empty.
    """
    if not all(map(all, patterns)):
        raise ValueError("an empty pattern would match everywhere")
    classes = _byte_classes(patterns)
    width = int(classes.max()) + 1
    trie = _trie(patterns, classes)
    moves, links = _resolve(trie, width)
    ends = _inherited_ends(trie, links)
    return _numbered(classes, moves, ends, trie.depths)


def _byte_classes(patterns: Sequence[Sequence[bytes]]) -> npt.NDArray[np.int32]:
    counts = np.bincount(
        np.frombuffer(b"".join(itertools.chain.from_iterable(patterns)), dtype=np.uint8), minlength=256
    )
    used = np.flatnonzero(counts)
    classes = np.zeros(256, dtype=np.int32)
    # Bytes that are frequent stand side by side, so that a state's usual moves share a cache line.
    classes[used[np.argsort(-counts[used], kind="stable")]] = np.arange(1, len(used) + 1)
    return classes


def _trie(patterns: Sequence[Sequence[bytes]], classes: npt.NDArray[np.int32]) -> _Trie:
    children: dict[tuple[int, int], int] = {}
    parents, labels, depths = [0], [0], [0]
    ends: dict[int, list[int]] = {}
    of_byte = classes.tolist()
    for number, spelling in ((number, each) for number, pattern in enumerate(patterns) for each in pattern):
        node = 0
        for byte in spelling:
            key = (node, of_byte[byte])
            following = children.get(key)
            if following is None:
                following = children[key] = len(parents)
                parents.append(node)
                labels.append(key[1])
                depths.append(depths[node] + 1)
            node = following
        ends.setdefault(node, []).append(number)
    return _Trie(np.array(parents), np.array(labels), np.array(depths), ends)


def _resolve(trie: _Trie, width: int) -> tuple[npt.NDArray[np.int32], npt.NDArray[np.int64]]:
    """Complete transitions (nodes x classes) and each node's longest proper suffix that is also a node."""
    moves = np.zeros((len(trie.parents), width), dtype=np.int32)
    links = np.zeros(len(trie.parents), dtype=np.int64)
    by_depth = np.argsort(trie.depths, kind="stable")
    bounds = np.searchsorted(trie.depths[by_depth], np.arange(1, int(trie.depths.max()) + 2))
    for level, begin in enumerate(bounds[:-1], start=1):
        nodes = by_depth[begin : bounds[level]]
        parents, labels = trie.parents[nodes], trie.labels[nodes]
        if level > 1:
            # The parent's row still holds its suffix's moves here, for its own children are entered below.
            links[nodes] = moves[parents, labels]
        moves[parents, labels] = nodes
        moves[nodes] = moves[links[nodes]]
    return moves, links


def _inherited_ends(trie: _Trie, links: npt.NDArray[np.int64]) -> dict[int, list[int]]:
    """Every node's patterns, its own and those of its suffixes, shallow nodes first."""
    ends: dict[int, list[int]] = {}
    suffixes = links.tolist()
    for node in np.argsort(trie.depths, kind="stable").tolist():
        own, inherited = trie.ends.get(node), ends.get(suffixes[node])
        if own or inherited:
            ends[node] = (own or []) + (inherited or [])
    return ends


@kernel
def _renumbered(
    moves: npt.NDArray[np.int32], order: npt.NDArray[np.int64], place: npt.NDArray[np.int32], width: int
) -> npt.NDArray[np.uint32]:
    """The rows of ``moves`` in ``order`` one after the other, each node as where its row begins."""
    out = np.empty(moves.size, dtype=np.uint32)
    used = 0
    for node in order:
        for label in range(width):
            out[used] = place[moves[node, label]] * width
            used += 1
    return out


def _numbered(
    classes: npt.NDArray[np.int32],
    moves: npt.NDArray[np.int32],
    ends: dict[int, list[int]],
    depths: npt.NDArray[np.int64],
) -> Automaton:
    """Renumbers the states: those which end a pattern last, shallow ones first, since text rarely goes deep.

    What a scan visits then lies close together, which the processor's caches and address translation reward.
    """
    nodes, width = moves.shape
    is_output = np.zeros(nodes, dtype=np.bool_)
    is_output[list(ends)] = True
    order = np.lexsort((depths, is_output))
    place = np.empty(nodes, dtype=np.int32)
    place[order] = np.arange(nodes, dtype=np.int32)
    lists = [ends[node] for node in order[nodes - len(ends) :].tolist()]
    starts = np.concatenate([[0], np.cumsum([len(each) for each in lists])]).astype(np.int32)
    return Automaton(
        classes=classes.astype(np.uint32),
        moves=_renumbered(moves, order, place, width),
        width=width,
        start=int(place[0]) * width,
        first_output=(nodes - len(ends)) * width,
        output_starts=starts,
        outputs=np.array([number for each in lists for number in each], dtype=np.int32),
    )
