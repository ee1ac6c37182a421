"""The ground is the same for every operation: weighing one leaves it as it was."""

from __future__ import annotations

from stillwatch.campaigns.attribution import Crew
from stillwatch.campaigns.ground import Ground
from stillwatch.campaigns.telling import tell
from stillwatch.evidence.log import Codes


def test_weighing_twice_gives_the_same(ground: Ground, crew: Codes, crew_rows: Codes) -> None:
    first, again = (tell(ground, Crew(crew, crew_rows)) for _ in range(2))

    assert first is not None
    assert again is not None
    one, other = first.operation, again.operation
    assert (one.bits, one.p_value, one.evidence) == (other.bits, other.p_value, other.evidence)
    assert first.own == again.own


def test_its_parts_are_of_one_log(ground: Ground) -> None:
    assert int(ground.postings.rows.max()) < len(ground.log)
    assert len(ground.index.rows) == len(ground.log)
    assert int(ground.candidates.slices.rows.max()) < len(ground.log)
