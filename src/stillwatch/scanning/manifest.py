"""What a scan's finished stages depend on: they are used again only where all of it is as it was."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from importlib.metadata import version
from pathlib import Path
from typing import Any, Final

from stillwatch.scanning.options import ScanOptions
from stillwatch.sources.discovery import find_files
from stillwatch.sources.quarantine import Quarantine

LAYOUT: Final = 1
"""Goes up with every change of what a stage writes or means, for between releases the version stays the same."""


def manifest_of(inputs: Sequence[str | Path], tables: Sequence[Path | None], options: ScanOptions) -> dict[str, Any]:
    """Names, sizes and times of all that is read, the options that change a result, and the version.

    Raises:
        UsageError: an input that does not exist.
    """
    key = options.pseudonym_key
    return {
        "version": version("stillwatch"),
        "layout": LAYOUT,
        "inputs": [_file(file.path) for file in find_files(inputs, Quarantine())],
        "tables": [None if path is None else _file(path) for path in tables],
        "format": options.format,
        "drop_content": options.drop_content,
        "pseudonyms": None if key is None else hashlib.blake2s(key, digest_size=8).hexdigest(),
        "most_held": options.most_held,
    }


def _file(path: Path) -> list[str | int]:
    found = path.stat()
    return [str(path.resolve()), found.st_size, found.st_mtime_ns]


def input_bytes(inputs: Sequence[str | Path]) -> int:
    """The size of all files that ``inputs`` mean.

    Raises:
        UsageError: an input that does not exist.
    """
    return sum(file.size for file in find_files(inputs, Quarantine()))
