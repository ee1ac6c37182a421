"""One exchange as a vendor's log line tells it, before its types are checked."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from stillwatch.records.tables import EXCHANGES
from stillwatch.sources.columns import rows_of_values
from stillwatch.sources.interface import Rows, Unit
from stillwatch.sources.quarantine import Quarantine


@dataclass(frozen=True, slots=True)
class Exchange:
    """The contract's columns; each value is as the log has it."""

    exchange_id: Any = None
    started_at: Any = None
    account_id: Any = None
    model: Any = None
    prompt: Any = None
    system: Any = None
    tools: Any = None
    images: Any = None
    turns: Any = None
    conversation_id: Any = None
    response: Any = None
    reasoning: Any = None
    input_tokens: Any = None
    output_tokens: Any = None
    reasoning_tokens: Any = None
    max_tokens: Any = None
    temperature: Any = None
    status: Any = None
    route: Any = None
    ip: Any = None
    asn: Any = None
    country: Any = None
    tls_fingerprint: Any = None
    user_agent: Any = None
    api_key_id: Any = None
    end_user_id: Any = None
    weight: Any = None


def rows_of_exchanges(
    exchanges: Sequence[Exchange], positions: Sequence[int], unit: Unit, bytes_done: int, quarantine: Quarantine
) -> Rows:
    """A batch of them; ``positions`` count lines or rows, as ``unit`` says."""
    values = {name: [getattr(exchange, name) for exchange in exchanges] for name in EXCHANGES.names}
    return rows_of_values(values, EXCHANGES, positions, unit, bytes_done, quarantine)
