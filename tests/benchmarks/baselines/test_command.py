"""The command runs from anywhere, writes between the page's markers, and says what is wrong with an option."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from baselines.command import main, parsed, worlds
from stillwatch.simulation import RUNGS

PAGE = "# Page\n\n<!-- table: begin -->\nold\n<!-- table: end -->\n\nProse.\n"
SMALL = ["--exchanges", "3000", "--seeds", "5", "--rungs", "own_payment=1", "--innocents", "100"]


def test_the_script_writes_the_tables_into_the_page(repository: Path, tmp_path: Path) -> None:
    page = tmp_path / "page.md"
    page.write_text(PAGE, encoding="utf-8")
    script = repository / "benchmarks" / "baselines" / "table.py"
    command = [sys.executable, str(script), *SMALL, "--out", str(page)]
    done = subprocess.run(command, check=False, capture_output=True, text=True, cwd=tmp_path)  # noqa: S603 -- our script
    text = page.read_text(encoding="utf-8")

    assert done.returncode == 0, done.stderr
    assert text.startswith("# Page\n")
    assert text.endswith("Prose.\n")
    assert "old" not in text
    assert "2 simulated worlds of 3,000 exchanges, seeds 5" in text
    assert "| `none` |" in text
    assert "| `own_payment=1` |" in text


def test_all_rungs_at_their_own_strengths_and_the_foot_unless_said_otherwise() -> None:
    planned = worlds(parsed(["--seeds", "1,2", "--prompts", "somewhere"]))

    assert len(planned) == 4 * (1 + sum(len(rung.strengths) for rung in RUNGS))
    assert [world.rung for world in planned[:4]] == ["none"] * 4
    assert {world.prompt_kind for world in planned} == {"grammar", "real"}


@pytest.mark.parametrize("wrong", [["--rungs", "hiding=1"], ["--rungs", "mixing=2"], ["--seeds", "one"]])
def test_a_wrong_option_is_explained(wrong: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        main(wrong)

    assert wrong[0] in capsys.readouterr().err
