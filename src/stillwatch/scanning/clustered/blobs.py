"""Batches as bytes: what a map hands on that is no relation keeps Arrow's own types."""

from __future__ import annotations

import pyarrow as pa


def packed(batch: pa.RecordBatch) -> bytes:
    """A batch, with its schema."""
    sink = pa.BufferOutputStream()
    with pa.ipc.new_stream(sink, batch.schema) as writer:
        writer.write_batch(batch)
    return bytes(sink.getvalue())


def unpacked(blob: bytes) -> pa.RecordBatch:
    """The batch that ``packed`` made bytes of."""
    with pa.ipc.open_stream(pa.py_buffer(blob)) as reader:
        return reader.read_next_batch()
