"""The honest explanations tested on a campaign, told for the analyst who has to decide."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

import numpy as np

from stillwatch.campaigns.alternatives import Explanations
from stillwatch.evidence.infrastructure import IDENTITIES, MACHINES, PLACES, strongest, together
from stillwatch.evidence.measures import Measures
from stillwatch.records.evidence import Alternative


@dataclass(frozen=True, slots=True)
class Case:
    """A slice (``i`` of the measures) on which explanations are tried."""

    measures: Measures
    explanations: Explanations
    i: int

    @property
    def joint(self) -> float:
        """Bits of joint registration and infrastructure, which unrelated customers do not have."""
        return float(self.measures.cohort.bits[self.i] + self.measures.infrastructure.bits[self.i])

    @property
    def people(self) -> float:
        """Bits of joint registration and of what people hold, without the places that a hosted tool lends its users."""
        kinds = self.measures.infrastructure.kinds
        held = together([strongest(kinds, IDENTITIES), strongest(kinds, MACHINES)])
        return float(self.measures.cohort.bits[self.i] + held[self.i])

    @property
    def places(self) -> float:
        """Bits of shared addresses and networks."""
        return float(strongest(self.measures.infrastructure.kinds, PLACES)[self.i])

    @property
    def content(self) -> float:
        """Bits of one fixed text and of one job divided over accounts, which strangers behind one door do not have."""
        return max(0.0, float(self.measures.template.bits[self.i] + self.measures.partition.bits[self.i]))

    @property
    def timing(self) -> float:
        """Bits of joint behaviour in time."""
        return float(self.measures.synchrony.bits[self.i])


def _evaluators(case: Case) -> Alternative:
    repeated = float(case.measures.partition.repeated[case.i])
    here = f"here {repeated:.1%} of the exchanges repeat another account's text"
    text = f"Unrelated evaluators repeat the same items; {here}."
    return Alternative("evaluation harness", 12 * repeated, case.joint + 6 * (1 - repeated), text)


def _one_customer(case: Case) -> Alternative:
    share = case.explanations
    if share.unseen_owner[case.i] > 0:
        text = "One customer's batch job has one payer; here few payment methods are known, so it cannot be ruled out."
    else:
        text = (
            "One customer's batch job comes from one site and one payer; here "
            f"{share.place[case.i]:.0%} of the accounts have a place in common and the commonest payment method pays "
            f"for {share.payment[case.i]:.0%}."
        )
    if share.few_payers[case.i] > 0:
        text += " A few of them pay for nearly all, as a firm's or an agency's do."
    if share.staff[case.i] > 0:
        text += " They work there within the hours of one day, as staff does, whose cards are the employer's."
    fit = 10 * float(share.sites[case.i] + share.owner[case.i] + share.company[case.i])
    fit += float(share.unseen_owner[case.i] + share.few_payers[case.i])
    return Alternative(
        "one customer's batch job", fit, float(20 * (1 - max(share.place[case.i], share.payment[case.i]))), text
    )


def _workload(case: Case) -> Alternative:
    share = np.nan_to_num(case.measures.focus.trainable[case.i], nan=0.5)
    text = (
        "Support, extraction and retrieval are busy, narrow and of no use for training; here "
        f"{share:.0%} of the exchanges ask for what trains a model."
    )
    return Alternative(
        "a workload that trains nobody", float(case.explanations.workload[case.i]), float(16 * share), text
    )


def _classroom(case: Case) -> Alternative:
    slices, said = case.measures.slices, case.explanations
    span = float(np.ptp(slices.first[slices.offsets[case.i] : slices.offsets[case.i + 1]])) / 86_400e6
    text = (
        "A class shares one network, works for days and asks the same; here "
        f"{case.explanations.place[case.i]:.0%} of the accounts have a place in common, first uses "
        f"spread over {span:.0f} days, and the median account sent {case.explanations.median_count[case.i]:.0f} "
        "exchanges."
    )
    against = 10 * (1 - float(case.explanations.place[case.i])) + min(span, 10.0)
    return Alternative(
        "classroom or hackathon",
        10 * float(max(kind[case.i] for kind in (said.sites, said.event, said.school, said.over))),
        against,
        text,
    )


def _framework(case: Case) -> Alternative:
    text = (
        "Users of one framework or hosted tool share its default text and, where it runs for them, its addresses, but "
        "neither sign-ups, identities nor working hours; here "
        f"{float(case.measures.template.share[case.i]):.2%} of all customers have the text."
    )
    spread = float(-np.log2(max(1e-3, 1 - case.measures.template.share[case.i])))
    return Alternative("framework default", spread + case.places, case.people + case.timing, text)


def _reseller(case: Case) -> Alternative:
    share = case.explanations
    text = (
        "An honest reseller's accounts have one owner or one place, and its customers ask for what each of them wants; "
        f"here {share.place[case.i]:.0%} of the accounts have a place in common, and what they ask for has "
        f"{case.content:.1f} bits of one text or one job."
    )
    fit = 10 * float(max(share.sites[case.i], share.owner[case.i], share.company[case.i]))
    return Alternative("honest reseller", fit, case.content, text)


def _researchers(case: Case) -> Alternative:
    share = case.explanations
    close = float(max(share.place[case.i], share.domain[case.i]))
    median = float(share.median_count[case.i])
    text = (
        "Researchers work at one institution and send few probes; here at most "
        f"{close:.0%} of the accounts have a place or a mail domain in common, and the median account sent "
        f"{median:.0f} exchanges."
    )
    fit = 10 * float(max(share.school[case.i], share.sites[case.i])) + float(share.small_use[case.i]) / 2
    return Alternative("safety researchers", fit, 10 * (1 - close) + float(np.log2(1 + median)), text)


def _launch_day(case: Case) -> Alternative:
    text = "A launch-day crowd starts together and asks little; its accounts have nothing else in common."
    return Alternative(
        "launch-day crowd",
        float(case.measures.synchrony.start[case.i]) / 2 + float(case.explanations.small_use[case.i]),
        case.joint,
        text,
    )


RIVALS: Final[tuple[Callable[[Case], Alternative], ...]] = (
    _one_customer,
    _workload,
    _evaluators,
    _reseller,
    _classroom,
    _framework,
    _researchers,
    _launch_day,
)


def rivals(measures: Measures, explanations: Explanations, i: int) -> tuple[Alternative, ...]:
    """Every honest explanation of slice ``i``, the best fitting first."""
    case = Case(measures, explanations, i)
    tried = (rival(case) for rival in RIVALS)
    told = (Alternative(one.name, round(one.bits_for, 1), round(one.bits_against, 1), one.text) for one in tried)
    return tuple(sorted(told, key=lambda one: one.bits_against - one.bits_for))
