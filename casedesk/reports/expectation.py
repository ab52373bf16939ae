"""What the files of a report must say, computed from the report anew.

The writers compute the same by other code; where the two differ, no file is written.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction
from itertools import product
from math import floor

from casedesk.disclosure import HIDDEN, TOTAL, Key, printed
from casedesk.errors import CasedeskError
from casedesk.i18n import N_
from casedesk.reports import layout
from casedesk.reports.definitions import TableDefinition
from casedesk.reports.tables import ReportTable
from casedesk.reports.wording import Words


class FileDiffers(CasedeskError):
    """A file that was about to be written does not say what the report says."""

    msgid = N_("The {form} file did not say what the report says ({where}), so it was not written.")
    advice = N_("Try it again. If it happens again, publish nothing and ask for help.")


class Differs(Exception):
    """What was read is not what was expected; says where, without the figures themselves."""


def must(holds: bool, where: str) -> None:
    """Raise Differs unless it holds."""
    if not holds:
        raise Differs(where)


@dataclass(frozen=True)
class Line:
    """A row of a table: its label, its figures (None is hidden) and what is derived from them."""

    label: str
    figures: tuple[int | None, ...]
    derived: tuple[str, ...]


@dataclass(frozen=True)
class Says:
    """What a table must say, in one language."""

    table: ReportTable
    title: str
    header: tuple[str, ...]
    lines: tuple[Line, ...]
    notes: tuple[str, ...]

    def text(self, figure: int | None, words: Words) -> str:
        """A figure as it must be printed."""
        plain = printed(figure, self.table.base, self.table.terms)
        return words.number(int(plain)) if plain.isdigit() else plain


def says(table: ReportTable, words: Words) -> Says:
    """What a table must say."""
    definition = table.definition
    must(set(table.counts) == set(every_key(definition)), definition.id)
    own = {"es": definition.words.es, "en": definition.words.en}
    total = words.say(layout.TOTAL_WORD)
    labels = [_labels(definition, place, words) for place in range(len(definition.dimensions))]
    first = definition.dimensions[0].words
    header = [first.en if words.language == "en" else first.es]
    header += [*labels[1].values(), total] if len(labels) > 1 else [total]
    if definition.ratio:
        header.append(words.say(layout.RATIO))
    if definition.change:
        header.append(words.say(layout.CHANGE))
    lines = tuple(
        _line(table, row, label, words) for row, label in [*labels[0].items(), (TOTAL, total)]
    )
    return Says(table, own[words.language], tuple(header), lines, tuple(_notes(table, words)))


def every_key(definition: TableDefinition) -> Iterator[Key]:
    """Every key of a table, row by row, each row's total and the table's last row last."""
    return product(*((*each.values, TOTAL) for each in definition.dimensions))


def _labels(definition: TableDefinition, place: int, words: Words) -> Mapping[str, str]:
    found = {}
    dimension = definition.dimensions[place]
    for value in dimension.values:
        label = dimension.labels[value]
        found[value] = label.en if words.language == "en" else label.es
    return found


def _line(table: ReportTable, row: str, label: str, words: Words) -> Line:
    definition = table.definition
    keys = [key for key in every_key(definition) if key[0] == row]
    derived = []
    if definition.ratio:
        above, below = (table.counts[row, each] for each in definition.ratio)
        hundred = _hundredths(above, below, table)
        derived.append(HIDDEN if hundred is None else words.number(hundred))
    if definition.change:
        derived.append(_change(table, keys[-1], words))
    return Line(label, tuple(table.counts[key] for key in keys), tuple(derived))


def _change(table: ReportTable, key: Key, words: Words) -> str:
    now, before = table.counts[key], (table.before or {}).get(key)
    if not now or not before:
        return HIDDEN
    sign = "+" if now > before else "-" if now < before else ""
    return sign + words.number(abs(now - before))


def _hundredths(part: int | None, whole: int | None, table: ReportTable) -> int | None:
    """The nearest whole number of hundredths, from figures that are large enough for it."""
    if not part or not whole or min(part, whole) < _least(table):
        return None
    return floor(Fraction(100 * part, whole) + Fraction(1, 2))


def _least(table: ReportTable) -> int:
    """The smallest figure that is divided: about twelve times what it may be off, at least 50."""
    return 50 * table.terms * (table.base // 5 or 1)


def _notes(table: ReportTable, words: Words) -> Iterator[str]:
    definition, english = table.definition, words.language == "en"
    unit = definition.unit.words.en if english else definition.unit.words.es
    base = definition.unit.base.en if english else definition.unit.base.es
    yield words.say(layout.UNIT).format(unit=unit)
    yield words.say(layout.BASE).format(base=base)
    if table.terms > 1:
        yield words.say(layout.SUMMED)
    if not any(count is not None for count in table.counts.values()):
        yield words.say(layout.ALL_HIDDEN)
    elif definition.overlapping:
        yield words.say(layout.OVERLAP)
    if not definition.share:
        return
    totals = (TOTAL,) * len(definition.dimensions)
    part, whole = table.counts[definition.share, *totals[1:]], table.counts[totals]
    hundred = _hundredths(part, whole, table)
    if hundred is None or part is None or whole is None:
        yield words.say(layout.NO_SHARE).format(least=words.number(_least(table)))
        return
    numbers = map(words.number, (part, whole, hundred))
    names = ("numerator", "denominator", "percent")
    yield words.say(layout.SHARE).format(unit=unit, **dict(zip(names, numbers, strict=True)))
