"""From the text in a cell to an answer. What cannot be read raises Wrong, with a message id."""

import re
from collections.abc import Callable
from datetime import date, timedelta
from functools import lru_cache
from typing import Any

from casedesk.domain import codelists
from casedesk.domain.answers import NOT_ASKED, REFUSED, UNKNOWN, Missing
from casedesk.domain.fields import Spec, Type
from casedesk.domain.partial_dates import NotADate, PartialDate
from casedesk.exchange.mapping import Column, Words
from casedesk.i18n import N_

NOT_IN_LIST = N_("This value is not in the list of answers, nor in the mapping.")
NOT_A_DATE = N_("This is not a date that can be read.")
NOT_A_NUMBER = N_("This is not a whole number.")
NOT_YES_NO = N_("This is neither yes nor no.")
NOT_POSSIBLE = N_("This number is not possible.")

#: how mappings write an answer without a value
MISSING: dict[str, Missing] = {
    "?unknown": UNKNOWN,
    "?refused": REFUSED,
    "?not_asked": NOT_ASKED,
}
DATES = ("iso", "dmy", "mdy", "month", "year", "excel")
USUAL_DATES = ("iso", "dmy", "month", "year", "excel")
_TIME = re.compile(r"[T ]\d{1,2}:\d{2}.*$")
_ISO = re.compile(r"\d{4}-\d{2}(-\d{2})?~?")
_NUMERIC = re.compile(r"(\d{1,2})[/.\- ](\d{1,2})[/.\- ](\d{4})")
#: days as spreadsheets count them, 1954 to 2064
_SERIAL = re.compile(r"[2-5]\d{4}(\.\d+)?")
#: three digits after the point could be thousands: 1.000 is one here and a thousand elsewhere
_WHOLE = re.compile(r"[+-]?(\d{1,12}|\d{1,3}(,\d{3}){1,3})(\.0{1,2})?")
#: day 0 of spreadsheets, which take 1900 for a leap year
_DAY_ZERO = date(1899, 12, 30)


class Wrong(Exception):
    """A cell that is no answer; its argument is a message id."""


@lru_cache(maxsize=65_536)
def loose(text: str) -> str:
    """Text as compared: without case, accents, punctuation and repeated blanks."""
    folded = codelists.fold(text)
    return " ".join(re.sub(r"[\W_]+", " ", folded).split()) or folded


def missing(text: str, words: Words, *, free: bool = False) -> Missing | None:
    """Which way of having no answer the text means, if any.

    In free text punctuation counts: ``N/D`` is no answer, ``N. D.`` may be somebody's initials.
    """
    key = codelists.fold(text) if free else loose(text)
    if key in words.unknown:
        return UNKNOWN
    if key in words.refused:
        return REFUSED
    return NOT_ASKED if not key or key in words.not_asked else None


def yes_or_no(text: str, words: Words) -> bool:
    """Whether the text says yes. Raises Wrong."""
    key = loose(text)
    if key in words.yes:
        return True
    if key in words.no:
        return False
    raise Wrong(NOT_YES_NO)


def answer(spec: Spec, column: Column, text: str) -> Any:
    """The answer to a field that a cell gives. Raises Wrong."""
    if column.separator and spec.type is Type.CODES:
        return _several(spec, column, text)
    text = column.values.get(loose(text), text)
    if spec.type in (Type.CODE, Type.CODES):
        code = _code(spec, column, text)
        return (code,) if type(code) is str and spec.type is Type.CODES else code
    free = spec.type in (Type.TEXT, Type.LONG_TEXT)
    found = MISSING.get(text, missing(text, column.words, free=free))
    return _WAYS[spec.type](spec, column, text) if found is None else found


def _several(spec: Spec, column: Column, text: str) -> Any:
    """The codes of a cell; pieces without an answer count only if they are all there is."""
    pieces = filter(str.strip, text.split(column.separator))
    found = [_code(spec, column, column.values.get(loose(piece), piece)) for piece in pieces]
    codes = tuple(dict.fromkeys(each for each in found if type(each) is str))
    return codes or next(iter(found), NOT_ASKED)


def _code(spec: Spec, column: Column, text: str) -> str | Missing:
    # a list may have a code for what elsewhere says that there is no answer
    found = codelists.load(spec.codes).find(text) or _bilingual(spec, text)
    if found is not None:
        return found
    absent = MISSING.get(text, missing(text, column.words))
    if absent is None:
        raise Wrong(NOT_IN_LIST)
    return absent


def _bilingual(spec: Spec, text: str) -> str | None:
    """The code of ``label / label``, as template lists write it in both languages."""
    find = codelists.load(spec.codes).find
    for cut in re.finditer(" / ", text):
        one, other = find(text[: cut.start()]), find(text[cut.end() :])
        if one is not None and one == other:
            return one
    return None


def _day(_spec: Spec, column: Column, text: str) -> PartialDate:
    try:
        return _read_day(_TIME.sub("", text.strip()), column.dates)
    except (NotADate, OverflowError):
        raise Wrong(NOT_A_DATE) from None


def _read_day(text: str, forms: tuple[str, ...]) -> PartialDate:
    if _ISO.fullmatch(text):  # no other form can be meant
        return PartialDate.from_edtf(text)
    numeric = _NUMERIC.fullmatch(text)
    if numeric:
        first, second, year = (int(part) for part in numeric.groups())
        if "mdy" in forms:
            return PartialDate(year, first, second)
        if "dmy" in forms:
            return PartialDate(year, second, first)
        raise NotADate(text)
    if _SERIAL.fullmatch(text) and "excel" in forms:
        return PartialDate.of(_DAY_ZERO + timedelta(days=int(float(text))))
    found = PartialDate.parse(text)
    if found.day or (found.month and "month" not in forms) or "year" not in forms:
        raise NotADate(text)
    return found


def _number(_spec: Spec, column: Column, text: str) -> Any:
    if not _WHOLE.fullmatch(text):
        raise Wrong(NOT_A_NUMBER)
    value = int(text.split(".", maxsplit=1)[0].replace(",", ""))
    low, high = column.lowest, column.highest
    if (low is not None and value < low) or (high is not None and value > high):
        if column.outside_unknown:
            return UNKNOWN
        raise Wrong(NOT_POSSIBLE)
    return value


def _line(_spec: Spec, _column: Column, text: str) -> str:
    return " ".join(text.split())


def _lines(_spec: Spec, _column: Column, text: str) -> str:
    return text.replace("\r\n", "\n").replace("\r", "\n").strip()


def _yes_no(_spec: Spec, column: Column, text: str) -> bool:
    return yes_or_no(text, column.words)


_WAYS: dict[Type, Callable[[Spec, Column, str], Any]] = {
    Type.TEXT: _line,
    Type.LONG_TEXT: _lines,
    Type.DATE: _day,
    Type.NUMBER: _number,
    Type.YES_NO: _yes_no,
}
