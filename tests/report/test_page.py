"""The page is complete, self-contained, harmless, and built the way assistive technology needs it."""

from __future__ import annotations

import hashlib
import itertools
import re
from base64 import b64encode
from dataclasses import replace
from datetime import UTC, datetime
from html.parser import HTMLParser
from importlib.resources import files
from typing import TYPE_CHECKING

import pytest

from stillwatch.report.likelihood import SCALE
from stillwatch.report.page import render_report

if TYPE_CHECKING:
    from collections.abc import Callable

    from stillwatch.records.campaign import Campaign
    from stillwatch.records.result import ScanResult
    from stillwatch.records.unresolved import Unresolved

AT = datetime(2026, 3, 1, 9, 30, tzinfo=UTC)
VOID = {"meta", "br", "img", "link", "input", "hr"}
IMPLIED_END = {"td": {"td", "th", "tr", "tbody"}, "th": {"td", "th", "tr", "tbody"}, "tr": {"tr", "tbody"}}


class Document(HTMLParser):
    """A page as tags, text and attributes; unbalanced tags are kept as faults."""

    def __init__(self, text: str) -> None:
        super().__init__(convert_charrefs=True)
        self.tags: list[tuple[str, dict[str, str]]] = []
        self.texts: list[str] = []
        self.faults: list[str] = []
        self._open: list[str] = []
        self.feed(text)
        self.close()
        self.faults += [f"{tag} is never closed" for tag in self._open]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Close what this tag closes by implication, and remember it."""
        while self._open and tag in IMPLIED_END.get(self._open[-1], set()):
            self._open.pop()
        self.tags.append((tag, {name: value or "" for name, value in attrs}))
        if tag not in VOID:
            self._open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Remember a tag that holds nothing."""
        self.tags.append((tag, {name: value or "" for name, value in attrs}))

    def handle_endtag(self, tag: str) -> None:
        """Close the tag, or note that it was not open."""
        while (
            self._open and self._open[-1] != tag and tag in {"tr", "tbody", "table"} and self._open[-1] in IMPLIED_END
        ):
            self._open.pop()
        if not self._open or self._open.pop() != tag:
            self.faults.append(f"</{tag}> closes nothing at {self.getpos()}")

    def handle_data(self, data: str) -> None:
        """Keep text that a reader sees."""
        if not self._open or self._open[-1] not in {"script", "style"}:
            self.texts.append(data)

    @property
    def text(self) -> str:
        """Everything a reader sees, spaces evened out."""
        return " ".join("".join(self.texts).replace("\xa0", " ").split())

    def named(self, tag: str) -> list[dict[str, str]]:
        """The attributes of every such tag."""
        return [attributes for name, attributes in self.tags if name == tag]


@pytest.fixture(params=["three", "empty", "hostile"])
def page(request: pytest.FixtureRequest) -> str:
    return render_report(request.getfixturevalue(request.param), generated_at=AT)


def test_tags_are_balanced(page: str) -> None:
    assert Document(page).faults == []


def test_ids_are_unique_and_every_reference_has_its_target(page: str) -> None:
    document = Document(page)
    ids = [attributes["id"] for _, attributes in document.tags if "id" in attributes]
    assert len(ids) == len(set(ids))
    targets = [a["href"][1:] for a in document.named("a")]
    targets += [name for _, a in document.tags for name in a.get("aria-labelledby", "").split()]
    targets += re.findall(r'url\("#([^"]+)"\)', page)
    assert targets
    assert set(targets) <= set(ids)


def test_headings_start_at_one_and_skip_no_level(page: str) -> None:
    levels = [int(tag[1]) for tag, _ in Document(page).tags if re.fullmatch("h[1-6]", tag)]
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(after - before <= 1 for before, after in itertools.pairwise(levels))


def test_the_landmarks_are_there(page: str) -> None:
    document = Document(page)
    for tag in ("main", "nav", "footer"):
        assert len(document.named(tag)) == 1
    assert document.named("html") == [{"lang": "en"}]
    assert document.named("a")[0]["href"] == "#content"


def test_every_table_has_a_caption_and_scoped_headings(page: str) -> None:
    document = Document(page)
    assert len(document.named("table")) == len(document.named("caption"))
    in_head = re.findall(r"<thead.*?</thead>", page, re.DOTALL)
    assert all(re.search('scope="col"', cell) for head in in_head for cell in re.findall(r"<th[\s>][^>]*>", head))


def test_every_drawing_has_a_title_and_description_or_is_decoration(page: str) -> None:
    for drawing in re.findall(r"<svg.*?</svg>", page, re.DOTALL):
        assert 'aria-hidden="true"' in drawing or (
            "<title" in drawing and "<desc" in drawing and 'role="img"' in drawing
        )


def test_percentages_in_drawings_lie_within_them(page: str) -> None:
    percents = [
        float(value[:-1])
        for tag, attributes in Document(page).tags
        if tag in {"rect", "line", "text"}
        for name, value in attributes.items()
        if name in {"x", "x1", "x2", "width"} and value.endswith("%")
    ]
    assert all(0 <= percent <= 100 for percent in percents)


def test_nothing_is_loaded_from_anywhere(page: str) -> None:
    document = Document(page)
    assert "http://" not in page
    assert "https://" not in page
    assert not [tag for tag, _ in document.tags if tag in {"link", "img", "iframe", "object", "embed", "base", "form"}]
    assert not [a for _, a in document.tags if "src" in a or a.get("href", "#")[0] != "#"]
    assert "@import" not in page
    assert "@font-face" not in page


def test_no_attribute_holds_style_or_script(page: str) -> None:
    names = {name for _, attributes in Document(page).tags for name in attributes}
    assert not [name for name in names if name.startswith("on") or name == "style"]


def test_the_policy_admits_exactly_this_style_and_script(page: str) -> None:
    policy = next(
        a["content"] for a in Document(page).named("meta") if a.get("http-equiv") == "Content-Security-Policy"
    )
    assert policy.startswith("default-src 'none'")
    for tag in ("style", "script"):
        (text,) = re.findall(rf"<{tag}>(.*?)</{tag}>", page, re.DOTALL)
        digest = b64encode(hashlib.sha256(text.encode()).digest()).decode()
        assert f"{tag}-src 'sha256-{digest}'" in policy


def test_hostile_text_is_shown_and_never_runs(hostile: ScanResult) -> None:
    text = render_report(hostile, generated_at=AT, title=hostile.campaigns[0].campaign_id)
    assert text.count("<script") == 1
    assert "<img" not in text
    assert "49=cmd" not in text
    assert "&lt;script&gt;alert(1)" in text
    assert not re.search("[\x00-\x09\x0b-\x1f\x7f-\x9f\u200b-\u200f\u202a-\u202e\u2066-\u2069\ud800-\udfff]", text)
    assert "<script>alert(1)</script>\\x1b[31m" in Document(text).text


def test_every_campaign_and_everything_about_it_is_told(three: ScanResult) -> None:
    text = Document(render_report(three, generated_at=AT)).text
    for campaign in three.campaigns:
        assert campaign.campaign_id in text
        assert f"{campaign.exchanges:,}" in text
        told = [piece.text for piece in campaign.evidence] + [item.text for item in campaign.alternatives]
        assert [words for words in told if words not in text] == []
        for template in campaign.templates:
            assert template.template_id in text
            assert " ".join((template.excerpt or "Content was dropped").split()) in text
        assert all(model in text for model in campaign.models)
        assert all(route in text for route in campaign.routes)
    assert "47 % of the traffic had moved to model-large-5 within 19 h 30 min" in text
    assert "model-small-5 released" in text
    assert "310 accounts closed" in text
    assert "asks for the imagined reasoning behind a finished answer" in text


def test_what_was_read_and_what_could_not_be_seen_is_told(page: str, three: ScanResult) -> None:
    text = Document(page).text
    assert "400,412" in text
    assert "412 rejected" in text
    shown = Document(render_report(three, generated_at=AT)).text
    for told in (*(gap.text for gap in three.run.gaps), *three.run.rejections_by_reason, *three.run.coverage):
        assert told in shown


def test_a_simulated_run_says_so_at_the_top_in_the_title_and_in_each_campaign(three: ScanResult) -> None:
    text = render_report(three, generated_at=AT)
    assert "<title>Simulated: " in text
    assert "<strong>SIMULATED</strong>" in text
    assert text.count('simulated-label">simulated') == 3
    real = render_report(replace(three, run=replace(three.run, simulated=False)), generated_at=AT)
    assert "imulated" not in re.sub(r"<style>.*?</style>", "", real, flags=re.DOTALL)


def test_campaigns_are_called_alleged(three: ScanResult) -> None:
    text = Document(render_report(three, generated_at=AT)).text
    assert "3 alleged campaigns were found" in text
    assert "Campaigns are alleged operations" in text


def test_nothing_found_says_what_was_checked_and_what_was_not_seen(empty: ScanResult) -> None:
    text = Document(render_report(empty, generated_at=AT)).text
    assert "No campaign was found in 400,000 exchanges." in text
    assert "What was checked" in text
    assert "Same fixed request text" in text
    assert "accounts opened together cannot be seen" in text


def test_no_sentence_mixes_likelihood_and_confidence(three: ScanResult) -> None:
    paragraphs = re.findall(r"<(?:p|dd|li)[^>]*>(.*?)</", render_report(three, generated_at=AT), re.DOTALL)
    sentences = [sentence for paragraph in paragraphs for sentence in re.split(r"(?<=[.]) ", paragraph)]
    assert "It is almost certain that one operation is behind these accounts." in sentences
    assert not [s for s in sentences if "onfidence" in s and any(words in s for _, words in SCALE)]


def test_the_accounts_table_has_a_thousand_rows_and_says_how_many_more(three: ScanResult) -> None:
    text = render_report(three, generated_at=AT)
    assert text.count("<tr><th>c-7f31-") == 1000
    assert "The 1,000 accounts with the highest scores; 1,412 more are in accounts.parquet" in text


def test_twenty_campaigns_of_a_thousand_accounts_stay_below_two_mebibytes(
    make_campaign: Callable[..., Campaign], make_result: Callable[..., ScanResult]
) -> None:
    campaigns = tuple(make_campaign(f"c{place:06d}", accounts=1000) for place in range(20))
    text = render_report(make_result(campaigns, rows=1000), generated_at=AT)
    assert text.count("<tr><th>c0000") == 20_000
    assert len(text.encode()) < 2 * 1024**2


def test_long_names_shorten_the_tables_rather_than_lengthen_the_page(
    make_campaign: Callable[..., Campaign], make_result: Callable[..., ScanResult]
) -> None:
    events = make_campaign().history * 20
    long = [make_campaign(f"c{place:060d}", accounts=1000) for place in range(20)]
    campaigns = tuple(replace(one, history=events) for one in long)
    text = render_report(make_result(campaigns, rows=1000), generated_at=AT)
    assert 5_000 < text.count("<tr><th>c0000") < 20_000
    assert len(text.encode()) < 2 * 1024**2


def test_endless_texts_do_not_make_an_endless_page(three: ScanResult) -> None:
    campaign = three.campaigns[0]
    long = "x" * 1_000_000
    texts = tuple(replace(piece, text=long) for piece in campaign.evidence)
    excerpts = tuple(replace(template, excerpt=long) for template in campaign.templates)
    grown = replace(campaign, evidence=texts, templates=excerpts, campaign_id=long, models={long: 1.0})
    assert len(render_report(replace(three, campaigns=(grown,)), generated_at=AT)) < 300_000


def colours(style: str) -> tuple[dict[str, str], dict[str, str]]:
    light, dark = re.findall(r":root \{(.*?)\}", style, re.DOTALL)[:2]
    read = [dict(re.findall(r"--([\w-]+): (#[0-9a-f]{6});", block)) for block in (light, dark)]
    return read[0], {**read[0], **read[1]}


def luminance(colour: str) -> float:
    channels = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return sum(weight * c for weight, c in zip((0.2126, 0.7152, 0.0722), linear, strict=True))


def contrast(one: str, other: str) -> float:
    darker, lighter = sorted((luminance(one), luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


TEXT = [("ink", "paper"), ("quiet", "paper"), ("link", "paper"), ("against", "paper"), ("notice", "notice-ground")]
TEXT += [(name, "raised") for name in ("ink", "quiet", "link")] + [("for", "paper"), ("line", "paper")]
TEXT += [("on-series", f"s{place}") for place in range(1, 7)]
MARKS = [("bars", "paper"), ("focus", "paper"), ("line", "paper"), ("s1", "paper"), ("against", "against-ground")]


@pytest.mark.parametrize("scheme", [0, 1], ids=["light", "dark"])
def test_contrast_is_enough_in_both_schemes(scheme: int) -> None:
    style = files("stillwatch.report").joinpath("templates", "report.css").read_text(encoding="utf-8")
    palette = colours(style)[scheme]
    measured = {(one, other): contrast(palette[one], palette[other]) for one, other in (*TEXT, *MARKS)}
    assert {pair: measured[pair] for pair in TEXT if measured[pair] < 4.5} == {}
    assert {pair: measured[pair] for pair in MARKS if measured[pair] < 3} == {}


def test_the_page_follows_the_readers_wishes() -> None:
    style = files("stillwatch.report").joinpath("templates", "report.css").read_text(encoding="utf-8")
    for feature in ("prefers-color-scheme: dark", "prefers-reduced-motion", "@media print", ":focus-visible"):
        assert feature in style


def test_unresolved_groups_are_told_apart_from_campaigns(three: ScanResult) -> None:
    page = Document(render_report(three, generated_at=AT))

    text = " ".join(page.texts)
    assert "2 groups are unresolved: each may be one operation and may be honest." in text
    assert "What would settle it" in text
    assert "payment_id is missing" in text
    assert "Expected share of false ones among the campaigns told: 12" in text
    assert [tags["id"] for name, tags in page.tags if name == "article"][-2:] == ["unresolved-1", "unresolved-2"]


def test_without_unresolved_groups_nothing_is_said_of_them(empty: ScanResult) -> None:
    assert 'id="unresolved"' not in render_report(empty, generated_at=AT)


def test_many_unresolved_groups_stay_below_two_mebibytes(
    make_campaign: Callable[..., Campaign],
    make_result: Callable[..., ScanResult],
    make_group: Callable[..., Unresolved],
) -> None:
    campaigns = tuple(make_campaign(f"c{place:060d}", accounts=1000) for place in range(20))
    group = make_group("u" * 5000)
    wide = tuple(replace(piece, text="&" * 100_000) for piece in group.evidence)
    groups = tuple(replace(group, evidence=wide, settles=("&" * 100_000,) * 6) for _ in range(24))
    text = render_report(make_result(campaigns, rows=1000, unresolved=groups), generated_at=AT)
    assert len(text.encode()) < 2 * 1024**2
