"""A corpus holds what everybody sent, row by row."""

from __future__ import annotations

from collections.abc import Callable

from stillwatch.campaigns.corpus import corpus_of
from stillwatch.evidence.atoms import shared_atoms
from stillwatch.evidence.log import Log


def test_shapes_have_a_code_per_row_and_known_atoms_are_kept(make_log: Callable[..., Log]) -> None:
    log = make_log([{"account_id": f"a{i}", "hours": i, "prompt": f"say {i}"} for i in range(9)])
    postings = shared_atoms(log)

    corpus = corpus_of(log, postings)

    assert {len(codes) for codes in corpus.shapes} == {9}
    assert corpus.postings is postings
    assert len(corpus_of(log).postings) == len(postings)
