"""The vault is never asked on the thread that draws the windows."""

import threading
from itertools import count

import pytest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from casedesk.progress import Progress
from casedesk.services import drafts, rooms
from casedesk.storage.vault import Vault
from casedesk.ui.desk import Desk
from casedesk.ui.kit.binding import say


def test_work_goes_to_a_thread_of_its_own(desk: Desk, qtbot: QtBot) -> None:
    owner, found = QWidget(), list[object]()
    qtbot.addWidget(owner)
    desk.tasks.run(rooms.all_rooms, found.append, owner=owner)
    qtbot.waitUntil(lambda: bool(found))
    assert found == [[]]


def test_a_window_that_asks_the_vault_itself_fails_every_test_of_windows(vault: Vault) -> None:
    assert vault.run(rooms.all_rooms) == []  # a test may
    with pytest.raises(AssertionError, match="GUI thread"):
        say(lambda: str(vault.run(rooms.all_rooms)))  # as a label would, while it is drawn


def test_locking_stops_long_work_and_keeps_what_was_handed_over(desk: Desk, vault: Vault) -> None:
    began, gave_up = threading.Event(), threading.Event()

    def publish(_vault: Vault, progress: Progress) -> None:
        for step in count():
            progress(step, 0)
            began.set()
            if gave_up.wait(0.01):
                raise AssertionError("nothing stopped it")

    desk.tasks.call(publish, owner=desk)
    assert began.wait(30)
    desk.tasks.silence()
    desk.tasks.run(lambda uow: drafts.save(uow, "person:new", {"alias": "Luna"}), owner=desk)
    late = threading.Timer(10, gave_up.set)
    late.start()
    desk.tasks.finish()
    late.cancel()
    assert not gave_up.is_set()
    assert vault.run(lambda uow: drafts.load(uow, "person:new")) is not None


def test_long_work_that_ended_before_it_could_be_stopped_is_answered(
    desk: Desk, qtbot: QtBot
) -> None:
    last_step, asked, answers = threading.Event(), threading.Event(), list[str]()

    def publish(_vault: Vault, progress: Progress) -> str:
        progress(1, 1)
        last_step.set()
        assert asked.wait(30)
        return "published"

    task = desk.tasks.call(publish, answers.append, owner=desk)
    assert last_step.wait(30)
    task.cancel()
    asked.set()
    qtbot.waitUntil(lambda: not desk.tasks.busy)
    assert answers == ["published"]
