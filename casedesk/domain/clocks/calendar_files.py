"""Reading calendars, those in ``resources/calendars`` or newer ones, and refusing wrong ones."""

from collections.abc import Callable, Iterable
from datetime import date
from functools import cache, lru_cache
from pathlib import Path
from typing import Any

from casedesk.domain.clocks.calendars import Calendars, Cause, Holiday, HolidayList, Period
from casedesk.domain.clocks.content import (
    BadContent,
    Content,
    Table,
    Words,
    described,
    parsed,
    read_text,
)
from casedesk.domain.clocks.lengths import UNITS
from casedesk.domain.marks import Mark
from casedesk.resources import RESOURCES

FOLDER = RESOURCES / "calendars"
LISTS = ("administrative_law", "judicial_law", "practice")


@cache
def load(folder: Path = FOLDER) -> Calendars:
    """The calendars of a folder, read once. Raises BadContent."""
    return of((name, read_text(folder / f"{name}.toml")) for name in _PARSERS)


def of(texts: Iterable[tuple[str, str]]) -> Calendars:
    """The calendars that texts hold, by their ids; read once each. Raises BadContent."""
    return _of(tuple(texts))


def check(id: str, text: str) -> None:
    """Raise BadContent if this is not the calendar of that id."""
    if id not in _PARSERS:
        raise BadContent(file=f"{id}.toml", reason=f"{id} is unknown")
    parsed(text, f"{id}.toml", _PARSERS[id])


@lru_cache(maxsize=8)
def _of(texts: tuple[tuple[str, str], ...]) -> Calendars:
    known = [(id, text) for id, text in texts if id in _PARSERS]
    found = {id: parsed(text, f"{id}.toml", _PARSERS[id]) for id, text in known}
    lists = tuple(found[name] for name in LISTS)
    weekends, about_weekends = found["weekends"]
    closures, about_closures = found["closures"]
    suspensions, about_suspensions = found["suspensions"]
    about = (about_weekends, about_closures, about_suspensions)
    return Calendars(
        weekends=weekends,
        lists=lists,
        closures=closures,
        suspensions=suspensions,
        contents=(*about, *(each.content for each in lists)),
    )


def _list(table: Table) -> HolidayList:
    first, last = (_day(each) for each in table["covers"])
    units = frozenset(table["units"])
    if not units <= UNITS.keys():
        raise ValueError(f"unknown units: {units - UNITS.keys()}")
    holidays = tuple(_holiday(each) for each in table["days"])
    days = [each.on for each in holidays]
    if days != sorted(set(days)) or not all(first <= day <= last for day in days):
        raise ValueError("days must stand in order, once each, within those that are covered")
    return HolidayList(described(table), _words(table), units, first, last, holidays)


def _holiday(row: Table) -> Holiday:
    return Holiday(_day(row["on"]), _cause(row), row.get("moves", False))


def _weekends(table: Table) -> tuple[dict[tuple[str, int], Cause], Content]:
    found = {(row["unit"], row["weekday"]): _cause(row) for row in table["days"]}
    return found, described(table)


def _periods(table: Table) -> tuple[tuple[Period, ...], Content]:
    return tuple(_period(row) for row in table.get("rows", ())), described(table)


def _period(row: Table) -> Period:
    first, last = _day(row["from"]), _day(row["to"])
    places = frozenset(row["places"])
    return Period(first, last, _cause(row), row["authority"], places)


def _cause(row: Table) -> Cause:
    if not row["source"].strip():
        raise ValueError("a row has no source")
    return Cause(_words(row), row["source"], Mark(row["mark"]))


def _words(row: Table) -> Words:
    return Words(es=row["es"], en=row["en"])


def _day(value: object) -> date:
    if type(value) is not date:
        raise ValueError(f"{value!r} is not a day")
    return value


_PARSERS: dict[str, Callable[[Table], Any]] = {
    **dict.fromkeys(LISTS, _list),
    "weekends": _weekends,
    "closures": _periods,
    "suspensions": _periods,
}
