"""Passes over a log that grows: the campaign is told when it shows, and at the end as by one scan."""

from __future__ import annotations

import json
from typing import Any

import pytest

from stillwatch.cli.result_folder import read_result
from stillwatch.records.errors import InputError, UsageError
from stillwatch.scanning import ScanOptions, scan
from stillwatch.watching import WatchOptions

DAYS = 14
WHOLE = WatchOptions(threads=2, whole=True)


def test_day_by_day_it_ends_with_the_campaigns_of_one_scan(stream: Any) -> None:
    told = []
    for day in range(DAYS):
        stream.add(day, day + 1)
        told.append(stream.watch())
    dealt = stream.verdicts()
    whole = stream.watch(WHOLE)
    one = scan([stream.logs], accounts=stream.accounts, releases=stream.releases, options=ScanOptions(threads=2))

    looks = [done.look for done in told]
    assert looks[0] == "first"
    assert None in looks
    first = next(i for i, done in enumerate(told) if done.campaigns)
    assert 0 < first < DAYS - 1
    assert [one.new for one in told[first].campaigns] == [True]
    assert not any(one.new for done in told[first + 1 :] for one in done.campaigns)
    assert len({one.campaign_id for done in told for one in done.campaigns}) == 1
    verdicts = {row["exchange_id"]: row["campaign_id"] is not None for row in one.exchanges.to_pylist()}
    assert {name: said is not None for name, said in stream.verdicts().items()} == verdicts
    ours, theirs = ({name for name, said in both.items() if said} for both in (dealt, verdicts))
    assert len(ours & theirs) >= 0.98 * len(ours | theirs)
    (campaign,) = one.campaigns
    (now,) = whole.campaigns
    assert (now.exchanges, now.accounts) == (campaign.exchanges, campaign.accounts)
    assert now.detection is not None
    assert now.detection.at == told[first].until
    assert now.detection.share == pytest.approx(now.detection.exchanges / now.exchanges, abs=1e-5)


def test_active_accounts_call_for_a_look_at_everything(stream: Any) -> None:
    # The next look for growth is due after the campaign shows, so that only active accounts can call for one.
    stream.add(0, 7.5)
    told = [stream.watch()]
    for quarter in range(30, 40):
        stream.add(quarter / 4, quarter / 4 + 0.25)
        told.append(stream.watch())

    first = next(done for done in told if done.campaigns)
    assert first is not told[0]
    assert (first.look, first.campaigns[0].new) == ("alarm", True)
    assert [done.look for done in told].count("alarm") < len(told) / 2


def test_the_result_is_a_scans_with_how_early_and_what_is_new(stream: Any) -> None:
    stream.add(0, 10)
    first = stream.watch()
    stream.add(10, 10.25)
    second = stream.watch()

    result = read_result(stream.out)
    (campaign,) = result.campaigns
    assert campaign.detection == first.campaigns[0].detection
    said = json.loads((stream.out / "watch.json").read_text())
    assert (said["look"], said["looks"], said["accepted"]) == (None, 1, second.accepted)
    assert said["campaigns"][0]["campaign_id"] == campaign.campaign_id
    assert said["campaigns"][0]["exchanges"] == campaign.exchanges + said["campaigns"][0]["added"]
    assert campaign.detection is not None
    assert said["campaigns"][0]["detection"]["share"] < campaign.detection.share == 1
    for name in ("accounts.parquet", "report.html", "run.json", "unresolved.json", "quarantine.jsonl"):
        assert (stream.out / name).is_file()


def test_nothing_new_is_quiet_and_reads_nothing(stream: Any) -> None:
    stream.add(0, 10)
    stream.watch()
    again = stream.watch()

    assert again.quiet
    assert (again.accepted, again.look, again.again) == (0, None, 0)


def test_another_folder_has_a_whole_result(stream: Any) -> None:
    stream.add(0, 10)
    stream.watch()
    stream.add(10, 10.25)
    stream.watch()
    for path in stream.out.iterdir():
        path.unlink() if path.is_file() else [one.unlink() for one in path.iterdir()]

    assert stream.watch().look == "another folder"
    assert len(stream.verdicts()) == stream.between(0, 10.25).num_rows


def test_with_few_held_the_campaign_is_found_all_the_same(stream: Any) -> None:
    options = WatchOptions(threads=2, most_held=4000)
    stream.add(0, 12)
    first = stream.watch(options)
    stream.add(12, 12.5)
    stream.watch(options)

    assert [one.accounts for one in first.campaigns] == [40]
    assert len(stream.verdicts()) == stream.between(0, 12.5).num_rows


def test_without_text_the_state_has_none(stream: Any) -> None:
    options = WatchOptions(threads=2, drop_content=True)
    stream.add(0, 10)
    stream.watch(options)

    held = b"".join(
        path.read_bytes() for path in stream.folder.rglob("*") if path.is_file() and path.parent != stream.logs
    )
    assert not list((stream.state / "samples").iterdir())
    assert b"reasoning that could have led" not in held


def test_a_log_without_exchanges_is_told(stream: Any) -> None:
    stream.logs.mkdir()
    (stream.logs / "a.jsonl").write_text("{}\n")

    with pytest.raises(InputError, match="nothing to watch"):
        stream.watch()


def test_a_log_that_is_not_there_is_told(stream: Any) -> None:
    with pytest.raises(UsageError, match="does not exist"):
        stream.watch()
