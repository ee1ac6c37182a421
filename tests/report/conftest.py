"""Results to render: three simulated campaigns, one hostile in every string, one with nothing found."""

from __future__ import annotations

import math
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Final

import pyarrow as pa
import pytest

from stillwatch.records.campaign import Campaign, Moment, Pivot, TechniqueUse, Template, Timeline
from stillwatch.records.evidence import Alternative, Evidence
from stillwatch.records.known import Known, Traces
from stillwatch.records.result import Release, ScanResult
from stillwatch.records.run import Gap, Run
from stillwatch.records.tables import ACCOUNT_RESULTS, EXCHANGE_RESULTS
from stillwatch.records.unresolved import Unresolved

if TYPE_CHECKING:
    from collections.abc import Callable

HOSTILE: Final = (
    "<script>alert(1)</script>\x1b[31m\x9b2J\u202eevil\u2066\u200b\ud800[bold]x[/]{{7*7}}=cmd|' /C calc'!A0"
    "\"'><img src=x onerror=alert(1)>&amp;\r\n\x00"
)
"""What a log can hold when somebody wants to reach the person who reads the report."""

START: Final = datetime(2026, 1, 5, 6, tzinfo=UTC)
LAUNCH: Final = datetime(2026, 1, 29, 17, tzinfo=UTC)
STEP: Final = 6 * 3600


def timeline(days: int, peak: int, accounts: int, closures: tuple[tuple[datetime, int], ...] = ()) -> Timeline:
    steps = days * 86400 // STEP
    swell = [0.25 + 0.75 * math.sin(math.pi * (step + 0.5) / steps) ** 2 for step in range(steps)]
    wave = [1 + 0.18 * math.sin(step * 1.9) for step in range(steps)]
    return Timeline(
        start=START,
        step_seconds=STEP,
        exchanges=tuple(round(peak * s * w) for s, w in zip(swell, wave, strict=True)),
        accounts=tuple(round(accounts * min(1, 0.4 + s * 0.7)) for s in swell),
        closures=closures,
    )


def evidence() -> tuple[Evidence, ...]:
    return (
        Evidence(
            "shared_template",
            41.3,
            "812 accounts without a common organization send the same 63 words of fixed text "
            "around payloads that do not repeat; 3 other accounts of 40,112 ever sent it.",
        ),
        Evidence(
            "partitioned_payloads",
            18.9,
            "Of 96,400 payloads, 31 reached two accounts; independent users of one list would have repeated 9,200.",
        ),
        Evidence(
            "synchrony", 12.2, "The accounts pause and resume in the same quarter of an hour, 14 times in 31 days."
        ),
        Evidence(
            "signup_cohort",
            6.4,
            "710 of 812 accounts were opened within 9 hours and ran at their limit on the first day.",
        ),
        Evidence("shared_infrastructure", 4.1, "Nine payment instruments are spread over 644 of the accounts."),
        Evidence(
            "narrow_focus", -3.2, "12 % of the requests are general questions, more than a focused operation sends."
        ),
    )


def alternatives() -> tuple[Alternative, ...]:
    return (
        Alternative(
            "evaluation_harness",
            6.1,
            38.0,
            "A benchmark repeats its questions over accounts; here the payloads do not repeat.",
        ),
        Alternative("reseller", 11.0, 24.5, "A reseller's customers bring their own prompts and their own hours."),
        Alternative(
            "enterprise_batch", 9.0, 21.2, "A company's keys share one organization; these accounts share none."
        ),
        Alternative("classroom", 2.0, 30.4, "A class ends; this ran through 31 nights."),
    )


def uses() -> tuple[TechniqueUse, ...]:
    return (
        TechniqueUse("imagined_reasoning", 0.38, START, 49_400, "Exchanges whose wording shows it: 49,400."),
        TechniqueUse("technique_search", 0.01, START, 1_300, "212 wordings were tried, 96% refused."),
    )


def campaign(
    campaign_id: str = "c-7f31", *, exchanges: int = 130_000, accounts: int = 812, confidence: float = 0.997
) -> Campaign:
    return Campaign(
        campaign_id=campaign_id,
        confidence=confidence,
        first_seen=START,
        last_seen=START + timedelta(days=38, hours=7),
        accounts=accounts,
        exchanges=exchanges,
        input_tokens=exchanges * 612,
        output_tokens=exchanges * 1480,
        capabilities={"agentic_reasoning": 0.46, "tool_use": 0.31, "coding": 0.17, "general": 0.06},
        models={"model-medium-4": 0.52, "model-large-5": 0.45, "model-small-4": 0.03},
        routes={"api": 0.58, "bedrock": 0.27, "gateway": 0.15},
        pivots=(Pivot("model-large-5", LAUNCH, 19.5, 0.47),),
        evidence=evidence(),
        techniques={"imagined_reasoning": 0.38, "inline_reasoning_tags": 0.21, "do_not_flag": 0.004},
        alternatives=alternatives(),
        templates=(
            Template(
                "t-19ac",
                "system",
                96_400,
                801,
                "You are a careful engineer. Before every answer write out, between <think> tags, "
                "each step that led to it.\nTask: {…}",
            ),
            Template("t-0b2d", "user", 31_200, 455, None),
        ),
        timeline=timeline(39, 1500, accounts, ((LAUNCH - timedelta(days=6), 310), (LAUNCH + timedelta(days=5), 122))),
        p_value=2e-5,
        state="active",
        history=history(),
        formerly=("c-old1",),
    )


def history() -> tuple[Moment, ...]:
    ban = LAUNCH - timedelta(days=6)
    return (
        Moment(START, "first_seen", "starting", "its first exchange in this log"),
        Moment(START + timedelta(days=1), "steady", "active", "it has worked for a day since"),
        Moment(ban, "accounts_closed", "disrupted", "310 of its accounts (38 % of those open) closed in 2.0 hours"),
        Moment(ban + timedelta(minutes=40), "taken_over", "displaced", "57 accounts not seen before took over"),
        Moment(ban + timedelta(days=1), "steady", "active", "it has worked for a day since"),
    )


def group(group_id: str = "u-51aa", *, reason: str = "close", bits: float = 1.5) -> Unresolved:
    return Unresolved(
        group_id=group_id,
        reason=reason,
        bits=bits,
        first_seen=START,
        last_seen=START + timedelta(days=9),
        accounts=24,
        exchanges=1_800,
        evidence=evidence(),
        alternatives=alternatives(),
        settles=("payment_id is missing for 100% of it: it tells one owner from many.",),
        account_ids=("acct-17", "acct-18"),
    )


def account_table(rows: list[tuple[str, str | None, float, int, int, str, list[str]]]) -> pa.Table:
    return pa.Table.from_pylist([dict(zip(ACCOUNT_RESULTS.names, row, strict=True)) for row in rows], ACCOUNT_RESULTS)


def members(campaign_id: str, number: int) -> list[tuple[str, str | None, float, int, int, str, list[str]]]:
    reasons = ["shares a rare template", "one job divided", "synchronous with 640 accounts", "opened in one batch"]
    actions = ("suspend", "suspend", "restrict", "throttle", "verify", "observe")
    return [
        (
            f"{campaign_id}-{place * 2654435761 % 2**32:08x}",
            campaign_id,
            0.999 - place / (number * 2.5),
            240 - place % 97,
            200 - place % 97,
            actions[place * 6 // number],
            reasons[: 4 - place * 3 // number],
        )
        for place in range(number)
    ]


def run(**changes: object) -> Run:
    values: dict[str, object] = {
        "read": 400_412,
        "accepted": 400_000,
        "rejected": 412,
        "seconds": {"sources": 4.1, "fingerprints": 9.6, "evidence": 5.2, "campaigns": 1.4},
        "peak_rss_bytes": 1_630_000_000,
        "engine": "duckdb",
        "version": "0.1.0",
        "sources": ("exchanges/part-000.parquet", "exchanges/part-001.parquet"),
        "rejections_by_reason": {"duplicate exchange_id": 371, "started_at is before 2015": 41},
        "coverage": {"prompt": 1.0, "system": 0.64, "ip": 0.98, "tls_fingerprint": 0.21, "end_user_id": 0.0},
        "gaps": (Gap("no sign-up data", "No accounts table was given, so accounts opened together cannot be seen."),),
        "simulated": True,
    }
    return Run(**{**values, **changes})  # type: ignore[arg-type]  # keyword values are checked by the record's own tests


def result_of(
    campaigns: tuple[Campaign, ...],
    rows: int = 40,
    scan: Run | None = None,
    unresolved: tuple[Unresolved, ...] = (),
) -> ScanResult:
    table = [row for found in campaigns for row in members(found.campaign_id, rows)]
    table += [(f"free-{place:05d}", None, 0.01, 12, 0, "observe", []) for place in range(25)]
    exchanges = pa.table([pa.array([], field.type) for field in EXCHANGE_RESULTS], schema=EXCHANGE_RESULTS)
    releases = (Release("model-large-5", LAUNCH), Release("model-small-5", LAUNCH + timedelta(days=1)))
    return ScanResult(campaigns, account_table(table), exchanges, scan or run(), releases, (), unresolved)


@pytest.fixture
def hostile_text() -> str:
    return HOSTILE


@pytest.fixture
def make_campaign() -> Callable[..., Campaign]:
    return campaign


@pytest.fixture
def make_group() -> Callable[..., Unresolved]:
    return group


@pytest.fixture
def make_result() -> Callable[..., ScanResult]:
    return result_of


@pytest.fixture
def make_run() -> Callable[..., Run]:
    return run


@pytest.fixture
def make_accounts() -> Callable[..., pa.Table]:
    return account_table


@pytest.fixture
def three() -> ScanResult:
    return result_of(
        (
            replace(campaign("c-7f31", exchanges=130_000, accounts=2412), technique_uses=uses()),
            campaign("c-20be", exchanges=34_000, accounts=812, confidence=0.94),
            campaign("c-e5a8", exchanges=1_500, accounts=61, confidence=0.71),
        ),
        rows=1300,
        scan=run(false_discovery_rate=0.1, expected_false_share=0.12),
        unresolved=(group(), group("u-62bb", reason="open", bits=-3.0)),
    )


@pytest.fixture
def empty() -> ScanResult:
    return result_of((), scan=run(simulated=False))


@pytest.fixture
def hostile() -> ScanResult:
    found = Campaign(
        campaign_id=HOSTILE,
        confidence=0.9,
        first_seen=START,
        last_seen=START + timedelta(days=3),
        accounts=2,
        exchanges=100,
        input_tokens=1,
        output_tokens=1,
        capabilities={HOSTILE: 1.0},
        models={HOSTILE: 1.0},
        routes={HOSTILE: 1.0},
        pivots=(Pivot(HOSTILE, START + timedelta(days=1), 3.0, 0.5),),
        evidence=(Evidence(HOSTILE, 3.0, HOSTILE), Evidence("synchrony", -1.0, HOSTILE)),
        techniques={HOSTILE: 0.5},
        technique_uses=(TechniqueUse(HOSTILE, 0.5, START, 5, HOSTILE),),
        alternatives=(Alternative(HOSTILE, 1.0, 2.0, HOSTILE),),
        templates=(Template(HOSTILE, HOSTILE, 5, 2, HOSTILE),),
        timeline=timeline(3, 40, 2, ((START + timedelta(days=2), 1),)),
        p_value=0.01,
        state=HOSTILE,
        history=(
            Moment(START, HOSTILE, HOSTILE, HOSTILE),
            Moment(START + timedelta(days=1), "taken_over", HOSTILE, HOSTILE),
        ),
        formerly=(HOSTILE,),
    )
    scan = run(
        engine=HOSTILE,
        version=HOSTILE,
        sources=(HOSTILE,),
        rejections_by_reason={HOSTILE: 1},
        coverage={HOSTILE: 0.5},
        seconds={HOSTILE: 1.0},
        gaps=(Gap(HOSTILE, HOSTILE),),
    )
    clean = HOSTILE.replace("\ud800", "")
    accounts = account_table([(clean, clean, 0.9, 5, 4, clean, [clean, HOSTILE.replace("\ud800", "x")])])
    exchanges = pa.table([pa.array([], field.type) for field in EXCHANGE_RESULTS], schema=EXCHANGE_RESULTS)
    releases = (Release(HOSTILE, START + timedelta(days=1)),)
    lost = Known(HOSTILE + "2", (HOSTILE,), START, found.history, Traces((HOSTILE,), (HOSTILE,), (HOSTILE,)))
    odd = Unresolved(
        HOSTILE, HOSTILE, 0.5, START, START, 2, 9, found.evidence, found.alternatives, (HOSTILE,), (HOSTILE,)
    )
    return ScanResult((found,), accounts, exchanges, scan, releases, (lost,), (odd,))
