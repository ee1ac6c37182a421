"""Accounts that say the same fixed text: how many unrelated accounts each shares several exact beginnings or ends with.

No paper's: it is what grouping by a prefix gives, and what publishers name first ("identical patterns"). A text is the
first or the last twelve words of a prompt, or a whole system prompt. One text in common is what users of one framework
have, so two accounts are joined by three; accounts of one organization are one customer and not joined at all.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from itertools import combinations
from typing import Final

from baselines.interface import Log, Verdict
from baselines.unions import Pair, components, degrees, shared_values

WORDS: Final = 12
IN_COMMON: Final = 3
HUB: Final = 300
"""A text that more accounts say is a framework's or a meme."""


def judge(log: Log) -> Verdict:
    """Each account's score is the number of accounts that it is joined to."""
    pairs = links(log)
    return Verdict(degrees(pairs, len(log.names)), components(pairs, len(log.names)))


def links(log: Log) -> list[tuple[int, int]]:
    """The pairs of accounts of different customers that have several texts in common."""
    holders = shared_values(text_values(log), HUB).values()
    common = Counter(pair for held in holders for pair in combinations(sorted(held), 2))
    strong = (pair for pair, texts in common.items() if texts >= IN_COMMON)
    return sorted((one, other) for one, other in strong if log.customer[one] != log.customer[other])


def text_values(log: Log) -> list[Pair]:
    """Each account with each text that it said, once and in a fixed order."""
    columns = zip(log.owner.tolist(), log.column("prompt"), log.column("system"), strict=True)
    return sorted({(account, text) for account, prompt, system in columns for text in fixed_texts(prompt, system)})


def fixed_texts(prompt: str | None, system: str | None) -> Iterator[tuple[str, str]]:
    """The texts of one exchange, each with its place; a short prompt has neither beginning nor end."""
    words = (prompt or "").split()
    if len(words) >= WORDS:
        yield "first", " ".join(words[:WORDS])
        yield "last", " ".join(words[-WORDS:])
    if system:
        yield "system", system
