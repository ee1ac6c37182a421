"""Spans and records joined into calls."""

from __future__ import annotations

from typing import Any

import pytest

from stillwatch.sources.otlp import calls as calls_module
from stillwatch.sources.otlp.calls import Call, Calls
from stillwatch.sources.otlp.interface import Event, Signal


def _span(number: int, *events: Event, **attributes: Any) -> Signal:
    named = {"gen_ai.request.model": "m", **{name.replace("__", "."): value for name, value in attributes.items()}}
    return Signal("span", "t", f"s{number}", 100 + number, named, {}, events)


def _log(number: int | str, name: str = "gen_ai.user.message", **attributes: Any) -> Signal:
    span = f"s{number}" if isinstance(number, int) else ""
    return Signal("log", "t", span, 500, attributes, {}, (Event(name, attributes, {"content": "hi"}),))


def _all(*signals: Signal) -> tuple[list[Call], Calls]:
    calls = Calls()
    found = [call for place, signal in enumerate(signals) for call in calls.add(signal, place)]
    return found + list(calls.rest()), calls


def test_a_span_with_messages_does_not_wait() -> None:
    calls = Calls()
    (call,) = calls.add(_span(1, gen_ai__input__messages="[]"), 7)
    assert (call.span_id, call.position, call.time) == ("s1", 7, 101)
    assert list(calls.rest()) == []


@pytest.mark.parametrize("order", [(0, 1), (1, 0)])
def test_a_record_and_its_span_are_one_call_in_either_order(order: tuple[int, int]) -> None:
    signals = (_span(1), _log(1))
    ((call,), _) = _all(*(signals[place] for place in order))
    assert [event.name for event in call.events] == ["gen_ai.user.message"]
    assert (call.time, call.position) == (101, 0)


def test_records_without_a_span_stay_apart() -> None:
    details = "gen_ai.client.inference.operation.details"
    found, _ = _all(_log("", details), _log("", details))
    assert len(found) == 2


def test_what_is_no_model_call_is_counted() -> None:
    other = Signal("span", "t", "s", 1, {"http.route": "/"}, {})
    tool = _span(1, gen_ai__operation__name="execute_tool")
    chain = _span(2, openinference__span__kind="CHAIN")
    record = Signal("log", "t", "s", 1, {}, {}, (Event("app.log", {}),))
    found, calls = _all(other, tool, chain, record, _span(3, openinference__span__kind="LLM"))
    assert ([call.span_id for call in found], calls.unrelated) == (["s3"], 4)


def test_waiting_is_bounded(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(calls_module, "_MAX_PENDING", 10)
    calls = Calls()
    taken = [call for number in range(25) for call in calls.add(_span(number), number)]
    rest = list(calls.rest())
    assert len(rest) <= 10
    assert sorted(call.position for call in taken + rest) == list(range(25))
    assert [call.position for call in taken] == list(range(len(taken)))
