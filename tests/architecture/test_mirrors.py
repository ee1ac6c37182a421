"""Every source file has its test file, where a reader looks for it."""

from __future__ import annotations

from pathlib import Path


def test_every_source_file_has_its_mirror(repository: Path, source: Path) -> None:
    missing = [
        str(mirror.relative_to(repository))
        for path in sorted(source.rglob("*.py"))
        if path.name != "__init__.py"
        for mirror in [mirror_of(path.relative_to(source), repository / "tests")]
        if not mirror.is_file()
    ]

    assert missing == []


def test_tests_of_a_stage_are_of_files_that_exist(repository: Path, source: Path) -> None:
    tests = repository / "tests"
    names = {str(mirror_of(path.relative_to(source), tests)) for path in source.rglob("*.py")}
    stages = [folder for folder in source.iterdir() if (folder / "__init__.py").is_file()]
    orphans = [
        str(path.relative_to(repository))
        for stage in stages
        for path in sorted((tests / stage.name).rglob("test_*.py"))
        if str(path) not in names and not path.name.startswith("test_behaviour_")
    ]

    assert orphans == [], "name a test of several files test_behaviour_*.py"


def mirror_of(path: Path, tests: Path) -> Path:
    """Where the tests of ``path`` (relative to the package) are."""
    return tests / path.parent / f"test_{path.stem.strip('_')}.py"
