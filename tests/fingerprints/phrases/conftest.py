"""One small phrasebook, compiled, and how its scan is asked for a text's weight."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pyarrow as pa
import pytest

from stillwatch.fingerprints.phrases.loading import parse_phrasebook
from stillwatch.fingerprints.phrases.scan import PhraseScan, ScanLimits, scan_texts
from stillwatch.fingerprints.phrases.tables import CompiledPhrases, compile_phrases
from stillwatch.records.vocabulary import CAPABILITIES

BOOK = """
capability: coding
phrases:
  2: {en: [unit test, parse*, write ... code], ru: [код], zh: [代码], es: [ámbito]}
groups: {near: {en: [alpha]}, by: {en: [beta]}, never: {en: [omega]}}
combinations: [{all: [near, by], unless: [never], window: 20, weight: 5}]
"""


@pytest.fixture(scope="session")
def compiled() -> CompiledPhrases:
    book = parse_phrasebook({"c.yaml": BOOK})
    return compile_phrases(book.weighted, book)


@pytest.fixture(scope="session")
def scan(compiled: CompiledPhrases) -> Callable[..., PhraseScan]:
    def scanned(column: pa.Array, **limits: Any) -> PhraseScan:
        return scan_texts(compiled.automaton, compiled.tables, len(CAPABILITIES), column, ScanLimits(**limits))

    return scanned


@pytest.fixture(scope="session")
def weight(scan: Callable[..., PhraseScan]) -> Callable[..., float]:
    """What a text's phrases weigh for coding."""

    def weighed(text: str | None, **limits: Any) -> float:
        scanned = scan(pa.array([text], pa.string()), **limits)
        return float(scanned.weights[0, CAPABILITIES.index("coding")])

    return weighed
