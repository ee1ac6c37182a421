"""What a result says with which probability is judged by the truth."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

from stillwatch.evaluation.claims import Claim, Claims, claims, pooled

ACCOUNTS = [("a", "campaign", "A"), ("b", "campaign", "A"), ("c", "classroom", None), ("d", "classroom", None)]
TRUTH = [("1", "A", None), ("2", "A", None), ("3", None, None), ("4", None, None)]


def test_campaigns_accounts_and_groups_are_judged(
    write_world: Callable[..., Path], write_result: Callable[..., Path]
) -> None:
    world = write_world(ACCOUNTS, TRUTH)
    result = write_result(
        [("a", "x", "verify"), ("b", None, "observe"), ("c", "y", "verify"), ("d", None, "observe")],
        [("1", "x", None), ("2", "x", None), ("3", "y", None), ("4", None, None)],
    )
    told = [{"campaign_id": "x", "confidence": 0.9}, {"campaign_id": "y", "confidence": 0.6}]
    (result / "campaigns.json").write_text(json.dumps(told))
    (result / "unresolved.json").write_text(json.dumps([{"account_ids": ["a", "b", "c"]}, {"account_ids": ["d"]}]))

    found = claims(result, world)

    assert found.campaigns == found.sorted_campaigns == (Claim(0.6, 0, 1), Claim(0.9, 1, 1))
    assert found.accounts == (Claim(0.5, 2, 4),)
    assert (found.unresolved, found.unresolved_right) == (2, 1)


def test_honest_traffic_on_its_accounts_makes_a_campaign_wrong_by_exchanges_only(
    write_world: Callable[..., Path], write_result: Callable[..., Path]
) -> None:
    result = write_result(
        [("a", "x", "verify"), ("b", "x", "verify")], [("1", "x", None), ("3", "x", None), ("4", "x", None)]
    )
    (result / "campaigns.json").write_text(json.dumps([{"campaign_id": "x", "confidence": 0.9}]))

    found = claims(result, write_world(ACCOUNTS, TRUTH))

    assert found.campaigns == (Claim(0.9, 1, 1),)
    assert found.sorted_campaigns == (Claim(0.9, 0, 1),)


def test_a_result_without_unresolved_groups_has_none(
    write_world: Callable[..., Path], write_result: Callable[..., Path]
) -> None:
    found = claims(write_result([("a", None, "observe")], [("1", None, None)]), write_world(ACCOUNTS, TRUTH))

    assert found == Claims((), (), (Claim(0.5, 1, 1),))


def test_pooled_claims_add_up() -> None:
    one = Claims((Claim(0.9, 1, 1),), (Claim(0.9, 0, 1),), (Claim(0.0, 0, 9),), 2, 1)

    assert pooled([one, one]) == Claims((Claim(0.9, 2, 2),), (Claim(0.9, 0, 2),), (Claim(0.0, 0, 18),), 4, 2)
    assert pooled([]) == Claims()
