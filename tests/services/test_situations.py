"""What a case says of itself, and which lists follow from it."""

import pytest

from casedesk.domain.cases import AsylumApplication, Case
from casedesk.domain.ids import new_folio
from casedesk.domain.packs import library
from casedesk.domain.people import Person
from casedesk.services import cases, rights
from casedesk.storage import records
from casedesk.storage.vault import Vault


@pytest.mark.parametrize(
    ("nationality", "state", "suggested"),
    [
        ("HND", "", True),  # nobody has asked yet: most were never told
        ("HND", "AX", True),
        ("HND", "A5", True),
        ("HND", "A8", False),
        ("MEX", "", False),
    ],
)
def test_asylum_is_suggested_to_whoever_may_not_have_been_told(
    vault: Vault, nationality: str, state: str, suggested: bool
) -> None:
    person = Person(alias="La Güera", nationality=nationality)
    case = Case(person_id=person.id, folio=new_folio())
    new = [person, case, *([AsylumApplication(case_id=case.id, state=state)] if state else ())]
    vault.run(lambda uow: records.add_all(uow, new))
    with vault.begin() as uow:
        file = cases.read(uow, case.id)
        found = rights.suggestions(library.shipped(), file, uow.today)
    assert ("L2" in {each.pack.id for each in found}) is suggested
