"""Invented months of a small shelter: families, journeys, incidents."""

from collections.abc import Iterator, Sequence
from random import Random
from typing import Any

from casedesk.domain.answers import NOT_ASKED
from casedesk.domain.cases import Case, Stay
from casedesk.domain.ids import new_folio
from casedesk.domain.incidents import Act, Incident, Perpetrator
from casedesk.domain.journeys import Journey
from casedesk.domain.partial_dates import PartialDate
from casedesk.domain.people import Household, Person
from casedesk.domain.records import Record
from casedesk.services.vaults import Vault
from casedesk.storage import records

_NATIONALITIES = ["HND"] * 9 + ["GTM"] * 5 + ["SLV"] * 3 + ["VEN", "CUB", "MEX"]
_ENTRY_POINTS = ("suchiate", "talisman", "tenosique", "airport", NOT_ASKED)
_REASONS = ["violence", "economic", "political"]
PEOPLE = 120


def enter(
    vault: Vault, year: int, month: int, count: int = PEOPLE, places: Sequence[str] = ()
) -> None:
    """Enter so many people who came in a month, to some of these places if any are named."""
    vault.run(lambda uow: records.add_all(uow, list(people(year, month, count, places))))


def people(year: int, month: int, count: int, places: Sequence[str] = ()) -> Iterator[Record]:
    """People with their cases, stays and journeys; every eighth tells of an incident."""
    random = Random(100 * year + month)  # noqa: S311 - invented persons
    household = Household(name="")
    for at in range(count):
        if at % 3 == 0:
            household = Household(name=f"Familia inventada {at}")
            yield household
        day = PartialDate(year, month, random.randint(1, 28))
        person = Person(
            given_names=f"Inventado {at}",
            nationality=random.choice(_NATIONALITIES),
            sex=random.choice(["man"] * 7 + ["woman"] * 2),
            age=random.choice([3, 9, 15, 19, 25, 28, 35, 44, 52, 61]),
            age_on=day,
            household_id=household.id if at % 2 else NOT_ASKED,
        )
        case = Case(person_id=person.id, folio=new_folio(), state="open", opened_on=day)
        place = random.choice(places) if places else NOT_ASKED
        yield from (person, case, Stay(case_id=case.id, entered_on=day, place=place))
        reasons = tuple(sorted(random.sample(_REASONS, random.randint(1, 2))))
        corridor, entered = random.choice(["gulf", "centre"]), _ENTRY_POINTS[at % 5]
        yield Journey(case_id=case.id, reasons=reasons, corridor=corridor, entry_point=entered)
        if at % 8 == 0:
            acts = (Act(code=random.choice(["ROB", "ROB", "EXT", "SEC"])),)
            who = (Perpetrator(key="1", type=random.choice(["police", "organised_crime"])),)
            yield Incident(case_id=case.id, reported_on=day, acts=acts, perpetrators=who)


def family(year: int, month: int, count: int, **answers: Any) -> Iterator[Record]:
    """One family of so many who all give the same answers."""
    household, day = Household(name="Familia grande"), PartialDate(year, month, 9)
    yield household
    for _at in range(count):
        person = Person(household_id=household.id, age=30, age_on=day, **answers)
        case = Case(person_id=person.id, folio=new_folio(), state="open", opened_on=day)
        yield from (person, case, Stay(case_id=case.id, entered_on=day))
