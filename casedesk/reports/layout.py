"""A protected table as rows of texts, for paper and spreadsheets alike.

Every derived figure (ratio, change, share) is computed from printed figures only, and is a dash
where one of them is hidden or too small to say anything.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import overload

from casedesk.disclosure import HIDDEN, TOTAL, Key
from casedesk.i18n import N_
from casedesk.reports.tables import CountedTable, ExactTable, ReportTable
from casedesk.reports.wording import Words

DASH = HIDDEN
TOTAL_WORD = N_("Total")
RATIO = N_("Men per 100 women")
CHANGE = N_("Change on the period before")
SHARE = N_("Share: {numerator} of {denominator} {unit} = {percent} %.")
NO_SHARE = N_("Share: not computed, because a figure is hidden or below {least}.")
OVERLAP = N_("One person can be in several rows, so the rows do not add up to the total.")
UNIT = N_("Unit: {unit}.")
BASE = N_("Base: {base}.")
SUMMED = N_("Sum of published months: whoever is counted in several months is counted in each.")
ALL_HIDDEN = N_(
    "Every number of this table is hidden: whether anything was counted cannot be told from it."
)
#: Ratios and shares are whole numbers of figures from here on, or dashes. Below it, a figure that
#: may be off by 4 is off by more than 8 %, and more digits would claim what nobody knows; with one
#: decimal and a known base the count behind a share could even be computed back.
LEAST = 50
_USUAL_BASE = 5


@dataclass(frozen=True)
class Figure:
    """A figure as it is printed; its number is None if that is a dash or a range from 0."""

    text: str
    number: int | None


@dataclass(frozen=True)
class Row:
    """A row: its label, its figures, and derived figures as text."""

    label: str
    figures: tuple[Figure, ...]
    derived: tuple[str, ...] = ()
    total: bool = False


@dataclass(frozen=True)
class Layout:
    """A table ready to be drawn."""

    title: str
    header: tuple[str, ...]
    rows: tuple[Row, ...]
    notes: tuple[str, ...]


def lay_out(table: ReportTable, words: Words) -> Layout:
    """The table in a language."""
    definition = table.definition
    language = words.language
    rows_by, columns = definition.dimensions[0], definition.dimensions[1:]
    header = [rows_by.words.in_language(language)]
    if columns:
        header += [columns[0].label(value, language) for value in columns[0].values]
    header.append(words.say(TOTAL_WORD))
    header += _derived_header(table, words)
    labels = [(value, rows_by.label(value, language)) for value in rows_by.values]
    rows = [_row(table, words, value, label) for value, label in labels]
    rows.append(_row(table, words, TOTAL, words.say(TOTAL_WORD)))
    return Layout(
        definition.words.in_language(language),
        tuple(header),
        tuple(rows),
        tuple(_notes(table, words)),
    )


@overload
def row_totals(table: ExactTable, words: Words) -> list[tuple[str, int]]: ...


@overload
def row_totals(table: CountedTable, words: Words) -> list[tuple[str, int | None]]: ...


def row_totals(
    table: CountedTable, words: Words
) -> list[tuple[str, int]] | list[tuple[str, int | None]]:
    """Label and total of each row, for bars; None is hidden."""
    dimension = table.definition.dimensions[0]
    return [
        (dimension.label(value, words.language), table.counts[_key(table, value)])
        for value in dimension.values
    ]


def least(base: int, terms: int) -> int:
    """The smallest figure that is divided; larger the further figures may be off."""
    return LEAST * terms * max(1, base // _USUAL_BASE)


def percent(part: int | None, whole: int | None, table: ReportTable) -> int | None:
    """A hundred times one printed figure over another; None if either is too small for it."""
    if part is None or whole is None or min(part, whole) < least(table.base, table.terms):
        return None
    return (200 * part + whole) // (2 * whole)  # halves go up, without floating point


def _row(table: ReportTable, words: Words, value: str, label: str) -> Row:
    columns = table.values[1:]
    keys: list[Key] = [(value, column) for column in columns[0]] if columns else []
    keys.append(_key(table, value))
    derived = []
    if table.definition.ratio:
        men, women = (table.counts[(value, each)] for each in table.definition.ratio)
        ratio = percent(men, women, table)
        derived.append(DASH if ratio is None else words.number(ratio))
    if table.definition.change:
        derived.append(_change(table, _key(table, value), words))
    figures = tuple(_figure(table, key, words) for key in keys)
    return Row(label, figures, tuple(derived), total=value == TOTAL)


def _figure(table: ReportTable, key: Key, words: Words) -> Figure:
    count = table.counts[key]
    return Figure(words.count(count, table.base, table.terms), count or None)


def _change(table: ReportTable, key: Key, words: Words) -> str:
    """The difference of two figures that are both shown, neither as a range from 0."""
    now = table.counts[key]
    before = table.before.get(key) if table.before is not None else None
    return words.number(now - before, signed=True) if now and before else DASH


def _derived_header(table: ReportTable, words: Words) -> Iterator[str]:
    if table.definition.ratio:
        yield words.say(RATIO)
    if table.definition.change:
        yield words.say(CHANGE)


def _notes(table: ReportTable, words: Words) -> Iterator[str]:
    unit, language = table.definition.unit, words.language
    yield words.say(UNIT).format(unit=unit.words.in_language(language))
    yield words.say(BASE).format(base=unit.base.in_language(language))
    if table.terms > 1:
        yield words.say(SUMMED)
    if all(count is None for count in table.counts.values()):
        yield words.say(ALL_HIDDEN)
    elif table.definition.overlapping:
        yield words.say(OVERLAP)
    if table.definition.share:
        yield _share(table, words)


def _share(table: ReportTable, words: Words) -> str:
    part, whole = table.counts[_key(table, table.definition.share)], table.total
    share = percent(part, whole, table)
    if share is None:
        return words.say(NO_SHARE).format(least=words.number(least(table.base, table.terms)))
    return words.say(SHARE).format(
        numerator=words.count(part),
        denominator=words.count(whole),
        unit=table.definition.unit.words.in_language(words.language),
        percent=words.number(share),
    )


def _key(table: CountedTable, value: str) -> Key:
    return (value, *(TOTAL,) * (len(table.definition.dimensions) - 1))
