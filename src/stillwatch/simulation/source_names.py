"""The names of prompt sources that an option gives: itself, or in a file with a name on each line."""

from __future__ import annotations

from pathlib import Path

from stillwatch.records.errors import InputError, UsageError


def source_names(said: str | None) -> tuple[str, ...]:
    """Names with commas between them, or those in the file of that path; empty for None, which means all.

    In a file, empty lines and what follows a ``#`` are left out.

    Raises:
        UsageError: no source is named.
        InputError: the file cannot be read as text.
    """
    if said is None:
        return ()
    lines = _lines(Path(said)) if Path(said).is_file() else said.split(",")
    names = tuple(dict.fromkeys(name for line in lines if (name := line.partition("#")[0].strip())))
    if not names:
        raise UsageError(f"--sources {said!r} names no source; give names with commas between, or a file of names")
    return names


def _lines(file: Path) -> list[str]:
    try:
        return file.read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise InputError(f"--sources {file}: cannot be read as text ({error})") from None
