"""One exchange becomes one row of traits; after this no stage needs text."""

from __future__ import annotations

from typing import Final

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from stillwatch.fingerprints.capabilities import text_traits
from stillwatch.fingerprints.keys import set_keys, value_keys
from stillwatch.fingerprints.networks import network_keys
from stillwatch.fingerprints.seals import seal_lists
from stillwatch.fingerprints.shingles import TextSketch, sketch_text
from stillwatch.records.tables import TIMESTAMP

USER_SEED: Final = 11
SYSTEM_SEED: Final = 23

TRAITS: Final = pa.schema(
    [
        ("exchange_id", pa.string()),
        ("started_at", TIMESTAMP),
        ("account_id", pa.dictionary(pa.int32(), pa.string())),
        ("model", pa.dictionary(pa.int32(), pa.string())),
        ("route", pa.dictionary(pa.int32(), pa.string())),
        ("text", pa.uint64()),
        ("system", pa.uint64()),
        ("tools", pa.uint64()),
        ("head", pa.uint32()),
        ("tail", pa.uint32()),
        ("system_head", pa.uint32()),
        ("shingles", pa.list_(pa.uint32())),
        ("system_shingles", pa.list_(pa.uint32())),
        ("words", pa.int32()),
        ("system_words", pa.int32()),
        ("turns", pa.int32()),
        ("images", pa.int32()),
        ("parameters", pa.uint64()),
        ("input_tokens", pa.int64()),
        ("output_tokens", pa.int64()),
        ("capability", pa.int8()),
        ("techniques", pa.uint32()),
        ("outcome", pa.int8()),
        ("seals", pa.list_(pa.uint64())),
        ("client", pa.uint64()),
        ("tls", pa.uint64()),
        ("address", pa.uint64()),
        ("network", pa.uint64()),
        ("asn", pa.int64()),
        ("conversation", pa.uint64()),
        ("end_user", pa.uint64()),
        ("status", pa.int32()),
        ("weight", pa.float64()),
    ]
)
"""Keys and hashes are 0 where the column was null; ``capability`` is a place in ``CAPABILITIES`` or -1;
``techniques`` has a bit per place in ``TECHNIQUES``; ``outcome`` is a code of ``outcomes``; ``seals`` are the hashes of
sealed blocks in the prompt; ``network`` is the address's /24 or /48."""

TOLD: Final = ("capability", "techniques", "outcome")
"""The traits that cost most: what phrases say. They are told apart from the rest, so that they need not be for all."""
SKETCH: Final = pa.schema([field for field in TRAITS if field.name not in TOLD])
READ: Final = ("prompt", "system", "response", "tools", "images", "turns")
"""The columns that phrases, tools and the request's form are told from."""


def _shingle_lists(sketch: TextSketch) -> pa.ListArray:
    return pa.ListArray.from_arrays(pa.array(sketch.shingle_offsets), pa.array(sketch.shingles))


def _parameter_keys(batch: pa.RecordBatch) -> pa.Array:
    limit = pc.fill_null(batch["max_tokens"], -1).to_numpy(zero_copy_only=False).astype(np.uint64)
    heat = pc.fill_null(batch["temperature"], -1.0).to_numpy(zero_copy_only=False)
    return pa.array(limit * np.uint64(4099) + (heat * 1000).astype(np.int64).astype(np.uint64))


def _text_columns(batch: pa.RecordBatch) -> dict[str, pa.Array]:
    user = sketch_text(batch["prompt"], seed=USER_SEED)
    system = sketch_text(batch["system"], seed=SYSTEM_SEED)
    return {
        "text": pa.array(user.exact),
        "system": pa.array(system.exact),
        "tools": pa.array(set_keys(batch["tools"])),
        "head": pa.array(user.head),
        "tail": pa.array(user.tail),
        "system_head": pa.array(system.head),
        "shingles": _shingle_lists(user),
        "system_shingles": _shingle_lists(system),
        "words": pa.array(user.words),
        "system_words": pa.array(system.words),
        "seals": seal_lists(batch["prompt"]),
    }


def _client_columns(batch: pa.RecordBatch) -> dict[str, pa.Array]:
    agent, tls = value_keys(batch["user_agent"]), value_keys(batch["tls_fingerprint"])
    address, network = network_keys(batch["ip"])
    return {
        "client": pa.array(agent * np.uint64(31) + tls),
        "tls": pa.array(tls),
        "address": pa.array(address),
        "network": pa.array(network),
        "conversation": pa.array(value_keys(batch["conversation_id"])),
        "end_user": pa.array(value_keys(batch["end_user_id"])),
        "parameters": _parameter_keys(batch),
    }


def _told_columns(batch: pa.RecordBatch) -> dict[str, pa.Array]:
    answered = batch["response"] if batch["response"].null_count < batch.num_rows else None
    meant = text_traits(batch["prompt"], batch["system"], answered, batch["tools"], batch["images"], batch["turns"])
    return {name: pa.array(getattr(meant, name)) for name in TOLD}


def sketched(batch: pa.RecordBatch) -> pa.RecordBatch:
    """The traits that cost little (schema ``SKETCH``) of a batch with the contract's ``EXCHANGES`` schema."""
    columns = {**_text_columns(batch), **_client_columns(batch)}
    arrays = []
    for field in SKETCH:
        values = columns[field.name] if field.name in columns else batch[field.name]
        if pa.types.is_dictionary(field.type):
            values = values.dictionary_encode()
        arrays.append(values.cast(field.type))
    return pa.RecordBatch.from_arrays(arrays, schema=SKETCH)


def told(sketch: pa.RecordBatch, batch: pa.RecordBatch) -> pa.RecordBatch:
    """All traits (schema ``TRAITS``) that ``sketch`` has, and what the columns ``READ`` of ``batch`` say."""
    columns = _told_columns(batch)
    fields = [field for field in TRAITS if field.name in columns or field.name in sketch.schema.names]
    arrays = [columns[one.name].cast(one.type) if one.name in columns else sketch[one.name] for one in fields]
    return pa.RecordBatch.from_arrays(arrays, schema=pa.schema(fields))


def fingerprint(batch: pa.RecordBatch) -> pa.RecordBatch:
    """Traits (schema ``TRAITS``) of a batch with the contract's ``EXCHANGES`` schema, row for row."""
    return told(sketched(batch), batch)
