"""Which capability an exchange is after: a sum of phrase weights, names of offered tools, images and turns.

A request usually wraps a payload in instructions. Phrases count most at a text's two ends, where instructions stand;
and where an instruction asks to grade, to rewrite for policy or to clean a reasoning trace, that outweighs whatever the
payload is about.
"""

from __future__ import annotations

from typing import Final, NamedTuple

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

from stillwatch.fingerprints.outcomes import outcome_codes
from stillwatch.fingerprints.phrases.scan import PhraseScan, scan_texts
from stillwatch.fingerprints.phrases.tables import tool_phrases
from stillwatch.fingerprints.techniques import LIMITS, bits_of, scan_repeating, scan_request
from stillwatch.records.vocabulary import CAPABILITIES, TECHNIQUES

NONE: Final = -1
META: Final = (
    ("trace_cleaning", "trace_cleaning", 7.0),
    ("rubric_grading", "grading", 6.0),
    ("policy_safe_rewriting", "policy_rewriting", 6.0),
    ("imagined_reasoning", "reasoning", 3.0),
    ("inline_reasoning_tags", "reasoning", 1.6),
    ("fake_debugging_session", "reasoning", 1.6),
    ("script_translation", "reasoning", 1.6),
    ("technique_search", "reasoning", 1.6),
)
"""A technique that says what the request is for, the capability, and what it adds.

Those that only draw out the chain of thought add little: reasoning is what is sought where nothing else is named.
"""

SYSTEM_SHARE: Final = 0.8
"""System instructions say what a deployment is for, the prompt what this request is for."""

GENERAL_START: Final = 1.3
"""What a specialty must exceed before an exchange is more than general."""

TOOLS_OFFERED: Final = 3.0
FEW_TOOLS: Final = 4.0
"""Of a longer list, names count in proportion: one name of twelve that belongs to a trade says little."""

IMAGES_SENT: Final = 3.0
LOOP_WORDS: Final = 2.5
"""Text that says this much for an agent's loop makes the offered tools the agent's."""

MANY_TURNS: Final = 6
LONG_TOOL_SESSION: Final = 0.8


class TextTraits(NamedTuple):
    """Per row: the capability's place in ``CAPABILITIES`` or -1 (nothing to read), technique bits, and the outcome."""

    capability: npt.NDArray[np.int8]
    techniques: npt.NDArray[np.uint32]
    outcome: npt.NDArray[np.int8]


def capability_codes(
    prompt: pa.Array, system: pa.Array, tools: pa.Array, images: pa.Array, turns: pa.Array
) -> npt.NDArray[np.int8]:
    """Each row's place in ``CAPABILITIES``, or -1 where there is no text, tool or image; nulls may be anywhere."""
    return text_traits(prompt, system, None, tools, images, turns).capability


def text_traits(
    prompt: pa.Array, system: pa.Array, response: pa.Array | None, tools: pa.Array, images: pa.Array, turns: pa.Array
) -> TextTraits:
    """Capability, techniques and outcome from one scan of each text.

    Raises:
        StillwatchError: the phrasebook is broken; the message names file and key.
    """
    asked, instructed = scan_request(prompt), scan_repeating(system)
    answered = None if response is None else scan_request(response)
    bits = bits_of([asked, instructed], answered)
    scores = asked.weights + SYSTEM_SHARE * instructed.weights
    in_loop = (scores[:, CAPABILITIES.index("agentic_reasoning")] >= LOOP_WORDS) & (_lengths(tools) > 0)
    scores[:, CAPABILITIES.index("agentic_reasoning")] += TOOLS_OFFERED * in_loop
    scores += _context(tools, images, turns)
    for technique, capability, gain in META:
        shows = (bits & np.uint32(1 << TECHNIQUES.index(technique))) != 0
        scores[:, CAPABILITIES.index(capability)] += np.where(shows, np.float32(gain), np.float32(0))
    codes = scores.argmax(axis=1).astype(np.int8)
    codes[_empty(prompt, system, tools, images)] = NONE
    return TextTraits(codes, bits, outcome_codes(prompt if response is None else response, answered))


def _context(tools: pa.Array, images: pa.Array, turns: pa.Array) -> npt.NDArray[np.float32]:
    """What tools, images and turns say, and what ``general`` starts from (rows x capabilities)."""
    length = _lengths(tools)
    scores = _tool_scan(tools).weights * np.minimum(1, FEW_TOOLS / np.maximum(length, 1)).astype(np.float32)[:, None]
    offered = length > 0
    long_session = offered & (_numbers(turns) >= MANY_TURNS)
    scores[:, CAPABILITIES.index("general")] += GENERAL_START
    scores[:, CAPABILITIES.index("tool_use")] += TOOLS_OFFERED * offered
    scores[:, CAPABILITIES.index("agentic_reasoning")] += LONG_TOOL_SESSION * long_session
    scores[:, CAPABILITIES.index("computer_vision")] += IMAGES_SENT * (_numbers(images) > 0)
    return scores


def _tool_scan(tools: pa.Array) -> PhraseScan:
    compiled = tool_phrases()
    return scan_texts(compiled.automaton, compiled.tables, len(CAPABILITIES), tools, LIMITS)


def _empty(prompt: pa.Array, system: pa.Array, tools: pa.Array, images: pa.Array) -> npt.NDArray[np.bool_]:
    content = _lengths(prompt) + _lengths(system) + _lengths(tools) + _numbers(images)
    empty: npt.NDArray[np.bool_] = content == 0
    return empty


def _lengths(column: pa.Array) -> npt.NDArray[np.int64]:
    """Bytes of a text or items of a list, null as 0."""
    if pa.types.is_list(column.type):
        return _numbers(column.value_lengths())
    return _numbers(pc.binary_length(column))


def _numbers(column: pa.Array) -> npt.NDArray[np.int64]:
    numbers: npt.NDArray[np.int64] = column.fill_null(0).to_numpy(zero_copy_only=False).astype(np.int64)
    return numbers
