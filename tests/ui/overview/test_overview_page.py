"""Coordinators see exact counts, marked; volunteers what was published, and nothing else."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QTableWidget, QWidget
from pytestqt.qtbot import QtBot

from casedesk.domain import codelists
from casedesk.errors import CasedeskError
from casedesk.reports import overview
from casedesk.reports.overview import Line
from casedesk.reports.published import Published
from casedesk.reports.releases import report_of
from casedesk.reports.wording import Words
from casedesk.services.vaults import Vault
from casedesk.storage import log
from casedesk.ui.kit import theme
from casedesk.ui.kit.binding import set_language
from casedesk.ui.kit.charts import BarChart
from casedesk.ui.kit.code_box import CodeBox
from casedesk.ui.overview import map_file
from casedesk.ui.overview.page import OverviewPage
from casedesk.ui.overview.state_map import StateMap
from tests.ui.cases.drivers import settle
from tests.ui.overview.conftest import APRIL, MARCH, TABLES, Opened
from tests.ui.sweep import faults

ENGLISH = Words("en")


def said(page: QWidget) -> str:
    """All that a page shows or says to a screen reader."""
    parts = [page, *page.findChildren(QWidget)]
    texts = [each.text() for each in page.findChildren(QLabel) if each.isVisible()]
    spoken = [f"{each.accessibleName()} {each.accessibleDescription()}" for each in parts]
    tips = [each.toolTip() for each in parts]
    table = page.findChild(QTableWidget, "states_table")
    assert isinstance(table, QTableWidget)
    indexes = [
        table.model().index(row, column)
        for row in range(table.rowCount())
        for column in range(table.columnCount())
    ]
    cells = [str(each.data()) for each in indexes]
    return "\n".join([*texts, *spoken, *tips, *cells])


def chart(page: OverviewPage, id: str) -> str:
    """What a chart says."""
    card = page.findChild(QWidget, f"chart_{id}")
    bars = card.findChild(BarChart) if card else None
    return bars.accessibleDescription() if isinstance(bars, BarChart) else ""


def released(vault: Vault, id: str) -> list[Line]:
    """The lines of a table as the ledger has them."""
    (release,) = vault.run(lambda uow: Published(uow).releases)
    tables = {each.definition.id: each for each in report_of(release, None).tables}
    return overview.lines(tables[id], ENGLISH)


def readings(vault: Vault) -> list[str]:
    """The periods of which somebody read exact counts."""
    entries = vault.run(lambda uow: log.latest(uow.connection, 20))
    return [(each.content or {})["period"] for each in entries if each.action == log.READ]


def test_a_volunteer_sees_what_was_published(seen: Vault, opened: Opened) -> None:
    page = opened(seen, volunteer=True)
    assert page.shown is not None
    assert (page.shown.period, page.shown.exact) == (MARCH, False)
    for id in ("entries", "nationality_sex", "officials"):
        lines = released(seen, id)
        assert chart(page, id) == "; ".join(f"{each.label}: {each.printed}" for each in lines)
    for line in released(seen, "state"):
        if line.code in page.map.map.squares:
            name = page.map.map.squares[line.code].accessibleName()
            assert name == f"{line.label}: {line.printed} incidents"
    page.map.kind.control.set_value("entry_states")
    page.map.kind.control.edited.emit()
    for line in released(seen, "entry_states"):
        if line.code in page.map.map.squares:
            name = page.map.map.squares[line.code].accessibleName()
            assert name == f"{line.label}: {line.printed} persons"
    assert not page.strip.isVisible()
    assert not page.choice.isVisible()
    assert not page.internal.isVisible()


def test_nothing_exact_or_unpublished_is_given_to_a_volunteer(seen: Vault, opened: Opened) -> None:
    exact = seen.run(lambda uow: overview.exact(uow, MARCH))
    page = opened(seen, volunteer=True)
    assert [each.period for each in page._published] == [MARCH]
    for shown in page._published:
        assert set(shown.tables) == set(TABLES)
        for table in shown.tables.values():
            assert all(count is None or count % 5 == 0 for count in table.counts.values())
    counts = exact.tables["nationality_sex"].counts
    assert any((count or 0) % 5 for count in counts.values())  # else all of this says nothing
    assert "0–4" in said(page)
    assert "97" not in said(page)
    with pytest.raises(CasedeskError):
        seen.run(lambda uow: overview.exact(uow, APRIL))
    page.strip.show_place("exact")
    page._read()
    assert not page.exact


def test_where_nothing_was_published_a_volunteer_is_told_so(vault: Vault, opened: Opened) -> None:
    page = opened(vault, volunteer=True)
    assert page.empty.isVisible()
    assert "No report was published yet" in said(page)
    assert not page.glance.isVisible()
    assert page.shown is None


def test_a_coordinator_sees_exact_counts_marked_and_logged(seen: Vault, opened: Opened) -> None:
    page = opened(seen)
    assert page.shown is not None
    assert (page.shown.period, page.shown.exact) == (APRIL, True)
    assert page.internal.isVisible()
    assert set(readings(seen)) == {APRIL.label, "2026-08-31..2026-11-23"}
    table = page.shown.tables["officials"]
    part, whole = table.counts[("yes",)], table.counts[table.total_key]
    assert f"Share: {part} of {whole} incidents = " in said(page)
    assert set(page.shown.tables) == {*TABLES, "acts"}


def test_a_coordinator_sees_what_volunteers_see(seen: Vault, opened: Opened, qtbot: QtBot) -> None:
    page = opened(seen)
    page.strip.setFocus()
    QTest.keyClick(page.strip, Qt.Key.Key_Right)
    settle(qtbot, page._desk)
    assert page.shown is not None
    assert (page.shown.period, page.shown.exact) == (MARCH, False)
    assert not page.internal.isVisible()
    assert not page.choice.isVisible()
    assert "number" in page.source.text()


def test_the_map_is_walked_with_the_arrows(seen: Vault, opened: Opened) -> None:
    page = opened(seen, volunteer=True)
    squares = page.map.map.squares
    squares["07"].setFocus()
    for key, code in ((Qt.Key.Key_Up, "27"), (Qt.Key.Key_Left, "30"), (Qt.Key.Key_Right, "27")):
        QTest.keyClick(page.focusWidget(), key)
        assert page.focusWidget() is squares[code]
        shown = page.map.table.model().index(page.map.table.currentRow(), 0).data()
        assert squares[code].accessibleName().startswith(f"{shown}: ")
    reached, todo = {"07"}, ["07"]
    while todo:
        here = todo.pop()
        for key in (Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_Left, Qt.Key.Key_Right):
            squares[here].setFocus()
            QTest.keyClick(squares[here], key)
            (code,) = (each for each in squares if squares[each].hasFocus())
            if code not in reached:
                reached.add(code)
                todo.append(code)
    assert reached == set(squares)


def test_what_is_not_shown_looks_the_same_whatever_it_hides(qtbot: QtBot) -> None:
    board = StateMap()
    qtbot.addWidget(board)
    board.resize(800, 330)

    def drawn(number: int | None, text: str) -> bytes:
        line = Line("07", "Chiapas", text, number)
        way = Line("gulf", "Gulf", text, number)
        board.show_lines({"07": line}, {"gulf": way}, lambda each: each.label)
        return bytes(board.grab().toImage().constBits())

    assert drawn(30, "–") == drawn(95, "–")  # one class of what is printed: one look
    assert drawn(None, "–") != drawn(30, "–")
    steps = map_file.load()
    assert [steps.step(each) for each in (None, 0, 5, 20, 25, 95, 100, 900)] == [
        *(0, 0, 1, 1, 2, 2, 3, 3),
    ]


def test_the_drawing_has_every_state_and_every_corridor_once() -> None:
    drawing = map_file.load()
    assert set(drawing.states) == set(codelists.load("states").codes)
    assert set(drawing.corridors) == set(codelists.load("corridors").codes)
    places = [(each.column, each.row) for each in drawing.states.values()]
    assert len(set(places)) == 32
    assert len({each.short for each in drawing.states.values()}) == 32


@pytest.mark.parametrize(
    ("language", "look", "percent"), [("es", "light", 100), ("en", "contrast", 200)]
)
def test_nothing_is_nameless_small_or_cut(
    seen: Vault,
    opened: Opened,
    qapp: QApplication,
    qtbot: QtBot,
    language: str,
    look: str,
    percent: int,
) -> None:
    page = opened(seen, volunteer=True)
    theme.apply(qapp, look, percent)
    set_language(language)
    page.resize(1238 if percent == 200 else 1158, 768)  # beside the sidebar of a small laptop
    qtbot.wait(1)
    assert faults(page) == []
    assert page.minimumSizeHint().width() <= 1366 - theme.px(64)
    words = Words(language)
    control = page.period.control
    assert isinstance(control, CodeBox)
    assert words.period(MARCH) in control.combo.currentText()
    title = {"es": "Personas por nacionalidad y sexo", "en": "Persons by nationality and sex"}
    assert title[language] in said(page)
