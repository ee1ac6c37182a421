"""A campaign's name, which it keeps from result to result, and the names it goes by no longer."""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Sequence

from stillwatch.findings.life import Lineage
from stillwatch.records.known import Known


def names(natural: Sequence[str], lines: Sequence[Lineage], earlier: Sequence[Known]) -> tuple[str, ...]:
    """The name of each found campaign: that of the one it continues, else its ``natural`` one.

    No name is given twice, nor one that an earlier campaign has or had.
    """
    taken = {name for one in earlier for name in (one.campaign_id, *one.formerly)}
    given: list[str] = []
    for name, line in zip(natural, lines, strict=True):
        given.append(_free(name, taken) if line.heir_of is None else line.heir_of.campaign_id)
        taken.add(given[-1])
    return tuple(given)


def _free(name: str, taken: Collection[str]) -> str:
    while name in taken:
        name = "C-" + hashlib.blake2s(name.encode(), digest_size=5).hexdigest()
    return name


def former_names(name: str, line: Lineage) -> tuple[str, ...]:
    """Other names under which it, or a part of it, stands in earlier results."""
    said = [former for one in line.continued for former in (one.campaign_id, *one.formerly)]
    said += [one.campaign_id for one in line.split_from]
    return tuple(former for former in dict.fromkeys(said) if former != name)
