"""What everybody sent, as the stages of a campaign read it: rows, shared texts and shapes."""

from __future__ import annotations

from dataclasses import dataclass

from stillwatch.campaigns.shapes import shape_codes
from stillwatch.evidence.atoms import Postings, shared_atoms
from stillwatch.evidence.log import Codes, Log


@dataclass(frozen=True, slots=True)
class Corpus:
    """A log, the atoms that several customers share, and a code per row for each trait of a request's shape."""

    log: Log
    postings: Postings
    shapes: tuple[Codes, ...]


def corpus_of(log: Log, postings: Postings | None = None) -> Corpus:
    """The corpus of a log; ``postings`` where they are known already."""
    return Corpus(log, shared_atoms(log) if postings is None else postings, shape_codes(log))
