"""The town's campaign as an operation, told by hand."""

from __future__ import annotations

import pytest

from stillwatch.campaigns.operation import Fixed, Operation
from stillwatch.evidence.log import Codes
from stillwatch.records.evidence import Evidence


@pytest.fixture(scope="session")
def operation(crew: Codes, crew_rows: Codes) -> Operation:
    """The campaign with three pieces of evidence and one fixed text."""
    return Operation(
        accounts=crew,
        rows=crew_rows,
        bits=12.0,
        p_value=0.005,
        confidence=0.999,
        evidence=(
            Evidence("shared_template", 9.0, "one text"),
            Evidence("synchrony", 3.0, "one rhythm"),
            Evidence("prior", -3.0, "few groups are operations"),
        ),
        alternatives=(),
        fixed=(Fixed(0xFEED, "prompt", crew_rows),),
    )
