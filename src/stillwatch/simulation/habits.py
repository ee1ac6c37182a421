"""How a kind of client usually behaves: the weights from which its accounts and traffic are drawn."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

Weights = Mapping[str, float]


@dataclass(frozen=True, slots=True)
class Habit:
    """Weights by name, and chances between 0 and 1.

    ``tail`` is the Pareto exponent of volumes; ``turns`` the mean conversation length; ``tempered`` and ``capped`` the
    chances that a task sets its temperature and token limit; ``recent`` the share of accounts opened in the last
    four months beyond the general growth; ``agentic`` the chance that later turns are tool results.
    """

    payloads: Weights
    rhythms: Weights = field(default_factory=lambda: {"office": 5.0, "evening": 3.0, "always": 1.5, "nightly": 0.5})
    networks: Weights = field(
        default_factory=lambda: {"cloud": 4.0, "office": 2.0, "home": 3.0, "hosting": 1.0, "vpn": 0.5}
    )
    families: Weights = field(default_factory=lambda: {"sdk": 6.0, "http": 3.0, "agent": 0.6, "gateway": 0.5})
    routes: Weights = field(
        default_factory=lambda: {"api": 8.0, "bedrock": 1.0, "vertex": 0.7, "azure": 0.6, "gateway": 0.5}
    )
    plans: Weights = field(
        default_factory=lambda: {"api": 6.0, "pro": 1.0, "team": 1.0, "enterprise": 0.5, "startup": 0.7, "free": 0.8}
    )
    domains: Weights = field(default_factory=lambda: {"free": 5.0, "own": 4.5, "edu": 0.3, "temporary": 0.2})
    tail: float = 1.05
    turns: float = 1.3
    agentic: float = 0.0
    gap: float = 60.0
    addresses: float = 2.0
    tempered: float = 0.6
    capped: float = 0.6
    images: float = 0.02
    tooled: float = 0.1
    recent: float = 0.1
    clump: float = 0.4
    closed: float = 0.02
    foreign: float = 0.25


CONSOLE = Habit(
    payloads={
        "chat": 6,
        "essay": 2,
        "general": 2,
        "coding": 1.5,
        "reasoning": 0.7,
        "data_analysis": 0.3,
        "policy_rewriting": 0.2,
        "popular": 0.5,
    },
    rhythms={"evening": 6, "office": 3, "always": 0.2},
    networks={"home": 6, "mobile": 3, "vpn": 0.8, "university": 0.7, "office": 1.0},
    families={"browser": 1.0},
    routes={"console": 9.5, "api": 0.5},
    plans={"free": 6, "pro": 3, "team": 0.6, "education": 0.5},
    domains={"free": 9, "own": 0.6, "edu": 0.8, "temporary": 0.3},
    tail=1.4,
    turns=3.0,
    addresses=2.5,
    tempered=0.0,
    capped=0.0,
    images=0.08,
    tooled=0.05,
)

API = Habit(
    payloads={
        "general": 2,
        "support_query": 1.5,
        "extraction_doc": 1.5,
        "coding": 2,
        "chat": 1,
        "data_analysis": 1.2,
        "reasoning": 1,
        "grading": 0.7,
        "tool_use": 1.2,
        "agentic_reasoning": 1,
        "essay": 0.8,
        "passage_question": 0.6,
        "computer_vision": 0.3,
        "orchestration": 0.3,
        "policy_rewriting": 0.15,
        "trace_cleaning": 0.1,
    },
    tooled=0.25,
    agentic=0.3,
    turns=1.6,
)

DEVELOPER = Habit(
    payloads={
        "coding": 6,
        "agentic_reasoning": 2,
        "tool_use": 1.5,
        "data_analysis": 1,
        "orchestration": 0.6,
        "computer_use": 0.6,
        "reasoning": 0.4,
    },
    rhythms={"office": 6, "evening": 3, "always": 1},
    networks={"home": 5, "office": 3, "cloud": 1.5, "vpn": 0.8, "hosting": 0.6, "university": 0.6},
    families={"agent": 5, "sdk": 3, "http": 1.5, "gateway": 0.3},
    routes={"api": 8, "console": 1, "bedrock": 0.7, "vertex": 0.5, "azure": 0.4, "gateway": 0.6},
    plans={"api": 4, "pro": 4, "team": 1.5, "enterprise": 0.5, "startup": 0.7, "free": 0.6},
    tail=1.15,
    turns=5.0,
    agentic=0.7,
    gap=25.0,
    tooled=0.7,
)
