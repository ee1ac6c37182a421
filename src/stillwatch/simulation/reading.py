"""Reads a scenario file: every key checked against the schema, errors that name file, key and what is allowed."""

from __future__ import annotations

import types
import typing
from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from datetime import date
from importlib import resources
from pathlib import Path
from typing import Any, Final, TypeVar

import yaml

from stillwatch.records.errors import InputError, UsageError
from stillwatch.simulation.scenario import Scenario

Record = TypeVar("Record")
_PACKAGED: Final = "scenarios"


def scenario_names() -> tuple[str, ...]:
    """The built-in scenarios."""
    folder = resources.files("stillwatch.simulation") / _PACKAGED
    return tuple(sorted(item.name.removesuffix(".yaml") for item in folder.iterdir() if item.name.endswith(".yaml")))


def load_scenario(name_or_path: str | Path) -> Scenario:
    """A built-in scenario by name, or a YAML file by path.

    Raises:
        UsageError: there is neither.
        InputError: the file does not follow the schema.
    """
    if str(name_or_path) in scenario_names():
        packaged = resources.files("stillwatch.simulation") / _PACKAGED / f"{name_or_path}.yaml"
        return parse_scenario(packaged.read_text(encoding="utf-8"), f"{name_or_path}.yaml")
    path = Path(name_or_path)
    if not path.is_file():
        raise UsageError(f"no scenario {str(name_or_path)!r}: give a file or one of {', '.join(scenario_names())}")
    return parse_scenario(path.read_text(encoding="utf-8"), str(path))


def parse_scenario(text: str, source: str) -> Scenario:
    """Parse and check one scenario; ``source`` is how errors name it."""
    try:
        content = yaml.safe_load(text)
    except yaml.YAMLError as error:
        place = getattr(error, "problem_mark", None)
        line = f":{place.line + 1}" if place else ""
        raise InputError(f"{source}{line}: not YAML; {getattr(error, 'problem', 'cannot be parsed')}") from None
    return read_record(Scenario, content, source, "")


def read_record(kind: type[Record], content: Any, source: str, where: str) -> Record:
    """A dataclass of the schema from a mapping; ``where`` is the key path so far."""
    if not isinstance(content, Mapping):
        raise InputError(f"{source}: {where or 'the file'} must be a mapping of keys, not {_named(content)}")
    hints = typing.get_type_hints(kind)
    known = {item.name: item for item in fields(kind)}  # type: ignore[arg-type]  # only dataclasses come here
    for name in content:
        if name not in known:
            raise InputError(f"{source}: {where}{name} is no key here; allowed are {', '.join(known)}")
    values = {}
    for name, value in content.items():
        values[name] = _value(hints[name], value, source, f"{where}{name}", known[name].metadata["of"])
    return kind(**values)


def _value(hint: Any, value: Any, source: str, where: str, of: tuple[str, ...]) -> Any:
    origin, arguments = typing.get_origin(hint), typing.get_args(hint)
    if origin is types.UnionType:
        return None if value is None else _value(arguments[0], value, source, where, of)
    if is_dataclass(hint):
        return read_record(typing.cast("type[Any]", hint), value, source, f"{where}.")
    if origin is tuple:
        items = value if isinstance(value, list) else _wrong(source, where, "a list", value)
        return tuple(_value(arguments[0], item, source, f"{where}[{place}]", of) for place, item in enumerate(items))
    if origin is dict:
        pairs = value if isinstance(value, Mapping) else _wrong(source, where, "a mapping", value)
        return {
            _name(name, of, source, where): _value(arguments[1], item, source, f"{where}.{name}", ())
            for name, item in pairs.items()
        }
    return _scalar(hint, value, source, where, of)


def _name(name: Any, of: tuple[str, ...], source: str, where: str) -> str:
    if of and name not in of:
        raise InputError(f"{source}: {where}.{name} is not known; allowed are {', '.join(of)}")
    return str(name)


def _scalar(hint: Any, value: Any, source: str, where: str, of: tuple[str, ...]) -> Any:
    if hint is float and isinstance(value, int) and not isinstance(value, bool):
        value = float(value)
    if type(value) is not hint:
        wanted = {float: "a number", int: "a whole number", str: "text", date: "a date like 2026-05-04"}[hint]
        _wrong(source, where, wanted, value)
    if of and value not in of:
        raise InputError(f"{source}: {where} is {value!r}; allowed are {', '.join(of)}")
    return value


def _wrong(source: str, where: str, wanted: str, value: Any) -> Any:
    raise InputError(f"{source}: {where} must be {wanted}, not {_named(value)}")


def _named(value: Any) -> str:
    return "nothing" if value is None else f"{value!r}"
