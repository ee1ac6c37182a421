"""Names of scenario files have what stands behind them."""

from __future__ import annotations

from stillwatch.simulation import grammar, vocabulary
from stillwatch.simulation.payloads import RULES


def test_every_technique_and_language_has_its_wording() -> None:
    rules = grammar.load_grammar()

    assert all(f"{name}_en" in rules for name in vocabulary.TECHNIQUES)
    assert all(f"generic_{name}" in rules for name in vocabulary.LANGUAGES if name != "en")
    assert all(f"payload_{name}" in RULES for name in vocabulary.LANGUAGES if name != "en")


def test_no_name_stands_twice() -> None:
    for names in (
        vocabulary.ROUTES,
        vocabulary.PLANS,
        vocabulary.NETWORKS,
        vocabulary.TECHNIQUES,
        vocabulary.KIND_ORDER,
    ):
        assert len(set(names)) == len(names)
