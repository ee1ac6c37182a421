"""SynchroTrap: accounts that do the same thing at the same time, the same thing being to say one fixed text.

After Cao et al., "Uncovering large groups of active malicious accounts" (CCS 2014): actions match where two accounts
act on one object within a time window; the object is here a fixed text (``shared_text``), the window a minute of the
clock. There, pairs are linked by the Jaccard similarity of their actions; an account here has up to hundreds of
exchanges and few of them match by the minute, so that one match links, which found more on the worlds of development.
"""

from __future__ import annotations

from itertools import combinations
from typing import Final

from baselines.interface import Log, Verdict
from baselines.shared_text import HUB, fixed_texts
from baselines.unions import components, degrees, shared_values

SECONDS: Final = 60


def judge(log: Log) -> Verdict:
    """Each account's score is the number of other customers' accounts that it acted with."""
    pairs = links(log)
    return Verdict(degrees(pairs, len(log.names)), components(pairs, len(log.names)))


def links(log: Log) -> list[tuple[int, int]]:
    """The pairs of accounts of different customers that said one text in one minute."""
    columns = zip(log.owner.tolist(), log.seconds.tolist(), log.column("prompt"), log.column("system"), strict=True)
    acts = (
        (account, (text, when // SECONDS))
        for account, when, prompt, system in columns
        for text in fixed_texts(prompt, system)
    )
    together = shared_values(acts, HUB).values()
    pairs = {pair for held in together for pair in combinations(sorted(held), 2)}
    return sorted((one, other) for one, other in pairs if log.customer[one] != log.customer[other])
