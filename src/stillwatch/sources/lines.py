"""A text file, compressed or not, as blocks of whole lines with their line numbers, in bounded memory."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import BinaryIO, Final, Protocol

import pyarrow as pa

from stillwatch.sources.interface import InputFile

BLOCK_BYTES: Final = 8 * 1024 * 1024
_BOM: Final = b"\xef\xbb\xbf"


@dataclass(frozen=True, slots=True)
class Block:
    """Whole lines; the last one may lack its newline at the end of the file. ``bytes_done`` are bytes on disk."""

    data: bytes
    first_line: int
    bytes_done: int


@dataclass(frozen=True, slots=True)
class Fault:
    """A line, or the rest of the file from that line on, that cannot be read, and why."""

    line: int
    reason: str


class Readable(Protocol):
    """The part of a stream that is needed here."""

    def read(self, size: int, /) -> bytes:
        """At most ``size`` bytes; none at the end."""
        ...


@contextmanager
def opened(file: InputFile) -> Iterator[tuple[Readable, BinaryIO]]:
    """The decompressed stream and the one of bytes on disk (the same where nothing is compressed).

    Raises:
        OSError: the file cannot be opened.
    """
    with file.path.open("rb") as raw:
        if file.compression is None:
            yield raw, raw
        else:
            with pa.CompressedInputStream(pa.PythonFile(raw), file.compression) as stream:
                yield stream, raw


def blocks(file: InputFile, block_bytes: int = BLOCK_BYTES) -> Iterator[Block | Fault]:
    """Blocks of whole lines of about ``block_bytes``, and a fault for each over-long line and for a file cut short.

    A line that a damaged end of a compressed file cuts is part of what could not be read.
    """
    splitter = _Splitter(file.max_line_bytes)
    size = min(block_bytes, file.max_line_bytes)
    try:
        with opened(file) as (stream, raw):
            while chunk := stream.read(size):
                yield from splitter.feed(chunk, raw.tell())
            yield from splitter.finish(file.size)
    except (OSError, EOFError) as error:
        yield Fault(splitter.line, f"unreadable from here to the end of the file: {_why(error)}")


@dataclass(slots=True)
class _Splitter:
    """Cuts chunks at newlines; of a line that grows beyond ``max_line`` only the length is kept."""

    max_line: int
    line: int = 1
    carry: list[bytes] = field(default_factory=list)
    carried: int = 0
    dropped: int = 0

    def feed(self, chunk: bytes, bytes_done: int) -> Iterator[Block | Fault]:
        if self.line == 1 and not self.carried:
            chunk = chunk.removeprefix(_BOM)
        first = chunk.find(b"\n")
        if first < 0:
            self._hold(chunk)
            return
        if self.dropped or self.carried + first > self.max_line:
            yield self._too_long(first)
            chunk = chunk[first + 1 :]
        end = chunk.rfind(b"\n") + 1
        if end:
            yield self._block(chunk[:end], bytes_done)
        self._hold(chunk[end:])

    def finish(self, bytes_done: int) -> Iterator[Block | Fault]:
        if self.dropped:
            yield self._too_long(0)
        elif self.carried:
            yield self._block(b"", bytes_done)

    def _hold(self, piece: bytes) -> None:
        if self.dropped or self.carried + len(piece) > self.max_line:
            self.dropped += self.carried + len(piece)
            self.carry, self.carried = [], 0
        elif piece:
            self.carry.append(piece)
            self.carried += len(piece)

    def _too_long(self, more: int) -> Fault:
        size = self.dropped + self.carried + more
        fault = Fault(self.line, f"line too long: {size} bytes exceeds {self.max_line}")
        self.carry, self.carried, self.dropped = [], 0, 0
        self.line += 1
        return fault

    def _block(self, piece: bytes, bytes_done: int) -> Block:
        data = b"".join((*self.carry, piece)) if self.carry else piece
        block = Block(data, self.line, bytes_done)
        self.carry, self.carried = [], 0
        self.line += data.count(b"\n")
        return block


def _why(error: BaseException) -> str:
    return " ".join(str(error).split()) or type(error).__name__
