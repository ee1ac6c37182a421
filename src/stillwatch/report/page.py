"""One scan as one HTML document that needs no network and stays readable without its script."""

from __future__ import annotations

from importlib.resources import files
from typing import TYPE_CHECKING, Any, Final

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from stillwatch.records.vocabulary import ACTIONS, EVIDENCE_KINDS
from stillwatch.report import figures
from stillwatch.report.account_rows import PAGE
from stillwatch.report.accounts import actions_by_campaign
from stillwatch.report.campaign_view import CampaignView, Room, campaign_view
from stillwatch.report.content_policy import content_policy
from stillwatch.report.escaping import shortened, visible
from stillwatch.report.glossary import TERMS
from stillwatch.report.labels import ACTION, EVIDENCE, words
from stillwatch.report.life_view import PAGE as LIVES
from stillwatch.report.life_view import unheard
from stillwatch.report.quality_view import quality_view
from stillwatch.report.sentences import false_share_sentence, verdict
from stillwatch.report.traffic_chart import traffic_chart
from stillwatch.report.unresolved_view import ROOM, count_sentence, unresolved_views
from stillwatch.report.unresolved_view import SHOWN as SHOWN_GROUPS

if TYPE_CHECKING:
    from datetime import datetime

    from stillwatch.records.result import ScanResult

TITLE: Final = "Distillation campaigns"
SHOWN: Final = 2000
"""Characters of any one text from a log that the page shows."""

FILTERS: Final = {
    "bits": figures.bits,
    "count": figures.count,
    "day": figures.day,
    "duration": figures.duration,
    "moment": figures.moment,
    "percentage": figures.percentage,
    "probability": figures.probability,
    "rfc3339": figures.rfc3339,
    "shortened": shortened,
    "size": figures.size,
}


def render_report(result: ScanResult, *, title: str = TITLE, generated_at: datetime) -> str:
    """Render a scan as a self-contained HTML document of at most about 2 MiB.

    Args:
        result: What the scan returned.
        title: Heading of the page and of its window.
        generated_at: When the page was made, with a time zone.
    """
    style, script = _asset("report.css"), _asset("report.js")
    campaigns = _campaigns(result)
    return (
        _environment()
        .get_template("page.html")
        .render(
            title=title,
            generated_at=generated_at,
            run=result.run,
            verdict=verdict(result),
            campaigns=campaigns,
            traffic=traffic_chart(result),
            actions=ACTIONS,
            evidence_kinds=EVIDENCE_KINDS,
            action_words=ACTION,
            actions_elsewhere=actions_by_campaign(result.accounts).get(None, {}),
            unheard=unheard(result),
            unresolved=unresolved_views(result.unresolved),
            unresolved_count=count_sentence(len(result.unresolved)),
            unresolved_left=len(result.unresolved[SHOWN_GROUPS:]),
            false_share=false_share_sentence(result),
            accounts_seen=result.accounts.num_rows,
            quality=quality_view(result.run),
            terms=TERMS,
            policy=content_policy(style, script),
            style=style,
            script=script,
        )
    )


def _campaigns(result: ScanResult) -> tuple[CampaignView, ...]:
    actions = actions_by_campaign(result.accounts)
    number = max(len(result.campaigns), 1)
    accounts = PAGE - (ROOM if result.unresolved else 0)
    room = Room(accounts // number, LIVES // number)
    return tuple(
        campaign_view(result, campaign, number, actions.get(campaign.campaign_id, {}), room)
        for number, campaign in enumerate(result.campaigns, start=1)
    )


def _environment() -> Environment:
    environment = Environment(
        loader=PackageLoader("stillwatch.report"),
        autoescape=True,
        undefined=StrictUndefined,
        finalize=_finalize,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters.update(FILTERS, evidence=_evidence)
    return environment


def _finalize(value: Any) -> Any:
    """Whatever a template prints passes here, so that no template can forget to make hostile text visible."""
    if isinstance(value, str) and not isinstance(value, Markup):
        return shortened(visible(value, lines=True), SHOWN)
    return value


def _evidence(kind: str) -> str:
    return words(kind, EVIDENCE)


def _asset(name: str) -> Markup:
    text = files("stillwatch.report").joinpath("templates", name).read_text(encoding="utf-8")
    return Markup(text)  # noqa: S704 this package's own file, which must reach the page as it is
