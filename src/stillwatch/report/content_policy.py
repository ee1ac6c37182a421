"""The page's Content-Security-Policy: nothing may load, and only this page's own style and script may run."""

from __future__ import annotations

import hashlib
from base64 import b64encode


def content_policy(style: str, script: str) -> str:
    """The policy for a page with exactly this text in its style and its script element."""
    return (
        f"default-src 'none'; style-src '{_digest(style)}'; script-src '{_digest(script)}'; "
        "img-src data:; base-uri 'none'; form-action 'none'"
    )


def _digest(text: str) -> str:
    return "sha256-" + b64encode(hashlib.sha256(text.encode()).digest()).decode()
