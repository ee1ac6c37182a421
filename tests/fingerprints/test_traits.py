"""A batch of exchanges becomes a batch of traits, row for row."""

from datetime import UTC, datetime

import pyarrow as pa

from stillwatch.fingerprints.traits import TRAITS, fingerprint
from stillwatch.records.tables import EXCHANGES
from stillwatch.records.vocabulary import CAPABILITIES


def batch(rows: list[dict[str, object]]) -> pa.RecordBatch:
    base = {"started_at": datetime(2026, 6, 1, tzinfo=UTC), "account_id": "a", "model": "m"}
    empty = dict.fromkeys(EXCHANGES.names) | base
    full = [empty | {"exchange_id": str(i)} | row for i, row in enumerate(rows)]
    return pa.RecordBatch.from_pylist(full, schema=EXCHANGES)


def test_only_required_columns_are_enough() -> None:
    traits = fingerprint(batch([{}, {}]))
    assert traits.schema.equals(TRAITS)
    assert traits["text"].to_pylist() == [0, 0]
    assert traits["capability"].to_pylist() == [-1, -1]


def test_rows_keep_their_order_and_their_own_traits() -> None:
    code = "Write a Python function that parses a CSV file and add unit tests for it."
    traits = fingerprint(batch([{"prompt": code}, {}, {"prompt": code, "ip": "192.0.2.1"}]))
    assert traits["text"][0] == traits["text"][2]
    assert traits["text"][1].as_py() == 0
    assert traits["network"].to_pylist()[:2] == [0, 0]
    assert CAPABILITIES[traits["capability"][0].as_py()] == "coding"


def test_an_empty_batch_is_fine() -> None:
    assert fingerprint(batch([])).num_rows == 0


def test_no_text_is_left() -> None:
    secret = "a very secret sentence that nobody may keep"  # noqa: S105 - a prompt, no credential
    traits = fingerprint(batch([{"prompt": secret, "system": secret, "response": secret, "reasoning": secret}]))
    assert all(secret not in str(column.to_pylist()) for column in traits.columns)
