"""The same person is told before saving, merged with both in sight, and parted from the history."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QRadioButton
from pytestqt.qtbot import QtBot

from casedesk.domain.answers import value_or
from casedesk.domain.cases import Case
from casedesk.domain.distinctions import Distinction
from casedesk.domain.partial_dates import PartialDate
from casedesk.domain.people import Person
from casedesk.services import cases
from casedesk.storage import records
from casedesk.storage.vault import Vault
from casedesk.ui.cases.merge_page import MergePage
from casedesk.ui.desk import Desk
from casedesk.ui.kit.tab_order import stops
from tests.ui.cases.conftest import TakeIn, Went
from tests.ui.cases.drivers import CaseDriver, ListDriver, PersonDriver, press, settle, texts

JOHN = {
    "given_names": "John Wilmer",
    "surnames": "Hernández Mejía",
    "birth": PartialDate(1998, 4, 2),
    "nationality": "HND",
}


def _people(vault: Vault) -> int:
    return vault.run(lambda uow: len(records.find(uow, Person)))


@pytest.fixture
def john(take_in: TakeIn) -> Case:
    """Somebody on file."""
    return take_in(**JOHN)


@pytest.fixture
def again(take_in: TakeIn) -> Case:
    """The same, written down by somebody who only heard the name."""
    return take_in(
        given_names="Jhon", surnames="Hernandes Megia", birth=PartialDate(1998, 4, 2), phone="5550"
    )


def test_the_list_says_why_somebody_was_found_and_covers_words_with_names(
    desk: Desk, qtbot: QtBot, john: Case
) -> None:
    page = ListDriver(desk, qtbot)
    assert page.page.table.isColumnHidden(page.page.model.columnCount() - 1)
    page.search("jhon hernadnez")
    assert page.column("folio") == [john.folio]
    assert page.column("why") == ["sounds alike: john; one letter off: hernandez"]
    page.select(0)
    assert "sounds alike: john" in "".join(texts(page.page, "preview_why"))
    desk.hide_names(True)
    assert page.column("why") == ["sounds alike; one letter off"]
    assert "john" not in "".join(texts(page.page, "preview_why"))


def test_the_likely_same_person_is_shown_side_by_side_and_first_when_saving(
    desk: Desk, qtbot: QtBot, john: Case, vault: Vault
) -> None:
    page = PersonDriver(desk, qtbot)
    page.fill(
        person__given_names="Jhon", person__surnames="Hernandes Mejia", person__birth="2/4/1998"
    )
    page.save()
    panel = page.page.alike.panel
    assert panel.isVisible() and panel.hasFocus()
    assert "same date of birth" in panel.why.text()
    assert str(john.folio) in " ".join(
        each.text() for each in panel.findChildren(type(panel.title))
    )
    assert panel.unsaved.isVisible() and _people(vault) == 1
    page.save()
    assert _people(vault) == 2


def test_somebody_said_not_to_be_the_person_is_not_asked_about_again(
    desk: Desk, qtbot: QtBot, john: Case, vault: Vault
) -> None:
    page = PersonDriver(desk, qtbot)
    page.fill(
        person__given_names="John", person__surnames="Hernández Mejía", person__birth="2/4/1998"
    )
    qtbot.waitUntil(lambda: page.page.alike.panel.isVisible())
    press(page.page, "likeness_deny")
    qtbot.waitUntil(lambda: not page.page.alike.panel.isVisible())
    page.save()
    assert _people(vault) == 2
    said = vault.run(lambda uow: records.find(uow, Distinction))
    assert [each.other_id for each in said] == [john.person_id]


def test_names_are_covered_side_by_side_too(desk: Desk, qtbot: QtBot, john: Case) -> None:
    page = PersonDriver(desk, qtbot)
    page.fill(
        person__given_names="Jhon", person__surnames="Hernandes Mejia", person__birth="2/4/1998"
    )
    qtbot.waitUntil(lambda: page.page.alike.panel.isVisible())
    desk.hide_names(True)
    panel = page.page.alike.panel
    labels = panel.findChildren(type(panel.title))
    shown = " ".join(each.text() for each in labels if each.isVisible())
    assert "Hern" not in shown and "hernandez" not in panel.accessibleDescription()


def test_two_cases_are_merged_answer_by_answer_and_parted_from_the_history(
    desk: Desk, qtbot: QtBot, john: Case, again: Case, vault: Vault, went: Went
) -> None:
    case = CaseDriver(desk, qtbot, john.id)
    qtbot.waitUntil(lambda: case.page.likeness.isVisible())
    assert str(again.folio) in case.page.likeness.label.text()
    case.press("banner_action")
    assert went[-1] == ("merge", {"case_id": john.id, "other_id": again.id})
    page = MergePage(desk)
    qtbot.addWidget(page)
    page.resize(1162, 768)
    page.show()
    page.open(**went[-1][1])
    settle(qtbot, desk)
    assert page.chosen().phone == "5550"  # only one of them has one
    page.findChildren(QRadioButton, "merge_surnames_1")[0].click()
    desk.hide_names(True)
    settle(qtbot, desk)
    radios = [each for each in page.findChildren(QRadioButton) if each.isVisible()]
    assert radios and "Hern" not in " ".join(each.text() for each in radios)
    desk.hide_names(False)
    told: list[str] = []
    desk.told.connect(told.append)
    press(page, "merge")
    settle(qtbot, desk)
    assert "Both were here by the records" in told[0]
    with vault.begin() as uow:
        file = cases.read(uow, again.id)
    assert file.case.id == john.id
    assert (file.person.given_names, file.person.surnames) == ("John Wilmer", "Hernandes Megia")
    case.open(again.id, "history")  # the other folio's case leads here
    assert case.page.case_id == john.id
    assert f"Merged with folio {again.folio}" in texts(case.page, "entry_title")
    case.press("undo")
    with vault.begin() as uow:
        assert value_or(cases.read(uow, john.id).person.surnames, "") == "Hernández Mejía"
        assert cases.read(uow, again.id).case.id == again.id


def test_nobody_compared_before_stays_in_sight(
    desk: Desk, qtbot: QtBot, john: Case, again: Case, take_in: TakeIn
) -> None:
    other = take_in(given_names="Otra")
    page = MergePage(desk)
    qtbot.addWidget(page)
    page.show()
    page.open(case_id=john.id, other_id=again.id)
    page.open(case_id=john.id, other_id=other.id)  # before the first answer has come
    settle(qtbot, desk)
    assert texts(page, "merge_name_2") == ["Otra"]
    page.open(case_id=john.id)
    assert not page.both.isVisible()


def test_tab_goes_on_whatever_the_comparison_shows_meanwhile(
    desk: Desk, qtbot: QtBot, john: Case
) -> None:
    page = PersonDriver(desk, qtbot)
    page.fill(person__given_names="John", person__surnames="Hernandez", person__birth="1/1/1/1")
    page.save()
    page.page.form.summary.links()[0].click()
    assert page.page.focusWidget() is page.field("person.birth").control.focus_target()
    stopped = set()
    for step in range(200):
        if step % 20 == 0:
            page.fill(person__birth="1998" if step % 40 else "2/4/1998")
            settle(qtbot, desk)
        if step % 5 == 0:
            desk.hide_names(not desk.names_hidden)
        stops(page.page)  # the page itself would go on without
        QTest.keyClick(page.page.focusWidget(), Qt.Key.Key_Tab)
        stopped.add(page.page.focusWidget())
    assert len(stopped) > 40
