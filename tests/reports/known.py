"""An invented month with the totals that a shelter published: 1,400 persons, 76 of them women."""

from collections.abc import Iterator

from casedesk.domain.cases import Case, Stay
from casedesk.domain.partial_dates import PartialDate
from casedesk.domain.people import Person
from casedesk.domain.records import Record
from casedesk.services.vaults import Vault
from casedesk.storage import records

NATIONALITIES = {"HND": 1_269, "GTM": 74, "SLV": 29, "NIC": 22, "CUB": 1, "MEX": 5}
WOMEN = 76
MINORS = 96
PERSONS = 1_400
MONTH = PartialDate(2026, 3)


def people(series: str = "A") -> Iterator[Record]:
    """The month's people, in an order that mixes sex, age and nationality."""
    nationalities = [code for code, count in NATIONALITIES.items() for _ in range(count)]
    for at, nationality in enumerate(nationalities):
        person = Person(
            given_names=f"Inventado {at}",
            nationality=nationality,
            sex="woman" if at * 13 % PERSONS < WOMEN else "man",
            age=15 if at * 11 % PERSONS < MINORS else 30,
            age_on=PartialDate(2026, 3, at % 31 + 1),
        )
        entered = PartialDate(2026, 3, at % 31 + 1)
        case = Case(person_id=person.id, folio=f"{series}{at:06}", state="open", opened_on=entered)
        yield person
        yield case
        yield Stay(case_id=case.id, entered_on=entered)


def enter(vault: Vault, series: str = "A") -> None:
    """Enter the month into a vault; another series for as many people again."""
    vault.run(lambda uow: records.add_all(uow, list(people(series))))
