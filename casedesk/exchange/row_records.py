"""From what a row says to the records it becomes."""

from collections.abc import Callable, Iterator
from datetime import date
from functools import cache
from typing import Any, NamedTuple

from casedesk.domain.answers import NOT_ASKED, Missing, known
from casedesk.domain.cases import OPEN, Stay
from casedesk.domain.fields import Type, specs
from casedesk.domain.ids import new_folio
from casedesk.domain.records import Record
from casedesk.exchange.mapping import HOUSEHOLD, PERSON, Mapping
from casedesk.exchange.outcomes import Problem
from casedesk.exchange.rows import RowReading
from casedesk.exchange.targets import CLASSES, SEVERAL, made
from casedesk.i18n import N_
from casedesk.services import validation
from casedesk.services.incidents import NO_ACT

PERSON_DIFFERS = N_(
    "Another row, or the vault, has another answer about this person: make them the same."
)
#: what may differ between two stays of a person
_CHANGES = frozenset({"age", "age_on", "notes"})
_CASE = "case"
_INCIDENT = "incident"
#: placed where validation must see that the program fills it
_FILLED = {"folio": "filled", "state": OPEN}


class Known(NamedTuple):
    """A person who is there already: from an earlier row, or from the vault."""

    person_id: str
    case_id: str
    answers: dict[str, Any]


class Builder:
    """Makes the records of one file's rows; remembers persons and households between rows.

    ``person`` and ``household`` look up in the vault what a key stands for.
    """

    def __init__(
        self,
        mapping: Mapping,
        today: date,
        *,
        folios: set[str],
        person: Callable[[str], Known | None],
        household: Callable[[str], str | None],
    ) -> None:
        self._mapping = mapping
        self._today = today
        self._folios = folios
        self._find_person = person
        self._find_household = household
        self._people: dict[str, Known | None] = {}
        self._households: dict[str, str | None] = {}
        self._impossible: dict[tuple[str, tuple[Any, ...]], dict[str, str]] = {}
        self._titles = {
            (target.kind, target.field): column.title
            for column in mapping.columns
            for target in column.targets
        }
        every = {PERSON, _CASE, "stay", *mapping.kinds()} - {HOUSEHOLD, *SEVERAL}
        self._kinds = tuple(sorted(every))

    def problems(self, said: RowReading) -> list[Problem]:
        """What is impossible about a row as a whole, besides its single cells."""
        answers, number = said.answers, said.row.number
        found = []
        for kind in self._kinds:
            if kind not in said.without:
                found += self._of_record(kind, answers.get(kind, {}), number)
        for kind, own in said.created:
            found += self._of_record(kind, {**answers.get(kind, {}), **own}, number)
        if _INCIDENT in answers and _INCIDENT not in said.without:
            if not _codes(answers[_INCIDENT].get("acts.code", ())):
                title = self._titles.get((_INCIDENT, "acts.code"), "")
                found.append(Problem(number, title, "", NO_ACT))
        if PERSON in said.keys:
            found += self._contradictions(said)
        seen = {(problem.column, problem.reason) for problem in said.problems}
        named = {problem.column for problem in said.problems}
        return [
            problem
            for problem in dict.fromkeys(found)
            if problem[1::2] not in seen
            and not (problem.reason == validation.REQUIRED and problem.column in named)
        ]

    def build(self, said: RowReading) -> list[Record]:
        """The records of a row without problems; the case comes before what belongs to it."""
        answers = said.answers
        records: list[Record] = []
        present = self._person(said.keys.get(PERSON))
        if present is None:
            records += self._new_person(said)
            person_id, case_id = records[-2].id, records[-1].id
        else:
            person_id, case_id = present.person_id, present.case_id
        for kind in self._kinds:
            if kind not in (PERSON, _CASE) and kind not in said.without:
                who = {"person_id": person_id} if kind == _INCIDENT else {}
                records.append(made(kind, answers.get(kind, {}), case_id=case_id, **who))
        for kind, own in said.created:
            shared = answers.get(kind)
            records.append(made(kind, {**shared, **own} if shared else own, case_id=case_id))
        return records

    def case_of(self, records: list[Record]) -> str:
        """The case that a row's records belong to: every row makes a stay."""
        return next(record.case_id for record in records if isinstance(record, Stay))

    def _new_person(self, said: RowReading) -> Iterator[Record]:
        answers = said.answers
        household, own = self._household(said)
        if household is not None:
            yield household
        links = {"household_id": own} if own else {}
        person = made(PERSON, answers.get(PERSON, {}), **links)
        yield person
        state = {"state": OPEN, "folio": self._folio(), **answers.get(_CASE, {})}
        case = made(_CASE, state, person_id=person.id)
        yield case
        key = said.keys.get(PERSON)
        if key:
            self._people[key] = Known(person.id, case.id, answers.get(PERSON, {}))

    def _household(self, said: RowReading) -> tuple[Record | None, str]:
        key = said.keys.get(HOUSEHOLD)
        if key is None:
            return None, ""
        if key not in self._households:
            self._households[key] = self._find_household(key)
        found = self._households[key]
        if found is not None:
            return None, found
        household: Record = made(HOUSEHOLD, said.answers.get(HOUSEHOLD, {}))
        self._households[key] = household.id
        return household, household.id

    def _person(self, key: str | None) -> Known | None:
        if key is None:
            return None
        if key not in self._people:
            self._people[key] = self._find_person(key)
        return self._people[key]

    def _contradictions(self, said: RowReading) -> Iterator[Problem]:
        present = self._person(said.keys[PERSON])
        if present is None:
            return
        for field, value in said.answers.get(PERSON, {}).items():
            if field not in _CHANGES and known(value):
                if present.answers.get(field, NOT_ASKED) != value:
                    title = self._titles.get((PERSON, field), "")
                    yield Problem(said.row.number, title, "", PERSON_DIFFERS)

    def _of_record(self, kind: str, answers: dict[str, Any], row: int) -> Iterator[Problem]:
        checked = _checked(kind)
        key = (kind, tuple([answers.get(name, NOT_ASKED) for name in checked]))
        found = self._impossible.get(key)
        if found is None:
            given = dict(zip(checked, key[1], strict=True))
            if kind == _CASE:
                given.update(
                    {name: value for name, value in _FILLED.items() if not known(given[name])}
                )
            messages = validation.problems(made(kind, given), today=self._today)
            found = {name: text for name, text in messages.items() if name in given}
            self._impossible[key] = found
        for name, message in found.items():
            yield Problem(row, self._titles.get((kind, name), name), "", message)

    def _folio(self) -> str:
        # Among a hundred thousand random folios two equal ones are likely.
        folio = new_folio()
        while folio in self._folios:
            folio = new_folio()
        self._folios.add(folio)
        return folio


@cache
def _checked(kind: str) -> tuple[str, ...]:
    """The fields whose answers can be impossible only together, or by missing."""
    return tuple(
        name
        for name, spec in specs(CLASSES[kind]).items()
        if spec.type is not Type.LINK and (spec.required or spec.type is Type.DATE)
    )


def _codes(answer: Any) -> tuple[str, ...]:
    return () if isinstance(answer, Missing) else tuple(answer)
