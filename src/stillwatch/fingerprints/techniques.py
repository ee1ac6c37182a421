"""Which elicitation techniques of the public record an exchange's texts show.

The phrasebook says what shows a technique: groups of phrases that must stand close together in the request, and for
some techniques what the answer must then hold. What a text alone cannot show (a search over many wordings, one
signature in many sessions, a move between models) is left to the stages that see the population; see
``docs/techniques.md``.
"""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
import pyarrow as pa

from stillwatch.fingerprints.phrases.loading import load_phrasebook
from stillwatch.fingerprints.phrases.scan import PhraseScan, ScanLimits, scan_texts
from stillwatch.fingerprints.phrases.tables import request_phrases
from stillwatch.records.vocabulary import CAPABILITIES, TECHNIQUES

LIMITS = ScanLimits()


def technique_bits(
    prompt: pa.Array, system: pa.Array | None = None, response: pa.Array | None = None
) -> npt.NDArray[np.uint32]:
    """Bit i of a row is set where ``TECHNIQUES[i]`` shows; a null text shows nothing.

    Raises:
        StillwatchError: the phrasebook is broken; the message names file and key.
    """
    requests = [scan_request(text) for text in (prompt, system) if text is not None]
    return bits_of(requests, None if response is None else scan_request(response))


def scan_request(text: pa.Array) -> PhraseScan:
    """The capability weights and clauses of a text column; an equal text is scanned once where texts repeat much."""
    compiled = request_phrases()
    return scan_texts(compiled.automaton, compiled.tables, len(CAPABILITIES), text, LIMITS)


def scan_repeating(text: pa.Array) -> PhraseScan:
    """As ``scan_request`` for a column whose texts repeat, such as system instructions: each distinct text once."""
    encoded = text.dictionary_encode()
    scan = scan_request(encoded.dictionary)
    # A null row points past the distinct texts, at a row that shows nothing.
    places = encoded.indices.fill_null(len(encoded.dictionary)).to_numpy(zero_copy_only=False)
    return PhraseScan(
        np.concatenate([scan.weights, np.zeros_like(scan.weights, shape=(1, scan.weights.shape[1]))])[places],
        np.concatenate([scan.clauses, np.zeros_like(scan.clauses, shape=(1, scan.clauses.shape[1]))])[places],
    )


def bits_of(requests: list[PhraseScan], answer: PhraseScan | None) -> npt.NDArray[np.uint32]:
    """Technique bits from scans of a request's texts (each on its own) and of its answer, where it was kept."""
    columns = request_phrases().columns
    bits = np.zeros(len(requests[0].clauses), dtype=np.uint32)
    for alternative in load_phrasebook().alternatives:
        shows = np.ones(len(bits), dtype=np.bool_)
        if alternative.request is not None:
            column = columns[alternative.request]
            shows = np.logical_or.reduce([scan.clauses[:, column] for scan in requests])
        if alternative.answer is not None:
            shows = (
                shows & answer.clauses[:, columns[alternative.answer]] if answer is not None else np.zeros_like(shows)
            )
        bits |= np.where(shows, np.uint32(1 << TECHNIQUES.index(alternative.technique)), np.uint32(0))
    return bits
