"""A verb's examples stay line by line in its help."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from stillwatch.cli.main import VERBS
from stillwatch.cli.verb import Verb


@pytest.mark.parametrize("verb", VERBS, ids=lambda verb: verb.name)
def test_help_ends_with_the_examples(verb: Verb, stillwatch: Callable[..., Any]) -> None:
    answer = stillwatch(verb.name, "--help")

    assert answer.status == 0
    lines = [line.strip() for line in answer.out.splitlines()]
    assert lines[-len(verb.examples) :] == list(verb.examples)


@pytest.mark.parametrize("verb", VERBS, ids=lambda verb: verb.name)
def test_examples_call_the_verb_itself(verb: Verb) -> None:
    assert all(example.startswith(f"stillwatch {verb.name} ") for example in verb.examples)
