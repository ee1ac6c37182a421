"""The records that readers share."""

from __future__ import annotations

import os
from pathlib import Path

from stillwatch.sources.interface import InputFile


def test_a_name_that_is_no_unicode_can_still_be_shown() -> None:
    path = Path(os.fsdecode(b"log-\xff.jsonl"))
    assert InputFile(path, 0).name == "log-\N{REPLACEMENT CHARACTER}.jsonl"
    InputFile(path, 0).name.encode("utf-8")
