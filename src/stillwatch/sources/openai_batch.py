"""Output files of OpenAI batches, with their input file in the same folder or its lines merged."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from stillwatch.sources.batch_log import read_batch
from stillwatch.sources.bodies.fields import at
from stillwatch.sources.bodies.interface import Json
from stillwatch.sources.interface import InputFile, Rows, Sample
from stillwatch.sources.quarantine import Quarantine


class OpenaiBatch:
    """``{"id", "custom_id", "response": {"status_code", "body"}}`` lines; requests have ``"url"`` and ``"body"``."""

    name = "openai_batch"

    def recognises(self, sample: Sample) -> bool:
        """Lines with a custom_id and either a response with its status code or a request with its address."""
        return any(
            "custom_id" in line and (_is_output(line) or {"url", "body"} <= line.keys()) for line in sample.objects
        )

    def batches(self, file: InputFile, quarantine: Quarantine) -> Iterator[Rows]:
        """An exchange an output line; one that failed has no response."""
        return read_batch(file, quarantine, _response)


def _is_output(line: Json) -> bool:
    return at(line, "response", "status_code") is not None or {"response", "error"} <= line.keys()


def _response(line: Json) -> tuple[Any, Json]:
    return at(line, "response", "body"), {"status": at(line, "response", "status_code")}
