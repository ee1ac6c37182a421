"""The Python interface is pinned: what it is called with, and what it returns."""

from __future__ import annotations

import inspect

import stillwatch
from stillwatch.records.result import ScanResult
from stillwatch.records.tables import ACCOUNT_RESULTS, EXCHANGE_RESULTS


def test_the_package_exports_its_interface() -> None:
    assert stillwatch.__all__ == ["ScanOptions", "WatchOptions", "scan", "watch", "write_result"]


def test_the_signature_of_scan() -> None:
    signature = inspect.signature(stillwatch.scan)

    assert str(signature.return_annotation) == "ScanResult"
    assert [(one.name, one.annotation, one.kind.name) for one in signature.parameters.values()] == [
        ("inputs", "Sequence[str | Path]", "POSITIONAL_OR_KEYWORD"),
        ("accounts", "Path | None", "KEYWORD_ONLY"),
        ("releases", "Path | None", "KEYWORD_ONLY"),
        ("previous", "Path | None", "KEYWORD_ONLY"),
        ("options", "ScanOptions", "KEYWORD_ONLY"),
    ]
    assert signature.parameters["options"].default == stillwatch.ScanOptions()


def test_the_signature_of_watch() -> None:
    signature = inspect.signature(stillwatch.watch)

    assert str(signature.return_annotation) == "Pass"
    assert [(one.name, one.annotation, one.kind.name) for one in signature.parameters.values()] == [
        ("inputs", "Sequence[str | Path]", "POSITIONAL_OR_KEYWORD"),
        ("state", "Path", "KEYWORD_ONLY"),
        ("out", "Path", "KEYWORD_ONLY"),
        ("accounts", "Path | None", "KEYWORD_ONLY"),
        ("releases", "Path | None", "KEYWORD_ONLY"),
        ("options", "WatchOptions", "KEYWORD_ONLY"),
    ]
    assert signature.parameters["options"].default == stillwatch.WatchOptions()


def test_the_signature_of_write_result() -> None:
    assert str(inspect.signature(stillwatch.write_result)) == "(result: 'ScanResult', out: 'Path') -> 'None'"


def test_a_result_is_typed_and_its_tables_have_the_contracts_schemas(result: ScanResult) -> None:
    assert isinstance(result, ScanResult)
    assert result.accounts.schema.equals(ACCOUNT_RESULTS)
    assert result.exchanges.schema.equals(EXCHANGE_RESULTS)
    assert [release.model for release in result.releases] == ["m2"]
