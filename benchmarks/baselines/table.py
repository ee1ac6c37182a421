"""``python benchmarks/baselines/table.py`` starts the command beside it, which needs the folder above as well."""

from __future__ import annotations

import os
import runpy
import sys
from pathlib import Path

if __name__ == "__main__":
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")  # more wait for each other where the cores are busy
    sys.path.insert(0, str(Path(__file__).resolve().parents[1]))
    runpy.run_module("baselines.command", run_name="__main__")
