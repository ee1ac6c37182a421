"""The calibration of many results as a section of a page: errors, a reliability diagram, and the bins behind it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from stillwatch.evaluation.calibration import Bin, calibration_error, equal_mass
from stillwatch.evaluation.claims import Claim, Claims
from stillwatch.evaluation.markdown import row
from stillwatch.evaluation.reliability_diagram import reliability_diagram

TARGET: Final = 0.03
"""Expected calibration error that is asked of what is told."""

CAMPAIGNS: Final = "Campaigns, by confidence"
SORTED: Final = "Campaigns, judged by exchanges"
ACCOUNTS: Final = "Accounts in campaigns, by score"


def diagram(claims: Claims) -> str:
    """The reliability diagram of campaigns, judged by accounts and by exchanges, and of accounts in campaigns."""
    panels = ((CAMPAIGNS, claims.campaigns), (SORTED, claims.sorted_campaigns), (ACCOUNTS, _scored(claims)))
    return reliability_diagram([(title, equal_mass(part)) for title, part in panels])


def calibration_section(claims: Claims, worlds: str, image: str) -> str:
    """What was measured, over which ``worlds`` (in words), with the diagram's address ``image``."""
    scored = _scored(claims)
    kinds = (
        ("campaigns told, by `confidence`", claims.campaigns),
        ("the same, judged by their exchanges", claims.sorted_campaigns),
        ("accounts in campaigns, by `score`", scored),
        ("all accounts, by `score`", claims.accounts),
    )
    lines = [
        f"Measured over {worlds}:",
        "",
        row(("claims", "number", "said on average", "true", "expected calibration error", f"target ≤ {TARGET:g}")),
        row(("---", "---:", "---:", "---:", "---:", "---")),
        *(row(_summary(name, part)) for name, part in kinds),
        "",
        f"![Reliability diagram of campaigns and of accounts; the table below has its figures]({image})",
        "",
        row(("bin of", "probability said", "said on average", "true", "number")),
        row(("---", "---", "---:", "---:", "---:")),
        *(row(_cells("campaigns", one)) for one in equal_mass(claims.campaigns)),
        *(row(_cells("the same, by exchanges", one)) for one in equal_mass(claims.sorted_campaigns)),
        *(row(_cells("accounts in campaigns", one)) for one in equal_mass(scored)),
        "",
        f"Unresolved groups: {claims.unresolved}; in {claims.unresolved_right} of them most accounts are a campaign's.",
    ]
    return "\n".join(lines) + "\n"


def _scored(claims: Claims) -> tuple[Claim, ...]:
    """Accounts with a score above nothing: those of a campaign."""
    return tuple(one for one in claims.accounts if one.probability > 0)


def _summary(name: str, part: Sequence[Claim]) -> tuple[str, ...]:
    whole = sum(one.whole for one in part)
    error = calibration_error(equal_mass(part))
    if error is None:
        return (name, "0", "–", "–", "–", "nothing to judge")
    said = sum(one.probability * one.whole for one in part) / whole
    true = sum(one.right for one in part) / whole
    return (name, f"{whole:,}", f"{said:.4f}", f"{true:.4f}", f"{error:.4f}", "met" if error <= TARGET else "**short**")


def _cells(name: str, one: Bin) -> tuple[str, ...]:
    return (name, f"{one.lowest:.4f} to {one.highest:.4f}", f"{one.said:.4f}", f"{one.true:.4f}", f"{one.count:,}")
