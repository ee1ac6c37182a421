"""The folder in which a watch keeps what it knows between runs: a ledger, Parquet segments, and the last look."""

from __future__ import annotations

import errno
import fcntl
import hashlib
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import duckdb

from stillwatch.records.disk import room_in
from stillwatch.records.errors import StillwatchError, UsageError
from stillwatch.watching.ledger import Ledger
from stillwatch.watching.options import WatchOptions

LAYOUT: Final = 1
"""Goes up with every change of what the state holds or means."""
LEDGER: Final = "ledger.duckdb"
LOCK: Final = "lock"
PART: Final = ".part"
SEGMENTS: Final = "segments"
SAMPLES: Final = "samples"
REJECTED: Final = "rejected"
LOOKS: Final = "looks"
FOLDERS: Final = (SEGMENTS, SAMPLES, REJECTED, LOOKS)
ROOM: Final = "it takes about 200 bytes for each exchange"
NO_SPACE: Final = "No space left on device"


class BusyError(StillwatchError):
    """Another process is at work on the same state."""


@dataclass(frozen=True, slots=True)
class State:
    """A state folder that is open: nobody else has it. ``made`` are files that the ledger does not know yet."""

    path: Path
    ledger: Ledger

    def of(self, folder: str, name: str) -> Path:
        """Where a file of one of ``FOLDERS`` is."""
        return self.path / folder / name

    @contextmanager
    def making(self, what: str) -> Iterator[Path]:
        """A folder to write into; its files, named ``FOLDER-NAME``, are moved into place when the block ends well.

        They count from when the ledger knows them: others are removed when the state is opened again.

        Raises:
            DiskFullError: there is no room.
        """
        part = self.path / (what + PART)
        shutil.rmtree(part, ignore_errors=True)
        for folder in FOLDERS:
            (part / folder).mkdir(parents=True)
        try:
            with room_in(self.path, what, ROOM):
                yield part
                for folder in FOLDERS:
                    for made in (part / folder).iterdir():
                        made.replace(self.path / folder / made.name)
        finally:
            shutil.rmtree(part, ignore_errors=True)

    def sweep(self) -> None:
        """Remove what a process that was killed has left, which the ledger does not know."""
        segments = {one.name for one in self.ledger.segments()}
        look = self.ledger.look()
        known = {
            SEGMENTS: segments,
            SAMPLES: segments,
            REJECTED: {f"{run:06d}.jsonl" for run in range(1, self.ledger.next_run())},
            LOOKS: set() if look is None else {look_name(look.number)},
        }
        for left in self.path.glob("*" + PART):
            shutil.rmtree(left, ignore_errors=True)
        for folder, names in known.items():
            for left in (self.path / folder).iterdir():
                if left.name not in names:
                    shutil.rmtree(left) if left.is_dir() else left.unlink()


def look_name(number: int) -> str:
    """The folder of what a look at everything left."""
    return f"{number:06d}"


@contextmanager
def opened(path: Path, options: WatchOptions) -> Iterator[State]:
    """The state in ``path``, made where there is none, for one process alone.

    Raises:
        UsageError: the folder holds other files, or a state made by another version or with other options.
        StillwatchError: the ledger cannot be read.
        DiskFullError: there is no room for what it has to record.
        BusyError: another process has it open.
    """
    path.mkdir(parents=True, exist_ok=True)
    if not (path / LEDGER).exists() and any(one.name != LOCK for one in path.iterdir()):
        raise UsageError(f"--state {path} holds files that no watch made; name an empty or a new folder")
    with (path / LOCK).open("w") as lock:
        _locked(lock.fileno(), path)
        with room_in(path, LEDGER, ROOM), _readable(path / LEDGER):
            ledger = Ledger(path / LEDGER)
            for folder in FOLDERS:
                (path / folder).mkdir(exist_ok=True)
            try:
                _agreed(ledger, path, options)
                state = State(path, ledger)
                state.sweep()
                yield state
            finally:
                ledger.close()


@contextmanager
def _readable(ledger: Path) -> Iterator[None]:
    """The database's errors as this program's, a full disk as the operating system would tell it."""
    try:
        yield
    except duckdb.Error as error:
        if NO_SPACE in str(error):
            raise OSError(errno.ENOSPC, NO_SPACE) from error
        said = str(error).splitlines()[0]
        raise StillwatchError(
            f"the ledger {ledger} cannot be used ({said}); begin a new state with all logs"
        ) from error


def _locked(descriptor: int, path: Path) -> None:
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError as error:
        raise BusyError(f"another watch is at work on {path}; wait until it ends, or name another --state") from error


def _agreed(ledger: Ledger, path: Path, options: WatchOptions) -> None:
    """Refuse a state made otherwise: its pseudonyms would not match, or it would keep text that shall be dropped."""
    key = options.pseudonym_key
    wanted = {
        "layout": str(LAYOUT),
        "pseudonyms": "none" if key is None else hashlib.blake2s(key, digest_size=8).hexdigest(),
        "drop_content": str(options.drop_content),
    }
    held = ledger.settings()
    if not held:
        with ledger.step():
            ledger.set_settings(wanted)
        return
    other = [name for name, value in wanted.items() if held.get(name) != value]
    if other:
        raise UsageError(
            f"--state {path} was made with another {' and '.join(other)}; use the same options and version, or begin "
            "a new state and give it all logs"
        )
