"""Taking back the last step with the keys, and long after with a button alone."""

from pytestqt.qtbot import QtBot

from casedesk.domain.people import Household
from casedesk.services import steps
from casedesk.storage import records
from casedesk.storage.vault import Vault
from casedesk.ui.desk import Desk
from casedesk.ui.step_notice import StepNotice
from tests.ui.cases.drivers import settle


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
