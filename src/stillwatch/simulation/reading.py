"""Reads a scenario file: every key checked against the schema, errors that name file, key and what is allowed."""

from __future__ import annotations

import types
import typing
from collections.abc import Mapping
from dataclasses import MISSING, fields, is_dataclass
from datetime import date
from importlib import resources
from pathlib import Path
from typing import Any, Final, NoReturn, TypeVar

import yaml

from stillwatch.records.errors import InputError, UsageError
from stillwatch.simulation.scenario import CampaignPlan, Key, Scenario

Record = TypeVar("Record")
_FOLDER: Final = "scenarios"
_WANTED: Final = {float: "a number", int: "a whole number", str: "text", date: "a date like 2026-05-04"}


def scenario_names() -> tuple[str, ...]:
    """The built-in scenarios."""
    folder = resources.files("stillwatch.simulation") / _FOLDER
    return tuple(sorted(item.name.removesuffix(".yaml") for item in folder.iterdir() if item.name.endswith(".yaml")))


def load_scenario(name_or_path: str | Path) -> Scenario:
    """A built-in scenario by name, or a YAML file by path.

    Raises:
        UsageError: there is neither.
        InputError: the file does not follow the schema.
    """
    if str(name_or_path) in scenario_names():
        packaged = resources.files("stillwatch.simulation") / _FOLDER / f"{name_or_path}.yaml"
        return parse_scenario(packaged.read_text(encoding="utf-8"), f"{name_or_path}.yaml")
    path = Path(name_or_path)
    if not path.is_file():
        raise UsageError(f"no scenario {str(name_or_path)!r}: give a YAML file or one of {', '.join(scenario_names())}")
    try:
        return parse_scenario(path.read_text(encoding="utf-8"), str(path))
    except (OSError, UnicodeDecodeError) as error:
        raise InputError(f"{path}: cannot be read as text ({error})") from None


def parse_scenario(text: str, source: str) -> Scenario:
    """Parse and check one scenario; ``source`` is how errors name it."""
    try:
        content = yaml.safe_load(text)
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        line = f":{mark.line + 1}" if mark else ""
        raise InputError(f"{source}{line}: not YAML; {getattr(error, 'problem', 'cannot be parsed')}") from None
    scenario = _record(Scenario, content, source, "")
    _check_whole(scenario, source)
    return scenario


def _record(kind: type[Record], content: Any, source: str, where: str) -> Record:
    """A dataclass of the schema from a mapping; ``where`` is the key path so far."""
    if not isinstance(content, Mapping):
        _refuse(source, where.rstrip(".") or "the file", "a mapping of keys", content)
    hints = typing.get_type_hints(kind, include_extras=True)
    known = fields(kind)  # type: ignore[arg-type]  # only dataclasses come here
    for name in content:
        if name not in hints:
            raise InputError(f"{source}: {where}{name} is no key here; allowed are {', '.join(hints)}")
    for item in known:
        if item.name not in content and item.default is MISSING and item.default_factory is MISSING:
            raise InputError(f"{source}: {where}{item.name} is missing; {_key(hints[item.name])[1].about}")
    return kind(**{name: _value(hints[name], value, source, f"{where}{name}") for name, value in content.items()})


def _key(hint: Any) -> tuple[Any, Key]:
    inner, key = typing.get_args(hint)
    return inner, key


def _value(hint: Any, value: Any, source: str, where: str) -> Any:
    inner, key = _key(hint)
    origin, arguments = typing.get_origin(inner), typing.get_args(inner)
    if origin is types.UnionType:
        return None if value is None else _record(arguments[0], value, source, f"{where}.")
    if is_dataclass(inner):
        return _record(typing.cast("type[Any]", inner), value, source, f"{where}.")
    if origin is tuple:
        if not isinstance(value, list):
            _refuse(source, where, "a list", value)
        return tuple(_record(arguments[0], item, source, f"{where}[{place}].") for place, item in enumerate(value))
    if origin is dict:
        return _mapping(arguments[1], value, key, source, where)
    return _scalar(inner, value, key, source, where)


def _mapping(kind: Any, value: Any, key: Key, source: str, where: str) -> dict[str, Any]:
    if not isinstance(value, Mapping) or not value:
        _refuse(source, where, "a mapping of names to weights", value)
    for name in value:
        if name not in key.of:
            raise InputError(f"{source}: {where}.{name} is not known; allowed are {', '.join(key.of)}")
    if is_dataclass(kind):
        return {
            name: _record(typing.cast("type[Any]", kind), item, source, f"{where}.{name}.")
            for name, item in value.items()
        }
    weights = {name: _scalar(float, item, Key(""), source, f"{where}.{name}") for name, item in value.items()}
    if sum(weights.values()) <= 0:
        raise InputError(f"{source}: the weights of {where} add up to nothing; make at least one positive")
    return weights


def _scalar(kind: Any, value: Any, key: Key, source: str, where: str) -> Any:
    if kind is float and type(value) is int:
        value = float(value)
    if type(value) is not kind:
        _refuse(source, where, _WANTED[kind], value)
    if key.of and value not in key.of:
        raise InputError(f"{source}: {where} is {value!r}; allowed are {', '.join(key.of)}")
    if kind in {int, float} and not key.low <= value <= key.high:
        raise InputError(f"{source}: {where} is {value}; it must lie between {key.low:g} and {key.high:g}")
    return value


def _check_whole(scenario: Scenario, source: str) -> None:
    """What no single key can show: releases that are referred to, shares that fit together."""
    models = [release.model for release in scenario.releases]
    if not any(release.day <= 0 for release in scenario.releases):
        raise InputError(f"{source}: releases must hold a model that is out before the window (day 0 or earlier)")
    taken = 0.0
    for place, plan in enumerate(scenario.campaigns):
        where = f"campaigns[{place}]"
        if plan.pivot and plan.pivot.model not in models:
            raise InputError(f"{source}: {where}.pivot.model is {plan.pivot.model!r}; releases has {', '.join(models)}")
        _check_host(plan, [other.name for other in scenario.campaigns[:place]], f"{source}: {where}")
        if plan.end <= plan.start:
            raise InputError(f"{source}: {where}.end must lie after {where}.start ({plan.start:g})")
        taken += plan.share / (1 - plan.relay)
    if len({plan.name for plan in scenario.campaigns}) < len(scenario.campaigns):
        raise InputError(f"{source}: two campaigns have the same name; names must differ")
    if taken >= 1:
        raise InputError(
            f"{source}: campaigns and the traffic they relay take {taken:.2f} of the world; it must stay below 1"
        )


def _check_host(plan: CampaignPlan, above: list[str], where: str) -> None:
    """Accounts or exits can be used of a campaign that is enrolled before this one."""
    for key, host in (("accounts_of", plan.accounts_of), ("exits_of", plan.exits_of)):
        if host and host not in above:
            raise InputError(f"{where}.{key} is {host!r}; the campaigns above it are {', '.join(above) or 'none'}")
    if plan.accounts_of and plan.exits_of:
        raise InputError(f"{where} has accounts_of and exits_of; an operator on another's accounts has its exits")


def _refuse(source: str, where: str, wanted: str, value: Any) -> NoReturn:
    said = "nothing" if value is None else repr(value)[:80]
    raise InputError(f"{source}: {where} must be {wanted}, not {said}")
