"""What was deduced from published files, in words: which table and cell, and how many persons."""

from collections.abc import Iterator
from functools import partial

from casedesk.disclosure import TOTAL, Deduction, Figure
from casedesk.i18n import N_, _, number
from casedesk.reports import definition_files
from casedesk.reports.attacking import Attack
from casedesk.reports.periods import Period
from casedesk.reports.wording import Words

_EXACT = N_("{where}: “{cell}” is exactly {low}")
_SMALL = N_("{where}: “{cell}” is from {low} to {high}")
_EVERYBODY = N_("{where}: all in “{whole}” are in “{cell}”")
_WITHOUT = N_("{whole}” without “{less}")
_TOTAL = N_("the total")


def lines(found: Attack, language: str) -> Iterator[str]:
    """Yield a line for each thing deduced."""
    say = partial(_line, found, Words(language))
    yield from map(say, found.deductions)


def summary(found: Attack) -> str:
    """How many numbers were deduced, how many of them exactly, and of how many persons."""
    small = [each for each in found.deductions if each.kind != "everybody"]
    exact = sum(each.kind == "exact" for each in small)
    low, high = persons(found)
    return _(
        "Small numbers deduced: {small}, {exact} of them exactly; persons in them: {low} to "
        "{high}; whole groups in one category: {groups}."
    ).format(
        small=number(len(small)),
        exact=number(exact),
        low=number(low),
        high=number(high),
        groups=number(len(found.deductions) - len(small)),
    )


def persons(found: Attack) -> tuple[int, int]:
    """Return how many are in what was deduced, at least and at most: nobody is counted twice.

    Of figures in figures, those that lie within are counted; of crossing tables, the one with
    the most.
    """
    best: dict[str, tuple[int, int]] = {}
    by_table: dict[tuple[str, frozenset[str]], list[Deduction]] = {}
    for each in found.deductions:
        if each.kind != "everybody" and each.less is None:
            names = frozenset(name for name, _value in each.whole.fixed)
            by_table.setdefault((each.whole.population, names), []).append(each)
    for (population, _names), group in by_table.items():
        sums = sum(each.low for each in group), sum(each.high for each in group)
        best[population] = max(best.get(population, (0, 0)), sums)
    return sum(low for low, _high in best.values()), sum(high for _low, high in best.values())


def _line(found: Attack, words: Words, each: Deduction) -> str:
    label = partial(_cell, found, words)
    where = _where(found, words, each)
    if each.kind == "everybody" and each.less is not None:
        return _(_EVERYBODY).format(where=where, whole=label(each.whole), cell=label(each.less))
    cell = label(each.whole)
    if each.less is not None:
        cell = _(_WITHOUT).format(
            whole=_of(found, words, each.whole, each.less),
            less=_of(found, words, each.less, each.whole),
        )
    text = _EXACT if each.kind == "exact" else _SMALL
    return _(text).format(where=where, cell=cell, low=each.low, high=each.high)


def _where(found: Attack, words: Words, each: Deduction) -> str:
    id = found.shown_in(each.less or each.whole) or found.shown_in(each.whole)
    known = {table.id: table.words for table in definition_files.load().tables}
    called = known.get(id) or found.named.get((id,))
    title = called.in_language(words.language) if called else id
    return ", ".join(part for part in (_period(words, each.whole), title) if part)


def _of(found: Attack, words: Words, name: Figure, other: Figure) -> str:
    """A cell, with its period or population if that is what differs."""
    if name.population == other.population:
        return _cell(found, words, name)
    return ", ".join((_population(words, name), _cell(found, words, name)))


def _population(words: Words, name: Figure) -> str:
    code = name.population.partition("@")[0].rstrip("+")
    units = {each.unit.name: each.unit.words for each in definition_files.load().tables}
    title = units[code].in_language(words.language) if code in units else code
    return " ".join(part for part in (title, _period(words, name)) if part)


def _period(words: Words, name: Figure) -> str:
    label = name.population.partition("@")[2]
    try:
        return words.period(Period.parse(label))
    except ValueError:
        return label


def _cell(found: Attack, words: Words, name: Figure) -> str:
    dimensions = definition_files.load().dimensions

    def called(dimension: str, value: str) -> str:
        known = dimensions.get(dimension)
        labels = [each.labels for each in (known, known.coarse if known else None) if each]
        label = next((each[value] for each in labels if value in each), None)
        label = label or found.named.get((dimension, value))
        return label.in_language(words.language) if label else value

    return " · ".join(called(*pair) for pair in name.fixed if pair[1] != TOTAL) or _(_TOTAL)
