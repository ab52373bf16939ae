"""From what a row says to the records it becomes."""

from collections.abc import Callable, Iterator
from datetime import date
from typing import Any, NamedTuple

from casedesk.domain import codelists
from casedesk.domain.answers import NOT_ASKED, Missing, known
from casedesk.domain.cases import OPEN, Stay
from casedesk.domain.extras import ExtraAnswer
from casedesk.domain.ids import new_folio
from casedesk.domain.records import Record
from casedesk.exchange.mapping import HOUSEHOLD, PERSON, Mapping
from casedesk.exchange.outcomes import Problem
from casedesk.exchange.rows import RowReading
from casedesk.exchange.targets import SEVERAL, Target, decisive_fields, made
from casedesk.i18n import N_
from casedesk.services import validation
from casedesk.services.incidents import NO_ACT

PERSON_DIFFERS = N_(
    "Another row, or the vault, has another answer about this person: make them the same."
)
#: what may differ between two stays of a person; other notes go with the stay
_CHANGES = frozenset({"age", "age_on", "notes"})
_CASE = "case"
_STAY = "stay"
_AGE = "age"
_NOTES = "notes"
_INCIDENT = "incident"
#: placed where validation must see that the program fills it
_FILLED = {"folio": "filled", "state": OPEN}
_ACTS = "acts.code"
#: combinations of cells remembered
_REMEMBERED = 20_000


class Known(NamedTuple):
    """A person who is there already: from an earlier row, or from the vault."""

    person_id: str
    case_id: str
    answers: dict[str, Any]


class Builder:
    """Makes the records of one file's rows; remembers persons and households between rows.

    ``person`` looks up in the vault whom a key stands for.
    """

    def __init__(
        self,
        mapping: Mapping,
        today: date,
        *,
        folios: set[str],
        person: Callable[[str], Known | None],
    ) -> None:
        self._mapping = mapping
        self._today = today
        self._folios = folios
        self._find_person = person
        self._people: dict[str, Known | None] = {}
        #: key within this file -> id
        self.households: dict[str, str] = {}
        #: texts of the cells that decide -> kind, column and message id of each problem
        self._together: dict[tuple[str, ...], list[tuple[str, str, str]]] = {}
        self._titles = {
            (target.kind, target.field): column.title
            for column in mapping.columns
            for target in column.targets
        }
        every = {PERSON, _CASE, _STAY, *mapping.kinds()} - {HOUSEHOLD, *SEVERAL}
        self._kinds = tuple(sorted(every))
        self._extras = tuple(
            target.extra
            for column in mapping.columns
            for target in column.targets
            if target.extra is not None
        )
        #: kind that cells make -> what they give to it
        self._several = {
            creation.kind: dict(creation.answers) | _any_code(creation.each)
            for column in mapping.columns
            for creation in column.creates
        }

    def problems(self, said: RowReading) -> list[Problem]:
        """What is impossible about a row as a whole, besides its single cells."""
        found = self._together.get(said.decisive)
        if found is None:
            if len(self._together) >= _REMEMBERED:
                self._together.clear()
            found = self._together[said.decisive] = list(self._impossible(said))
        if not found and PERSON not in said.keys:
            return []
        by_cells = {kind for kind, _answers in said.created}
        # a cell that cannot be read has been named already, and leaves its field without answer
        named = {problem.column for problem in said.problems}
        problems = [
            Problem(said.row.number, title, "", reason)
            for kind, title, reason in found
            if title not in named and (kind in by_cells or kind not in SEVERAL)
        ]
        if PERSON in said.keys:
            problems += self._contradictions(said)
        return list(dict.fromkeys(problems))

    def build(self, said: RowReading) -> list[Record]:
        """The records of a row without problems; the case comes before what belongs to it."""
        present = self._person(said.keys.get(PERSON))
        records = self._records(said, present)
        if self._extras:
            records += list(self._extra_answers(said, present, records))
        return records

    def _extra_answers(
        self, said: RowReading, present: Known | None, records: list[Record]
    ) -> Iterator[ExtraAnswer]:
        """What the row answers to the shelter's own fields and is not on file yet."""
        ids = {record.kind: record.id for record in records}
        before = present.answers if present is not None else {}
        if present is not None:
            ids[PERSON] = present.person_id
        for field in self._extras:
            kind = str(field.about)
            value = said.answers.get(kind, {}).get(field.name, NOT_ASKED)
            there = kind == PERSON and before.get(field.name, NOT_ASKED) is not NOT_ASKED
            if value is NOT_ASKED or there or kind not in ids:
                continue
            if kind == PERSON:
                before[field.name] = value
            link = {f"{kind}_id": ids[kind], field.column: value}
            yield ExtraAnswer(field_id=field.id, **link)

    def _records(self, said: RowReading, present: Known | None) -> list[Record]:
        answers = said.answers
        records: list[Record] = []
        if present is None:
            records += self._new_person(said)
            person_id, case_id = records[-2].id, records[-1].id
        else:
            person_id, case_id = present.person_id, present.case_id
        for kind in self._kinds:
            if kind not in (PERSON, _CASE) and kind not in said.without:
                own = answers.get(kind, {})
                if kind == _STAY and present is not None:
                    own = _with_notes(own, present.answers, answers.get(PERSON, {}))
                records.append(made(kind, own, victim=person_id, case_id=case_id))
        for kind, by_cell in said.created:
            shared = answers.get(kind)
            own = {**shared, **by_cell} if shared else by_cell
            records.append(made(kind, own, case_id=case_id))
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
        person = made(PERSON, _with_age_only(answers.get(PERSON, {})), **links)
        yield person
        state = {"state": OPEN, "folio": self._folio(), **answers.get(_CASE, {})}
        case = made(_CASE, state, person_id=person.id)
        yield case
        key = said.keys.get(PERSON)
        if key:
            self._people[key] = Known(person.id, case.id, answers.get(PERSON, {}))

    def _household(self, said: RowReading) -> tuple[Record | None, str]:
        key, answers = said.keys.get(HOUSEHOLD), said.answers.get(HOUSEHOLD, {})
        # without a key nobody else belongs to it, but what is said of it must stay somewhere
        if key is None and not any(map(known, answers.values())):
            return None, ""
        found = self.households.get(key or "")
        if found is not None:
            return None, found
        household: Record = made(HOUSEHOLD, answers)
        if key is not None:
            self.households[key] = household.id
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
            said_before = present.answers.get(field, NOT_ASKED)
            changes = field in _CHANGES and (field != _AGE or known(said_before))
            if not changes and known(value) and value != said_before:
                title = self._titles.get((PERSON, field), "")
                yield Problem(said.row.number, title, "", PERSON_DIFFERS)

    def _impossible(self, said: RowReading) -> Iterator[tuple[str, str, str]]:
        """Kind, column and message id of what cannot be together, or is missing."""
        for kind in (*self._kinds, *self._several):
            if kind in said.without:
                continue
            given = self._given(kind, said.answers.get(kind, {}))
            messages = validation.problems(made(kind, given), today=self._today)
            for field, message in messages.items():
                if field in given:
                    yield kind, self._titles.get((kind, field), field), message
            if kind == _INCIDENT and not _codes(given):
                yield kind, self._titles.get((kind, _ACTS), _ACTS), NO_ACT

    def _given(self, kind: str, answers: dict[str, Any]) -> dict[str, Any]:
        given = {name: answers.get(name, NOT_ASKED) for name in decisive_fields(kind)}
        filled = _FILLED if kind == _CASE else self._several.get(kind, {})
        return given | {
            name: value for name, value in filled.items() if not known(given.get(name, value))
        }

    def _folio(self) -> str:
        # Among a hundred thousand random folios two equal ones are likely.
        folio = new_folio()
        while folio in self._folios:
            folio = new_folio()
        self._folios.add(folio)
        return folio


def _with_age_only(answers: dict[str, Any]) -> dict[str, Any]:
    """The answers without the day of an age that was not given."""
    if known(answers.get(_AGE, NOT_ASKED)):
        return answers
    return {name: value for name, value in answers.items() if name != "age_on"}


def _with_notes(
    stay: dict[str, Any], before: dict[str, Any], person: dict[str, Any]
) -> dict[str, Any]:
    """The answers of a later stay with what was noted then of a person who is there already."""
    said = person.get(_NOTES, NOT_ASKED)
    if not known(said) or said == before.get(_NOTES, NOT_ASKED):
        return stay
    own = stay.get(_NOTES, NOT_ASKED)
    return {**stay, _NOTES: f"{own}\n{said}" if known(own) else said}


def _any_code(each: Target | None) -> dict[str, str]:
    """Stands for the code that a cell will give."""
    return {each.field: next(iter(codelists.load(each.spec.codes).codes))} if each else {}


def _codes(given: dict[str, Any]) -> tuple[str, ...]:
    answer = given.get(_ACTS, ())
    return () if isinstance(answer, Missing) else tuple(answer)
