"""Paths as Spark takes them, and as it gives them back."""

from __future__ import annotations

from typing import Final
from urllib.parse import unquote

_GLOB: Final = "*?[]{}\\"
_LOCAL: Final = "file:///"


def is_address(path: str) -> bool:
    """Whether a path names its file system, as ``s3a://bucket/logs`` does."""
    return "://" in path


def addressed(path: str) -> str:
    """A path for Spark's reader; what would be a pattern in the name of a local file is taken as it is."""
    if is_address(path):
        return path
    return "file://" + "".join("\\" + letter if letter in _GLOB else letter for letter in path)


def comparable(url: str) -> str:
    """Spark writes the address of a file without host with one slash or with three."""
    return url.replace(":///", ":/")


def decoded(url: str) -> str:
    """A local file's path, another's address, from what Spark says of it."""
    return unquote(url.removeprefix("file://")) if url.startswith(_LOCAL) else unquote(url)
