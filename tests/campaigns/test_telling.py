"""What holds up as a whole is told as an operation, the rest is nothing."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from stillwatch.campaigns import telling
from stillwatch.campaigns.attribution import Crew, kin_atoms
from stillwatch.campaigns.ground import Ground
from stillwatch.campaigns.telling import MOST_CHANCE, accounted, confidence_of, fixed_texts, own_bits, tell, weighed
from stillwatch.evidence.log import Codes
from stillwatch.evidence.slices import Slices


def test_the_campaign_is_told(ground: Ground, crew: Codes, crew_rows: Codes) -> None:
    found = tell(ground, Crew(crew, crew_rows))

    assert found is not None
    told = found.operation
    assert told.accounts.tolist() == crew.tolist()
    assert told.rows.tolist() == crew_rows.tolist()
    assert told.p_value <= MOST_CHANCE
    assert told.confidence == confidence_of(told.bits) > 0.9


def test_its_evidence_adds_up_to_its_bits(ground: Ground, crew: Codes, crew_rows: Codes) -> None:
    found = tell(ground, Crew(crew, crew_rows))

    assert found is not None
    told = found.operation
    assert sum(piece.bits for piece in told.evidence) == pytest.approx(told.bits, abs=0.5)


def test_what_its_exchanges_say_themselves_is_what_they_ask_and_when(ground: Ground, crew_rows: Codes) -> None:
    measures = weighed(ground, crew_rows).measures
    closed = replace(measures.synchrony, end=measures.synchrony.end + 9)
    silent = replace(measures.synchrony, together=np.zeros(1), pivot=np.zeros(1), even=np.zeros(1))

    assert own_bits(measures) > float(measures.focus.bits[0]) > 0
    assert own_bits(replace(measures, synchrony=closed)) == own_bits(measures)
    assert own_bits(replace(measures, synchrony=silent)) == pytest.approx(float(measures.focus.bits[0]))


def test_what_honest_explanations_take_away_is_told(ground: Ground) -> None:
    whole = sum(piece.bits for piece in accounted(ground.candidates, 1e9) if piece.kind != "honest_explanations")
    told = accounted(ground.candidates, whole - 7)

    assert [piece.bits for piece in told if piece.kind == "honest_explanations"] == pytest.approx([-7])
    assert "honest_explanations" not in {piece.kind for piece in accounted(ground.candidates, whole)}


def test_a_random_group_is_nothing(ground: Ground, two_groups: Slices) -> None:
    rows = two_groups.rows[two_groups.row_offsets[1] :]
    accounts = np.unique(ground.log.account[rows])

    assert tell(ground, Crew(accounts, np.sort(rows))) is None


def test_what_leads_nowhere_by_itself_is_nothing_as_a_whole(
    ground: Ground, crew: Codes, crew_rows: Codes, monkeypatch: pytest.MonkeyPatch
) -> None:
    held = weighed(ground, crew_rows)
    weak = replace(held, suspicion=replace(held.suspicion, leads=np.array([False])))
    monkeypatch.setattr(telling, "weighed", lambda *_: weak)

    assert held.suspicion.holds[0]
    assert tell(ground, Crew(crew, crew_rows)) is None


def test_fixed_texts_are_one_per_set_of_exchanges(ground: Ground, crew_rows: Codes) -> None:
    own = kin_atoms(ground.corpus.contents, crew_rows)

    told = fixed_texts(ground.postings, own)

    assert len(own) > len(told) > 0
    assert len(told[0].rows) == len(crew_rows)
    assert len({one.key for one in told}) == len(told)


@given(st.floats(-200, 200), st.floats(0, 50))
def test_confidence_grows_with_bits_and_is_never_certain(bits: float, more: float) -> None:
    assert 0 <= confidence_of(bits) <= confidence_of(bits + more) < 1


def test_even_odds_are_half() -> None:
    assert confidence_of(0) == 0.5
    assert confidence_of(1) == pytest.approx(2 / 3, abs=1e-4)
