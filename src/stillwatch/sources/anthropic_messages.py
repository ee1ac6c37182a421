"""Logs of Anthropic Messages exchanges: a request and its Message per line."""

from __future__ import annotations

from collections.abc import Iterator

from stillwatch.sources.bodies.anthropic import is_anthropic
from stillwatch.sources.interface import InputFile, Rows, Sample
from stillwatch.sources.line_log import read_lines
from stillwatch.sources.pairs import exchange_on, sampled_bodies
from stillwatch.sources.quarantine import Quarantine


class AnthropicMessages:
    """``{"request": …, "response": …}`` lines with an envelope; ``docs/formats.md`` has the fields."""

    name = "anthropic_messages"

    def recognises(self, sample: Sample) -> bool:
        """Some line holds bodies that are Anthropic's."""
        return any(is_anthropic(request, response) for request, response in sampled_bodies(sample.objects))

    def batches(self, file: InputFile, quarantine: Quarantine) -> Iterator[Rows]:
        """An exchange a line."""
        return read_lines(file, quarantine, exchange_on)
