"""Whether an exchange was answered or refused, as far as its kept answer says."""

from __future__ import annotations

from typing import Final

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

from stillwatch.fingerprints.phrases.loading import load_phrasebook
from stillwatch.fingerprints.phrases.scan import PhraseScan
from stillwatch.fingerprints.phrases.tables import request_phrases

UNKNOWN: Final = 0
ANSWERED: Final = 1
REFUSED: Final = 2
LONGEST_REFUSAL: Final = 1200
"""Bytes; a longer answer has done something, whatever it declines on the way."""


def outcome_codes(response: pa.Array, answer: PhraseScan | None) -> npt.NDArray[np.int8]:
    """``ANSWERED``, ``REFUSED`` or, where no answer was kept, ``UNKNOWN``; ``answer`` is the scan of ``response``."""
    if answer is None:
        return np.full(len(response), UNKNOWN, dtype=np.int8)
    columns = request_phrases().columns
    declines = answer.clauses[:, [columns[clause] for clause in load_phrasebook().refusals]].any(axis=1)
    size = pc.fill_null(pc.binary_length(response), 0).to_numpy(zero_copy_only=False)
    told = np.where(declines & (size <= LONGEST_REFUSAL), REFUSED, ANSWERED)
    return np.where(size > 0, told, UNKNOWN).astype(np.int8)
