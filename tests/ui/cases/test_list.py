"""The case list: found however it is typed, and never mixed up."""

from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from casedesk.domain.partial_dates import PartialDate
from casedesk.domain.people import Household
from casedesk.services import cases
from casedesk.services.cases import CaseFile
from casedesk.storage import log
from casedesk.storage.vault import Vault
from casedesk.ui.cases.names import COVER
from casedesk.ui.desk import Desk
from casedesk.ui.kit.binding import set_language
from tests.ui.cases.conftest import TakeIn, Went
from tests.ui.cases.drivers import ListDriver, press


@pytest.fixture
def three(take_in: TakeIn) -> None:
    """Three people, in the order in which they arrived."""
    take_in(given_names="Lucía", surnames="Núñez Ávila", on=PartialDate(2026, 11, 18))
    take_in(given_names="Óscar", alias="Chele", on=PartialDate(2026, 11, 19), asylum="A8")
    take_in(
        given_names="Iván",
        surnames="Mejía",
        birth=PartialDate(2014, 5, 2),
        nationality="HND",
        household=Household(name="Mejía"),
    )


def test_the_latest_arrival_comes_first(three: None, desk: Desk, qtbot: QtBot) -> None:
    page = ListDriver(desk, qtbot)
    assert page.column("name") == ["Iván Mejía", "Óscar", "Lucía Núñez Ávila"]
    assert page.column("country")[0] == "Honduras"
    assert page.column("age") == ["Minor · 12", "Not known", "Not known"]
    assert page.page.filters.count.text() == "3 people"
    assert page.page.search.hasFocus()


@pytest.mark.parametrize("typed", ["avila lucia", "NUÑEZ", "lucía nuñ", "luc av"])
def test_names_are_found_in_any_order_and_without_accents(
    three: None, desk: Desk, qtbot: QtBot, typed: str
) -> None:
    page = ListDriver(desk, qtbot)
    page.search(typed)
    assert page.column("name") == ["Lucía Núñez Ávila"]


def test_alias_and_folio_find_as_well(three: None, desk: Desk, qtbot: QtBot) -> None:
    page = ListDriver(desk, qtbot)
    page.search("chel")
    assert page.column("name") == ["Óscar"]
    folio = page.column("folio")[0]
    page.search(folio.lower().replace("-", " "))
    assert page.column("folio") == [folio]


def test_filters_add_to_the_search(three: None, desk: Desk, qtbot: QtBot) -> None:
    page = ListDriver(desk, qtbot)
    press(page.page, "filter_protected")
    page.settle()
    assert page.column("name") == ["Óscar"]
    page.search("lucia")
    assert page.column("name") == []
    press(page.page, "clear_search")
    page.settle()
    assert len(page.column("name")) == 3


def test_an_empty_vault_offers_to_take_the_first_person_in(
    desk: Desk, qtbot: QtBot, went: Went
) -> None:
    page = ListDriver(desk, qtbot)
    press(page.page, "first_person")
    assert went == [("person", {})]


def test_enter_leads_from_the_search_to_the_case(
    three: None, desk: Desk, qtbot: QtBot, went: Went
) -> None:
    page = ListDriver(desk, qtbot)
    page.search("oscar")
    QTest.keyClick(page.page.search, Qt.Key.Key_Return)
    assert page.page.table.hasFocus()
    QTest.keyClick(page.page.table, Qt.Key.Key_Return)
    assert [name for name, _arguments in went] == ["case"]
    line = page.page.model.line(0)
    assert line is not None
    assert went[0][1] == {"case_id": line.case_id}


def test_control_n_begins_a_new_person(desk: Desk, qtbot: QtBot, went: Went) -> None:
    page = ListDriver(desk, qtbot)
    QTest.keyClick(page.page.search, Qt.Key.Key_N, Qt.KeyboardModifier.ControlModifier)
    assert went == [("person", {})]


def test_a_search_never_leaves_somebody_else_in_the_preview(
    three: None, desk: Desk, qtbot: QtBot
) -> None:
    page = ListDriver(desk, qtbot)
    page.select(0)
    assert page.page.preview.name.text() == "Iván Mejía"
    page.search("lucia")
    assert page.page.preview.case_id == ""
    assert page.page.preview.name.text() == ""
    assert not page.page.preview.open_button.isVisible()


def test_the_selected_person_stays_selected_where_the_search_moves_them(
    three: None, desk: Desk, qtbot: QtBot
) -> None:
    page = ListDriver(desk, qtbot)
    page.select(1)
    chosen = page.page.preview.case_id
    page.search("o")
    assert page.column("name") == ["Óscar"]
    assert page.page.table.currentIndex().row() == 0
    assert page.page.preview.case_id == chosen
    assert page.page.preview.name.text() == "Óscar"


def test_a_late_answer_about_somebody_else_is_dropped(
    three: None, desk: Desk, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The answer about the first person comes after the second one was selected."""
    page = ListDriver(desk, qtbot)
    waiting: list[tuple[Any, CaseFile]] = []
    preview = page.page.preview
    arrived = preview._arrived
    monkeypatch.setattr(preview, "_arrived", lambda file: waiting.append((arrived, file)))
    page.select(0)
    qtbot.waitUntil(lambda: len(waiting) == 1, timeout=3000)
    page.select(2)
    answer, file = waiting[0]
    answer(file)
    assert preview.name.text() == "Lucía Núñez Ávila"
    assert not preview.heading.isVisible()  # no events of anybody
    qtbot.waitUntil(lambda: len(waiting) == 2, timeout=3000)
    answer, file = waiting[1]
    answer(file)
    assert preview.heading.isVisible()
    assert file.person.given_names == "Lucía"


def test_lines_of_an_earlier_search_never_fill_a_later_one(
    three: None, desk: Desk, qtbot: QtBot
) -> None:
    page = ListDriver(desk, qtbot)
    model = page.page.model
    old = model._serial
    lines = [model.line(row) for row in range(3)]
    page.search("lucia")
    model._fetched(old, [0], [line for line in lines if line is not None])
    assert page.column("name") == ["Lucía Núñez Ávila"]


def test_only_a_person_on_whom_the_selection_rests_is_read(
    three: None, desk: Desk, qtbot: QtBot, vault: Vault
) -> None:
    page = ListDriver(desk, qtbot)
    for row in (0, 1, 2):
        page.select(row)
    qtbot.waitUntil(lambda: page.page.preview._file is not None, timeout=3000)
    page.settle()
    with vault.begin() as uow:
        read = [entry for entry in log.latest(uow.connection) if entry.action == log.READ]
    assert [entry.record_id for entry in read] == [page.page.preview.case_id]


def test_hidden_names_are_covered_in_list_and_preview(
    three: None, desk: Desk, qtbot: QtBot
) -> None:
    page = ListDriver(desk, qtbot)
    page.select(0)
    press(page.page, "hide_names")
    assert page.column("name") == [COVER] * 3
    assert page.page.preview.name.text() == COVER
    press(page.page, "hide_names")
    assert page.column("name")[1] == "Óscar"


def test_the_list_follows_what_is_saved_elsewhere(three: None, desk: Desk, qtbot: QtBot) -> None:
    page = ListDriver(desk, qtbot)
    first = page.page.model.line(0)
    assert first is not None

    def close(uow: Any) -> None:
        cases.close(uow, cases.read(uow, first.case_id).case, "moved_on")

    press(page.page, "filter_open")
    page.settle()
    desk.tasks.run(close, owner=page.page)
    page.settle()
    assert page.column("name") == ["Óscar", "Lucía Núñez Ávila"]


def test_the_language_switches_live(three: None, desk: Desk, qtbot: QtBot) -> None:
    page = ListDriver(desk, qtbot)
    page.select(1)
    assert "Recognised as a refugee" in page.column("asylum")
    set_language("es")
    qtbot.wait(1)
    assert "Reconocida como refugiada" in page.column("asylum")


def test_the_preview_folds_away_where_there_is_little_room(
    three: None, desk: Desk, qtbot: QtBot
) -> None:
    page = ListDriver(desk, qtbot)
    assert page.page.preview.isVisible()
    page.page.resize(700, 600)
    assert not page.page.preview.isVisible()
