"""Who is in an operation: every account is weighed by what it asks, by its identities and by its rhythm."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import numpy as np

from stillwatch.campaigns.core import witnesses
from stillwatch.campaigns.corpus import Corpus
from stillwatch.campaigns.likeness import left_out_ratio, shape_bits, wording_bits
from stillwatch.campaigns.places import place_bits
from stillwatch.campaigns.wording import fullness
from stillwatch.campaigns.words import Marks
from stillwatch.evidence.log import Codes, Floats, Log
from stillwatch.evidence.rhythm import Rhythms, with_the_others

ROUNDS: Final = 4
"""Each round's newcomers make more words the operation's own; a few rounds reach what can be reached."""
COVER: Final = 0.2
"""Part of a member's exchanges that may be anybody's: honest traffic on an operation's account proves no innocence."""
ENOUGH: Final = 63
"""Exchanges from which more of them say nothing new: those of one account are no independent witnesses."""
COSINES: Final = (0.1, 0.2, 0.3, 0.5)
"""Edges of how far a rhythm points where the others' does; that of strangers strays by about a tenth."""
STAY: Final = 2.0
"""Bits for a member that did the operation's work in suspicious slices to be one."""
JOIN: Final = 15.0
"""Bits for an outsider that did none of it: of ten thousands of accounts some look the same by chance."""
OPEN: Final = 0.3
"""Outsiders that would be members if they had done the work, as a part of the members, up to which a crew is closed."""
NOBODY: Final[Codes] = np.empty(0, dtype=np.int32)


def content_bits(corpus: Corpus, member: Marks, asked: Marks) -> Floats:
    """Per account ``asked``, what its exchanges say: their mean, times half the logarithm of how many there are.

    A prompt that others sent word for word speaks for nobody: that is what evaluators do, and what an operation that
    deals work out to its accounts has no use for.
    """
    log = corpus.log
    inside = member[log.account]
    rows = np.flatnonzero(asked[log.account] & (log.shared_text == 0)).astype(np.int32)
    bits = shape_bits(log, corpus.shapes, inside, ~inside, rows)
    bits += wording_bits(log, fullness(corpus, member), inside, ~inside, rows)
    bits = np.log2((1 - COVER) * np.exp2(bits) + COVER)
    count = np.bincount(log.account[rows], minlength=len(member))
    mean = np.bincount(log.account[rows], weights=bits, minlength=len(member)) / np.maximum(count, 1)
    return np.asarray(mean * np.log2(1 + np.minimum(count, ENOUGH)) / 2)


def identity_bits(corpus: Corpus, member: Marks) -> Floats:
    """Per account, the odds that other customers with its card, device or phone are members, against anybody's."""
    customer, usual = corpus.log.registry.customer, float(member.mean())
    ours = np.bincount(customer[member], minlength=int(customer.max(initial=0)) + 1) > 0
    bits = np.zeros(len(member))
    for one in corpus.identities:
        others = np.maximum(one.customers(np.ones_like(member)) - 1, 0)
        members = np.maximum(one.customers(member) - ours[customer], 0)
        share = (members + usual) / (others + 1)
        known = one.shared & (others > 0)
        bits[known] += np.log2(share / (1 - share))[known] - prior_bits(member)
    return bits


def rhythm_bits(log: Log, rhythm: Rhythms, member: Marks) -> Floats:
    """Per account, how much commoner its agreement with the operation's rhythm is among members than elsewhere."""
    everybody = np.arange(len(member), dtype=np.int32)
    cosine = with_the_others(log, rhythm, everybody[member], everybody)
    known = cosine != 0
    bits = left_out_ratio(
        np.digitize(cosine, COSINES).astype(np.int32), log.registry.customer, known & member, known & ~member
    )
    return np.where(known, bits, 0.0)


def _conduct_bits(corpus: Corpus, rhythm: Rhythms, member: Marks) -> tuple[Floats, Floats]:
    """Per account, what its identities, its rhythm and its addresses say; and what addresses say besides.

    Addresses speak for an account only where its rhythm is the members': strangers share the doors of a hosted tool.
    Where an account has too few exchanges for a rhythm, what they would say is besides.
    """
    log = corpus.log
    in_time, place = rhythm_bits(log, rhythm, member), place_bits(log, corpus.doors, member)
    said = np.where(in_time > 0, place, np.minimum(place, 0.0))
    return identity_bits(corpus, member) + in_time + said, np.where(in_time == 0, place - said, 0.0)


def prior_bits(member: Marks) -> float:
    """Log2 odds of being a member, of one of the log's accounts of which nothing is known."""
    return float(np.log2(member.sum() / (~member).sum()))


def is_closed(near: Marks, member: Marks) -> bool:
    """Whether the members are all but a few of those that are ``near`` enough to be members."""
    return bool(np.count_nonzero(near & ~member) <= OPEN * np.count_nonzero(member))


def vouched(corpus: Corpus, rhythm: Rhythms, crew: Marks) -> Marks:
    """Those of a crew that its ``witnesses``, and whom these have vouched for, vouch for by their words.

    Honest people who say the same thing would vouch for each other once several of them stand in a crew; whoever shares
    its work is reached from those that something else ties together.
    """
    log = corpus.log
    if not crew.any() or crew.all():
        return crew
    in_rhythm = rhythm_bits(log, rhythm, crew)
    conduct = prior_bits(crew) + identity_bits(corpus, crew) + in_rhythm
    member = witnesses(log, crew, in_rhythm > 0)
    for _ in range(ROUNDS):
        bits = conduct + content_bits(corpus, member, crew)
        more = member | (crew & (bits >= STAY))
        if (more == member).all():
            break
        member = more
    return member


@dataclass(frozen=True, slots=True)
class Members:
    """The accounts that belong to an operation (sorted codes), and the bits that say so of each."""

    accounts: Codes
    bits: Floats

    def joined_by(self, more: Codes) -> Members:
        """These and ``more`` (sorted codes of others), of whom no more is said than that they may ``STAY``."""
        return self.and_more(Members(more, np.full(len(more), STAY)))

    def and_more(self, more: Members) -> Members:
        """These and ``more``, who are others."""
        accounts, bits = np.concatenate([self.accounts, more.accounts]), np.concatenate([self.bits, more.bits])
        order = np.argsort(accounts, kind="stable")
        return Members(accounts[order], bits[order])


def belonging(
    corpus: Corpus, rhythm: Rhythms, crew: Codes, candidates: Codes, taken: Codes, writers: Codes = NOBODY
) -> Members:
    """The accounts of ``crew`` that belong to it, and others that do; nobody of ``taken`` (other operations').

    ``candidates`` are outsiders that did some of the operation's work. No outsider belongs by his words alone. Whom
    identities, rhythm and places make a member needs no more than words that do not outweigh them where he is one of
    the ``writers``, who send fixed texts of the operation's: it has texts that few of its accounts use. Nobody belongs
    where nearly as many others would as well as the members do: a cut through a community of honest people has such
    surroundings, an operation ends where its accounts end.
    """
    log = corpus.log
    in_crew, writing, working, free = (np.zeros(len(log.registry), dtype=np.bool_) for _ in range(4))
    in_crew[crew] = writing[writers] = True
    working[crew] = working[candidates] = free[:] = True
    free[taken] = False
    member = vouched(corpus, rhythm, in_crew)
    near, bits = member, np.zeros(len(member))
    for _ in range(ROUNDS):
        if not member.any() or member.all():
            break
        conduct, besides = _conduct_bits(corpus, rhythm, member)
        inclined = member | (free & (conduct + besides > 0))
        content = content_bits(corpus, member, in_crew | inclined)
        bits = prior_bits(member) + content + conduct
        tied = prior_bits(member) + conduct >= STAY
        spoken = (content > 0) & inclined
        sure = spoken & (bits + besides >= JOIN)
        near = ((bits >= STAY) & (spoken | (in_crew & writing & tied))) | sure
        fresh = near & (member | working | tied | sure)
        if (fresh == member).all():
            break
        member = fresh
    accounts = np.flatnonzero(member & is_closed(near, member)).astype(np.int32)
    return Members(accounts, bits[accounts])
