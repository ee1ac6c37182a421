"""What a row's hits are worth: each pattern once, each clause where its groups stand together."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from stillwatch.engines.kernels import kernel
from stillwatch.fingerprints.phrases.finding import NEVER, Hits
from stillwatch.fingerprints.phrases.layout import PhraseTables

Floats = npt.NDArray[np.float32]


class RowState(NamedTuple):
    """Each pattern's share, where each group was last seen, and each clause's share; reset between rows."""

    credited: Floats
    last_seen: npt.NDArray[np.int32]
    satisfied: Floats


@kernel
def credit(
    tables: PhraseTables, hits: Hits, found: int, opening: int, closing: int, payload_share: float, row: RowState
) -> None:
    """Notes for each hit its pattern's share, its groups, and the clauses that these complete."""
    group_starts, groups = tables.group_starts, tables.groups
    needed_starts, needed_by = tables.needed_starts, tables.needed_by
    all_starts, all_groups, windows = tables.all_starts, tables.all_groups, tables.windows
    last_seen, satisfied, credited = row.last_seen, row.satisfied, row.credited
    for hit in range(found):
        pattern, end = hits.patterns[hit], hits.ends[hit]
        share = payload_share if opening < end <= closing else 1.0
        credited[pattern] = max(credited[pattern], share)
        for i in range(group_starts[pattern], group_starts[pattern + 1]):
            group = groups[i]
            last_seen[group] = end
            for j in range(needed_starts[group], needed_starts[group + 1]):
                clause = needed_by[j]
                complete = satisfied[clause] < share
                for k in range(all_starts[clause], all_starts[clause + 1]):
                    complete &= last_seen[all_groups[k]] >= end - windows[clause]
                if complete:
                    satisfied[clause] = share


@kernel
def add_weights(tables: PhraseTables, hits: Hits, found: int, credited: Floats, weights: Floats) -> None:
    """Adds each found pattern's weights once and forgets its share."""
    weight_starts, weight_classes, values = tables.weight_starts, tables.weight_classes, tables.weights
    for hit in range(found):
        pattern = hits.patterns[hit]
        share = credited[pattern]
        credited[pattern] = 0
        for i in range(weight_starts[pattern], weight_starts[pattern + 1]):
            weights[weight_classes[i]] += share * values[i]


@kernel
def settle_clauses(tables: PhraseTables, row: RowState, weights: Floats, clauses: npt.NDArray[np.bool_]) -> None:
    """Drops the clauses whose excluded groups were seen, credits the others, and resets clauses and groups."""
    for clause in range(len(row.satisfied)):
        share = row.satisfied[clause]
        if share == 0:
            continue
        row.satisfied[clause] = 0
        excluded = False
        for i in range(tables.none_starts[clause], tables.none_starts[clause + 1]):
            excluded |= row.last_seen[tables.none_groups[i]] != NEVER
        if excluded:
            continue
        clauses[clause] = True
        for i in range(tables.clause_weight_starts[clause], tables.clause_weight_starts[clause + 1]):
            weights[tables.clause_classes[i]] += share * tables.clause_weights[i]
    row.last_seen[:] = NEVER
