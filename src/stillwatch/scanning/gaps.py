"""What a scan could not see, said in words."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Final

from stillwatch.records.run import Gap

LEAST: Final = 0.2
"""A column with values in a smaller share of rows than this counts as missing."""

COLUMNS: Final = (
    (
        "prompt",
        "no_prompts",
        "Prompts are missing: shared templates in user text, payloads and capabilities cannot be seen.",
    ),
    ("system", "no_system_prompts", "System prompts are missing: templates that stand only there cannot be seen."),
    (
        "ip",
        "no_addresses",
        "Client addresses are missing: shared networks, and groups that are one site, cannot be seen.",
    ),
    ("user_agent", "no_clients", "Client programs are missing: client stacks cannot be compared."),
    ("output_tokens", "no_tokens", "Token counts are missing: what was taken can only be told in exchanges."),
)

SKEW: Final = timedelta(days=2)
"""By which clocks may differ without a word."""


def known_gaps(
    coverage: dict[str, float],
    *,
    accounts: bool,
    releases: bool,
    dropped: bool,
    thinned: int | None = None,
    faults: str = "",
) -> tuple[Gap, ...]:
    """Gaps of this run, from the share of rows with a value per column and the tables that were given.

    ``faults`` counts what of these tables could not be used.
    """
    gaps = [Gap(name, text) for column, name, text in COLUMNS if coverage.get(column, 0) < LEAST]
    if not accounts:
        hidden = "sign-ups, payment methods, devices, organizations and closures"
        gaps.append(Gap("no_accounts", f"No accounts table with rows to use was given: {hidden} cannot be seen."))
    if not releases:
        gaps.append(
            Gap("no_releases", "No releases table with rows to use was given: pivots to a new model cannot be seen.")
        )
    if faults:
        gaps.append(Gap("rows_beside", f"Not every row of the accounts and releases tables could be used: {faults}."))
    if dropped:
        gaps.append(
            Gap("content_dropped", "Text was dropped after fingerprinting: templates are shown without excerpts.")
        )
    if thinned is not None:
        gaps.append(
            Gap(
                "thinned",
                f"The log was too large to be held: campaigns were sought in up to {thinned} exchanges of each account "
                "and extended to all by their texts. What honest exchanges are after was not told for the others.",
            )
        )
    return tuple(gaps)


def dated_ahead(ends: datetime, now: datetime) -> tuple[Gap, ...]:
    """That a log ends after ``now``, if it does."""
    if ends <= now + SKEW:
        return ()
    text = f"The log ends on {ends:%Y-%m-%d}, after this scan was made: it is simulated, or a clock is wrong."
    return (Gap("dated_ahead", text),)
