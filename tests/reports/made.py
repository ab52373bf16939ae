"""Reports with invented figures, as protection would leave them, without a vault."""

from dataclasses import replace
from itertools import product
from random import Random

from casedesk.disclosure import TOTAL, Key
from casedesk.reports import definition_files
from casedesk.reports.definitions import TableDefinition
from casedesk.reports.periods import Period
from casedesk.reports.tables import EXACT, ROUNDING, SUM, Report, ReportTable

Counts = dict[Key, int | None]


def report(
    seed: int = 0, mode: str = ROUNDING, *, label: str = "2026-03", names: tuple[str, ...] = ()
) -> Report:
    """A report of some tables, all if none is named; the same for the same seed."""
    random = Random(seed)  # noqa: S311  # figures for tests
    definition = definition_files.load()
    tables = [each for each in definition.tables if not names or each.id in names]
    return Report(
        definition=definition,
        shelter="Albergue <Peña> & Ñandú",
        period=Period.parse(label),
        over=True,
        tables=tuple(_table(each, random, mode) for each in tables),
        number=7,
        mode=mode,
        filters=(("sex", "woman"), ("nationality", "HND")) if seed % 2 else (),
        recipient="Red de albergues" if seed % 3 else "",
    )


def summed(made: Report, months: int) -> Report:
    """The same figures as a sum of so many months."""
    tables = tuple(replace(table, terms=months, before=None) for table in made.tables)
    return replace(made, tables=tables, basis=SUM, period=Period(2026, 1, months))


def _table(definition: TableDefinition, random: Random, mode: str) -> ReportTable:
    counts, before = (_counts(definition, random, mode) for _ in range(2))
    shown = before if definition.change else None
    return ReportTable(definition, counts, shown, base=1 if mode == EXACT else 5)


def _counts(definition: TableDefinition, random: Random, mode: str) -> Counts:
    values = [each.values for each in definition.dimensions]
    true = dict.fromkeys(product(*((*each, TOTAL) for each in values)), 0)
    for cell in product(*values):
        size = random.choice((0, 0, 3, 12, 60, 400)) if random.random() < 0.9 else 2_500
        number = random.randint(0, size)
        number = number if mode == EXACT else number // 5 * 5
        for key in product(*((value, TOTAL) for value in cell)):
            true[key] += number
    if mode == EXACT:
        return {key: _hidden(number, random) for key, number in true.items()}
    return dict(true)


def _hidden(number: int, random: Random) -> int | None:
    """None for a small number and for one in five others."""
    return None if number < 5 or random.random() < 0.2 else number
