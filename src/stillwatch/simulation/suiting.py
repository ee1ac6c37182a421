"""Which real prompts suit a payload rule: by what their source holds, by their label, by what they mention."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final


@dataclass(frozen=True, slots=True)
class Source:
    """One file of prompts: its kind (extraction, human, workload, evaluation, safety) and what it holds, in words.

    ``labels`` has a prompt's own label where it has one, otherwise an empty text.
    """

    name: str
    kind: str
    what: str
    prompts: tuple[str, ...]
    labels: tuple[str, ...]
    responses: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Wish:
    """The kinds of source that will do; words of which one must describe the source, or else a label the prompt.

    ``mention`` are beginnings of words of which the prompt must have one; ``responses`` asks for the answers instead
    of the prompts; ``whole`` is the share of payloads that are one prompt as it is.
    """

    kinds: tuple[str, ...]
    words: tuple[str, ...] = ()
    labels: tuple[str, ...] = ()
    mention: tuple[str, ...] = ()
    responses: bool = False
    whole: float = 0.4


_ANY: Final = ("extraction", "evaluation", "human", "workload")
WISHES: Final = {
    "coding": Wish(_ANY, ("coding",), ("coding",)),
    "data_analysis": Wish(_ANY, ("data-analysis", "statistics")),
    "reasoning": Wish(_ANY, ("mathematical",), ("math",)),
    "agentic_reasoning": Wish(_ANY, ("agentic reasoning",)),
    "tool_use": Wish(_ANY, ("tool use", "tool-use")),
    "computer_use": Wish(_ANY, ("computer use", "computer-use")),
    "computer_vision": Wish(
        _ANY, ("vision", "orchestration", "tool use"), mention=("image", "picture", "photo", "screenshot")
    ),
    "orchestration": Wish(_ANY, ("orchestration",), mention=("then", "after", "finally", "next", "also")),
    "grading": Wish(_ANY, ("grading",)),
    "trace_cleaning": Wish(_ANY, ("trajectories", "mathematical"), responses=True),
    "general": Wish(("extraction", "human"), ("general", "role", "real user"), ("creative_writing",)),
    "chat": Wish(("human",), whole=0.7),
    "essay": Wish(("human",)),
    "popular": Wish(("human",), ("popular", "template"), whole=1.0),
    "support_query": Wish(("workload",), ("customer",), whole=0.8),
    "extraction_doc": Wish(("workload",), ("JSON",)),
    "passage_question": Wish(("workload",), ("retrieval",)),
    "red_team": Wish(("safety",), whole=0.8),
    "benchmark": Wish(("evaluation",), whole=1.0),
    "finished_answer": Wish(("extraction", "evaluation", "human"), responses=True),
}
"""Rules that real text serves; the rest (delicate questions, other languages, later turns) stay with the grammar."""


def suited(wish: Wish, sources: Sequence[Source], *, strictly: bool = False) -> list[str]:
    """The texts of all sources that suit ``wish``; where none does, those of the right kinds, or ``strictly`` none."""
    of_kind = [source for source in sources if source.kind in wish.kinds]
    found = [text for source in of_kind for text in _texts(wish, source)]
    return found if found or strictly else [text for source in of_kind for text in _all(wish, source)]


def _all(wish: Wish, source: Source) -> Sequence[str]:
    return source.responses if wish.responses else source.prompts


def _texts(wish: Wish, source: Source) -> Iterator[str]:
    described = not wish.words or any(re.search(rf"\b{word}\b", source.what, re.IGNORECASE) for word in wish.words)
    mention = re.compile(rf"\b({'|'.join(wish.mention)})", re.IGNORECASE)
    if described:
        yield from (text for text in _all(wish, source) if mention.search(text))
    elif wish.labels and not wish.responses:
        rows = zip(source.prompts, source.labels, strict=True)
        yield from (text for text, label in rows if label in wish.labels and mention.search(text))
