"""People on file, and a desk whose errors fail the test."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import Any

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from casedesk.domain.answers import NOT_ASKED, Answer
from casedesk.domain.cases import AsylumApplication, Case, Stay
from casedesk.domain.partial_dates import PartialDate
from casedesk.domain.people import Household, Person
from casedesk.services import entries, people
from casedesk.services.people import Intake
from casedesk.services.vaults import UnitOfWork
from casedesk.storage.vault import Vault
from casedesk.ui.desk import Desk
from casedesk.ui.shell import Shell
from tests.ui.cases.drivers import settle

DAY = PartialDate(2026, 11, 20)
TakeIn = Callable[..., Case]


class Went(list[tuple[str, dict[str, Any]]]):
    """Where the desk was told to go, in order."""


@pytest.fixture
def went(desk: Desk) -> Went:
    """Where the desk was told to go."""
    ways = Went()
    desk.went.connect(lambda page, arguments: ways.append((page, arguments)))
    return ways


@pytest.fixture(autouse=True)
def nothing_crashed(desk: Desk, qtbot: QtBot) -> Iterator[None]:
    """A bug in work away from the windows fails the test; pages are left before it ends."""
    bugs: list[object] = []
    desk.tasks.crashed.connect(bugs.append)
    yield
    for window in QApplication.topLevelWidgets():
        window.hide()
    qtbot.waitUntil(lambda: not desk.tasks.busy)
    assert not bugs


@pytest.fixture
def take_in(vault: Vault) -> TakeIn:
    """Takes an invented person in; answers of the person by name."""

    def made(
        *,
        on: PartialDate = DAY,
        asylum: str = "",
        travels_with: Answer[str] = NOT_ASKED,
        household: Household | None = None,
        **answers: Any,
    ) -> Case:
        def work(uow: UnitOfWork) -> Case:
            person = replace(Person(), **answers)
            draft = Intake(
                person=person,
                entered_on=on,
                stay=Stay(case_id="", travels_with=travels_with),
                household=household,
            )
            case = people.intake(uow, draft)
            if asylum:
                state = AsylumApplication(case_id=case.id, state=asylum, state_since=on)
                entries.save(uow, state)
            return case

        return vault.run(work)

    return made


@pytest.fixture
def shell(desk: Desk, qtbot: QtBot) -> Shell:
    """The window, at the list of cases."""
    made = Shell(desk)
    qtbot.addWidget(made, before_close_func=lambda window: setattr(window, "_may_close", True))
    made.show()
    made.activateWindow()
    qtbot.waitUntil(made.isActiveWindow)
    made.show_page("cases")
    settle(qtbot, desk)
    return made
