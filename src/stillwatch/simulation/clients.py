"""Client stacks: user agents and the TLS fingerprints that come with them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import numpy as np
import pyarrow as pa

from stillwatch.simulation.columns import Floats, Ints
from stillwatch.simulation.ids import hex_ids
from stillwatch.simulation.vocabulary import FAMILIES

_AGENTS: Final = {
    "sdk": ("model-python/{v} httpx/{w}", "model-node/{v} undici/{w}", "model-go/{v}", "model-java/{v} okhttp/{w}"),
    "browser": (
        "Mozilla/5.0 (Windows NT 10.0; Win64; x64) Browser/{v}",
        "Mozilla/5.0 (Macintosh; Intel) Browser/{v}",
        "Mozilla/5.0 (Linux; Android {w}) Mobile/{v}",
        "Mozilla/5.0 (iPhone; OS {w}) Mobile/{v}",
    ),
    "agent": ("shellwright/{v}", "codewalker-cli/{v} node/{w}", "orchard-agent/{v}", "editor-plugin/{v} (ide {w})"),
    "http": ("python-requests/{v}", "aiohttp/{v}", "curl/{v}", "axios/{v}", "Go-http-client/{w}", "okhttp/{v}"),
    "gateway": ("unigate/{v}", "routebox-proxy/{v} httpx/{w}", "keyhub/{v}"),
}
_VERSIONS: Final = 24


@dataclass(frozen=True, slots=True)
class ClientBook:
    """Stacks of the world: strings by code, and which codes a family has, most popular first."""

    user_agents: pa.Array
    tls: pa.Array
    family_at: Ints
    family_n: Ints

    def draw(self, rng: np.random.Generator, families: Ints, *, skew: float = 3.0) -> Ints:
        """A stack per row from the given family; popular versions come first."""
        share: Floats = rng.random(len(families)) ** skew
        return self.family_at[families] + (share * self.family_n[families]).astype(np.int64)


def make_clients(rng: np.random.Generator) -> ClientBook:
    """Versions of each client; one in four user agents is seen with several TLS libraries."""
    agents: list[str] = []
    counts = []
    for family in FAMILIES:
        before = len(agents)
        for version in range(_VERSIONS):
            for form in _AGENTS[family]:
                text = form.format(
                    v=f"{rng.integers(0, 4)}.{_VERSIONS - version}.{rng.integers(0, 6)}", w=20 - version // 3
                )
                agents.extend([text] * int(rng.choice([1, 1, 1, 3])))
        counts.append(len(agents) - before)
    library = np.arange(len(agents)) // 2 + rng.integers(0, 3, len(agents))
    at = np.concatenate([[0], np.cumsum(counts)[:-1]])
    return ClientBook(pa.array(agents), hex_ids(library, 77), at.astype(np.int64), np.array(counts, dtype=np.int64))
