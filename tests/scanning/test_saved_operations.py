"""Operations come back as they were saved."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from stillwatch.campaigns.operation import Fixed, Operation
from stillwatch.campaigns.operations import Found
from stillwatch.campaigns.undecided import Undecided
from stillwatch.records.evidence import Alternative, Evidence
from stillwatch.scanning.saved_operations import load_found, load_operations, save_found, save_operations


@pytest.mark.parametrize("membership", [None, np.array([1.5, -2.0])])
def test_operations_come_back(membership: np.ndarray | None, tmp_path: Path) -> None:
    operation = Operation(
        accounts=np.array([3, 8], dtype=np.int32),
        rows=np.array([1, 2, 5], dtype=np.int32),
        bits=12.25,
        p_value=0.001,
        confidence=0.99,
        evidence=(Evidence("template", np.float64(3.5), "said"),),
        alternatives=(Alternative("classroom", 0.5, 2.0, "why"),),
        fixed=(Fixed(2**63 + 1, "prompt", np.array([1, 5], dtype=np.int32)),),
        membership=membership,
    )
    save_operations([operation], tmp_path)

    (found,) = load_operations(tmp_path)

    assert (found.bits, found.p_value, found.confidence) == (12.25, 0.001, 0.99)
    assert (found.evidence, found.alternatives) == (operation.evidence, operation.alternatives)
    assert found.fixed[0].key == 2**63 + 1
    assert found.fixed[0].rows.tolist() == [1, 5]
    assert found.accounts.tolist() == [3, 8]
    assert found.rows.dtype == np.int32
    assert (found.membership is None) == (membership is None)


def test_none_are_none(tmp_path: Path) -> None:
    save_operations([], tmp_path)

    assert load_operations(tmp_path) == ()


def test_undecided_groups_come_back(tmp_path: Path) -> None:
    group = Undecided(
        accounts=np.array([3, 8], dtype=np.int32),
        rows=np.array([1, 2, 5], dtype=np.int32),
        bits=-1.5,
        reason="close",
        evidence=(Evidence("template", 3.5, "said"),),
        alternatives=(Alternative("classroom", 0.5, 2.0, "why"),),
    )
    save_found(Found((), (group,)), tmp_path)

    found = load_found(tmp_path)

    (back,) = found.undecided
    assert found.operations == ()
    assert (back.bits, back.reason, back.evidence) == (-1.5, "close", group.evidence)
    assert back.alternatives == group.alternatives
    assert (back.accounts.tolist(), back.rows.tolist()) == ([3, 8], [1, 2, 5])
