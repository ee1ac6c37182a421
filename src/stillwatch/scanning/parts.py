"""The result's row per exchange of a log too large to be held: ids on disk, verdicts in memory."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt
import pyarrow as pa

from stillwatch.records.campaign import Campaign
from stillwatch.records.tables import EXCHANGE_RESULTS
from stillwatch.records.vocabulary import CAPABILITIES
from stillwatch.scanning.attribution import Label
from stillwatch.scanning.shards import Shard


def exchange_parts(shards: Sequence[Shard], labels: Sequence[Label], campaigns: Sequence[Campaign]) -> pa.Table:
    """The columns of ``EXCHANGE_RESULTS``, names as dictionaries; the ids are mapped from the shards' files."""
    names = [pa.array([one.campaign_id for one in campaigns], pa.string()), pa.array(CAPABILITIES)]
    tables = []
    for shard, label in zip(shards, labels, strict=True):
        columns = [shard.ids(), _named(label.owner, names[0]), _named(label.capability, names[1])]
        tables.append(pa.Table.from_arrays(columns, names=EXCHANGE_RESULTS.names))
    return pa.concat_tables(tables)


def _named(codes: npt.NDArray[np.signedinteger], names: pa.Array) -> pa.DictionaryArray:
    return pa.DictionaryArray.from_arrays(pa.array(codes, mask=codes < 0), names)
