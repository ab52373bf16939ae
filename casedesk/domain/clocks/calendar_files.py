"""Reading the calendars in ``resources/calendars``, and refusing those that are wrong."""

from datetime import date
from functools import cache
from pathlib import Path

from casedesk.domain.clocks.calendars import Calendars, Cause, Holiday, HolidayList, Period
from casedesk.domain.clocks.content import Content, Table, Words, described, read
from casedesk.domain.clocks.lengths import UNITS
from casedesk.domain.marks import Mark
from casedesk.resources import RESOURCES

FOLDER = RESOURCES / "calendars"
LISTS = ("administrative_law", "judicial_law", "practice")


@cache
def load(folder: Path = FOLDER) -> Calendars:
    """The calendars of a folder, read once. Raises BadContent."""
    lists = tuple(read(folder / f"{name}.toml", _list) for name in LISTS)
    weekends, about_weekends = read(folder / "weekends.toml", _weekends)
    closures, about_closures = read(folder / "closures.toml", _periods)
    suspensions, about_suspensions = read(folder / "suspensions.toml", _periods)
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
