"""``stillwatch explain``: the evidence on one campaign or account, read back from a result."""

from __future__ import annotations

from difflib import get_close_matches
from pathlib import Path
from typing import Annotated, Final

import pyarrow as pa
import pyarrow.compute as pc
import typer

from stillwatch.cli.consoles import output
from stillwatch.cli.result_folder import read_result
from stillwatch.cli.verb import Verb
from stillwatch.records.errors import UsageError
from stillwatch.records.result import ScanResult
from stillwatch.report.escaping import visible
from stillwatch.report.terminal import explain_account, explain_campaign
from stillwatch.report.terminal_unresolved import explain_unresolved

CANDIDATES: Final = 2_000
"""Account names compared with a mistyped one; comparing all of a large result would take minutes."""


def explain(
    name: Annotated[
        str,
        typer.Argument(metavar="CAMPAIGN|GROUP|ACCOUNT", help="A campaign_id, a group_id, or an account_id."),
    ],
    *,
    result: Annotated[Path, typer.Option("--result", metavar="DIR", help="Folder that a scan wrote.")],
) -> None:
    """Say why a campaign or an account was found, or why a group is unresolved.

    Prints each piece of evidence in bits and in words, and the innocent explanations that were considered.
    """
    found = read_result(result)
    for campaign in found.campaigns:
        if campaign.campaign_id == name:
            output().print(explain_campaign(campaign))
            return
    for group in found.unresolved:
        if group.group_id == name:
            output().print(explain_unresolved(group))
            return
    if not pc.any(pc.equal(found.accounts["account_id"], name)).as_py():
        raise UsageError(f"no campaign or account {visible(name)} in {result}; {_near(name, found)}")
    output().print(explain_account(found, name))


def _near(name: str, result: ScanResult) -> str:
    campaigns = [campaign.campaign_id for campaign in result.campaigns]
    groups = [group.group_id for group in result.unresolved]
    near = get_close_matches(name, [*campaigns, *groups, *_alike(name, result.accounts["account_id"])], cutoff=0.5)
    if near:
        return f"did you mean {' or '.join(visible(match) for match in near)}?"
    return f"campaigns are {', '.join(map(visible, campaigns)) or 'none'}; accounts.parquet lists the accounts"


def _alike(name: str, accounts: pa.ChunkedArray) -> list[str]:
    """Accounts with the same beginning, or the same end, as ``name``."""
    length = max(1, len(name) // 2)
    alike = pc.or_(pc.starts_with(accounts, name[:length]), pc.ends_with(accounts, name[-length:]))
    return [str(account) for account in accounts.filter(alike).slice(0, CANDIDATES).to_pylist()]


VERB: Final = Verb(
    "explain",
    explain,
    (
        "stillwatch explain c1 --result result",
        "stillwatch explain some-account-id --result result",
    ),
)
