"""The lists that fit a case, with the reason, and what was explained."""

from pytestqt.qtbot import QtBot

from casedesk.domain.cases import Referral
from casedesk.domain.packs import library
from casedesk.domain.partial_dates import PartialDate
from casedesk.services import entries, rights
from casedesk.storage.vault import Vault
from casedesk.ui.desk import Desk
from tests.conftest import COORDINATOR_NAME
from tests.ui.cases.conftest import TakeIn, Went
from tests.ui.cases.drivers import CaseDriver, texts
from tests.ui.sweep import faults


def test_lists_are_suggested_with_the_reason_and_lead_to_the_walk(
    desk: Desk, qtbot: QtBot, take_in: TakeIn, went: Went, vault: Vault
) -> None:
    case = take_in(given_names="Luz", asylum="A5", needs=("trafficking_signs",))
    referral = Referral(
        case_id=case.id, to="search_commission", referred_on=PartialDate(2026, 11, 21)
    )
    vault.run(lambda uow: entries.save(uow, referral))
    page = CaseDriver(desk, qtbot, case.id, "rights")
    assert texts(page.page, "why") == [
        "The person is at the shelter.",
        "The person may want to ask for asylum, or has asked.",
        "The person looks for somebody of the family, or told of a disappearance.",
        "The person needs health care, school or identity papers.",
        "There are signs of trafficking.",
    ]
    assert len(texts(page.page, "list_title")) == 12  # the others can be chosen as well
    assert faults(page.page) == []
    page.press("walk")
    assert went[-1] == ("rights", {"case_id": case.id, "list": "L1"})


def test_what_was_explained_is_told_with_date_language_and_version(
    desk: Desk, qtbot: QtBot, take_in: TakeIn, went: Went, vault: Vault
) -> None:
    case = take_in(given_names="Luz")
    pack = library.shipped().packs["L2"]
    begun = rights.begin(
        case.id, pack, today=desk.clock.now().date(), by=COORDINATOR_NAME, language="ht"
    )
    vault.run(lambda uow: rights.answer(uow, begun, pack, "L2.1", "done"))
    page = CaseDriver(desk, qtbot, case.id, "rights")
    (more,) = texts(page.page, "entry_more")
    assert more == f"Nov 23, 2026 · {COORDINATOR_NAME} · in Haitian Creole · version 2026-11"
    assert texts(page.page, "entry_answers") == ["Done: 1"]
    page.press("read_explained")
    assert went[-1] == ("rights", {"case_id": case.id, "explained": begun.id})
