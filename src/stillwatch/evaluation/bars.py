"""The bars that a rung of the evasion ladder is measured against, and where a result falls short of them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from stillwatch.evaluation.measures import Measures

INNOCENTS_PER_100K: Final = 1.0
"""At most so many of 100,000 benign accounts, all kinds together, are put in a campaign."""

INNOCENT_KINDS: Final = 1
"""Those are of no more than so many benign kinds."""


@dataclass(frozen=True, slots=True)
class Bar:
    """The least that has to be found; ``of`` names what the bar is for, and ``exchange_recall`` None sets no bar."""

    of: str
    account_recall: float
    exchange_recall: float | None = None

    @property
    def text(self) -> str:
        """``account recall ≥ 0.95``, and the exchanges' where there is one."""
        more = "" if self.exchange_recall is None else f", exchange recall ≥ {self.exchange_recall:g}"
        return f"account recall ≥ {self.account_recall:g}{more}"


ONE_RUNG: Final = Bar("one rung or none", 0.95)
THREE_RUNGS: Final = Bar("three rungs together", 0.9)
ALL_RUNGS: Final = Bar("everything", 0.6)
TENTH: Final = Bar(ONE_RUNG.of, 0.95, 0.97)
"""A campaign that is 10 % of its accounts' traffic."""

TWENTIETH: Final = Bar(ONE_RUNG.of, 0.95, 0.9)
"""One that is less of it; 5 % is the least that the ladder has."""

_TENTH: Final = 0.1
_ROUNDING: Final = 1e-9


def bar_of_mixing(own_share: float) -> Bar:
    """The bar for a campaign that is ``own_share`` of its accounts' traffic and hides in no other way."""
    if own_share > _TENTH + _ROUNDING:
        return ONE_RUNG
    return TENTH if own_share > _TENTH - _ROUNDING else TWENTIETH


def shortfalls_of(measures: Measures, bar: Bar) -> tuple[str, ...]:
    """Say in words where ``measures`` miss the bar, or wrong too many innocents; empty where neither is so."""
    short = _below("account recall", measures.account_recall, bar.account_recall)
    if bar.exchange_recall is not None:
        short += _below("exchange recall", measures.exchange_recall, bar.exchange_recall)
    return (*short, *innocents_shortfalls(measures.innocents_per_100k, measures.innocent_kinds))


def innocents_shortfalls(per_100k: float, kinds: int) -> tuple[str, ...]:
    """The same for innocents alone, ``kinds`` being the number of benign kinds that they are of."""
    many = (f"{per_100k:.2f} innocents per 100,000",) if per_100k > INNOCENTS_PER_100K else ()
    return (*many, f"innocents of {kinds} kinds") if kinds > INNOCENT_KINDS else many


def _below(name: str, share: float | None, least: float) -> tuple[str, ...]:
    if share is None:
        return (f"no {name}",)
    return (f"{name} {share:.4f}",) if share < least else ()
