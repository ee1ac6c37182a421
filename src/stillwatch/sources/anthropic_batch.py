"""Results of Anthropic message batches, with their requests in the same folder or on the same line."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from stillwatch.sources.batch_log import read_batch
from stillwatch.sources.bodies.fields import at
from stillwatch.sources.bodies.interface import Json
from stillwatch.sources.interface import InputFile, Rows, Sample
from stillwatch.sources.quarantine import Quarantine


class AnthropicBatch:
    """``{"custom_id", "result": {"type", "message"}}`` lines, and ``{"custom_id", "params"}`` for the requests."""

    name = "anthropic_batch"

    def recognises(self, sample: Sample) -> bool:
        """Lines with a custom_id and a result's type, or a request's params."""
        return any(
            "custom_id" in line and (at(line, "result", "type") is not None or "params" in line)
            for line in sample.objects
        )

    def batches(self, file: InputFile, quarantine: Quarantine) -> Iterator[Rows]:
        """An exchange a result; one that failed has no response."""
        return read_batch(file, quarantine, _response)


def _response(line: Json) -> tuple[Any, Json]:
    return at(line, "result", "message"), {}
