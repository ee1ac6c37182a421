"""One pass over what is new: taken, dealt to the campaigns known, looked at for news, and told."""

from __future__ import annotations

import json
import shutil
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Final

from stillwatch.findings.pivots import as_time
from stillwatch.records.disk import room_in
from stillwatch.records.errors import InputError
from stillwatch.records.watching import Pass, Standing
from stillwatch.report.watch_document import pass_document
from stillwatch.scanning.clock import StageClock
from stillwatch.scanning.conclusion import SideTables, read_side_tables
from stillwatch.watching.dealt_files import SINCE, deal_since
from stillwatch.watching.focus import Alarm, alarms
from stillwatch.watching.ledger import Look
from stillwatch.watching.looking import Place, known_of, look_at_everything
from stillwatch.watching.options import WatchOptions
from stillwatch.watching.schedule import due, unanswered
from stillwatch.watching.standing import dealt_to, load_standings
from stillwatch.watching.state import LOOKS, State, look_name, opened
from stillwatch.watching.taking import Taken, take

DEFAULT: Final = WatchOptions()
NEWS: Final = "watch.json"
ROOM: Final = "it takes a few kilobytes"


def watch(
    inputs: Sequence[str | Path],
    *,
    state: Path,
    out: Path,
    accounts: Path | None = None,
    releases: Path | None = None,
    options: WatchOptions = DEFAULT,
) -> Pass:
    """Take what is new in ``inputs``, and tell what it changes.

    The first pass is one scan of everything. After it a pass reads new files alone, deals their exchanges to the
    campaigns known, and looks at the accounts that were active in the newest day. Where these show an operation that is
    not known, or the log has grown by an eighth, all that was taken is looked at, as by one scan, and the result is
    written anew: no campaign is told, and no account named, by anything less.

    Args:
        inputs: files, folders or globs of exchanges; those that were taken before are passed over.
        state: the folder that keeps what is known between passes.
        out: the folder for the result: that of a scan, ``watch.json``, and in ``since/`` later exchanges' verdicts.
        accounts: the accounts table as it is now.
        releases: the model releases table.
        options: see ``WatchOptions``.

    Returns:
        What is new.

    Raises:
        UsageError: a path is missing, or the state was made with other options.
        BusyError: another process is at work on the state.
        InputError: nothing was ever taken.
        DiskFullError: there is no room; what earlier passes made is kept.
    """
    clock = StageClock(options.progress)
    with opened(state, options) as held:
        taken = take(inputs, held, options, clock)
        if not held.ledger.rows():
            raise InputError("nothing to watch: no exchange could be read from the logs so far")
        beside = read_side_tables(accounts, releases, options.pseudonym_key)
        told = _Watch(held, beside, options, clock, out).told()
        done = _pass(held, taken or Taken(0), told, clock)
        with room_in(out, NEWS, ROOM):
            part = out / (NEWS + ".part")
            part.write_text(json.dumps(pass_document(done), indent=1) + "\n", encoding="utf-8")
            part.replace(out / NEWS)
    return done


@dataclass(frozen=True, slots=True)
class _Told:
    """Every campaign, why everything was looked at, and the names that are gone."""

    standings: tuple[Standing, ...]
    reason: str | None
    gone: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Watch:
    """What a pass has at hand."""

    state: State
    beside: SideTables
    options: WatchOptions
    clock: StageClock
    out: Path

    def told(self) -> _Told:
        """Deal what is new, or look at everything where that is due or called for."""
        look = self.state.ledger.look()
        if look is None or not _is_of(self.out, look):
            return self._look("first" if look is None else "another folder", ())
        if self.options.whole or due(look, self.state.ledger.rows()):
            return self._look("asked for" if self.options.whole else "grown", ())
        with self.clock.stage("dealing"):
            added = deal_since(self.state, look, self.out)
        rung = () if added is None else self._alarms(look)
        if rung:
            return self._look("alarm", rung)
        held = load_standings(self.state.of(LOOKS, look_name(look.number)))
        return _Told(dealt_to(held, self.state.ledger.dealt(), added or {}), None, ())

    def _alarms(self, look: Look) -> tuple[Alarm, ...]:
        until = self.state.ledger.newest() or look.until
        beside = replace(self.beside, earlier=known_of(self.state))
        return unanswered(alarms(self.state, until, beside, self.options.scan(), self.clock), self.state.ledger)

    def _look(self, reason: str, rung: Sequence[Alarm]) -> _Told:
        before = self._before()
        standings = look_at_everything(
            self.state, self.beside, self.options, self.clock, Place(self.out, reason), before
        )
        with self.state.ledger.step():
            names = [name for one in rung for name in one.accounts]
            self.state.ledger.add_answered(names, self.state.ledger.rows())
        shutil.rmtree(self.out / SINCE, ignore_errors=True)
        now = {one.campaign_id for one in standings}
        return _Told(standings, reason, tuple(name for name in before if name not in now))

    def _before(self) -> dict[str, Standing]:
        """Every campaign as the pass before left it."""
        look = self.state.ledger.look()
        if look is None:
            return {}
        held = load_standings(self.state.of(LOOKS, look_name(look.number)))
        return {one.campaign_id: one for one in dealt_to(held, self.state.ledger.dealt(), {})}


def _is_of(out: Path, look: Look) -> bool:
    """Whether ``out`` has the result of ``look``."""
    try:
        said = json.loads((out / NEWS).read_text(encoding="utf-8"))
        return bool(said["looks"] == look.number)
    except (OSError, ValueError, KeyError, TypeError):
        return False


def _pass(state: State, taken: Taken, told: _Told, clock: StageClock) -> Pass:
    look = state.ledger.look()
    newest = state.ledger.newest()
    if look is None or newest is None:
        raise AssertionError("a pass ends after a look")
    return Pass(
        until=as_time(newest),
        looked_until=as_time(look.until),
        looks=look.number,
        look=told.reason,
        accepted=taken.accepted,
        rejected=taken.rejected,
        again=taken.again,
        late=taken.late,
        campaigns=told.standings,
        gone=told.gone,
        seconds=dict(clock.seconds),
    )
