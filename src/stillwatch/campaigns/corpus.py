"""What everybody sent, as the stages of a campaign read it: rows, shared texts, shapes, addresses and identities."""

from __future__ import annotations

from dataclasses import dataclass

from stillwatch.campaigns.identities import Identity, identities_of
from stillwatch.campaigns.places import Doors, doors_of
from stillwatch.campaigns.shapes import shape_codes
from stillwatch.evidence.atoms import Postings, shared_atoms
from stillwatch.evidence.contents import Contents, contents_of
from stillwatch.evidence.log import Codes, Log


@dataclass(frozen=True, slots=True)
class Corpus:
    """A log, the atoms that several customers share, a code per row for each trait of a shape, and who works where.

    ``contents`` are the atoms of each exchange, ``identities`` who has which card, device and phone.
    """

    log: Log
    postings: Postings
    contents: Contents
    shapes: tuple[Codes, ...]
    doors: Doors
    identities: tuple[Identity, ...]


def corpus_of(log: Log, postings: Postings | None = None) -> Corpus:
    """The corpus of a log; ``postings`` where they are known already."""
    postings = shared_atoms(log) if postings is None else postings
    return Corpus(log, postings, contents_of(log, postings), shape_codes(log), doors_of(log), identities_of(log))
