"""A batch comes back from its bytes as it was."""

from __future__ import annotations

import pyarrow as pa

from stillwatch.scanning.clustered.blobs import packed, unpacked


def test_types_that_spark_lacks_come_back() -> None:
    batch = pa.RecordBatch.from_pydict(
        {
            "key": pa.array([2**64 - 1, 0], pa.uint64()),
            "name": pa.array(["a", None]).dictionary_encode(),
            "pieces": pa.array([[1], []], pa.list_(pa.uint32())),
        }
    )

    assert unpacked(packed(batch)).equals(batch)
    assert unpacked(packed(batch.slice(2))).num_rows == 0
