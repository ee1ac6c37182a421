"""What the documentation says can be done is done here, its links lead somewhere, and every option stands in it."""

from __future__ import annotations

import os
import re
import subprocess
import sys
import typing
from pathlib import Path

import pytest

from stillwatch.cli.main import VERBS, application

ROOT = Path(__file__).parents[2]
PAGES = sorted(path.relative_to(ROOT).as_posix() for path in (*ROOT.glob("*.md"), *ROOT.glob("docs/**/*.md")))
BLOCK = re.compile(r"^```(console|python)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
LINK = re.compile(r"\]\(([^)#\s]+)(#[^)\s]*)?\)")
OPTION = re.compile(r"--[a-z][a-z-]+")


def blocks(page: str) -> list[tuple[str, str]]:
    """The blocks of a page that are run: kind and text."""
    return BLOCK.findall((ROOT / page).read_text(encoding="utf-8"))


@pytest.mark.parametrize("page", [page for page in PAGES if blocks(page)])
def test_examples_run_in_the_order_of_the_page(page: str, tmp_path: Path) -> None:
    programs = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
    for kind, text in blocks(page):
        commands = [[sys.executable, "-c", text]] if kind == "python" else shell_commands(text)
        for command in commands:
            done = subprocess.run(  # noqa: S603 -- the documentation's own commands
                command, cwd=tmp_path, env={**os.environ, "PATH": programs}, check=False, capture_output=True, text=True
            )
            assert done.returncode == 0, f"{page}: {command[-1]}\n{done.stdout}{done.stderr}"


@pytest.mark.parametrize("page", PAGES)
def test_links_lead_to_files(page: str) -> None:
    text = (ROOT / page).read_text(encoding="utf-8")
    targets = [target for target, _ in LINK.findall(text) if "://" not in target]

    assert [target for target in targets if not ((ROOT / page).parent / target).exists()] == []


def test_every_page_can_be_reached_from_the_readme() -> None:
    reached, waiting = set(), [ROOT / "README.md"]
    while waiting:
        page = waiting.pop().resolve()
        if page.suffix != ".md" or page in reached or not page.is_file():
            continue
        reached.add(page)
        links = LINK.findall(page.read_text(encoding="utf-8"))
        waiting += [page.parent / target for target, _ in links if "://" not in target]

    assert [page for page in PAGES if (ROOT / page).resolve() not in reached] == []


def test_every_option_is_documented_with_its_purpose() -> None:
    page = (ROOT / "docs" / "reference" / "cli.md").read_text(encoding="utf-8")
    groups = {group.name: group.callback for group in application().registered_commands}

    for verb in VERBS:
        assert verb.name in groups
        section = page.partition(f"## stillwatch {verb.name}\n")[2].partition("\n## ")[0]
        hints = typing.get_type_hints(verb.command, include_extras=True).values()
        told = [vars(option) for hint in hints for option in typing.get_args(hint)[1:]]
        options = set(OPTION.findall("\n".join(f"{each['default']} {each['param_decls']}" for each in told)))
        described = {line.split()[0] for line in section.splitlines() if re.match(r"^  --\S+ .*\S{3,}", line)}
        assert options
        assert options <= described, verb.name


def shell_commands(text: str) -> list[list[str]]:
    """The lines of a console block that begin with a dollar sign; other lines are what they print."""
    return [["bash", "-euc", line[2:]] for line in text.splitlines() if line.startswith("$ ")]
