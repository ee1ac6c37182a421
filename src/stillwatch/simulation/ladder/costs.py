"""What evading costs the operator: figures read off its plan before and after, each with its unit."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from stillwatch.simulation.scenario import CampaignPlan

_MONTH: Final = 30.0
_MEAN_WAIT: Final = 0.55
"""Waves lie evenly between a tenth and the whole of ``days_before``."""


@dataclass(frozen=True, slots=True)
class Figure:
    """How much more than before the operator needs or loses; a ``unit`` that begins with "of" makes it a share."""

    name: str
    amount: float
    unit: str

    @property
    def text(self) -> str:
        """``240 more accounts``, ``78 % of throughput lost``."""
        amount = f"{100 * self.amount:.3g} %" if self.unit.startswith("of ") else f"{self.amount:,.0f}"
        return f"{amount} {self.unit}"


def costs(before: CampaignPlan, after: CampaignPlan, days: int) -> tuple[Figure, ...]:
    """Every figure that is not zero, in a fixed order; what becomes cheaper is no cost and left out.

    Args:
        before: The plan of an operator that does not evade.
        after: The plan of the same operator that does.
        days: Length of the window, for what is paid by the month.
    """
    figures = (
        Figure("accounts", _more(before.accounts, after.accounts), "more accounts"),
        Figure("throughput", lost_throughput(before, after), "of throughput lost"),
        Figure("account_months", _more(account_months(before, days), account_months(after, days)), "account-months"),
        Figure("bought", _more(bought(before), bought(after)), "accounts bought"),
        Figure("cards", _more(cards(before), cards(after)), "more cards"),
        Figure("devices", _more(devices(before), devices(after)), "more sign-up devices"),
        Figure("addresses", _more(residential(before), residential(after)), "more residential addresses"),
        Figure("contracts", _more(contracts(before), contracts(after)), "more routes to keep up"),
        Figure("wordings", _more(wordings(before), wordings(after)), "more template texts"),
        Figure("relayed", _more(relayed(before), relayed(after)), "accounts behind a relay that strips"),
        Figure("rotated", _more(before.forged, after.forged), "of requests through rotating residential exits"),
        Figure("imitating", _more(imitating(before), imitating(after)), "accounts whose client imitates others"),
        Figure("uninstructed", _more(before.stripped, after.stripped), "of requests without their instruction"),
        Figure("quality", lost_quality(before, after), "of answers off target"),
    )
    return tuple(figure for figure in figures if figure.amount > 0)


def in_words(figures: tuple[Figure, ...]) -> str:
    """All figures in one line."""
    return ", ".join(figure.text for figure in figures) or "nothing"


def lost_throughput(before: CampaignPlan, after: CampaignPlan) -> float:
    """Share of its own exchanges that the operator no longer gets in the window.

    Its own exchanges are what it is after; honest traffic that it carries for strangers may earn money, but gives it
    no answers, so that earnings are not set against this.
    """
    return max(0.0, 1.0 - after.share / before.share) if before.share else 0.0


def account_months(plan: CampaignPlan, days: int) -> float:
    """Months for which accounts are kept: the window, and the wait since a sign-up of its own.

    A plan with a monthly fee is paid for all of it; accounts that are bought were kept by somebody else until then.
    """
    wait = _MEAN_WAIT * plan.signups.days_before * (1.0 - plan.signups.aged)
    return plan.accounts * (days + wait) / _MONTH


def bought(plan: CampaignPlan) -> float:
    """Accounts from a market, each paid for once and lost when its owner or the provider notices."""
    return plan.accounts * plan.signups.aged


def cards(plan: CampaignPlan) -> float:
    """Payment cards, each in a name of its own; prepaid ones cost a fee apiece."""
    return plan.accounts / plan.signups.per_card


def devices(plan: CampaignPlan) -> float:
    """Sign-up devices, real or emulated convincingly."""
    return plan.accounts / plan.signups.per_device


def residential(plan: CampaignPlan) -> float:
    """Addresses of households in the pool that the accounts draw from; a home line is rented by the month.

    Addresses of hosts and clouds cost a fraction of that and are not counted.
    """
    pool = plan.accounts * plan.addresses / plan.per_address
    return pool * plan.networks.get("home", 0.0) / sum(plan.networks.values())


def contracts(plan: CampaignPlan) -> float:
    """Routes in use: each wants a contract, an integration and keys of its own."""
    return sum(weight > 0 for weight in plan.routes.values())


def wordings(plan: CampaignPlan) -> float:
    """Fixed texts to write and to check: a rewording that is worse at eliciting is found out only by its answers."""
    return plan.templates * plan.wording * (1 if plan.rewrite is None else 2)


def relayed(plan: CampaignPlan) -> float:
    """Accounts whose requests go through a relay that removes metadata: a machine, and an operator one has to trust."""
    return plan.accounts * plan.hidden


def imitating(plan: CampaignPlan) -> float:
    """Accounts whose program takes on the TLS handshakes and headers of other clients: software to keep up to date."""
    return plan.accounts * plan.forged


def lost_quality(before: CampaignPlan, after: CampaignPlan) -> float:
    """Share of its own answers that are not what the operator wanted.

    Answers about a capability it did not seek, and answers in a language it did not want, count as lost in full: the
    first are of no use, the second have to be translated back, which a text about reasoning or code hardly survives.
    So do answers to payloads that repeat: what the pool's items teach is learnt from the first round. All are drawn
    independently, so that what is kept is the product of what each leaves. Requests without an instruction are a figure
    of their own: they are answered, but by no reasoning in the form that was wanted, and how much that is worth depends
    on the operator.
    """
    sought = _kept(before.capabilities, after.capabilities)
    spoken = _kept(before.languages, after.languages)
    fresh = (1.0 - after.repeated) / (1.0 - before.repeated) if before.repeated < 1 else 1.0
    return max(0.0, 1.0 - sought * spoken * fresh)


def _kept(before: dict[str, float], after: dict[str, float]) -> float:
    wanted = {name for name, weight in before.items() if weight > 0}
    return sum(weight for name, weight in after.items() if name in wanted) / sum(after.values())


def _more(before: float, after: float) -> float:
    return max(0.0, after - before)
