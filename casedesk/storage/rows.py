"""Records as rows of their tables, and back."""

import json
from collections.abc import Hashable, Mapping
from functools import cache
from typing import Any, TypeVar, cast

from casedesk.domain.encoding import decode
from casedesk.domain.fields import Type, specs
from casedesk.domain.records import Record

R = TypeVar("R", bound=Record)
_JSON = (Type.CODES, Type.PARTS)
_dumps = json.JSONEncoder(separators=(",", ":")).encode


def to_row(cls: type[Record], id: str, version: str, content: Mapping[str, Any]) -> tuple[Any, ...]:
    """The row of a record whose encoded answers are ``content``, in the order of the columns."""
    places = _places(cls)
    row: list[Any] = [None] * len(places)
    row[places["id"]], row[places["version"]] = id, version
    missing = {}
    for name, value in content.items():
        kind = type(value)
        if kind is dict:
            missing[name] = value["?"]
        else:
            row[places[name]] = _dumps(value) if kind is list else value
    if missing:
        row[places["missing"]] = _dumps(missing)
    return tuple(row)


def columns(cls: type[Record]) -> tuple[str, ...]:
    """The columns of a record's table, in their order."""
    return ("id", "version", *specs(cls), "missing")


def _places(cls: type[Record]) -> dict[str, int]:
    return _numbered(cast(Hashable, cls))


@cache
def _numbered(cls: Any) -> dict[str, int]:
    return {name: place for place, name in enumerate(columns(cls))}


def from_row(cls: type[R], row: Mapping[Any, Any]) -> R:
    """The record that a row of its table holds."""
    missing = json.loads(row["missing"]) if row["missing"] else {}
    answers = {}
    for name, spec in specs(cls).items():
        value = row[name]
        if value is None and name in missing:
            value = {"?": missing[name]}
        elif value is not None and spec.type in _JSON:
            value = json.loads(value)
        answers[name] = decode(spec, value)
    return cls(id=row["id"], version=row["version"], **answers)
