"""Whoever is on file already and may be the person being written down."""

import dataclasses
from collections.abc import Callable, Mapping
from typing import Any

from PySide6.QtCore import QObject, QTimer, Signal

from casedesk.domain.people import Person
from casedesk.services import likenesses, namesakes
from casedesk.services.cases import CaseLine
from casedesk.services.likenesses import Likeness
from casedesk.services.vaults import UnitOfWork
from casedesk.ui.cases.intake.hint import NamesakeHint
from casedesk.ui.cases.likeness_panel import LikenessPanel
from casedesk.ui.desk import Desk

_NAMES_MS = 400
_DRAFT = "apart"
#: answers that tell one person from another
_COMPARED = frozenset(
    {"given_names", "surnames", "alias", "birth", "age", "nationality", "sex", "birth_place"}
)


class Alike(QObject):
    """Looks while somebody writes, and remembers who was said to be somebody else."""

    opened = Signal(str)  # id of a case
    denied = Signal()

    def __init__(self, desk: Desk, person: Callable[[], Person], parent: QObject) -> None:
        """``person`` is what is written now."""
        super().__init__(parent)
        self._desk, self._person = desk, person
        self.hint = NamesakeHint(desk)
        self.panel = LikenessPanel(desk)
        #: who was said not to be this person, and who was shown before saving
        self.apart: list[str] = []
        self._seen: set[str] = set()
        #: whether the person is being saved: what is found then may be that person
        self.saving = False
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(_NAMES_MS)
        self._timer.timeout.connect(self.look)
        self.panel.denied.connect(self._deny)
        self.panel.opened.connect(self.opened)
        self.hint.opened.connect(self.opened)

    def edited(self, name: str) -> None:
        """An answer was written: look soon, if it tells one person from another."""
        if name in _COMPARED:
            self._timer.start()

    def stop(self) -> None:
        """Do not look any more."""
        self._timer.stop()

    def look(self) -> None:
        """Look for whoever may be the same."""
        person, apart = self._person(), tuple(self.apart)
        self._desk.tasks.run(
            lambda uow: (
                likenesses.of(uow, person, but=apart),
                namesakes.of(uow, person.full_name),
            ),
            lambda found: self._show(person, *found),
            owner=self,
            latest="names",
        )

    def unseen(self, uow: UnitOfWork, person: Person) -> list[Likeness]:
        """Whoever is likely the same and was neither denied nor shown before saving."""
        return likenesses.of(uow, person, but={*self.apart, *self._seen})

    def show_first(self, person: Person, found: list[Likeness]) -> None:
        """Lead to who is on file already; saving once more saves a new person."""
        self._seen |= {each.person.id for each in found}
        self.panel.show_found(person, found)
        self.panel.take_focus()

    def clear(self) -> None:
        """Forget everybody."""
        self.hint.show_lines([])
        self.panel.show_found(Person(), [])
        self.apart, self._seen = [], set()

    def content(self) -> dict[str, Any]:
        """Who was said to be somebody else, for a draft."""
        return {_DRAFT: self.apart} if self.apart else {}

    def restore(self, content: Mapping[str, Any]) -> None:
        """Put a draft back."""
        self.apart = list(content.get(_DRAFT, ()))

    def _show(self, person: Person, found: list[Likeness], lines: list[CaseLine]) -> None:
        """Whoever is likely the same is shown side by side; others of the name in a line."""
        now = dataclasses.replace(self._person(), id=person.id)
        if self.saving or now != person:
            return  # found for somebody else: the one saved meanwhile is on file by now
        self.panel.show_found(person, found)
        shown = {*self.panel.people, *self.apart}
        self.hint.show_lines([line for line in lines if line.person_id not in shown])

    def _deny(self, person_id: str) -> None:
        self.apart.append(person_id)
        self.look()
        self.denied.emit()
