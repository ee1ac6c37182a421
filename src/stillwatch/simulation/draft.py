"""A world while it is drafted: the books its parts are registered in, and the steps that every population shares."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import Final

import numpy as np
import pyarrow as pa

from stillwatch.records.vocabulary import CAPABILITIES
from stillwatch.simulation.clients import ClientBook
from stillwatch.simulation.columns import Floats, Ints, chance, pick
from stillwatch.simulation.grammar import Grammar
from stillwatch.simulation.habits import Habit, Weights
from stillwatch.simulation.lists import Choices
from stillwatch.simulation.networks import AddressBook
from stillwatch.simulation.payloads import FOREIGN, RULES, SPOKEN, WORKLOADS, Payloads
from stillwatch.simulation.rhythm import DAY, RhythmBook
from stillwatch.simulation.scenario import Scenario
from stillwatch.simulation.tables import NONE, Accounts, Streams, Tasks
from stillwatch.simulation.templates import TemplateBook

TEMPERATURES: Final = (1.0, 0.0, 0.7, 0.2, 0.5, 0.3, 0.8, 0.9)
LIMITS: Final = (4096, 1024, 8192, 2048, 512, 1000, 4000, 16384, 2000, 256)
"""Settings by popularity; an application takes one, mostly from the front."""
STANDARD_TOOLS: Final = (
    ("bash", "text_editor"),
    ("web_search",),
    ("bash", "computer", "text_editor"),
    ("python",),
    ("read_file", "run_command", "search_files", "write_file"),
    ("get_current_weather",),
    ("retrieval", "web_search"),
    ("browser_click", "browser_navigate", "browser_type"),
)
"""Tool lists that many share because a guide or a server ships them."""
_STANDARD: Final = 0.5


@dataclass(slots=True)
class Draft:
    """Everything registered so far. ``scale`` is the world's size relative to the scenario's own."""

    scenario: Scenario
    scale: float
    rng: np.random.Generator
    grammar: Grammar
    payloads: Payloads
    rhythms: RhythmBook
    clients: ClientBook
    addresses: AddressBook
    templates: TemplateBook = field(default_factory=TemplateBook)
    choices: Choices = field(default_factory=Choices)
    tasks: list[Tasks] = field(default_factory=list)
    accounts: list[Accounts] = field(default_factory=list)
    streams: list[Streams] = field(default_factory=list)
    pools: list[pa.Array] = field(default_factory=list)
    toolsets: list[list[str]] = field(default_factory=lambda: [list(tools) for tools in STANDARD_TOOLS])
    account_count: int = 0
    task_count: int = 0
    pool_size: int = 0
    next_code: int = 0

    @property
    def seconds(self) -> float:
        """Length of the window."""
        return self.rhythms.seconds

    def codes(self, count: int) -> Ints:
        """Codes that no one else has."""
        self.next_code += count
        return np.arange(self.next_code - count, self.next_code, dtype=np.int64)

    def some(self, rule: str, count: int) -> list[str]:
        """``count`` texts of a grammar rule."""
        texts: list[str] = self.grammar.expand(rule, count, self.rng).to_pylist()
        return texts

    def fixed_texts(self, rule: str, count: int) -> Ints:
        """Register ``count`` templates written by a grammar rule."""
        return self.templates.add(self.some(rule, count))

    def pool(self, rule: str, count: int) -> tuple[int, int]:
        """A fixed pool of ``count`` payloads: where it starts and its length."""
        self.pools.append(self.payloads.draw(rule, count, self.rng))
        self.pool_size += count
        return self.pool_size - count, count

    def add_toolsets(self, count: int, low: int = 2, high: int = 14, rule: str = "tool_name") -> Ints:
        """Register ``count`` lists of tool names written by a grammar rule."""
        at = len(self.toolsets)
        for _ in range(count):
            size = int(self.rng.integers(low, high))
            self.toolsets.append(sorted(set(self.some(rule, size))))
        return np.arange(at, at + count, dtype=np.int64)

    def admit(self, accounts: Accounts) -> Ints:
        """Add accounts and return their codes."""
        count = len(accounts.kind)
        self.accounts.append(accounts)
        self.account_count += count
        return np.arange(self.account_count - count, self.account_count, dtype=np.int64)

    def add_tasks(self, tasks: Tasks) -> Ints:
        """Add tasks and return their codes."""
        count = len(tasks.rule)
        self.tasks.append(tasks)
        self.task_count += count
        return np.arange(self.task_count - count, self.task_count, dtype=np.int64)


def make_tasks(draft: Draft, habit: Habit, count: int) -> Tasks:
    """Bare tasks of a habit, without fixed text: payload, parameters, later turns."""
    rng = draft.rng
    rule = pick(rng, habit.payloads, RULES, count)
    none = np.full(count, NONE, dtype=np.int64)
    foreign = (chance(rng, habit.foreign, count)) & ~np.isin(rule, [RULES.index(name) for name in WORKLOADS])
    language = _in_its_language(rule, pick(rng, LANGUAGE_WEIGHTS, RULES, count))
    capability = np.where(rule < len(CAPABILITIES), rule, CAPABILITIES.index("general"))
    turned = np.where(chance(rng, habit.agentic, count), RULES.index("observation"), RULES.index("followup"))
    return Tasks(
        rule=np.where(foreign, language, rule),
        pool_at=none,
        pool_n=np.zeros(count, dtype=np.int64),
        capability=capability,
        system=none,
        template=np.zeros(count, dtype=np.int64),
        follow=turned,
        follow_template=np.zeros(count, dtype=np.int64),
        tools=none,
        temperature=np.where(chance(rng, habit.tempered, count), popular(rng, TEMPERATURES, count), np.nan),
        max_tokens=np.where(chance(rng, habit.capped, count), popular(rng, LIMITS, count), NONE).astype(np.int64),
        images=np.where(chance(rng, habit.images * 4, count), 0.25, 0.0)
        + (rule == RULES.index("computer_vision")) * 0.6,
    )


def _in_its_language(rule: Ints, language: Ints) -> Ints:
    """The rule for the same capability in another language, given as the rule of its everyday payloads."""
    table = {
        (CAPABILITIES.index(capability), RULES.index(f"payload_{spoken}")): RULES.index(f"{capability}_{spoken}")
        for spoken in FOREIGN
        for capability in SPOKEN
    }
    return np.array([table.get(pair, pair[1]) for pair in zip(rule.tolist(), language.tolist(), strict=True)])


LANGUAGE_WEIGHTS: Weights = {
    "payload_zh": 4.0,
    "payload_es": 3.0,
    "payload_ja": 2.5,
    "payload_de": 2.0,
    "payload_fr": 2.0,
    "payload_pt": 2.0,
    "payload_ru": 2.0,
    "payload_hi": 1.5,
}


def popular(rng: np.random.Generator, values: Sequence[float], count: int) -> Floats:
    """Draw settings, those at the front far more often."""
    return np.array(values)[(rng.random(count) ** 2.5 * len(values)).astype(np.int64)]


def with_tools(draft: Draft, tasks: Tasks, share: float) -> Tasks:
    """Give a share of the tasks tools: a standard list or one of their own."""
    rows = np.flatnonzero(chance(draft.rng, share, len(tasks.rule)))
    tools = tasks.tools.copy()
    own = draft.add_toolsets(len(rows))
    tools[rows] = np.where(chance(draft.rng, _STANDARD, len(rows)), standard_tools(draft, len(rows)), own)
    return replace(tasks, tools=tools)


def standard_tools(draft: Draft, count: int) -> Ints:
    """Codes of standard tool lists, which stand first in the draft."""
    return (draft.rng.random(count) ** 1.5 * len(STANDARD_TOOLS)).astype(np.int64)


def growth(rng: np.random.Generator, count: int, habit: Habit, seconds: float) -> Floats:
    """Sign-up times over two years that grow exponentially up to the window's end, with a recent surplus."""
    span, rate = 730 * DAY + seconds, 260 * DAY
    share = rng.random(count)
    created = np.log1p(share * np.expm1(span / rate)) * rate - 730 * DAY
    recent = chance(rng, habit.recent, count)
    late = rng.uniform(-120 * DAY, seconds * 0.7, count)
    return np.minimum(np.where(recent, late, created), seconds - DAY / 4)
