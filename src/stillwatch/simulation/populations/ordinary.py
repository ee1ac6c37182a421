"""Ordinary clients: people at the console, applications on the API, developers."""

from __future__ import annotations

from stillwatch.simulation.draft import Draft
from stillwatch.simulation.habits import API, CONSOLE, DEVELOPER
from stillwatch.simulation.populations.settle import own_tasks, settle, volumes


def ordinary_console(draft: Draft, kind: int, accounts: int, exchanges: int) -> None:
    """People who chat: short conversations, evenings, phones and browsers."""
    volume = volumes(draft, CONSOLE, accounts, exchanges)
    settle(draft, kind, CONSOLE, volume, own_tasks(draft, CONSOLE, volume, system=0.08, template=0.0))


def ordinary_api(draft: Draft, kind: int, accounts: int, exchanges: int) -> None:
    """Applications with a system prompt or request template of their own; the largest dominate."""
    volume = volumes(draft, API, accounts, exchanges)
    settle(draft, kind, API, volume, own_tasks(draft, API, volume, system=0.6, template=0.5))


def developer(draft: Draft, kind: int, accounts: int, exchanges: int) -> None:
    """Developers with long tool-using sessions and scripts of their own."""
    volume = volumes(draft, DEVELOPER, accounts, exchanges)
    settle(draft, kind, DEVELOPER, volume, own_tasks(draft, DEVELOPER, volume, system=0.45, template=0.12))
