"""The log formats there are, in the order in which a file is tried against them."""

from __future__ import annotations

from typing import Final

from stillwatch.records.errors import UsageError
from stillwatch.sources.anthropic_batch import AnthropicBatch
from stillwatch.sources.anthropic_messages import AnthropicMessages
from stillwatch.sources.bedrock import Bedrock
from stillwatch.sources.canonical_jsonl import CanonicalJsonl
from stillwatch.sources.canonical_parquet import CanonicalParquet
from stillwatch.sources.interface import Sample, Source
from stillwatch.sources.litellm_payload import LitellmPayload
from stillwatch.sources.litellm_spendlogs import LitellmSpendlogs
from stillwatch.sources.openai_batch import OpenaiBatch
from stillwatch.sources.openai_chat import OpenaiChat
from stillwatch.sources.openai_responses import OpenaiResponses
from stillwatch.sources.otlp_json import OtlpJson
from stillwatch.sources.otlp_protobuf import OtlpProtobuf

SOURCES: Final[tuple[Source, ...]] = (
    CanonicalParquet(),
    OtlpJson(),
    OtlpProtobuf(),
    Bedrock(),
    LitellmPayload(),
    LitellmSpendlogs(),
    AnthropicBatch(),
    OpenaiBatch(),
    CanonicalJsonl(),
    AnthropicMessages(),
    OpenaiResponses(),
    OpenaiChat(),
)
"""A format that asks for more marks stands before one that asks for fewer."""

_CATCH_ALL: Final[Source] = CanonicalJsonl()
_JSON_NAMES: Final = (".jsonl", ".ndjson", ".json")


def format_names() -> tuple[str, ...]:
    """What ``--format`` accepts."""
    return tuple(source.name for source in SOURCES)


def source_named(name: str) -> Source:
    """The source of that name.

    Raises:
        UsageError: there is none.
    """
    for source in SOURCES:
        if source.name == name:
            return source
    raise UsageError(f"unknown format {name!r}: choose one of {', '.join(format_names())}")


def recognised(sample: Sample) -> Source | None:
    """The first source whose format the content is.

    Other JSON Lines are read as canonical ones, so that each line is rejected with what it lacks; the name counts
    only where the content says nothing, as where the first line alone is larger than the sample.
    """
    for source in SOURCES:
        if source.recognises(sample):
            return source
    suffixes = sample.path.suffixes[-2:]
    return _CATCH_ALL if sample.objects or any(suffix in _JSON_NAMES for suffix in suffixes) else None
