"""The work of an import within its transaction: read, recognise, check, write, batch by batch."""

from collections.abc import Iterator
from itertools import islice
from pathlib import Path

from casedesk.domain.answers import Missing
from casedesk.domain.cases import Case
from casedesk.domain.people import Person
from casedesk.domain.records import Record
from casedesk.exchange import extra_columns, rejects, tables
from casedesk.exchange.digests import Digests
from casedesk.exchange.errors import EmptyFile
from casedesk.exchange.mapping import HOUSEHOLD, PERSON, Mapping
from casedesk.exchange.outcomes import MOST_PROBLEMS, Outcome, Problem
from casedesk.exchange.row_records import Builder, Known
from casedesk.exchange.rows import RowReading, Rows
from casedesk.progress import Progress
from casedesk.services import cases, extras, likenesses
from casedesk.storage import imported, records
from casedesk.storage.unit_of_work import UnitOfWork

#: rows read, looked up and written together
_BATCH = 2_000
#: new people compared with those on file: more would take longer than bringing them in
_COMPARED = 200


class BringingIn:
    """One file on its way into one vault; ``rejected`` are the rows left out."""

    def __init__(
        self,
        uow: UnitOfWork,
        file: Path,
        mapping: Mapping,
        *,
        write: bool = True,
        leave_out: bool = False,
    ) -> None:
        self.table, mapping = extra_columns.found(
            tables.opened(file, mapping), mapping, extras.fields(uow)
        )
        self.rejected: list[tuple[tables.Row, list[Problem]]] = []
        self._uow = uow
        self._write = write
        self._leave_out = leave_out
        self._rows = Rows(self.table, mapping, uow.today)
        self._digests = Digests(imported.secret(uow), mapping.source)
        self._numbered_at = rejects.number_place(self.table.headers)
        self._builder = Builder(
            mapping,
            uow.today,
            folios=imported.folios(uow),
            person=self._person,
        )
        self._outcome = Outcome(
            file=file.name,
            mapping=mapping.name,
            ignored=self.table.ignored,
            absent=self.table.absent,
        )

    def go(self, progress: Progress) -> Outcome:
        """Go through the whole file; what it found and did. Raises EmptyFile."""
        outcome = self._outcome
        total = self.table.expected
        progress(0, total)
        for batch in self._batches():
            self._batch(batch)
            progress(outcome.rows, max(total, outcome.rows))
        outcome.skipped = self._rows.skipped
        if not outcome.rows and not outcome.skipped:
            raise EmptyFile(file=outcome.file)
        progress(outcome.rows, outcome.rows)
        return outcome

    def _batches(self) -> Iterator[list[RowReading]]:
        rows = iter(self._rows)
        while batch := list(islice(rows, _BATCH)):
            yield batch

    def _batch(self, batch: list[RowReading]) -> None:
        sayings = [self._digests.said(row.tokens) for row in batch]
        places = [self._place(*pair) for pair in zip(batch, sayings, strict=True)]
        digests = [self._digest(*pair) for pair in zip(sayings, places, strict=True)]
        known = imported.known(self._uow, digests)
        self._outcome.rows += len(batch)
        self._outcome.known += len(known)
        for said, digest in zip(batch, digests, strict=True):
            if digest in known and HOUSEHOLD in said.keys:
                self._meet(said.keys[HOUSEHOLD], known[digest])
        new: list[Record] = []
        remembered: list[tuple[bytes, str]] = []
        for said, digest, place in zip(batch, digests, places, strict=True):
            if digest in known:
                remembered.append((place, known[digest]))
                continue
            if self._is_bad(said):
                continue
            made = self._builder.build(said)
            case_id = self._builder.case_of(made)
            remembered += [(digest, case_id), (place, case_id)]
            if PERSON in said.keys:
                remembered.append((self._digests.key(PERSON, said.keys[PERSON]), case_id))
            new += made
            self._outcome.new += 1
        self._outcome.records.update(record.kind for record in new)
        self._compare(new)
        if self._write and (self._leave_out or not self._outcome.bad):
            records.add_all(self._uow, new)
            imported.remember(self._uow, remembered)

    def _place(self, said: RowReading, saying: bytes) -> bytes:
        at = self._numbered_at
        number = str(said.row.number) if at is None else said.row.cells[at].strip()
        return self._digests.place(saying, number)

    def _digest(self, saying: bytes, place: bytes) -> bytes:
        """What makes a row known again.

        A row left out and then corrected may say the same as another row of its file, which is
        there. It is known only if it was brought in itself; else it is one more that says so.
        """
        digest = self._digests.row(saying)
        if self._numbered_at is None:
            return digest
        if imported.known(self._uow, [place]):
            return place
        while imported.known(self._uow, [digest]):
            digest = self._digests.row(saying)
        return digest

    def _compare(self, new: list[Record]) -> None:
        """Count who may be on file already; their cases say so when they are opened."""
        outcome = self._outcome
        people = [record for record in new if isinstance(record, Person)]
        for person in people[: _COMPARED - outcome.compared]:
            outcome.compared += 1
            outcome.alike += bool(likenesses.of(self._uow, person))

    def _is_bad(self, said: RowReading) -> bool:
        problems = said.problems + self._builder.problems(said)
        if not problems:
            return False
        outcome = self._outcome
        outcome.bad += 1
        outcome.problem_count += len(problems)
        if len(outcome.problems) < MOST_PROBLEMS:
            outcome.problems += problems
        if self._leave_out:
            self.rejected.append((said.row, problems))
        return True

    def _person(self, key: str) -> Known | None:
        digest = self._digests.key(PERSON, key)
        case_id = imported.known(self._uow, [digest]).get(digest)
        if case_id is None:
            return None
        case, person = self._on_file(case_id)
        asked = extras.asked(self._uow, PERSON, person.id)
        return Known(person.id, case.id, {**vars(person), **vars(asked.sheet())})

    def _meet(self, key: str, case_id: str) -> None:
        """Have new rows of a longer file join the household of the rows brought in before.

        Another file may use the same key for other people, so nothing else joins them.
        """
        if key not in self._builder.households:
            household = self._household(case_id)
            if household is not None:
                self._builder.households[key] = household

    def _household(self, case_id: str) -> str | None:
        _case, person = self._on_file(case_id)
        household = person.household_id
        return None if isinstance(household, Missing) else household

    def _on_file(self, case_id: str) -> tuple[Case, Person]:
        """A case with its person, or those that they were merged into."""
        case = cases.surviving(self._uow, case_id)
        return case, records.get(self._uow, Person, case.person_id)
