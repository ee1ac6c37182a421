"""What the phrasebook says: phrases with weights, groups of phrases, and clauses over groups."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from stillwatch.fingerprints.phrases.syntax import Phrase


@dataclass(frozen=True)
class WeightedPhrase:
    """A phrase that speaks for a capability with ``weight`` (log-odds-like, negative speaks against)."""

    phrase: Phrase
    capability: str
    weight: float


@dataclass(frozen=True)
class Clause:
    """Groups that must all hit within ``window`` folded bytes, and groups of which none may hit in the text."""

    groups: tuple[str, ...]
    unless: tuple[str, ...]
    window: int
    capability: str = ""
    weight: float = 0.0


@dataclass(frozen=True)
class Alternative:
    """One way to show a technique: a clause in the request, one in the answer, or both."""

    technique: str
    request: Clause | None
    answer: Clause | None


@dataclass(frozen=True)
class Phrasebook:
    """Every file's content; a group's name is ``FILE.NAME``. Any of ``refusals`` makes a short answer a refusal."""

    weighted: tuple[WeightedPhrase, ...]
    groups: Mapping[str, tuple[Phrase, ...]]
    combinations: tuple[Clause, ...]
    alternatives: tuple[Alternative, ...]
    tool_names: tuple[WeightedPhrase, ...]
    refusals: tuple[Clause, ...] = ()
