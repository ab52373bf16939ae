"""Published files against each other: what can be deduced from them by somebody without a vault.

What the attacker knows beside the files is public: the catalogue of tables in the source code,
and that a month lies in its quarter and in its year.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import product
from pathlib import Path

from casedesk.disclosure import (
    TOTAL,
    CannotProtect,
    Contradiction,
    Deduction,
    Fact,
    Figure,
    Link,
    Nested,
    ProtectedTable,
    World,
    deduce,
    every_key,
    figure,
)
from casedesk.errors import CasedeskError
from casedesk.i18n import N_
from casedesk.reports import definition_files, found_files
from casedesk.reports.definitions import NONE, NOT_KNOWN, Words
from casedesk.reports.found_files import Found, FoundTable, Range
from casedesk.reports.nesting import nestings, parts_of
from casedesk.reports.periods import Period
from casedesk.reports.tables import SUM

#: marks the population of a sum of reports, which can differ from that of the same period
_SUMMED = "+"


class FilesDisagree(CasedeskError):
    """No set of counts agrees with all files."""

    msgid = N_("These files contradict each other: no counts agree with all of them.")
    advice = N_("See whether all of them are of one organisation, and as they were published.")
    exit_code = 2


class FilesDoNotFit(CasedeskError):
    """The tables cannot be put together."""

    msgid = N_("These files cannot be put together: {why}.")
    advice = N_("Audit them in smaller groups.")
    exit_code = 2


class AttackTooLong(CasedeskError):
    """The solver ran out of time: nothing is known."""

    msgid = N_("There was not enough time, so that nothing is known of these files.")
    advice = N_("Give it more: --seconds.")


@dataclass(frozen=True)
class Attack:
    """What was looked at, and what follows from it."""

    reports: int
    tables: int
    figures: int
    deductions: tuple[Deduction, ...]
    world: World
    #: what the files call tables, by (id,), and categories, by (dimension, category)
    named: Mapping[tuple[str, ...], Words]

    def shown_in(self, name: Figure) -> str:
        """Name of a table in which a figure stands."""
        return next(
            (
                table.name
                for table in self.world.tables
                if table.population == name.population
                and any(figure(table, key) == name for key in every_key(table))
            ),
            "",
        )


def attack(paths: Sequence[Path], *, time_limit: float = 600.0) -> Attack:
    """Deduce what can be deduced from files alone.

    Raises what :func:`casedesk.reports.found_files.read` raises, FilesDisagree, FilesDoNotFit or
    AttackTooLong.
    """
    found = found_files.read(paths)
    world = world_of(found)
    try:
        deductions = deduce(world, time_limit=time_limit)
    except Contradiction:
        raise FilesDisagree from None
    except ValueError as error:
        raise FilesDoNotFit(why=error) from error
    except CannotProtect as error:
        raise AttackTooLong from error
    reports = {(table.report, table.period, table.filters) for table in found.tables}
    figures = sum(len(table.figures) for table in found.tables)
    said = (len(reports), len(found.tables), figures)
    return Attack(*said, tuple(deductions), world, found.named)


def world_of(found: Found) -> World:
    """All that follows from some files by themselves."""
    tables = [table for table in _once(found.tables) if not _implied(table, found.tables)]
    protected = tuple(_protected(table) for table in tables)
    shown = {table.population for table in protected}
    nested = [
        *nestings(each for each in shown if _SUMMED not in each and _period(each)),
        *_summed(tables),
    ]
    return World(
        protected,
        tuple(_links(protected)),
        tuple(nested),
        tuple(fact for table in tables for fact in _facts(table)),
        found.threshold,
        found.insiders,
    )


def _once(tables: Iterable[FoundTable]) -> list[FoundTable]:
    """Each table once, though it stands in the files of two languages."""
    seen = {
        (each.id, _population(each), each.filters, tuple(sorted(each.figures.items(), key=repr))): (
            each
        )
        for each in tables
    }
    return list(seen.values())


def _implied(table: FoundTable, tables: Sequence[FoundTable]) -> bool:
    """Whether it is the sum of other tables, figure by figure, and so says nothing new."""
    if table.basis != SUM or not _parsed(table.period):
        return False
    parts = [_like(table, part, tables) for part in _parts(table, tables)]
    known = [part for part in parts if part is not None]
    return len(known) == len(parts) and all(
        _no_wider(_added([part.figures.get(key, (0, None)) for part in known]), said)
        for key, said in table.figures.items()
    )


def _parts(table: FoundTable, tables: Sequence[FoundTable]) -> Sequence[Period]:
    whole = Period.parse(table.period)
    counted = {
        Period.parse(each.period)
        for each in tables
        if each.basis != SUM and each.population == table.population and _parsed(each.period)
    }
    return parts_of(whole, counted - {whole})


def _like(table: FoundTable, part: Period, tables: Iterable[FoundTable]) -> FoundTable | None:
    wanted = (table.id, table.population, table.filters, part.label)
    return next(
        (
            each
            for each in tables
            if (each.id, each.population, each.filters, each.period) == wanted and each.basis != SUM
        ),
        None,
    )


def _added(ranges: Sequence[Range]) -> Range:
    highs = [high for _low, high in ranges if high is not None]
    return sum(low for low, _high in ranges), sum(highs) if len(highs) == len(ranges) else None


def _no_wider(one: Range, other: Range) -> bool:
    """Whether the first range lies in the second."""
    high = other[1] is None or (one[1] is not None and one[1] <= other[1])
    return other[0] <= one[0] and high


def _summed(tables: Sequence[FoundTable]) -> Iterator[Nested]:
    """What sums of reports are made of."""
    for name in sorted(
        {_population(each) for each in tables if each.basis == SUM and _parsed(each.period)}
    ):
        table = next(each for each in tables if _population(each) == name)
        parts = tuple(f"{table.population}@{each.label}" for each in _parts(table, tables))
        yield Nested(name, parts, "sum")


def _protected(table: FoundTable) -> ProtectedTable:
    values = table.values
    exact = {key: low for key, (low, high) in table.figures.items() if low == high}
    alone = [each for each in (values or ((),))[0] if each in (NONE, NOT_KNOWN)]
    keys = product(*((*each, TOTAL) for each in values))
    return ProtectedTable(
        table.id,
        _population(table),
        table.dimensions,
        values,
        {key: exact.get(key) for key in keys},
        1,
        table.overlapping,
        tuple(alone) if table.overlapping else (),
        within=table.filters,
    )


def _facts(table: FoundTable) -> Iterator[Fact]:
    """What is said of figures that are not exact."""
    for key, (low, high) in table.figures.items():
        if low != high and (low or high is not None):
            pairs = (*zip(table.dimensions, key, strict=True), *table.filters)
            fixed = {name: value for name, value in pairs if value != TOTAL}
            yield Fact(_population(table), fixed, low, high)


def _links(tables: Sequence[ProtectedTable]) -> Iterator[Link]:
    """What the catalogue says that one population has to do with another one."""
    shown = {figure(table, key) for table in tables for key in every_key(table)}
    settings = {(table.population.partition("@")[2], table.within) for table in tables}
    for link, (period, filters) in product(definition_files.load().links, sorted(settings)):
        ends = [
            (f"{name}@{period}", {**fixed, **dict(filters)})
            for name, fixed in (link.part, link.whole)
        ]
        if all(Figure(name, tuple(sorted(fixed.items()))) in shown for name, fixed in ends):
            yield Link(ends[0], ends[1], link.relation)


def _population(table: FoundTable) -> str:
    return f"{table.population}{_SUMMED if table.basis == SUM else ''}@{table.period}"


def _period(population: str) -> bool:
    return _parsed(population.partition("@")[2])


def _parsed(label: str) -> bool:
    try:
        Period.parse(label)
    except ValueError:
        return False
    return True
