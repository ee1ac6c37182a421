"""Prompts as vectors: hashed words and word pairs, weighted by rarity, reduced to 64 dimensions (latent semantics)."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

import numpy as np
import numpy.typing as npt
from sklearn.decomposition import TruncatedSVD
from sklearn.feature_extraction.text import HashingVectorizer, TfidfTransformer
from sklearn.preprocessing import normalize

DIMENSIONS: Final = 64
FEATURES: Final = 1 << 15
FITTED_ON: Final = 8_000
"""The projection is fitted on this many texts, evenly spaced; all are projected."""

MOST_CHARACTERS: Final = 1500
SEED: Final = 0


def embed(texts: Sequence[str | None]) -> npt.NDArray[np.float32]:
    """A vector of length one for each text; zeros for one without words.

    Deerwester et al., "Indexing by latent semantic analysis" (1990), over hashed words and pairs of neighbours.
    """
    if not any(texts):
        return np.zeros((len(texts), DIMENSIONS), dtype=np.float32)
    hashed = HashingVectorizer(n_features=FEATURES, ngram_range=(1, 2), alternate_sign=False, norm=None)
    counts = hashed.transform([(text or "")[:MOST_CHARACTERS] for text in texts])
    weighted = TfidfTransformer(sublinear_tf=True).fit_transform(counts)
    some = weighted[:: max(len(texts) // FITTED_ON, 1)]
    reduced = TruncatedSVD(DIMENSIONS, n_iter=2, random_state=SEED).fit(some).transform(weighted)
    return np.asarray(normalize(reduced), dtype=np.float32)
