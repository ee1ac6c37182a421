"""Which exchanges of an operation's accounts are its own, and which are honest traffic on the same account."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import numpy as np

from stillwatch.campaigns.corpus import Corpus
from stillwatch.campaigns.private import private_share
from stillwatch.campaigns.rest import own_rest
from stillwatch.campaigns.undivided import is_undivided
from stillwatch.campaigns.wording import fullness
from stillwatch.campaigns.words import Marks, atom_rows, own_words, usage, use_asked
from stillwatch.evidence.atoms import PLACES, Postings
from stillwatch.evidence.contents import Contents
from stillwatch.evidence.log import Codes, Floats, Ints, Log
from stillwatch.evidence.slices import distinct_rows

DEDICATED: Final = 0.97
"""An operation whose accounts send at least this share of exchanges with its known text owns the rest as well."""
NEARLY: Final = 0.75
"""Known share from which a rest can belong to the operation by its texts."""
PRIVATE: Final = 0.8
"""Share of such a rest that has to carry texts of a few members'."""
MOSTLY: Final = 0.5
"""Part of the known exchanges that have to be earnest, or the operation has no wording to go by."""
WHOLE: Final = ("system prompt", "tool list")
"""Places whose text is compared as a whole, so that one that is the operation's own is no phrase in passing."""
KIN: Final = 0.9
"""Share of an atom's exchanges among the known ones from which its other exchanges are the operation's too."""
FEWEST: Final = 4


@dataclass(frozen=True, slots=True)
class Crew:
    """The accounts of an operation (sorted) and its rows (ascending)."""

    accounts: Codes
    rows: Codes


def kin_atoms(contents: Contents, rows: Codes) -> Ints:
    """Places of the atoms whose exchanges are nearly all among ``rows``: the operation's own words."""
    hits = contents.tally(rows)
    return np.flatnonzero((hits >= FEWEST) & (hits >= KIN * contents.sizes))


def attributed(corpus: Corpus, accounts: Codes, suspicious: Codes) -> Crew:
    """All rows of ``accounts`` that are the operation's own.

    Those are the ``suspicious`` rows, the rows that carry words which hardly occur elsewhere than in those or which
    hardly anybody but members use, conversations that begin so, and of the rest what looks more like these than like
    everybody's. Where the accounts carry honest traffic, a text that one of them alone uses makes no exchange the
    operation's; where nothing speaks for any, all of their exchanges are.
    """
    log, postings = corpus.log, corpus.postings
    member = np.zeros(len(log.registry), dtype=np.bool_)
    member[accounts] = True
    found = usage(corpus.contents, corpus.contents.accounts, member, use_asked(log, member))
    own = own_words(found)
    full = fullness(corpus, member)
    spoken = _spoken(corpus, member, suspicious, own)
    rows = distinct_rows(np.concatenate([spoken, _continued(log, member, spoken)]))
    if not len(rows):
        return Crew(accounts[:0], rows)
    if _dedicated(corpus, member, rows) or is_undivided(log, corpus.shapes, member, rows):
        rows = np.flatnonzero(member[log.account]).astype(np.int32)
    else:
        spoken = _in_earnest(postings, full, spoken, own)
        rows = distinct_rows(np.concatenate([spoken, _continued(log, member, spoken)]))
        rows = distinct_rows(np.concatenate([rows, own_rest(corpus, member, rows, found)]))
    return Crew(accounts[np.isin(accounts, log.account[rows])], rows)


def _spoken(corpus: Corpus, member: Marks, suspicious: Codes, own: Ints) -> Codes:
    log = corpus.log
    known = suspicious[member[log.account[suspicious]]]
    words = atom_rows(corpus.postings, np.union1d(kin_atoms(corpus.contents, known), own))
    return distinct_rows(np.concatenate([known, words[member[log.account[words]]]]))


def _in_earnest(postings: Postings, full: Floats, rows: Codes, own: Ints) -> Codes:
    """Those of ``rows`` with words that are the operation's even without their account, or with its prompts or tools.

    All of them, where fewer than half are such: the operation has no wording to go by.
    """
    whole = np.isin(postings.place[own], [PLACES.index(name) for name in WHOLE])
    earnest = full > 0
    earnest[atom_rows(postings, own[whole])] = True
    kept = rows[earnest[rows]]
    return kept if len(kept) >= MOSTLY * len(rows) else rows


def _continued(log: Log, member: Marks, rows: Codes) -> Ints:
    """Exchanges of members in conversations that begin with one of ``rows``: later turns say little of their own."""
    talk = log.conversations
    theirs = np.flatnonzero(member[log.account] & (talk != 0))
    _, first, conversation = np.unique(talk[theirs], return_index=True, return_inverse=True)
    return theirs[np.isin(theirs[first], rows)[conversation]]


def _dedicated(corpus: Corpus, member: Marks, rows: Codes) -> bool:
    """Whether nearly all exchanges with text of the working accounts are known, or the rest carries private texts."""
    readable = _readable_rows(corpus.log, np.unique(corpus.log.account[rows]))
    known = np.isin(readable, rows, assume_unique=True)
    share = float(known.mean()) if len(known) else 1.0
    return share >= DEDICATED or (share >= NEARLY and private_share(corpus, member, readable[~known]) >= PRIVATE)


def _readable_rows(log: Log, accounts: Codes) -> Codes:
    theirs = np.zeros(len(log.registry), dtype=np.bool_)
    theirs[accounts] = True
    return np.flatnonzero(theirs[log.account] & log.readable).astype(np.int32)
