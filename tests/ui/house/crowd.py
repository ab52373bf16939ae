"""A full house, written at once."""

from casedesk.domain.cases import Case, Stay
from casedesk.domain.ids import new_folio
from casedesk.domain.partial_dates import PartialDate
from casedesk.domain.people import Person
from casedesk.storage import records
from casedesk.storage.vault import Vault


def crowd(vault: Vault, count: int) -> None:
    """So many people who came on one day."""
    people = [Person(given_names=f"Persona {number:03}", age=30) for number in range(count)]
    cases = [Case(person_id=each.id, folio=new_folio(), state="open") for each in people]
    stays = [
        Stay(case_id=each.id, entered_on=PartialDate(2026, 11, 20), slept_at="men")
        for each in cases
    ]
    vault.run(lambda uow: records.add_all(uow, [*people, *cases, *stays]))
