"""Logs of OpenAI Responses exchanges."""

from __future__ import annotations

from collections.abc import Iterator

from stillwatch.sources.bodies.openai_responses import is_responses
from stillwatch.sources.interface import InputFile, Rows, Sample
from stillwatch.sources.line_log import read_lines
from stillwatch.sources.pairs import exchange_on, sampled_bodies
from stillwatch.sources.quarantine import Quarantine


class OpenaiResponses:
    """``{"request": …, "response": …}`` lines with an envelope; ``docs/formats.md`` has the fields."""

    name = "openai_responses"

    def recognises(self, sample: Sample) -> bool:
        """Some line holds the input or the output of this interface."""
        return any(is_responses(request, response) for request, response in sampled_bodies(sample.objects))

    def batches(self, file: InputFile, quarantine: Quarantine) -> Iterator[Rows]:
        """An exchange a line."""
        return read_lines(file, quarantine, exchange_on)
