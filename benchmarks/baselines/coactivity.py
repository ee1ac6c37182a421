"""Accounts that are active in the same minutes, as a network, and how many each is linked to.

After Pacheco et al., "Uncovering coordinated networks on social media: methods and case studies" (ICWSM 2021), fifth
case: accounts are linked by the time intervals in which both are active, here of one minute. There, links are the pairs
whose vectors of intervals have the highest cosines (TF-IDF). On the worlds of development those found hardly an account
of the campaign, and neither did pairs with more joint minutes than chance gives; links here are pairs with enough joint
minutes, however busy they are, which found more.
"""

from __future__ import annotations

from typing import Final

import numpy as np
from scipy.sparse import csr_matrix, triu

from baselines.interface import Log, Verdict
from baselines.unions import components, degrees

SECONDS: Final = 60
JOINT: Final = 5


def judge(log: Log) -> Verdict:
    """Each account's score is the number of accounts that it is linked to."""
    pairs = links(log)
    return Verdict(degrees(pairs, len(log.names)), components(pairs, len(log.names)))


def links(log: Log) -> list[tuple[int, int]]:
    """The pairs of accounts that were both active in at least ``JOINT`` of the same minutes of the clock."""
    minute = np.unique(log.seconds // SECONDS, return_inverse=True)[1]
    shape = (len(log.names), int(minute.max(initial=-1)) + 1)
    active = csr_matrix((np.ones(len(minute)), (log.owner, minute)), shape=shape)
    active.data[:] = 1.0
    together = triu(active @ active.T, k=1).tocoo()
    strong = together.data >= JOINT
    return list(zip(together.row[strong].tolist(), together.col[strong].tolist(), strict=True))
