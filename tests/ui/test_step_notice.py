"""What was done last and to whom; the keys take it back, and long after a button alone."""

from dataclasses import replace

from pytestqt.qtbot import QtBot

from casedesk.domain.cases import Case
from casedesk.domain.people import Household
from casedesk.services import cases, steps
from casedesk.services.vaults import UnitOfWork
from casedesk.storage import records
from casedesk.storage.vault import Vault
from casedesk.ui.cases.names import COVER
from casedesk.ui.desk import Desk
from casedesk.ui.step_notice import StepNotice
from tests.ui.cases.conftest import TakeIn, take_in
from tests.ui.cases.drivers import settle

__all__ = ["take_in"]


def test_the_keys_take_back_only_what_was_just_done(desk: Desk, vault: Vault, qtbot: QtBot) -> None:
    notice = StepNotice(desk)
    qtbot.addWidget(notice)
    notice.show()
    notice.activateWindow()
    for late in (True, False):
        step = vault.run(
            lambda uow: steps.taken(uow, lambda uow: records.add(uow, Household(name="Prueba")))
        )
        notice.offer(step, "Saved")
        if late:
            notice._fresh.stop()
        notice.undo_keys()
        settle(qtbot, desk)
        assert bool(vault.run(lambda uow: records.find(uow, Household))) is late
        if late:
            assert notice.action is not None
            qtbot.waitUntil(notice.action.hasFocus)
            notice.action.click()
            settle(qtbot, desk)
            assert vault.run(lambda uow: records.find(uow, Household)) == []


def test_it_says_whose_case_it_was_about_wherever_one_goes_next(
    desk: Desk, vault: Vault, take_in: TakeIn, qtbot: QtBot
) -> None:
    notice = StepNotice(desk)
    qtbot.addWidget(notice)
    case, other = take_in(given_names="Luz"), take_in(given_names="Rosa")
    one = vault.run(lambda uow: steps.taken(uow, lambda uow: note(uow, case)))
    notice.offer(one, "Saved")
    assert notice.label.text() == f"Luz · {case.folio}: Saved"
    desk.hide_names(True)
    assert notice.label.text() == f"{COVER} · {case.folio}: Saved"
    both = vault.run(lambda uow: steps.taken(uow, lambda uow: note(uow, case, other)))
    notice.offer(both, "2 people noted.")
    assert notice.label.text() == "2 people noted."


def note(uow: UnitOfWork, *noted: Case) -> None:
    """Write something down about the people of some cases."""
    for case in noted:
        person = cases.read(uow, case.id).person
        records.change(uow, replace(person, notes=f"Seen by {len(noted)}"))
