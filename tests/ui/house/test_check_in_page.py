"""A household that was here before comes back in one step; so does a group that was expected."""

from typing import Any

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from casedesk.domain.arrivals import ExpectedArrival
from casedesk.domain.partial_dates import PartialDate
from casedesk.domain.people import Household, Person
from casedesk.domain.rooms import Room
from casedesk.services import arrivals, drafts, house, rooms, steps
from casedesk.services.house import House
from casedesk.storage import records
from casedesk.storage.vault import Vault
from casedesk.ui.desk import Desk
from casedesk.ui.house.check_in_page import CheckInPage
from casedesk.ui.kit import theme
from casedesk.ui.kit.binding import set_language
from casedesk.ui.kit.code_box import CodeBox
from casedesk.ui.kit.text_boxes import LongTextBox
from tests.services.test_house import put_up
from tests.ui.cases.conftest import Went
from tests.ui.cases.drivers import PageDriver, press, settle
from tests.ui.sweep import faults

TODAY = PartialDate(2026, 11, 23)


class Driver(PageDriver[CheckInPage]):
    """Somebody at the door."""

    def __init__(self, desk: Desk, qtbot: QtBot, **arguments: Any) -> None:
        self.steps: list[Any] = []
        desk.stepped.connect(lambda step, _words: self.steps.append(step))
        super().__init__(CheckInPage(desk), desk, qtbot, **arguments)

    def find(self, person: Person) -> None:
        """Choose somebody out of those found."""
        self.page.search.choose_person(person.id)
        settle(self.qtbot, self.desk)
        self.page.search.chosen.emit()
        settle(self.qtbot, self.desk)

    def place(self, code: str) -> None:
        """Choose where they sleep."""
        box = self.page.place.where.control
        assert isinstance(box, CodeBox)
        box.combo.choose(code)

    def do(self) -> None:
        """Check in."""
        press(self.page, "do")
        settle(self.qtbot, self.desk)


@pytest.fixture
def family(vault: Vault) -> list[Person]:
    """Five people who were here and left, one of whom is here again."""
    home = vault.run(lambda uow: records.add(uow, Household(name="Prueba")))
    ages = {"Madre": 32, "Padre": 35, "Uno": 9, "Dos": 7, "Tres": 3}
    for name, age in ages.items():
        put_up(vault, name, "2026-11-01", "2026-11-05", age=age, household_id=home.id)
    return vault.run(lambda uow: records.find(uow, Person, household_id=home.id))


def tonight(vault: Vault) -> House:
    return vault.run(house.today)


def test_a_family_of_five_is_checked_in_at_once(
    vault: Vault, desk: Desk, qtbot: QtBot, family: list[Person], went: Went
) -> None:
    room = vault.run(lambda uow: rooms.save(uow, Room(name="Uno", area="families", beds=6)))
    driver = Driver(desk, qtbot)
    driver.find(family[0])
    assert [box.isChecked() for box in driver.page._ticks.values()] == [True] * 5
    driver.place(f"room:{room.id}")
    assert driver.page.do_button.text().strip() == "Check in 5 people"
    driver.do()
    assert len(tonight(vault).sleeping) == 5
    assert {guest.room for guest in tonight(vault).sleeping} == {room}
    assert went[-1][0] == "today"
    step = driver.steps[-1]
    vault.run(lambda uow: steps.take_back(uow, step))
    assert tonight(vault).sleeping == ()


def test_who_does_not_come_along_is_unticked_and_who_is_here_cannot_come_twice(
    vault: Vault, desk: Desk, qtbot: QtBot, family: list[Person], went: Went
) -> None:
    put_up_again = Driver(desk, qtbot)
    put_up_again.find(family[1])
    for box in list(put_up_again.page._ticks.values())[1:]:
        box.setChecked(False)
    put_up_again.do()
    assert [each.person.called for each in tonight(vault).sleeping] == ["Padre"]

    later = Driver(desk, qtbot)
    later.find(family[0])
    boxes = later.page._ticks
    assert not boxes[family[1].id].isEnabled()
    assert "Is here already" in boxes[family[1].id].text()
    press(later.page, "give_bed")
    assert went[-1] == ("house", {"way": "places"})
    later.do()
    assert len(tonight(vault).sleeping) == 5


def test_an_expected_group_is_taken_in_under_the_names_known(
    vault: Vault, desk: Desk, qtbot: QtBot
) -> None:
    group = vault.run(
        lambda uow: arrivals.save(uow, ExpectedArrival(who="Rosa", people=3, expected_on=TODAY))
    )
    driver = Driver(desk, qtbot, expected=group)
    names = driver.page.names.control
    assert isinstance(names, LongTextBox)
    names.edit.setPlainText("Rosa\nMario")
    assert driver.page.do_button.text().strip() == "Check in 3 people"
    driver.place("area:families")
    driver.do()
    home = tonight(vault)
    assert sorted(each.person.called for each in home.sleeping) == ["", "Mario", "Rosa"]
    assert len({each.household_id for each in home.sleeping}) == 1
    assert vault.run(arrivals.waiting) == []


def test_names_written_at_the_door_outlive_leaving_the_page_and_are_covered(
    vault: Vault, desk: Desk, qtbot: QtBot
) -> None:
    new = ExpectedArrival(who="Grupo de Rosa", people=2, expected_on=TODAY)
    group = vault.run(lambda uow: arrivals.save(uow, new))
    driver = Driver(desk, qtbot, expected=group)
    names = driver.page.names.control
    assert isinstance(names, LongTextBox)
    names.edit.setPlainText("Rosa\nMario\nLuz")
    desk.hide_names(True)
    assert not names.isVisible()
    assert "Rosa" not in driver.page.expected_title.text()
    desk.hide_names(False)
    driver.page.flush_draft()
    settle(qtbot, desk)

    again = Driver(desk, qtbot, expected=group)
    assert again.page.autosave.banner.isVisible()
    assert again.page.content() == {"names": "Rosa\nMario\nLuz", "people": 3, "together": True}
    again.place("area:families")
    again.do()
    assert len(tonight(vault).sleeping) == 3
    assert vault.run(drafts.all_of_user) == []


def test_strangers_placed_with_a_child_are_warned_of(
    vault: Vault, desk: Desk, qtbot: QtBot
) -> None:
    put_up(vault, "Sola", "2026-11-20", age=12, travels_with="alone", slept_at="minors")
    group = vault.run(
        lambda uow: arrivals.save(uow, ExpectedArrival(who="Mario", people=1, expected_on=TODAY))
    )
    driver = Driver(desk, qtbot, expected=group)
    driver.place("area:minors")
    assert driver.page.place.warning.isVisible()
    assert driver.page.do_button.text().strip() == "Check in 1 person all the same"
    driver.do()
    mario = next(each for each in tonight(vault).sleeping if each.person.called == "Mario")
    assert mario.stay.placed_despite == ("child_with_adults", "other_area")


@pytest.mark.parametrize(("language", "size"), [("en", 100), ("es", 150)])
def test_it_is_for_everybody(
    vault: Vault,
    desk: Desk,
    qtbot: QtBot,
    qapp: QApplication,
    family: list[Person],
    language: str,
    size: int,
) -> None:
    theme.apply(qapp, "light", size)
    set_language(language)
    driver = Driver(desk, qtbot)
    driver.find(family[0])
    assert faults(driver.page) == []
