"""Real prompts are read with plain errors and varied so that payloads hardly repeat."""

from __future__ import annotations

import gzip
import json
from pathlib import Path

import numpy as np
import pytest

from stillwatch.records.errors import InputError, UsageError
from stillwatch.simulation.grammar import load_grammar
from stillwatch.simulation.real_prompts import load_prompts
from stillwatch.simulation.suiting import WISHES


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Two sources with a description beside the folder."""
    prompts = tmp_path / "prompts"
    prompts.mkdir()
    sums = [{"prompt": f"Tom has {n} pears. He eats {n // 2}. How many are left?"} for n in range(10, 60)]
    chats = [{"prompt": f"Tell me of the {word} sea."} for word in ("red", "black", "white")]
    with gzip.open(prompts / "sums.jsonl.gz", "wt") as file:
        file.writelines(json.dumps(row) + "\n" for row in sums)
    (prompts / "chats.jsonl").write_text("".join(json.dumps(row) + "\n" for row in chats))
    (tmp_path / "SOURCES.csv").write_text(
        "name,kind,what\nprompts/sums,evaluation,mathematical\nprompts/chats,human,real\n"
    )
    return prompts


def test_a_rule_draws_from_the_sources_that_suit_it(folder: Path) -> None:
    real = load_prompts(folder, load_grammar())
    rng = np.random.default_rng(1)

    assert all(" sea." in text for text in real.draw("chat", 50, rng).to_pylist())
    assert any(" pears" in text for text in real.draw("reasoning", 50, rng).to_pylist())


def test_benchmark_items_are_unchanged(folder: Path) -> None:
    items = load_prompts(folder, load_grammar()).draw("benchmark", 50, np.random.default_rng(1)).to_pylist()

    assert len(set(items)) == 50
    assert "Tom has 12 pears. He eats 6. How many are left?" in items


def test_payloads_vary_beyond_the_rows_there_are(folder: Path) -> None:
    drawn = load_prompts(folder, load_grammar()).draw("reasoning", 2000, np.random.default_rng(1))

    assert len(drawn.unique()) > 1800


def test_rules_without_a_source_stay_with_the_grammar(folder: Path) -> None:
    drawn = load_prompts(folder, load_grammar()).draw("payload_zh", 5, np.random.default_rng(1))

    assert len(drawn) == 5


def test_only_the_sources_named_are_used_and_the_grammar_does_the_rest(folder: Path) -> None:
    (folder / "broken.jsonl").write_text("not opened")
    real = load_prompts(folder, load_grammar(), ("chats",))
    rng = np.random.default_rng(1)
    drawn = real.draw("reasoning", 50, rng).to_pylist()

    assert real.names == ("chats",)
    assert all(" sea." in text for text in real.draw("chat", 50, rng).to_pylist())
    assert not any(" pears" in text or " sea." in text for text in drawn)


def test_a_source_that_is_not_there_is_named_with_those_that_are(folder: Path) -> None:
    with pytest.raises(UsageError, match=r"no 'sum' in .*; it holds chats, sums"):
        load_prompts(folder, load_grammar(), ("chats", "sum"))


def test_a_missing_folder_is_named(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="no such folder"):
        load_prompts(tmp_path / "nowhere", load_grammar())
    with pytest.raises(UsageError, match=r"holds no \*\.jsonl"):
        load_prompts(tmp_path, load_grammar())


@pytest.mark.parametrize("line", ["[1]", "{}", '{"prompt": 3}'])
def test_a_line_without_a_prompt_is_named(tmp_path: Path, line: str) -> None:
    (tmp_path / "bad.jsonl").write_text('{"prompt": "fine"}\n' + line + "\n")

    with pytest.raises(InputError, match=r"bad\.jsonl:2: no text in 'prompt'"):
        load_prompts(tmp_path, load_grammar())


def test_a_file_that_is_no_json_is_named(tmp_path: Path) -> None:
    (tmp_path / "bad.jsonl.gz").write_bytes(b"not gzip")

    with pytest.raises(InputError, match="cannot be read as JSON Lines"):
        load_prompts(tmp_path, load_grammar())


@pytest.mark.parametrize("rule", WISHES)
def test_the_shared_prompts_serve_every_rule(shared: Path, rule: str) -> None:
    real = load_prompts(shared / "data" / "prompts", load_grammar())
    drawn = real.draw(rule, 400, np.random.default_rng(1)).to_pylist()

    assert len(set(drawn)) > (150 if rule == "popular" else 250)
    assert max(map(len, drawn)) < 10_000
