"""Accounts that send several of an operation's own texts, though nothing else ties them to it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

import numpy as np

from stillwatch.campaigns.corpus import Corpus
from stillwatch.campaigns.membership import shared_identities
from stillwatch.campaigns.places import place_bits
from stillwatch.campaigns.texts import alike, own_pieces
from stillwatch.evidence.log import Codes, Ints, Log
from stillwatch.evidence.slices import distinct_rows, ranges

FEWEST: Final = 8
"""Exchanges with such texts, for an account to be a fellow."""
SEVERAL: Final = 3
"""Texts that an account has to send: one may have leaked or look alike, and three of them do not by chance."""
LIKE: Final = 0.5
"""And what it sends of them, texts and exchanges, as a part of what the median member does."""
ELSEWHERE: Final = -2.0
"""Bits of an account's addresses from which it works elsewhere: odds of four to one."""
COMMON: Final = 0.2
"""Part of the members that send a text of the operation's."""
FEW: Final = 0.3
"""Fellows, as a part of the accounts known, up to which they are what was missed of one operation.

Where there are more of them its texts are in wider use, and speak for nobody.
"""


def fellows(corpus: Corpus, rows: Codes, accounts: Codes, taken: Codes) -> Codes:
    """Accounts besides ``accounts`` and ``taken`` that send several texts which mostly stand in ``rows``.

    Prompts that others sent word for word do not count: an operation that harvests a public benchmark has those in
    common with everybody who evaluates on it. Nor is one a fellow who works elsewhere, where nearly all members work
    from places that they share, unless he has a card, device or phone of theirs.
    """
    log = corpus.log
    kinds, sent = _use(log, _own_texts(corpus, rows, len(accounts)))
    outside = np.ones(len(log.registry), dtype=np.bool_)
    outside[accounts] = outside[taken] = False
    everybody = np.arange(len(outside), dtype=np.int32)
    near = place_bits(log, corpus.doors, np.isin(everybody, accounts)) > ELSEWHERE
    outside &= near | (shared_identities(log, accounts, everybody) > 0)
    least = [max(fewest, LIKE * float(np.median(use[accounts]))) for use, fewest in ((kinds, SEVERAL), (sent, FEWEST))]
    found = np.flatnonzero(outside & (kinds >= least[0]) & (sent >= least[1])).astype(np.int32)
    return found if len(found) <= FEW * len(accounts) else found[:0]


def _use(log: Log, texts: Sequence[Codes]) -> tuple[Ints, Ints]:
    """How many of the texts each account sends, and how many exchanges with one."""
    kinds, sent = (np.zeros(len(log.registry), dtype=np.int64) for _ in range(2))
    for text in texts:
        who, count = np.unique(log.account[text[log.shared_text[text] == 0]], return_counts=True)
        kinds[who] += 1
        sent[who] += count
    return kinds, sent


def _own_texts(corpus: Corpus, rows: Codes, members: int) -> list[Codes]:
    """The exchanges of each text that is the operation's own, whoever sent them.

    A good part of the members has to send it: a payload that a few of them were dealt is anybody's.
    """
    log, own = corpus.log, np.zeros(len(corpus.log), dtype=np.bool_)
    own[rows] = True
    pieces = own_pieces(corpus, rows)
    texts = (distinct_rows(ranges(pieces.rows, pieces.offsets, group)) for group in alike(pieces, len(log)))
    return [text for text in texts if len(np.unique(log.account[text[own[text]]])) >= COMMON * members]
