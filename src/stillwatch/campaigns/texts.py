"""The fixed texts that hardly anybody but a pool of accounts sends, and the conversations that they are said in."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import numpy as np
from scipy.cluster.hierarchy import fcluster, linkage
from scipy.sparse import csr_array

from stillwatch.campaigns.corpus import Corpus
from stillwatch.campaigns.words import Marks
from stillwatch.evidence.atoms import Postings
from stillwatch.evidence.families import Families, families_of
from stillwatch.evidence.log import Codes, Ints, Log
from stillwatch.evidence.slices import distinct_rows, ranges, starts_of

INSIDE: Final = 0.75
"""Part of a text's exchanges that the pool has to send, or it is a public one that tells nobody."""
FEWEST: Final = 8
"""Conversations of a text, from which it can be told whose it is."""
SAME: Final = 0.3
"""Average Jaccard similarity from which two pieces are of one text: a long one breaks into many pieces."""
MOST_PIECES: Final = 1000


@dataclass(frozen=True, slots=True)
class Talks:
    """The conversations of a pool; an exchange whose conversation is not known is one of its own.

    ``rows`` are the pool's (ascending), ``of_row`` the conversation of each, ``first`` the row it begins with.
    """

    rows: Codes
    of_row: Ints
    first: Codes

    def __len__(self) -> int:
        return len(self.first)


def talks_of(log: Log, member: Marks) -> Talks:
    """The conversations on the accounts marked."""
    rows = np.flatnonzero(member[log.account]).astype(np.int32)
    key = log.conversations[rows]
    known = np.unique(key[key != 0], return_inverse=True)[1]
    number = np.empty(len(rows), dtype=np.int64)
    number[key != 0] = known
    number[key == 0] = np.arange(np.count_nonzero(key == 0)) + known.max(initial=-1) + 1
    _, first, of_row = np.unique(number, return_index=True, return_inverse=True)
    return Talks(rows, of_row, rows[first])


@dataclass(frozen=True, slots=True)
class Text:
    """A fixed text: all exchanges of the log that carry it, and the pool's conversations in which it is said."""

    rows: Codes
    talks: Ints


def texts_of(corpus: Corpus, talks: Talks, inside: float = INSIDE) -> list[Text]:
    """The texts that mostly the pool sends, those said in most of its conversations first.

    ``inside`` is the part of a text's exchanges that it has to send.
    """
    exchanges = len(corpus.log)
    pieces = own_pieces(corpus, talks.rows, inside)
    place = np.full(exchanges, -1, dtype=np.int64)
    place[talks.rows] = talks.of_row
    texts = []
    for part in alike(pieces, exchanges):
        rows = distinct_rows(ranges(pieces.rows, pieces.offsets, part))
        said = np.unique(place[rows])
        texts.append(Text(rows, said[said >= 0]))
    return sorted((text for text in texts if len(text.talks) >= FEWEST), key=lambda text: -len(text.talks))


def own_pieces(corpus: Corpus, own: Codes, inside: float = INSIDE) -> Families:
    """Families of the atoms that stand mostly in the exchanges ``own``."""
    postings, count, sizes = corpus.postings, corpus.contents.tally(own), corpus.contents.sizes
    chosen = np.flatnonzero((count >= FEWEST) & (count >= inside * sizes))
    part = Postings(
        postings.atom[chosen],
        postings.place[chosen],
        starts_of(sizes[chosen]),
        ranges(postings.rows, postings.offsets, chosen),
        postings.customers[chosen],
    )
    return families_of(part, len(corpus.log))


def alike(pieces: Families, exchanges: int) -> list[Ints]:
    """Pieces that stand in mostly the same exchanges (average linkage, Sokal and Michener 1958)."""
    sizes = np.diff(pieces.offsets)
    chosen = np.sort(np.argsort(-sizes, kind="stable")[:MOST_PIECES])
    chosen = chosen[sizes[chosen] > 0]
    if len(chosen) <= 1:
        return [chosen] if len(chosen) else []
    rows, offsets = ranges(pieces.rows, pieces.offsets, chosen), starts_of(sizes[chosen])
    stands = csr_array((np.ones(len(rows)), rows, offsets), shape=(len(chosen), exchanges))
    both = np.asarray((stands @ stands.T).todense())
    whole = sizes[chosen][:, None] + sizes[chosen][None] - both
    tree = linkage((1 - both / whole)[np.triu_indices(len(chosen), 1)], method="average")
    number = fcluster(tree, 1 - SAME, criterion="distance")
    return [chosen[number == one] for one in np.unique(number)]
