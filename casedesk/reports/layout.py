"""A protected table as rows of texts, for paper and spreadsheets alike.

Every derived figure (ratio, change, share) is computed from printed figures only, and is a dash
where one of them is "0–4".
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from babel import dates, numbers

from casedesk.disclosure import TOTAL, Key, printed
from casedesk.i18n import LANGUAGES, N_, catalogue
from casedesk.reports.tables import CountedTable

DASH = "–"
TOTAL_WORD = N_("Total")
RATIO = N_("Men per 100 women")
CHANGE = N_("Change on the month before")
SHARE = N_("Share: {numerator} of {denominator} {unit} = {percent} %")
NO_SHARE = N_("Share: not computed, because a figure is below 5")
OVERLAP = N_("One person can be in several rows, so the rows do not add up to the total.")
UNIT = N_("Unit: {unit}.")
BASE = N_("Base: {base}.")


@dataclass(frozen=True)
class Row:
    """A row: its label, its figures as rounded counts, and derived figures as text."""

    label: str
    counts: tuple[int, ...]
    derived: tuple[str, ...] = ()
    total: bool = False


@dataclass(frozen=True)
class Layout:
    """A table ready to be drawn."""

    title: str
    header: tuple[str, ...]
    rows: tuple[Row, ...]
    notes: tuple[str, ...]


class Words:
    """The words of the frame in one language."""

    def __init__(self, language: str) -> None:
        self.language = language
        self.locale = LANGUAGES[language]
        self._texts = catalogue(language)

    def say(self, msgid: str) -> str:
        """A message in the report's language, whatever the program speaks."""
        return self._texts.gettext(msgid)

    def number(self, value: float, *, signed: bool = False) -> str:
        """A number as written in the language."""
        text = str(numbers.format_decimal(value, locale=self.locale))
        return f"+{text}" if signed and value > 0 else text

    def count(self, value: int) -> str:
        """A count as printed: ``1,325`` or ``0–4``."""
        return self.number(value) if value else printed(value)

    def month(self, month: date) -> str:
        """``octubre de 2026``."""
        pattern = "LLLL 'de' y" if self.language == "es" else "LLLL y"
        return dates.format_date(month, pattern, locale=self.locale)


def lay_out(table: CountedTable, words: Words) -> Layout:
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


def row_totals(table: CountedTable, words: Words) -> list[tuple[str, int]]:
    """Label and rounded total of each row, for bars."""
    dimension = table.definition.dimensions[0]
    return [
        (dimension.label(value, words.language), table.counts[_key(table, value)])
        for value in dimension.values
    ]


def ratio(numerator: int, denominator: int, words: Words) -> str:
    """Men per 100 women with one decimal; a dash if either is "0–4"."""
    if not numerator or not denominator:
        return DASH
    return words.number(round(100 * numerator / denominator, 1))


def _row(table: CountedTable, words: Words, value: str, label: str) -> Row:
    columns = table.values[1:]
    keys: list[Key] = [(value, column) for column in columns[0]] if columns else []
    keys.append(_key(table, value))
    derived = []
    if table.definition.ratio:
        men, women = (table.counts[(value, each)] for each in table.definition.ratio)
        derived.append(ratio(men, women, words))
    if table.definition.change:
        derived.append(_change(table, _key(table, value), words))
    counts = tuple(table.counts[key] for key in keys)
    return Row(label, counts, tuple(derived), total=value == TOTAL)


def _change(table: CountedTable, key: Key, words: Words) -> str:
    now = table.counts[key]
    before = table.before.get(key) if table.before is not None else None
    return words.number(now - before, signed=True) if now and before else DASH


def _derived_header(table: CountedTable, words: Words) -> Iterator[str]:
    if table.definition.ratio:
        yield words.say(RATIO)
    if table.definition.change:
        yield words.say(CHANGE)


def _notes(table: CountedTable, words: Words) -> Iterator[str]:
    unit, language = table.definition.unit, words.language
    yield words.say(UNIT).format(unit=unit.words.in_language(language))
    yield words.say(BASE).format(base=unit.base.in_language(language))
    if table.definition.overlapping:
        yield words.say(OVERLAP)
    if table.definition.share:
        yield _share(table, words)


def _share(table: CountedTable, words: Words) -> str:
    part, whole = table.counts[_key(table, table.definition.share)], table.total
    if not part or not whole:
        return words.say(NO_SHARE)
    return words.say(SHARE).format(
        numerator=words.count(part),
        denominator=words.count(whole),
        unit=table.definition.unit.words.in_language(words.language),
        percent=words.number(round(100 * part / whole)),
    )


def _key(table: CountedTable, value: str) -> Key:
    return (value, *(TOTAL,) * (len(table.definition.dimensions) - 1))
