"""What a month holds, row by row."""

from datetime import date

from casedesk.domain.cases import Stay
from casedesk.domain.journeys import Journey
from casedesk.domain.partial_dates import PartialDate
from casedesk.domain.records import Record
from casedesk.storage import month, records
from casedesk.storage.vault import Vault
from tests.storage.people import take_in


def _reasons(vault: Vault, first: date) -> list[tuple[str, ...] | None]:
    with vault.begin() as uow:
        stays = month.load(uow.connection, first).stays
    return [stay.journey.reasons if stay.journey else None for stay in stays]


def test_a_later_journey_says_nothing_about_an_earlier_month(vault: Vault) -> None:
    _person, case = vault.run(take_in)  # in November: the stay, then a journey from violence
    later: list[Record] = [
        Journey(case_id=case.id, reasons=("economic",)),
        Stay(case_id=case.id, entered_on=PartialDate(2026, 12, 1)),
        Stay(case_id=case.id, entered_on=PartialDate(2027, 1, 1)),
    ]
    vault.run(lambda uow: records.add_all(uow, later))
    assert _reasons(vault, date(2026, 11, 1)) == [("violence",)]
    assert _reasons(vault, date(2026, 12, 1)) == [("economic",)]
    assert _reasons(vault, date(2027, 1, 1)) == [("economic",)]
