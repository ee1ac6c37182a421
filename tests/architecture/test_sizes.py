"""Files and functions stay small, and imports stand at the top of their file."""

from __future__ import annotations

import ast
from pathlib import Path

MAX_FILE_LINES = 400
MAX_FUNCTION_LINES = 60

Function = ast.FunctionDef | ast.AsyncFunctionDef


def test_no_file_is_large(repository: Path, modules: dict[str, ast.Module]) -> None:
    sizes = {name: (repository / name).read_text(encoding="utf-8").count("\n") for name in modules}

    assert {name: size for name, size in sizes.items() if size > MAX_FILE_LINES} == {}


def test_no_function_is_long(modules: dict[str, ast.Module]) -> None:
    long = {
        f"{name}:{node.lineno} {node.name}": size
        for name, module in modules.items()
        for node in ast.walk(module)
        if isinstance(node, Function)
        and (size := (node.end_lineno or node.lineno) - node.lineno + 1) > MAX_FUNCTION_LINES
    }

    assert long == {}


def test_no_function_imports(modules: dict[str, ast.Module]) -> None:
    local = [
        f"{name}:{node.lineno}"
        for name, module in modules.items()
        for function in ast.walk(module)
        if isinstance(function, Function)
        for node in ast.walk(function)
        if isinstance(node, ast.Import | ast.ImportFrom)
    ]

    assert local == []


def test_every_file_says_in_one_sentence_what_it_is(modules: dict[str, ast.Module]) -> None:
    silent = [name for name, module in modules.items() if not ast.get_docstring(module)]

    assert silent == []
