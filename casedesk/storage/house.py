"""Who may be in the house on a day: the stays that can matter, with their persons."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import or_, select

from casedesk.domain.answers import NOT_ASKED, Answer
from casedesk.domain.cases import Case, Stay
from casedesk.domain.codes import fold
from casedesk.domain.people import Person
from casedesk.storage import records
from casedesk.storage.rows import from_row
from casedesk.storage.tables import TABLES
from casedesk.storage.unit_of_work import UnitOfWork


@dataclass(frozen=True)
class Lodger:
    """A stay with its person, as far as lists of the house need them."""

    stay: Stay
    person: Person
    folio: str


def lodgers(uow: UnitOfWork, day: date) -> list[Lodger]:
    """Every stay that is open on a day, or that ended on it or may have; by person's name.

    Dates that are known by month only are in: whoever asks decides what they mean.
    """
    stays, people, cases = TABLES[Stay], TABLES[Person], TABLES[Case]
    columns = [
        column.label(f"{letter}_{column.name}")
        for letter, table in (("s", stays), ("p", people))
        for column in table.columns
    ]
    # Text of a month or year sorts before its days: those of the present are named one by one.
    vague = [f"{day:%Y}", f"{day:%Y}~", f"{day:%Y-%m}", f"{day:%Y-%m}~"]
    left, entered = stays.c.exited_on, stays.c.entered_on
    query = (
        select(*columns, cases.c.folio)
        .join(cases, cases.c.id == stays.c.case_id)
        .join(people, people.c.id == cases.c.person_id)
        .where(or_(left.is_(None), left >= day.isoformat(), left.in_(vague)))
        .where(or_(entered.is_(None), entered <= f"{day.isoformat()}~"))
    )
    found = [_lodger(row) for row in uow.connection.execute(query).mappings()]
    return sorted(found, key=lambda each: (fold(each.person.called), each.stay.id))


def _lodger(row: Mapping[Any, Any]) -> Lodger:
    stay: dict[str, Any] = {}
    person: dict[str, Any] = {}
    for name, value in row.items():
        part = stay if name.startswith("s_") else person
        part[name[2:]] = value
    return Lodger(from_row(Stay, stay), from_row(Person, person), row["folio"] or "")


def households(uow: UnitOfWork, ids: Iterable[Answer[str]]) -> dict[str, list[Person]]:
    """Everybody on file of some households, by the household's id."""
    wanted = {each for each in ids if isinstance(each, str)}
    found: dict[str, list[Person]] = {each: [] for each in wanted}
    for person in records.find_in(uow, Person, "household_id", wanted):
        if person.merged_into is not NOT_ASKED:
            continue  # no person of their own any more
        found[str(person.household_id)].append(person)
    return found
