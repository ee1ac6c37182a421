"""Files of OTLP/JSON export requests, one per line, whose spans or records tell of model calls."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from stillwatch.sources.interface import InputFile, Rows, Sample, Unit
from stillwatch.sources.json_objects import records
from stillwatch.sources.line_log import Found, batched
from stillwatch.sources.otlp.calls import Calls
from stillwatch.sources.otlp.exchanges import exchange_of_call
from stillwatch.sources.otlp.json_form import signals_in
from stillwatch.sources.quarantine import Quarantine

UNRELATED: Final = "spans and records that are no model call"

EMPTY: Final = "export requests without spans or records"

_NO_REQUEST: Final = "not an OTLP export request: no resourceSpans, no resourceLogs"
_MARKS: Final = frozenset({"resourceSpans", "resourceLogs", "resource_spans", "resource_logs"})


class OtlpJson:
    """A span and its records are joined within a file; ``docs/formats.md`` has the attributes."""

    name = "otlp_json"

    def recognises(self, sample: Sample) -> bool:
        """The export request's own keys."""
        return bool(_MARKS & sample.columns)

    def batches(self, file: InputFile, quarantine: Quarantine) -> Iterator[Rows]:
        """An exchange per call, at the line on which it began; calls without messages come at the end."""
        return batched(_found(file, quarantine), quarantine)


def _found(file: InputFile, quarantine: Quarantine) -> Iterator[Found]:
    calls = Calls()
    unit: Unit = "line"
    for line in records(file, quarantine):
        unit = line.unit
        if not _MARKS & line.value.keys():
            quarantine.reject_rows(file.name, _NO_REQUEST, unit, [line.number])
            continue
        signals = list(signals_in(line.value))
        if not signals:
            quarantine.skip(file.name, EMPTY)
        for signal in signals:
            for call in calls.add(signal, line.number):
                yield Found(exchange_of_call(call), call.position, line.unit, line.size, line.bytes_done)
    for call in calls.rest():
        yield Found(exchange_of_call(call), call.position, unit, 0, file.size)
    if calls.unrelated:
        quarantine.skip(file.name, UNRELATED, calls.unrelated)
