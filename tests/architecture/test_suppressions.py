"""Every suppressed warning says why, beside it."""

from __future__ import annotations

import io
import re
import tokenize
from pathlib import Path

SUPPRESSION = re.compile(r"#\s*(noqa|type:\s*ignore|pragma:\s*no cover|fmt:\s*(off|skip))")
CODES = r"(noqa: [A-Z]+\d+(, ?[A-Z]+\d+)*|type: ignore\[[a-z, -]+\]|no cover|fmt: \w+)"
REASON = re.compile(CODES + r"[ #-]+(a )?[A-Za-z]\w+")


def test_every_suppression_has_its_reason(tracked: list[Path]) -> None:
    bare = [
        f"{path}:{token.start[0]} {token.string}"
        for path in tracked
        if path.suffix == ".py"
        for token in tokenize.generate_tokens(io.StringIO(path.read_text(encoding="utf-8")).readline)
        if token.type == tokenize.COMMENT and SUPPRESSION.search(token.string) and not REASON.search(token.string)
    ]

    assert bare == []
