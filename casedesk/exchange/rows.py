"""Reading the rows of a table through a mapping: what each says, before records are made of it."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from operator import itemgetter
from typing import Any

from casedesk.exchange.cell_values import loose, missing
from casedesk.exchange.mapping import Column, Mapping
from casedesk.exchange.outcomes import Problem
from casedesk.exchange.readings import Reader
from casedesk.exchange.tables import FileTable, Row
from casedesk.exchange.targets import decisive_fields
from casedesk.i18n import N_

TOO_MANY_CELLS = N_("This row has more cells than there are headers: a separator may be in a text.")


@dataclass(slots=True)
class RowReading:
    """What a row says."""

    row: Row
    #: what makes it known again
    tokens: list[str]
    #: kind of record -> answers to its fields
    answers: dict[str, dict[str, Any]]
    #: records to make besides: kind and answers
    created: list[tuple[str, dict[str, Any]]]
    #: ``person`` or ``household`` -> what tells it from others
    keys: dict[str, str]
    #: the texts of the cells that decide whether its records are possible
    decisive: tuple[str, ...]
    #: kinds of which this row has nothing to say
    without: set[str] = field(default_factory=set)
    problems: list[Problem] = field(default_factory=list)


class Rows:
    """The rows of a table as a mapping reads them."""

    def __init__(self, table: FileTable, mapping: Mapping, today: date) -> None:
        self.table = table
        self.mapping = mapping
        self.skipped = 0
        self._width = len(table.headers)
        self._readers = [
            Reader(column, table.places[column.name], today)
            for column in mapping.columns
            if column.name in table.places
        ]
        self._keyed = [reader for reader in self._readers if reader.column.key]
        self._when = [
            (kind, [reader for reader in self._readers if reader.column.name in names])
            for kind, names in mapping.when.items()
        ]
        self._constants: dict[str, dict[str, Any]] = {}
        for target, value in mapping.constants.items():
            self._constants.setdefault(target.kind, {})[target.field] = value
        self._kinds = mapping.kinds()
        places = [reader.place for reader in self._readers if _decides(reader.column, mapping)]
        # of a single place itemgetter would give no tuple
        self._decisive = itemgetter(*(places or [0]), (places or [0])[0])

    def __iter__(self) -> Iterator[RowReading]:
        for row in self.table.rows:
            if len(row.cells) < self._width:
                row.cells.extend([""] * (self._width - len(row.cells)))
            if self._skip(row):
                self.skipped += 1
            else:
                yield self._read(row)

    def _read(self, row: Row) -> RowReading:
        cells = row.cells
        blank: dict[str, Any] = {}
        constants = self._constants
        answers = {kind: constants.get(kind, blank).copy() for kind in self._kinds}
        said = RowReading(row, [], answers, [], {}, self._decisive(cells))
        tokens, created = said.tokens, said.created
        for reader in self._readers:
            text = cells[reader.place]
            reading = reader.remembered.get(text) or reader.read(text)
            if reading.token:
                tokens.append(reading.token)
            for kind, values in reading.answers:
                answers[kind].update(values)
            if reading.created:
                created.extend(reading.created)
            if reading.problems:
                title = reader.column.title
                said.problems += [
                    Problem(row.number, title, text, reason) for reason in reading.problems
                ]
        self._complete(said)
        return said

    def _complete(self, said: RowReading) -> None:
        cells = said.row.cells
        for reader in self._keyed:
            text = cells[reader.place]
            # else everybody without a key would be one person, or one family
            if missing(text, reader.column.words) is None:
                said.keys[reader.column.key] = loose(text)
        for kind, readers in self._when:
            if not any(reader.read(cells[reader.place]).present for reader in readers):
                said.without.add(kind)
        if len(cells) > self._width and any(map(str.strip, cells[self._width :])):
            said.problems.append(Problem(said.row.number, "", "", TOO_MANY_CELLS))

    def _skip(self, row: Row) -> bool:
        skip = self.mapping.skip
        place = self.table.places.get(skip.column) if skip else None
        return skip is not None and place is not None and loose(row.cells[place]) in skip.values


def _decides(column: Column, mapping: Mapping) -> bool:
    targets = (*column.targets, *column.also)
    return any(target.field in decisive_fields(target.kind) for target in targets) or any(
        column.name in names for names in mapping.when.values()
    )
