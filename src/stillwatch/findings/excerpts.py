"""The words that requests of one template have in common, with what varies left out."""

from __future__ import annotations

from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Final

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from stillwatch.campaigns.operation import Fixed
from stillwatch.evidence.log import Log

MOST_WORDS: Final = 160
MOST_SAMPLES: Final = 6
GAP: Final = "⟨…⟩"


@dataclass(frozen=True, slots=True)
class Excerpts:
    """A sample of the log's texts (columns ``exchange_id``, ``prompt``, ``system``); none where content was dropped."""

    sample: pa.Table | None

    def of(self, log: Log, fixed: Fixed) -> str | None:
        """The common words of the sampled exchanges that carry ``fixed``; None where fewer than two were sampled."""
        if self.sample is None or not len(self.sample):
            return None
        ids = log.traits.column("exchange_id").take(pa.array(fixed.rows))
        mine = self.sample.filter(pc.is_in(self.sample["exchange_id"], value_set=ids.combine_chunks()))
        column = "system" if "system" in fixed.place else "prompt"
        texts = [text for text in mine[column].to_pylist() if text]
        return common_words(texts[:MOST_SAMPLES]) if len(texts) > 1 else None


def common_words(texts: list[str]) -> str | None:
    """Words that all texts have, in order, with ``GAP`` where they differ; None where nothing is common."""
    kept = texts[0].split()[:MOST_WORDS]
    for text in texts[1:]:
        kept = _shared(kept, text.split()[:MOST_WORDS])
    return " ".join(kept) if any(word != GAP for word in kept) else None


def _shared(left: list[str], right: list[str]) -> list[str]:
    """The words that both have, in order, with one ``GAP`` wherever either has others."""
    merged: list[str] = []
    a = b = 0
    for block in SequenceMatcher(None, left, right, autojunk=False).get_matching_blocks():
        if (block.a > a or block.b > b) and merged[-1:] != [GAP]:
            merged.append(GAP)
        merged.extend(left[block.a : block.a + block.size])
        a, b = block.a + block.size, block.b + block.size
    return merged


def sampled(batch: pa.RecordBatch, keys: np.ndarray[tuple[int], np.dtype[np.uint64]], one_in: int) -> pa.RecordBatch:
    """The rows of a batch of exchanges whose id's key falls into the sample, their texts cut to a bounded length."""
    rows = pa.array(np.flatnonzero((keys >> np.uint64(8)) % np.uint64(one_in) == 0))
    part = batch.take(rows)
    columns = [part["exchange_id"], *(pc.utf8_slice_codeunits(part[name], 0, 1500) for name in ("prompt", "system"))]
    return pa.RecordBatch.from_arrays(columns, names=["exchange_id", "prompt", "system"])
