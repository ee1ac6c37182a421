"""Operations on disk: numbers as NumPy arrays, words as JSON."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Any, Final

import numpy as np
import numpy.typing as npt

from stillwatch.campaigns.operation import Fixed, Operation
from stillwatch.campaigns.operations import Found
from stillwatch.campaigns.undecided import Undecided
from stillwatch.records.evidence import Alternative, Evidence

WORDS: Final = "operations.json"
UNDECIDED: Final = "undecided.json"


def save_found(found: Found, folder: Path) -> None:
    """Write what was found into ``folder``."""
    save_operations(found.operations, folder)
    for number, group in enumerate(found.undecided):
        with (folder / f"undecided-{number:04d}.npz").open("wb") as file:
            np.savez(file, allow_pickle=False, accounts=group.accounts, rows=group.rows)
    (folder / UNDECIDED).write_text(
        json.dumps([{**_reasons(one), "reason": one.reason} for one in found.undecided]), encoding="utf-8"
    )


def load_found(folder: Path) -> Found:
    """What ``save_found`` wrote."""
    words = json.loads((folder / UNDECIDED).read_text(encoding="utf-8"))
    groups = (_group(folder / f"undecided-{number:04d}.npz", said) for number, said in enumerate(words))
    return Found(load_operations(folder), tuple(groups))


def save_operations(operations: Sequence[Operation], folder: Path) -> None:
    """Write ``operations`` into ``folder``."""
    for number, operation in enumerate(operations):
        columns: dict[str, npt.NDArray[np.generic]] = {"accounts": operation.accounts, "rows": operation.rows}
        if operation.membership is not None:
            columns["membership"] = operation.membership
        for place, fixed in enumerate(operation.fixed):
            columns[f"fixed_{place}"] = fixed.rows
        with (folder / f"operation-{number:04d}.npz").open("wb") as file:
            np.savez(file, allow_pickle=False, **columns)
    (folder / WORDS).write_text(json.dumps([_words(one) for one in operations]), encoding="utf-8")


def load_operations(folder: Path) -> tuple[Operation, ...]:
    """The operations that ``save_operations`` wrote."""
    words = json.loads((folder / WORDS).read_text(encoding="utf-8"))
    return tuple(_operation(folder / f"operation-{number:04d}.npz", said) for number, said in enumerate(words))


def _words(operation: Operation) -> dict[str, Any]:
    return {
        **_reasons(operation),
        "p_value": float(operation.p_value),
        "confidence": float(operation.confidence),
        "fixed": [[int(one.key), one.place] for one in operation.fixed],
    }


def _reasons(found: Operation | Undecided) -> dict[str, Any]:
    return {
        "bits": float(found.bits),
        "evidence": [_plain(asdict(one)) for one in found.evidence],
        "alternatives": [_plain(asdict(one)) for one in found.alternatives],
    }


def _evidence(said: dict[str, Any]) -> tuple[Evidence, ...]:
    return tuple(Evidence(**one) for one in said["evidence"])


def _alternatives(said: dict[str, Any]) -> tuple[Alternative, ...]:
    return tuple(Alternative(**one) for one in said["alternatives"])


def _plain(fields: dict[str, Any]) -> dict[str, Any]:
    return {name: value if isinstance(value, str) else float(value) for name, value in fields.items()}


def _operation(path: Path, said: dict[str, Any]) -> Operation:
    with np.load(path, allow_pickle=False) as columns:
        return Operation(
            accounts=columns["accounts"],
            rows=columns["rows"],
            bits=said["bits"],
            p_value=said["p_value"],
            confidence=said["confidence"],
            evidence=_evidence(said),
            alternatives=_alternatives(said),
            fixed=tuple(
                Fixed(key, place, columns[f"fixed_{number}"]) for number, (key, place) in enumerate(said["fixed"])
            ),
            membership=columns.get("membership"),
        )


def _group(path: Path, said: dict[str, Any]) -> Undecided:
    with np.load(path, allow_pickle=False) as columns:
        return Undecided(
            accounts=columns["accounts"],
            rows=columns["rows"],
            bits=said["bits"],
            reason=said["reason"],
            evidence=_evidence(said),
            alternatives=_alternatives(said),
        )
