"""The Makefile explains its targets, and they are those that the documentation names."""

from __future__ import annotations

import re
import subprocess
from pathlib import Path

DOCUMENTED = ("README.md", "CONTRIBUTING.md", "docs/get-started.md", "docs/evaluation.md", ".ci/run")


def test_plain_make_lists_every_target(repository: Path) -> None:
    make = ["make", "--no-print-directory"]
    listed = subprocess.run(make, cwd=repository, check=True, capture_output=True, text=True).stdout  # noqa: S603 -- a fixed command
    phony = re.search(r"^\.PHONY: (.*)$", (repository / "Makefile").read_text(encoding="utf-8"), re.MULTILINE)

    assert phony is not None
    assert [line.split()[1] for line in listed.splitlines()] == phony[1].split()
    assert all(len(line.split()) > 3 for line in listed.splitlines())


def test_documented_targets_exist(repository: Path) -> None:
    makefile = (repository / "Makefile").read_text(encoding="utf-8")
    targets = set(re.findall(r"^([a-z]+):", makefile, re.MULTILINE))
    pages = "\n".join((repository / name).read_text(encoding="utf-8") for name in DOCUMENTED)
    named = set(re.findall(r"(?:^|`)make ([a-z]+)", pages, re.MULTILINE))

    assert named
    assert named <= targets


def test_the_two_commands_of_the_readme_are_the_promised_ones(repository: Path) -> None:
    readme = (repository / "README.md").read_text(encoding="utf-8")

    assert re.findall(r"^make (\w+)", readme, re.MULTILINE) == ["demo", "test"]
