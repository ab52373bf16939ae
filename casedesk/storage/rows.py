"""Records as rows of their tables, and back."""

import json
from collections.abc import Mapping
from typing import Any, TypeVar

from casedesk.domain.encoding import decode
from casedesk.domain.fields import Type, specs
from casedesk.domain.records import Record

R = TypeVar("R", bound=Record)
_JSON = (Type.CODES, Type.PARTS)


def to_row(record: Record, version: str, content: Mapping[str, Any]) -> dict[str, Any]:
    """The row of a record whose encoded answers are ``content``."""
    cls = type(record)
    row: dict[str, Any] = {"id": record.id, "version": version, "missing": None}
    missing = {}
    for name, spec in specs(cls).items():
        value = content.get(name)
        if isinstance(value, dict):
            missing[name] = value["?"]
            value = None
        elif value is not None and spec.type in _JSON:
            value = json.dumps(value, separators=(",", ":"))
        row[name] = value
    if missing:
        row["missing"] = json.dumps(missing)
    return row


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
