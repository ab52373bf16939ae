"""Reading the files of code lists, and refusing those that are wrong."""

import csv
import re
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date
from pathlib import Path
from types import MappingProxyType
from typing import Any

from casedesk.domain.codes import Code, CodeList, Crosswalk, clashes
from casedesk.domain.marks import Mark
from casedesk.errors import CasedeskError
from casedesk.i18n import N_, _

_LIST_KEYS = {
    *("name", "es", "en", "version", "source", "verified", "rows", "parent_length", "codes"),
    *("taken_from", "tracks"),
}
#: where the files of procedures are, as seen from a list
_PROCEDURES = Path("../procedures")
_CODE_KEYS = {
    *("code", "es", "en", "order", "since", "until", "parent"),
    *("attributes", "crosswalks", "verified", "aliases"),
}
_SCHEME = re.compile(r"[a-z0-9_]+")


class UnknownCodeList(CasedeskError):
    """There is no list of that name."""

    msgid = N_("There is no code list called “{name}”.")
    advice = N_("Install the program again.")


class BadCodeList(CasedeskError):
    """A list's file cannot be used as it is."""

    msgid = N_("The code list {file} cannot be used: {reason}.")
    advice = N_("Put back the file that came with the program.")


def read(path: Path) -> CodeList:
    """The list that a file holds. Raises BadCodeList."""
    try:
        with path.open("rb") as file:
            return _code_list(tomllib.load(file), path)
    except (OSError, tomllib.TOMLDecodeError, UnicodeDecodeError, KeyError) as error:
        raise BadCodeList(file=path.name, reason=error) from error
    except _Wrong as error:
        raise BadCodeList(file=path.name, reason=error) from error


class _Wrong(CasedeskError):
    """What is wrong with a file: a message id of its own for every case."""

    def __init__(self, reason: str, **details: object) -> None:
        super().__init__(**details)
        self.reason = reason

    def __str__(self) -> str:
        return _(self.reason).format(**self.details)


def _code_list(content: Mapping[str, Any], path: Path) -> CodeList:
    _only(content, _LIST_KEYS, path.stem)
    verified = content.get("verified", True)
    if content.get("name") != path.stem:
        raise _Wrong(N_("it calls itself {name}"), name=content.get("name"))
    tables = content.get("codes", [])
    codes = [_code(table, order, verified) for order, table in enumerate(tables)]
    if "taken_from" in content:
        codes += _taken(path.parent / _PROCEDURES, **content["taken_from"])
    for track, name in content.get("tracks", {}).items():
        codes += _of_track(track, read(path.with_name(f"{name}.toml")), len(codes))
    if "rows" in content:
        codes += _rows(path.with_name(content["rows"]), content.get("parent_length", 0))
    return CodeList(
        name=path.stem,
        es=_text(content, "es", path.stem),
        en=_text(content, "en", path.stem),
        version=_text(content, "version", path.stem),
        codes=_ordered(codes),
        source=content.get("source", ""),
    )


def _code(table: Mapping[str, Any], order: int, verified: bool) -> Code:
    code = _text(table, "code", f"#{order + 1}")
    _only(table, _CODE_KEYS, code)
    since, until = _day(table, "since", code), _day(table, "until", code)
    if since and until and until < since:
        raise _Wrong(N_("{code} ends before it begins"), code=code)
    return Code(
        code=code,
        es=_text(table, "es", code),
        en=_text(table, "en", code),
        order=table.get("order", order),
        since=since,
        until=until,
        parent=table.get("parent", ""),
        attributes=_attributes(table.get("attributes", {}), code),
        crosswalks=tuple(_crosswalk(each, code) for each in table.get("crosswalks", ())),
        verified=table.get("verified", verified),
        aliases=tuple(table.get("aliases", ())),
    )


def _rows(path: Path, parent_length: int) -> list[Code]:
    """Codes of a register: code and name, the parent being the first digits of the code."""
    with path.open(encoding="utf-8", newline="") as file:
        rows = list(csv.reader(file))
    if rows[:1] != [["code", "name"]] or any(len(row) != 2 or not all(row) for row in rows):
        raise _Wrong(N_("{file} needs a code and a name in every row"), file=path.name)
    return [
        Code(code, name, name, order, parent=code[:parent_length])
        for order, (code, name) in enumerate(rows[1:])
    ]


def _taken(folder: Path, file: str, table: str) -> list[Code]:
    """The words of a procedure's rows; what is background only is marked so."""
    with (folder / file).open("rb") as opened:
        rows = tomllib.load(opened)[table]
    return [
        _code(
            {key: row[key] for key in row.keys() & _CODE_KEYS}, order, row["mark"] != Mark.B.value
        )
        for order, row in enumerate(rows)
    ]


def _of_track(track: str, found: CodeList, after: int) -> list[Code]:
    """The codes of one of the lists that a list is made of, under that list's track."""
    return [
        replace(each, code=f"{track}.{each.code}", parent=track, order=after + at)
        for at, each in enumerate(found.codes.values())
    ]


def _ordered(codes: Iterable[Code]) -> Mapping[str, Code]:
    found: dict[str, Code] = {}
    for code in sorted(codes, key=lambda each: each.order):
        if code.code in found:
            raise _Wrong(N_("{code} stands twice"), code=code.code)
        found[code.code] = code
    if not found:
        raise _Wrong(N_("it is empty"))
    if words := clashes(found.values()):
        raise _Wrong(
            N_("these words stand for several codes: {words}"), words=", ".join(sorted(words))
        )
    return MappingProxyType(found)


def _crosswalk(table: Mapping[str, Any], code: str) -> Crosswalk:
    _only(table, {"scheme", "code", "verified"}, code)
    scheme, verified = _text(table, "scheme", code), table.get("verified")
    if not _SCHEME.fullmatch(scheme) or not isinstance(verified, bool):
        raise _Wrong(N_("{code} has a crosswalk without scheme, code or mark"), code=code)
    return Crosswalk(scheme, _text(table, "code", code), verified)


def _attributes(table: Mapping[str, Any], code: str) -> Mapping[str, str | bool | int]:
    if not all(isinstance(value, str | bool | int) for value in table.values()):
        raise _Wrong(N_("{code} has an attribute that is not text, number or yes/no"), code=code)
    return MappingProxyType(dict(table))


def _text(table: Mapping[str, Any], key: str, where: str) -> str:
    value = table.get(key)
    if not isinstance(value, str) or not value.strip():
        raise _Wrong(N_("{code} lacks “{key}”"), code=where, key=key)
    return value


def _day(table: Mapping[str, Any], key: str, code: str) -> str:
    value = str(table.get(key, ""))
    try:
        return date.fromisoformat(value).isoformat() if value else ""
    except ValueError as error:
        raise _Wrong(N_("{code} has a day that is none: {day}"), code=code, day=value) from error


def _only(table: Mapping[str, Any], keys: set[str], where: str) -> None:
    if surplus := set(table) - keys:
        raise _Wrong(
            N_("{code} has unknown keys: {keys}"), code=where, keys=", ".join(sorted(surplus))
        )
