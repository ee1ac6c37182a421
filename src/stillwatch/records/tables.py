"""The Arrow schemas of the contract's input and output tables."""

from __future__ import annotations

from typing import Final

import pyarrow as pa

TIMESTAMP: Final = pa.timestamp("us", tz="UTC")

EXCHANGES: Final = pa.schema(
    [
        pa.field("exchange_id", pa.string(), nullable=False),
        pa.field("started_at", TIMESTAMP, nullable=False),
        pa.field("account_id", pa.string(), nullable=False),
        pa.field("model", pa.string(), nullable=False),
        ("prompt", pa.string()),
        ("system", pa.string()),
        ("tools", pa.list_(pa.string())),
        ("images", pa.int32()),
        ("turns", pa.int32()),
        ("conversation_id", pa.string()),
        ("response", pa.string()),
        ("reasoning", pa.string()),
        ("input_tokens", pa.int64()),
        ("output_tokens", pa.int64()),
        ("reasoning_tokens", pa.int64()),
        ("max_tokens", pa.int64()),
        ("temperature", pa.float64()),
        ("status", pa.int32()),
        ("route", pa.string()),
        ("ip", pa.string()),
        ("asn", pa.int64()),
        ("country", pa.string()),
        ("tls_fingerprint", pa.string()),
        ("user_agent", pa.string()),
        ("api_key_id", pa.string()),
        ("end_user_id", pa.string()),
        ("weight", pa.float64()),
    ]
)
"""One row per request. Required columns are the non-nullable ones; ``weight`` null means 1."""

REQUIRED: Final = tuple(field.name for field in EXCHANGES if not field.nullable)
CONTENT: Final = ("prompt", "system", "response", "reasoning")
"""The columns that hold prose; ``--drop-content`` removes them once they are fingerprinted."""

IDENTIFIERS: Final = ("account_id", "conversation_id", "ip", "api_key_id", "end_user_id")
"""The exchange columns that ``--pseudonymize`` replaces by keyed hashes."""

ACCOUNTS: Final = pa.schema(
    [
        pa.field("account_id", pa.string(), nullable=False),
        ("created_at", TIMESTAMP),
        ("organization_id", pa.string()),
        ("plan", pa.string()),
        ("verification", pa.string()),
        ("email_domain", pa.string()),
        ("payment_id", pa.string()),
        ("phone_id", pa.string()),
        ("device_id", pa.string()),
        ("signup_ip", pa.string()),
        ("country", pa.string()),
        ("closed_at", TIMESTAMP),
        ("closed_reason", pa.string()),
    ]
)
ACCOUNT_IDENTIFIERS: Final = ("account_id", "organization_id", "payment_id", "phone_id", "device_id", "signup_ip")

RELEASES: Final = pa.schema(
    [pa.field("model", pa.string(), nullable=False), pa.field("released_at", TIMESTAMP, nullable=False)]
)

ACCOUNT_RESULTS: Final = pa.schema(
    [
        pa.field("account_id", pa.string(), nullable=False),
        ("campaign_id", pa.string()),
        ("score", pa.float64()),
        ("exchanges", pa.int64()),
        ("campaign_exchanges", pa.int64()),
        ("action", pa.string()),
        ("reasons", pa.list_(pa.string())),
    ]
)

EXCHANGE_RESULTS: Final = pa.schema(
    [
        pa.field("exchange_id", pa.string(), nullable=False),
        ("campaign_id", pa.string()),
        ("capability", pa.string()),
    ]
)

TRUTH_ACCOUNTS: Final = pa.schema(
    [
        pa.field("account_id", pa.string(), nullable=False),
        pa.field("kind", pa.string(), nullable=False),
        ("campaign_id", pa.string()),
    ]
)

TRUTH_EXCHANGES: Final = pa.schema(
    [
        pa.field("exchange_id", pa.string(), nullable=False),
        ("campaign_id", pa.string()),
        ("capability", pa.string()),
    ]
)
