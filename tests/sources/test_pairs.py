"""Requests and responses under the names that loggers use."""

from __future__ import annotations

from typing import Any

import pytest

from stillwatch.sources.pairs import bodies_on, exchange_on, sampled_bodies

ASKED = {"model": "m", "messages": [{"role": "user", "content": "hi"}]}
SAID = {"choices": [{"message": {"content": "yo"}}]}


@pytest.mark.parametrize(
    "line",
    [
        {"request": ASKED, "response": SAID},
        {"request_body": ASKED, "response_body": SAID},
        {"request": {"body": ASKED, "headers": {}}, "response": {"status": 200, "body": SAID}},
        {"req": {"body": '{"model":"m","messages":[{"role":"user","content":"hi"}]}'}, "resp": SAID},
        {**ASKED, "output": SAID, "latency": 3},
    ],
)
def test_names_of_the_bodies(line: dict[str, Any]) -> None:
    assert bodies_on(line) == (ASKED, SAID)
    (exchange,) = exchange_on(line)
    assert (exchange.prompt, exchange.response) == ("hi", "yo")


@pytest.mark.parametrize("line", [{}, {"request": True, "response": 5}, {"request": [None], "response": [3]}])
def test_a_line_without_bodies_is_still_one_exchange(line: dict[str, Any]) -> None:
    assert len(list(exchange_on(line))) == 1
    assert list(sampled_bodies((line,))) == [({}, {})]
