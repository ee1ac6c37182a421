"""Several exact texts in common join accounts; few, an organization's, short and everybody's do not."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from baselines import shared_text
from baselines.interface import Log

HEAD = " ".join(f"head{i}" for i in range(shared_text.WORDS))
TAIL = " ".join(f"tail{i}" for i in range(shared_text.WORDS))


def template(account: str, payload: str, system: str | None = None) -> dict[str, Any]:
    """A request from a template with a beginning and an end of its own payload."""
    return {"account_id": account, "prompt": f"{HEAD} {payload} {TAIL}", "system": system, "at": len(payload)}


def test_three_texts_in_common_join_and_payloads_do_not_matter(log_of: Callable[..., Log]) -> None:
    log = log_of([template("a", "one", "be brief"), template("b", "other", "be brief")])
    verdict = shared_text.judge(log)

    assert verdict.score.tolist() == [1, 1]
    assert verdict.group[0] == verdict.group[1]


def test_two_texts_in_common_are_what_a_framework_gives(log_of: Callable[..., Log]) -> None:
    log = log_of([template("a", "one", "be brief"), template("b", "other", "be long")])

    assert shared_text.judge(log).score.tolist() == [0, 0]


def test_accounts_of_one_organization_are_not_joined(log_of: Callable[..., Log]) -> None:
    rows = [template("a", "one", "be brief"), template("b", "other", "be brief")]
    log = log_of(rows, [{"account_id": name, "organization_id": "o"} for name in "ab"])

    assert shared_text.judge(log).score.tolist() == [0, 0]


def test_a_text_of_too_many_accounts_joins_nobody(log_of: Callable[..., Log], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shared_text, "HUB", 3)
    few = log_of([template(f"a{i}", "x", "be brief") for i in range(3)])
    many = log_of([template(f"a{i}", "x", "be brief") for i in range(4)])

    assert set(shared_text.judge(few).score) == {2}
    assert set(shared_text.judge(many).score) == {0}


@pytest.mark.parametrize(("prompt", "system"), [(None, None), ("", ""), ("too short to have two ends", None)])
def test_short_and_absent_texts_are_none(prompt: str | None, system: str | None) -> None:
    assert list(shared_text.fixed_texts(prompt, system)) == []


def test_the_two_ends_of_a_prompt_are_two_places() -> None:
    assert list(shared_text.fixed_texts(HEAD, None)) == [("first", HEAD), ("last", HEAD)]
