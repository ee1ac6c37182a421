"""Further accounts of a shared pool: those that send the same many texts, of whoever uses it, from the same places."""

from __future__ import annotations

from typing import Final

import numpy as np

from stillwatch.campaigns.belonging import JOIN, Members, prior_bits
from stillwatch.campaigns.corpus import Corpus
from stillwatch.campaigns.places import place_bits
from stillwatch.campaigns.programs import usage_of
from stillwatch.campaigns.texts import Talks, talks_of, texts_of
from stillwatch.campaigns.words import Marks
from stillwatch.evidence.log import Codes, Floats, Ints

ROUNDS: Final = 3
KNOWN: Final = 0.4
"""Part of a text's exchanges that members have to send: where half of a pool is known, the other half sends it too."""
ONE: Final = 1.0
"""Conversations added to those of outsiders with a text, which may be rare only by chance."""
SEVERAL: Final = 3
"""Texts of the pool that an account has to send: fewer may be those of one customer, who is elsewhere too."""


def pooled(corpus: Corpus, found: Members, taken: Codes) -> Members:
    """``found``, and the accounts beyond it through which the same senders' texts go; nobody of ``taken``.

    What a pool relays comes from senders who know nothing of each other, so each of their texts is a witness by itself:
    a customer who is elsewhere too brings his own texts there and none of the others'. Texts alone make no member;
    the account has to work from the pool's places as well. Newcomers make more texts the pool's own.
    """
    everybody = talks_of(corpus.log, np.ones(len(corpus.log.registry), dtype=np.bool_))
    for _ in range(ROUNDS):
        more = _more(corpus, everybody, found, taken)
        if not len(more.accounts):
            break
        found = found.and_more(more)
    return found


def _more(corpus: Corpus, everybody: Talks, found: Members, taken: Codes) -> Members:
    member = np.zeros(len(corpus.log.registry), dtype=np.bool_)
    member[found.accounts] = True
    place = place_bits(corpus.log, corpus.doors, member)
    open_to = (place > 0) & ~member
    open_to[taken] = False
    asked = np.flatnonzero(open_to).astype(np.int32)
    if not len(asked):
        return Members(found.accounts[:0], found.bits[:0])
    said, used = text_bits(corpus, everybody, member, asked)
    bits = prior_bits(member) + said + place[asked]
    joins = (bits >= JOIN) & (said > 0) & (used >= SEVERAL)
    return Members(asked[joins], bits[joins])


def text_bits(corpus: Corpus, everybody: Talks, member: Marks, asked: Codes) -> tuple[Floats, Ints]:
    """Per account ``asked``, the bits that its choice of texts has for the pool marked, and how many of these it sends.

    Whether each text is said in any of an account's conversations is held against the rates of the pool's accounts and
    of all others, with the account's number of conversations (naive Bayes over texts). How much of its traffic the pool
    has on this account is estimated, and costs the bits of an estimate (Schwarz 1978). ``everybody`` are all accounts'
    conversations.
    """
    log = corpus.log
    texts = texts_of(corpus, talks_of(log, member), KNOWN)
    text = usage_of([np.unique(everybody.of_row[one.rows]) for one in texts], len(everybody))
    owner, none = log.account[everybody.first], len(texts)
    count = np.bincount(owner, minlength=len(member)).astype(np.float64)
    carried = np.bincount(owner[text < none], minlength=len(member))
    usual = carried[member].sum() / max(count[member].sum(), 1)
    own = count[asked]
    part = np.clip(carried[asked] / np.maximum(own * usual, 1e-9), 1e-9, 1)
    bits, used = -np.log2(1 + own) / 2, np.zeros(len(asked), dtype=np.int64)
    order = np.argsort(text, kind="stable")
    senders = np.split(owner[order], np.searchsorted(text[order], np.arange(1, none + 1)))[:none]
    for sender in senders:
        said = np.bincount(sender, minlength=len(member))
        ours, mine = np.count_nonzero(member[sender]), said[asked]
        elsewhere = (np.maximum(len(sender) - ours - mine, 0) + ONE) / (count[~member].sum() + ONE)
        here = np.maximum(np.minimum(part * ours / count[member].sum(), 0.5), elsewhere)
        bits += np.where(mine > 0, _heard(own, here, elsewhere), _silent(own, here, elsewhere))
        used += mine > 0
    return bits, used


def _heard(count: Floats, here: Floats, elsewhere: Floats) -> Floats:
    """Log2 of how much likelier a text is said in ``count`` conversations or fewer at one rate than at another."""
    least = 1e-300
    often, seldom = (np.maximum(-np.expm1(count * np.log1p(-rate)), least) for rate in (here, elsewhere))
    return np.asarray(np.log2(often / seldom))


def _silent(count: Floats, here: Floats, elsewhere: Floats) -> Floats:
    return np.asarray(count * (np.log1p(-here) - np.log1p(-elsewhere)) / np.log(2))
