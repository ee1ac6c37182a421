"""Who LiteLLM says a caller is."""

from __future__ import annotations

from stillwatch.sources.litellm_accounts import account_of, not_redacted


def test_the_narrowest_known_owner_is_the_account() -> None:
    fields = {"user_id": "u", "team_id": "t", "org_id": "o", "hash": "h"}
    seen = []
    for name in ("user_id", "team_id", "org_id", "hash"):
        seen.append(account_of(fields, ""))
        fields[name] = ""
    assert seen == ["u", "t", "o", "h"]
    assert account_of(fields, "") is None


def test_a_user_that_the_gateway_made_up_is_nobody() -> None:
    assert account_of({"user_id": "default_user_id", "team_id": "t"}, "") == "t"
    assert account_of({"user_id": ["unhashable"]}, "") == ["unhashable"]


def test_only_the_placeholder_is_dropped() -> None:
    assert not_redacted("redacted-by-litellm") is None
    assert not_redacted("redacted by hand") == "redacted by hand"
    assert not_redacted(None) is None
