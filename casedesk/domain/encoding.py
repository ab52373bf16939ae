"""Records as plain JSON values, and back: what the log, the drafts and the tables hold."""

import dataclasses
from collections.abc import Callable, Hashable, Iterable, Mapping
from functools import cache
from typing import Any, TypeVar, cast

from casedesk.domain.answers import NOT_ASKED, Missing
from casedesk.domain.fields import Spec, Type, specs
from casedesk.domain.partial_dates import PartialDate

#: {"?": "unknown"} stands for an answer that is known to be missing
_MISSING = "?"

R = TypeVar("R")


def encoded(record: Any) -> dict[str, Any]:
    """The answers of a record that were given; a field that is absent was not asked."""
    answers = vars(record)
    result = {}
    for name, write in _writers(cast(Hashable, type(record))):
        value = answers[name]
        if value is NOT_ASKED:
            continue
        if type(value) is Missing:
            result[name] = {_MISSING: value.value}
        elif write is None:
            result[name] = value
        elif value or write is list:  # no parts are nothing; no codes mean "asked: none"
            result[name] = write(value)
    return result


@cache
def _writers(cls: Any) -> tuple[tuple[str, Callable[[Any], Any] | None], ...]:
    """How each field of a class is written, found once: imports write millions of answers."""
    ways: dict[Type, Callable[[Any], Any]] = {
        Type.DATE: str,
        Type.CODES: list,
        Type.PARTS: _encoded_parts,
    }
    return tuple((name, ways.get(spec.type)) for name, spec in specs(cls).items())


def encode(spec: Spec, value: Any) -> Any:
    """One answer as JSON value; None if it was not asked."""
    if isinstance(value, Missing):
        return None if value is NOT_ASKED else {_MISSING: value.value}
    if spec.type is Type.DATE:
        return str(value)
    if spec.type is Type.CODES:
        return list(value)
    if spec.type is Type.PARTS:
        return _encoded_parts(value)
    return value


def decode(spec: Spec, value: Any) -> Any:
    """The answer that :func:`encode` wrote."""
    if value is None:
        return () if spec.type is Type.PARTS else NOT_ASKED
    if isinstance(value, dict):
        return Missing(value[_MISSING])
    if spec.type is Type.DATE:
        return PartialDate.from_edtf(value)
    if spec.type is Type.CODES:
        return tuple(value)
    if spec.type is Type.PARTS:
        return tuple(_decoded_part(spec.part, part) for part in value)
    return value


def decoded(cls: type[R], content: Mapping[str, Any], **more: Any) -> R:
    """A record of class ``cls`` from its encoded answers."""
    known = specs(cls)
    answers = {name: decode(known[name], value) for name, value in content.items()}
    return cls(**answers, **more)


def _encoded_parts(parts: Iterable[Any]) -> list[dict[str, Any]]:
    return [_encoded_part(part) for part in parts]


def _encoded_part(part: Any) -> dict[str, Any]:
    known = specs(type(part))
    result = {}
    for each in dataclasses.fields(part):
        value = getattr(part, each.name)
        value = encode(known[each.name], value) if each.name in known else _plain(value)
        if value not in (None, []):
            result[each.name] = value
    return result


def _decoded_part(cls: Any, content: Mapping[str, Any]) -> Any:
    known = specs(cls)
    return cls(
        **{
            name: decode(known[name], value) if name in known else _tuple(value)
            for name, value in content.items()
        }
    )


def _plain(value: Any) -> Any:
    return list(value) if isinstance(value, tuple) else value


def _tuple(value: Any) -> Any:
    return tuple(value) if isinstance(value, list) else value
