"""Reading what must stand in a TOML table, and saying what does not."""

from collections.abc import Iterator
from collections.abc import Mapping as Table
from typing import Any

from casedesk.i18n import N_


class Wrong(Exception):
    """What is wrong with a file: a message id and what goes into it."""

    def __init__(self, msgid: str, **details: object) -> None:
        super().__init__(msgid)
        self.msgid = msgid
        self.details = details


def only(table: Table[str, Any], allowed: set[str], where: str) -> None:
    """Raise Wrong for a key that means nothing."""
    for name in table:
        if name not in allowed:
            raise Wrong(N_("“{name}” in “{where}” means nothing."), name=name, where=where)


def one_of(name: str, allowed: tuple[str, ...], where: str) -> None:
    """Raise Wrong unless the name is one of those allowed."""
    if name not in allowed:
        raise Wrong(
            N_("“{name}” in “{where}” is none of these: {allowed}."),
            name=name,
            where=where,
            allowed=", ".join(allowed),
        )


def text(table: Table[str, Any], key: str, default: str | None = None) -> str:
    """A text that must be there unless there is a default."""
    value = table.get(key, default)
    if not isinstance(value, str) or (default is None and not value.strip()):
        raise Wrong(N_("“{key}” must be a text."), key=key)
    return value


def texts(table: Table[str, Any], key: str) -> list[str]:
    """A text or a list of texts; none if it is not there."""
    value = table.get(key, [])
    value = [value] if isinstance(value, str) else value
    if not isinstance(value, list) or not all(isinstance(each, str) for each in value):
        raise Wrong(N_("“{key}” must be a text or a list of texts."), key=key)
    return value


def table(table: Table[str, Any], key: str) -> dict[str, Any]:
    """A table; empty if it is not there."""
    value = table.get(key, {})
    if not isinstance(value, dict):
        raise Wrong(N_("“{key}” must be a table."), key=key)
    return value


def tables(table: Table[str, Any], key: str) -> Iterator[dict[str, Any]]:
    """A table or a list of tables."""
    value = table.get(key, [])
    for each in value if isinstance(value, list) else [value]:
        if not isinstance(each, dict):
            raise Wrong(N_("“{key}” must be a table."), key=key)
        yield each


def flag(table: Table[str, Any], key: str) -> bool:
    """True or false; false if it is not there."""
    value = table.get(key, False)
    if not isinstance(value, bool):
        raise Wrong(N_("“{key}” must be true or false."), key=key)
    return value


def number(table: Table[str, Any], key: str) -> int | None:
    """A whole number, if it is there."""
    value = table.get(key)
    if value is not None and type(value) is not int:
        raise Wrong(N_("“{key}” must be a whole number."), key=key)
    return value
