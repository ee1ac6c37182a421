"""Files of OTLP/protobuf export requests: bare, or each behind its length."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from stillwatch.sources.interface import InputFile, Rows, Sample
from stillwatch.sources.line_log import Found, batched
from stillwatch.sources.lines import opened
from stillwatch.sources.otlp.calls import Calls
from stillwatch.sources.otlp.exchanges import exchange_of_call
from stillwatch.sources.otlp.framing import framing_of, messages_in
from stillwatch.sources.otlp.proto_form import signals_in
from stillwatch.sources.otlp_json import EMPTY, UNRELATED
from stillwatch.sources.quarantine import Quarantine

_MARKS: Final = (b"gen_ai.", b"llm.")
_HEAD_BYTES: Final = 64


class OtlpProtobuf:
    """As ``otlp_json``, in the binary encoding; a row is a message of the file, from 0."""

    name = "otlp_protobuf"

    def recognises(self, sample: Sample) -> bool:
        """A message's framing, and the name of some attribute of a model call in clear text."""
        if sample.objects or framing_of(sample.head[:_HEAD_BYTES]) is None:
            return False
        return any(mark in sample.head for mark in _MARKS)

    def batches(self, file: InputFile, quarantine: Quarantine) -> Iterator[Rows]:
        """An exchange per call, at the message in which it began; calls without messages come at the end."""
        return batched(_found(file, quarantine), quarantine)


def _found(file: InputFile, quarantine: Quarantine) -> Iterator[Found]:
    calls = Calls()
    done = 0
    for row, message in enumerate(_messages(file, quarantine)):
        done = min(done + len(message), file.size)
        signals = signals_in(message)
        if signals is None:
            quarantine.reject(file.name, "not an OTLP export request: neither traces nor logs", row=row)
            continue
        if not signals:
            quarantine.skip(file.name, EMPTY)
        for signal in signals:
            for call in calls.add(signal, row):
                yield Found(exchange_of_call(call), call.position, "row", len(message) // len(signals), done)
    for call in calls.rest():
        yield Found(exchange_of_call(call), call.position, "row", 0, file.size)
    if calls.unrelated:
        quarantine.skip(file.name, UNRELATED, calls.unrelated)


def _messages(file: InputFile, quarantine: Quarantine) -> Iterator[bytes]:
    row = 0
    try:
        with opened(file) as (stream, _):
            framing = framing_of(stream.read(_HEAD_BYTES))
        if framing is None:
            quarantine.reject(file.name, "not an OTLP export request: no message begins here", row=0)
            return
        with opened(file) as (stream, _):
            for row, message in enumerate(messages_in(stream, framing, file.max_line_bytes)):
                if isinstance(message, bytes):
                    yield message
                else:
                    quarantine.reject(file.name, message, row=row)
    except (OSError, EOFError) as error:
        quarantine.reject(file.name, f"unreadable from here to the end of the file: {error}", row=row + 1)
