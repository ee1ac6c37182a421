"""Logs of OpenAI Chat Completions exchanges, or of any server that speaks this interface."""

from __future__ import annotations

from collections.abc import Iterator

from stillwatch.sources.bodies.openai_chat import is_chat
from stillwatch.sources.interface import InputFile, Rows, Sample
from stillwatch.sources.line_log import read_lines
from stillwatch.sources.pairs import exchange_on, sampled_bodies
from stillwatch.sources.quarantine import Quarantine


class OpenaiChat:
    """``{"request": …, "response": …}`` lines with an envelope; ``docs/formats.md`` has the fields."""

    name = "openai_chat"

    def recognises(self, sample: Sample) -> bool:
        """Some line holds messages to complete, or choices."""
        return any(is_chat(request, response) for request, response in sampled_bodies(sample.objects))

    def batches(self, file: InputFile, quarantine: Quarantine) -> Iterator[Rows]:
        """An exchange a line."""
        return read_lines(file, quarantine, exchange_on)
