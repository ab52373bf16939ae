"""The list of 100,000 lines holds numbers and fetches what comes into sight."""

from collections.abc import Sequence

import pytest
from pytestqt.qtbot import QtBot

from casedesk.services import cases
from casedesk.services.cases import CaseLine
from casedesk.services.vaults import UnitOfWork
from casedesk.ui.cases.lines_model import CaseLinesModel
from casedesk.ui.cases.table import CasesTable
from casedesk.ui.desk import Desk
from tests.ui.cases.drivers import settle

MANY = 100_000


def line(number: int) -> CaseLine:
    """The line of a number."""
    return CaseLine(
        number=number,
        case_id=f"case {number}",
        person_id=f"person {number}",
        folio=f"F{number}",
        name=f"Name {number}",
        alias="",
        nationality=None,
        birth=None,
        age=None,
        age_on=None,
        arrived="2026-11-20",
        here=True,
        state="open",
        asylum=None,
    )


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """Every number that lines were fetched for."""
    numbers: list[int] = []

    def lines(_uow: UnitOfWork, wanted: Sequence[int]) -> list[CaseLine]:
        numbers.extend(wanted)
        return [line(number) for number in wanted]

    monkeypatch.setattr(cases, "lines", lines)
    return numbers


def shown(table: CasesTable) -> list[str]:
    """The names in sight."""
    model = table.model()
    first, last = table.rowAt(0), table.rowAt(table.viewport().height() - 1)
    return [model.index(row, 1).data() for row in range(first, last + 1)]


def test_100_000_lines_are_not_fetched_at_once(desk: Desk, qtbot: QtBot, asked: list[int]) -> None:
    model = CaseLinesModel(desk)
    table = CasesTable(model)
    qtbot.addWidget(table)
    table.resize(900, 600)
    table.show()
    model.show_numbers(range(MANY, 0, -1))
    qtbot.waitUntil(lambda: "…" not in shown(table))
    assert model.rowCount() == MANY
    assert 0 < len(asked) <= 300
    table.scrollToBottom()
    qtbot.waitUntil(lambda: "…" not in shown(table))
    assert shown(table)[-1] == "Name 1"
    assert len(asked) <= 900


def test_what_was_fetched_long_ago_is_forgotten(desk: Desk, qtbot: QtBot, asked: list[int]) -> None:
    model = CaseLinesModel(desk)
    model.show_numbers(range(1, MANY + 1))
    for page in range(60):
        model.line(page * 100)
        qtbot.waitUntil(lambda: model._gather.isActive() is False)
        settle(qtbot, desk)
    assert len(model._pages) <= 30
    assert len(asked) == 6_000


def test_a_number_that_is_not_listed_has_no_row(desk: Desk, qtbot: QtBot) -> None:
    model = CaseLinesModel(desk)
    model.show_numbers([7, 5, 3])
    assert [model.row_of(number) for number in (5, 4)] == [1, -1]
    qtbot.waitUntil(lambda: not desk.tasks.busy)
