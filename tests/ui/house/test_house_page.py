"""The house in one table: ticks, households, places, check-out and meals."""

from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton
from pytestqt.qtbot import QtBot

from casedesk.domain.cases import Service, Stay
from casedesk.domain.partial_dates import PartialDate
from casedesk.services.house import Guest
from casedesk.storage import log, records
from casedesk.storage.vault import Vault
from casedesk.ui.desk import Desk
from casedesk.ui.house.model import AGE, NAME, STATE
from casedesk.ui.house.page import WAYS
from casedesk.ui.house.panels import CheckOutPanel
from casedesk.ui.house.paper_panel import PaperPanel
from casedesk.ui.kit import theme
from casedesk.ui.kit.binding import set_language
from casedesk.ui.step_notice import StepNotice
from tests.conftest import FixedClock
from tests.services.test_house import put_up
from tests.ui.house.crowd import crowd
from tests.ui.house.drivers import Driver, Open, in_sight, names, tonight
from tests.ui.sweep import faults

KEY = Qt.Key


def test_people_stand_under_their_room(opened: Open) -> None:
    driver = opened("places")
    assert driver.column() == [
        "Men’s dormitory",
        "Beto",
        "Carlos",
        "Families’ dormitory · Cuarto 3",
        "Hija",
        "Madre",
    ]
    assert driver.column(AGE)[4] == "Minor · 9"


def test_names_are_covered(opened: Open, desk: Desk) -> None:
    driver = opened("places")
    desk.hide_names(True)
    assert not {"Beto", "Hija"} & set(driver.column())


def test_whoever_is_placed_with_a_child_of_others_is_warned_of_and_may_be_placed(
    opened: Open, vault: Vault
) -> None:
    driver = opened("places")
    driver.on("Beto", KEY.Key_Space)
    room = tonight(vault).rooms[0]
    driver.choose("place_where", f"room:{room.id}")
    panel: Any = driver.page.panel
    assert panel.place.warning.isVisible()
    assert "adults who are not of their family" in panel.place.warning.label.text() or (
        "adults of another family" in panel.place.warning.label.text()
    )
    assert panel.do_button.text().strip() == "Give this place all the same"
    driver.do()
    beto = next(each for each in tonight(vault).sleeping if each.person.called == "Beto")
    assert beto.room == room
    assert beto.stay.placed_despite
    assert "Despite a warning" in driver.column(STATE)
    driver.take_back()
    beto = next(each for each in tonight(vault).sleeping if each.person.called == "Beto")
    assert beto.room is None


def test_a_household_is_ticked_together_and_checked_out_by_keyboard(
    opened: Open, vault: Vault
) -> None:
    driver = opened("out")
    driver.on("Madre", KEY.Key_Space)
    assert driver.ticked() == ["Hija", "Madre"]
    driver.choose("panel_exit_reasons", "moved_on")
    driver.choose("panel_destinations", "us")
    driver.do()
    assert names(tonight(vault).sleeping) == ["Beto", "Carlos"]
    assert driver.column() == ["Men’s dormitory", "Beto", "Carlos"]
    assert driver.steps[-1][1] == "Hija, Madre: 2 people checked out."
    driver.take_back()
    assert names(tonight(vault).sleeping) == ["Beto", "Carlos", "Hija", "Madre"]


def test_dinner_is_for_all_but_those_unticked_and_nobody_gets_it_twice(
    opened: Open, vault: Vault
) -> None:
    driver = opened("give")
    assert driver.ticked() == ["Beto", "Carlos", "Hija", "Madre"]
    driver.choose("panel_meals", "dinner")
    driver.on("Carlos", KEY.Key_Space)
    driver.do()
    given = vault.run(lambda uow: records.find(uow, Service))
    assert [(each.what, each.meal) for each in given] == [("food", "dinner")] * 3
    assert driver.column(STATE).count("Had it today") == 3
    assert driver.ticked() == []  # not even who did not get it
    assert driver.steps[-1][1] == "Beto, Hija, Madre: Written down for 3 people."
    driver.take_back()
    assert driver.ticked() == []
    assert vault.run(lambda uow: records.find(uow, Service)) == []


def test_letters_find_who_is_called_so_or_nobody(opened: Open, vault: Vault, desk: Desk) -> None:
    for name in ("Ángel Ñuño", "Ana Mari Sol", "Marisol", "Mario"):
        put_up(vault, name, "2026-11-21", slept_at="men", age=40)
    driver = opened("out")
    table = driver.page.table

    def typed(letters: str) -> str:
        table._typing.timeout.emit()  # what was typed before is over
        for letter in letters:
            QTest.keyClick(table, KEY(ord(letter)))
        found = driver.page.model.at(table.currentIndex().row())
        return found.person.called if isinstance(found, Guest) else ""

    assert typed("MARISOL") == "Marisol"
    assert typed("SO") == "Ana Mari Sol"
    assert typed("ANG") == "Ángel Ñuño"
    assert typed("NUN") == "Ángel Ñuño"
    assert typed("MARIX ") == "Mario"  # as far as somebody is called so
    assert driver.ticked() == []
    typed("MARISOL ")
    assert driver.ticked() == ["Marisol"]
    QTest.keyClick(table, KEY.Key_End)
    assert table.currentIndex().row() == driver.page.model.rowCount() - 1
    QTest.keyClick(table, KEY.Key_Home)
    assert table.currentIndex().row() == 1
    desk.hide_names(True)
    assert typed("MARISOL ") != "Marisol"
    assert driver.ticked() == ["Marisol"]


def test_a_heading_ticks_nobody(opened: Open) -> None:
    driver = opened("places")
    table = driver.page.table
    table.setCurrentIndex(driver.page.model.index(0, NAME))
    QTest.keyClick(table, KEY.Key_Space)
    table.clicked.emit(driver.page.model.index(3, NAME))
    assert driver.ticked() == []


def test_ticks_are_for_one_thing(opened: Open, vault: Vault) -> None:
    driver = opened("places")
    driver.on("Beto", KEY.Key_Space)
    driver.choose("place_where", "area:women")
    driver.do()
    assert driver.ticked() == []
    driver.take_back()
    assert driver.ticked() == []
    driver.on("Carlos", KEY.Key_Space)
    driver.page.strip.chosen.emit("out")
    driver.settle()
    assert driver.ticked() == []
    driver.do()
    assert len(tonight(vault).sleeping) == 4
    driver.on("Carlos", KEY.Key_Space)
    driver.page.open(way="out")
    driver.settle()
    assert driver.ticked() == []
    driver.do()
    assert len(tonight(vault).sleeping) == 4
    driver.page.strip.chosen.emit("give")
    driver.settle()
    assert driver.ticked() == ["Beto", "Carlos", "Hija", "Madre"]
    driver.page.strip.chosen.emit("out")
    driver.settle()
    assert driver.ticked() == []


def test_what_was_done_names_a_few_and_covers_them(
    opened: Open, vault: Vault, desk: Desk, qtbot: QtBot
) -> None:
    driver = opened("places")
    notice = StepNotice(desk)
    qtbot.addWidget(notice)
    desk.stepped.connect(notice.offer)
    for name in ("Beto", "Carlos", "Madre"):
        driver.on(name, KEY.Key_Space)
    driver.choose("place_where", "area:women")
    driver.do()
    assert notice.label.text() == "Beto, Carlos, Hija and 1 more: 4 people have a place."
    desk.hide_names(True)
    assert "Beto" not in notice.label.text()


def test_errors_go_when_the_next_try_succeeds(opened: Open, vault: Vault) -> None:
    driver = opened("out")
    panel: Any = driver.page.panel
    driver.on("Beto", KEY.Key_Space)
    panel.day_left.control.edit.setText("31/02/2026")
    driver.do()
    assert panel.day_left.error()
    assert panel.form.summary.isVisible()
    assert driver.ticked() == ["Beto"]
    panel.day_left.control.set_value(PartialDate.of(tonight(vault).day))
    driver.do()
    assert not panel.day_left.error()
    assert not panel.form.summary.isVisible()
    assert "Beto" not in names(tonight(vault).sleeping)


def test_a_list_for_the_door_is_saved_and_stands_in_the_record(
    opened: Open, vault: Vault, tmp_path: Any, qtbot: QtBot
) -> None:
    driver = opened("paper")
    panel = driver.page.panel
    assert isinstance(panel, PaperPanel)
    file = tmp_path / "puerta.pdf"
    panel.save(file)
    driver.settle()
    assert file.read_bytes().startswith(b"%PDF")
    with vault.begin() as uow:
        last = log.latest(uow.connection, 1)[0]
    assert (last.action, last.kind) == ("print", "house")
    assert dict(last.content or {})["people"] == 4


def test_an_empty_house_says_what_to_do(desk: Desk, qtbot: QtBot) -> None:
    driver = Driver(desk, qtbot, "places")
    button = driver.page.findChild(QPushButton, "first_check_in")
    assert button is not None
    assert button.isVisible()


@pytest.mark.parametrize(
    ("way", "language", "size"),
    [("places", "en", 100), ("out", "es", 150), ("count", "es", 150), ("give", "es", 100)],
)
def test_it_is_for_everybody(
    opened: Open, qapp: QApplication, way: str, language: str, size: int
) -> None:
    theme.apply(qapp, "light", size)
    set_language(language)
    driver = opened(way)
    assert faults(driver.page) == []


def test_three_hundred_people_are_listed_and_ticked_at_once(
    vault: Vault, desk: Desk, qtbot: QtBot
) -> None:

    crowd(vault, 300)
    driver = Driver(desk, qtbot, "give")
    assert len(driver.ticked()) == 300
    driver.choose("panel_meals", "dinner")
    driver.do()
    assert len(vault.run(lambda uow: records.find(uow, Service))) == 300
    assert len(vault.run(lambda uow: records.find(uow, Stay))) == 300


def test_the_day_of_leaving_follows_midnight(opened: Open, clock: FixedClock) -> None:
    driver = opened("out")
    clock.advance(days=1)
    driver.page.reload()
    driver.settle()
    panel = driver.page.panel
    assert isinstance(panel, CheckOutPanel)
    assert str(panel.day_left.control.value()) == "2026-11-24"


@pytest.mark.parametrize("way", WAYS)
def test_what_does_it_is_in_sight_on_a_small_screen(opened: Open, way: str) -> None:
    page = opened(way).page
    page.resize(1158, 620)
    QApplication.processEvents()
    assert in_sight(page.panel.do_button)
