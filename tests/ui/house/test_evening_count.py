"""The evening count at the table of the house: who is here, away, or has left."""

from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from casedesk.domain.cases import Stay
from casedesk.domain.counts import NightCount
from casedesk.domain.partial_dates import PartialDate
from casedesk.services import counts, drafts, house
from casedesk.storage import records
from casedesk.storage.vault import Vault
from casedesk.ui.desk import Desk
from casedesk.ui.house.count_panel import CountPanel
from casedesk.ui.house.model import NAME, STATE
from casedesk.ui.kit import theme
from casedesk.ui.kit.binding import set_language
from casedesk.ui.kit.text_boxes import NumberBox
from tests.conftest import FixedClock
from tests.ui.cases.drivers import worker_busy
from tests.ui.house.drivers import Driver, Open, names, tonight
from tests.ui.sweep import faults

KEY = Qt.Key


def test_a_number_that_cannot_be_is_said_beside_it(opened: Open, vault: Vault) -> None:
    driver = opened("count")
    panel: Any = driver.page.panel
    for wrong in ("-2", "tres"):
        panel.unregistered.control.edit.setText(wrong)
        driver.do()
        assert panel.unregistered.error()
        assert panel.form.summary.isVisible() and panel.form.summary.hasFocus()
        assert tonight(vault).count is None
    panel.unregistered.control.edit.setText("2")
    assert not panel.form.summary.isVisible()
    driver.do()
    assert driver.steps[-1][1].endswith("2 people found who are not on file.")
    count = tonight(vault).count
    assert count is not None
    assert count.unregistered == 2


@pytest.mark.parametrize("size", [100, 150])
def test_what_is_wrong_fits_beside_the_table(opened: Open, qapp: QApplication, size: int) -> None:
    theme.apply(qapp, "light", size)
    set_language("es")
    driver = opened("count")
    driver.page.dress()
    panel: Any = driver.page.panel
    panel.unregistered.control.edit.setText("-2")
    driver.do()
    assert panel.minimumSizeHint().width() <= panel.parentWidget().width()
    assert faults(driver.page) == []


def test_the_evening_count_settles_who_is_away_and_who_has_left(opened: Open, vault: Vault) -> None:
    driver = opened("count")
    driver.on("Beto", KEY.Key_A)
    driver.on("Carlos", KEY.Key_L)
    driver.on("Hija", KEY.Key_Space, KEY.Key_Space)  # one after the other
    assert driver.ticked() == ["Hija", "Madre"]
    panel: Any = driver.page.panel
    assert panel.rest.text() == "Everybody is accounted for."
    box = panel.unregistered.control
    assert isinstance(box, NumberBox)
    box.edit.setText("1")
    driver.do()
    home = tonight(vault)
    assert names(home.sleeping) == ["Hija", "Madre"]
    assert (names(home.absent), names(home.left)) == (["Beto"], ["Carlos"])
    assert home.count is not None
    assert home.count.unregistered == 1
    assert driver.steps[-1][1] == (
        "Counted: 2 here, 1 away, 1 left. 1 person found who is not on file."
    )
    driver.take_back()
    assert len(tonight(vault).sleeping) == 4
    assert vault.run(lambda uow: records.find(uow, NightCount)) == []


def test_half_a_count_is_kept_and_comes_back(
    opened: Open, vault: Vault, desk: Desk, qtbot: QtBot
) -> None:
    driver = opened("count")
    driver.on("Beto", KEY.Key_Space)
    driver.on("Carlos", KEY.Key_A)
    driver.page.flush_draft()
    driver.settle()
    driver.page.hide()
    later = Driver(desk, qtbot, "count")
    assert later.ticked() == ["Beto"]
    assert later.column(STATE)[1:3] == ["Is here", "Away tonight"]
    assert vault.run(lambda uow: records.find(uow, NightCount)) == []


def test_half_a_count_is_not_written_over_before_it_came_back(
    opened: Open, vault: Vault, desk: Desk, qtbot: QtBot
) -> None:
    driver = opened("count")
    driver.on("Carlos", KEY.Key_A)
    driver.page.hide()
    driver.page.flush_draft()
    driver.settle()
    later = Driver(desk, qtbot, "places")
    with worker_busy(desk):
        later.page.strip.chosen.emit("count")
        row = later.column().index("Beto")
        later.page.table.setCurrentIndex(later.page.model.index(row, NAME))
        QTest.keyClick(later.page.table, KEY.Key_L)
        qtbot.wait(1200)  # longer than a draft waits to be kept
    later.settle()
    assert later.page.table.isEnabled()
    later.page.flush_draft()
    later.settle()
    (draft,) = vault.run(drafts.all_of_user)
    assert list(draft.content["outcomes"].values()) == [counts.ABSENT]


def test_the_rest_is_said_at_once(opened: Open, vault: Vault) -> None:
    driver = opened("count")
    driver.on("Beto", KEY.Key_Space)
    panel: Any = driver.page.panel
    panel.away_button.click()
    driver.do()
    assert names(tonight(vault).absent) == ["Carlos", "Hija", "Madre"]
    assert counts.not_counted(tonight(vault)) == 0


def test_a_count_begun_before_midnight_keeps_its_night(
    opened: Open, vault: Vault, clock: FixedClock
) -> None:
    clock.moment = clock.moment.replace(hour=22)
    monday = clock.moment.date()
    driver = opened("count")
    panel = driver.page.panel
    assert isinstance(panel, CountPanel)
    driver.on("Beto", KEY.Key_Space)
    QTest.keyClicks(panel.notes.control.focus_target(), "The door does not close")
    panel.flush_draft()
    clock.advance(hours=2, minutes=5)
    driver.page.reload()
    driver.settle()
    assert "November 23" in panel.night.text()
    assert driver.ticked() == ["Beto"]
    assert panel.notes.control.content() == "The door does not close"
    panel.mark_rest(counts.LEFT)
    driver.do()
    stays = vault.run(lambda uow: records.find(uow, Stay))
    assert [each.exited_on for each in stays].count(PartialDate.of(monday)) == 3
    assert vault.run(drafts.all_of_user) == []
    # Until six it is the night that began yesterday; the one that begins today can be chosen.
    driver.page.open(way="count")
    driver.settle()
    assert panel.day() == monday
    panel.other_night.click()
    driver.settle()
    assert "November 24" in panel.night.text()
    panel.mark_rest(counts.HERE)
    driver.page.open(way="count", night="2026-11-23")
    driver.settle()
    assert "November 23" in panel.night.text()
    # Who was said to have left and is here after all sleeps here again.
    driver.on("Carlos", KEY.Key_Space)
    driver.do()
    home = vault.run(lambda uow: house.on(uow, monday))
    assert names(home.sleeping) == ["Beto", "Carlos"]
    waiting = vault.run(drafts.all_of_user)
    assert [each.form for each in waiting] == ["night_count:2026-11-24"]
