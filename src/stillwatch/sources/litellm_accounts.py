"""Who a LiteLLM gateway says a caller is, and what it writes in the place of content it does not keep."""

from __future__ import annotations

from typing import Any, Final

from stillwatch.sources.bodies.fields import first_of
from stillwatch.sources.bodies.interface import Json

_SHARED: Final = frozenset({"default_user_id", "litellm-proxy-master-key"})
"""Users that the gateway makes up where none was named."""

_REDACTED: Final = "redacted-by-litellm"


def account_of(fields: Json, prefix: str) -> Any:
    """Who signs in: the key's user, else its team, its organization, else the hash of the key itself."""
    user = fields.get(f"{prefix}user_id")
    return first_of(
        None if isinstance(user, str) and user in _SHARED else user,
        fields.get(f"{prefix}team_id"),
        fields.get(f"{prefix}org_id"),
        fields.get(f"{prefix}hash"),
    )


def not_redacted(text: str | None) -> str | None:
    """The text, or None where the gateway wrote its placeholder, which else would look like one shared prompt."""
    return None if text is not None and _REDACTED in text else text
