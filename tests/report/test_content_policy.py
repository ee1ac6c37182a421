"""The policy allows this page's own style and script and nothing else."""

from __future__ import annotations

from stillwatch.report.content_policy import content_policy


def test_the_digest_is_the_one_a_browser_computes() -> None:
    policy = content_policy("", "alert(1)")
    assert "style-src 'sha256-47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU='" in policy
    assert "script-src 'sha256-bhHHL3z2vDgxUt0W3dWQOrprscmda2Y5pLsLg4GF+pI='" in policy


def test_nothing_may_load_and_nothing_else_may_run() -> None:
    policy = content_policy("a", "b")
    assert policy.startswith("default-src 'none';")
    assert "unsafe" not in policy
    assert "http" not in policy
