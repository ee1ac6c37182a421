"""The files that a user's inputs mean: files, folders and globs, in a fixed order, each once."""

from __future__ import annotations

import glob
import os
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Final

from stillwatch.records.errors import UsageError
from stillwatch.sources.interface import Compression, InputFile
from stillwatch.sources.quarantine import Quarantine

_MAGIC: Final[tuple[tuple[bytes, Compression], ...]] = ((b"\x1f\x8b", "gzip"), (b"\x28\xb5\x2f\xfd", "zstd"))
_TRUTH: Final = "truth_"


def find_files(inputs: Sequence[str | Path], quarantine: Quarantine) -> tuple[InputFile, ...]:
    """Every regular file the inputs mean, folders searched to any depth in name order.

    Hidden files and folders, names that begin with ``_`` (as data frameworks mark their own), empty files and
    files of a simulation's truth are noted as skipped; a file that cannot be opened is quarantined.

    Raises:
        UsageError: an input that does not exist, or no input at all.
    """
    if not inputs:
        raise UsageError("no input: name a log file, a folder or a pattern")
    found: dict[Path, InputFile] = {}
    for given in inputs:
        for path in _paths(given, quarantine):
            file = _opened(path, quarantine)
            if file is not None:
                found.setdefault(path.resolve(), file)
    return tuple(found.values())


def describe(path: Path) -> InputFile:
    """The file's size and, from its first bytes, its compression.

    Raises:
        OSError: the file cannot be opened.
    """
    with path.open("rb") as file:
        head = file.read(4)
    compression = next((kind for magic, kind in _MAGIC if head.startswith(magic)), None)
    return InputFile(path, path.stat().st_size, compression)


def _paths(given: str | Path, quarantine: Quarantine) -> Iterator[Path]:
    path = Path(given)
    if path.is_dir():
        files = list(_walk(path))
        if not files:
            quarantine.skip(str(given), "a folder without files")
        yield from files
    elif path.is_file():
        yield path
    elif path.exists():
        raise UsageError(f"{given} is neither a file nor a folder")
    elif matches := _matches(str(given)):
        for match in matches:
            yield from _paths(match, quarantine)
    else:
        raise UsageError(f"{given} does not exist")


def _matches(pattern: str) -> list[str]:
    if not glob.has_magic(pattern):
        return []
    return sorted(glob.glob(pattern, recursive=True))  # noqa: PTH207 - Path.glob takes no absolute patterns


def _walk(folder: Path) -> Iterator[Path]:
    for parent, folders, files in os.walk(folder):
        folders[:] = sorted(name for name in folders if not name.startswith((".", "_")))
        yield from (Path(parent, name) for name in sorted(files) if Path(parent, name).is_file())


def _opened(path: Path, quarantine: Quarantine) -> InputFile | None:
    shown = bytes(path).decode("utf-8", "replace")
    if path.name.startswith(_TRUTH):
        quarantine.skip(shown, "a simulation's truth is never read")
        return None
    if path.name.startswith((".", "_")):
        quarantine.skip(shown, "a hidden file")
        return None
    try:
        file = describe(path)
    except OSError as error:
        quarantine.reject(shown, f"unreadable file: {error.strerror}")
        return None
    if file.size == 0:
        quarantine.skip(shown, "an empty file")
        return None
    return file
