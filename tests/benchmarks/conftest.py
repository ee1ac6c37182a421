"""The benchmarks are scripts of no package: they are loaded from their files."""

from __future__ import annotations

import importlib.util
import sys
from pathlib import Path
from types import ModuleType

import pytest

from stillwatch.simulation import load_scenario, simulate


def load(path: Path) -> ModuleType:
    """The script as a module; its dataclasses look it up by name, so it has to be known before it runs."""
    name = f"benchmarks_{path.stem}"
    spec = importlib.util.spec_from_file_location(name, path)
    assert spec is not None
    assert spec.loader is not None
    module = sys.modules[name] = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.fixture(scope="session")
def scan_benchmark(repository: Path) -> ModuleType:
    """``benchmarks/scan.py``."""
    return load(repository / "benchmarks" / "scan.py")


@pytest.fixture(scope="session")
def baseline(repository: Path) -> ModuleType:
    """``benchmarks/template_baseline.py``."""
    return load(repository / "benchmarks" / "template_baseline.py")


@pytest.fixture(scope="session")
def standby(repository: Path) -> ModuleType:
    """``benchmarks/standby.py``."""
    return load(repository / "benchmarks" / "standby.py")


@pytest.fixture(scope="session")
def techniques_benchmark(repository: Path) -> ModuleType:
    """``benchmarks/techniques.py``."""
    return load(repository / "benchmarks" / "techniques.py")


@pytest.fixture(scope="session")
def watch_benchmark(repository: Path) -> ModuleType:
    """``benchmarks/watch.py``."""
    return load(repository / "benchmarks" / "watch.py")


@pytest.fixture(scope="session")
def small_world(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A world of 4,000 exchanges."""
    folder = tmp_path_factory.mktemp("world")
    simulate(load_scenario("record"), exchanges=4000, seed=3, out=folder)
    return folder
