"""Says what was just done, and to whom, and offers to take it back, wherever one goes next."""

from typing import Any

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QPushButton, QWidget

from casedesk.domain.people import Person
from casedesk.i18n import N_, _
from casedesk.services import steps
from casedesk.services.steps import Step
from casedesk.ui.cases import names
from casedesk.ui.desk import Desk
from casedesk.ui.kit.banners import Banner
from casedesk.ui.kit.binding import Text, bind, say

#: long enough to notice a mistake; afterwards the history still undoes changes
_MS = 60_000
#: until then the keys mean this step; later they only lead to the button that takes it back
_AT_ONCE_MS = 15_000


class StepNotice(Banner):
    """The last step alone: whoever takes another gives up taking back this one."""

    def __init__(self, desk: Desk) -> None:
        super().__init__("ok", "", action=N_("Undo"), closable=True)
        self.setObjectName("step_notice")
        self._desk = desk
        self._step: Step[Any] | None = None
        self._person: Person | None = None
        self._folio = ""
        self._said: Text = ""
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(_MS)
        self._timer.timeout.connect(self.close_notice)
        self._fresh = QTimer(self)
        self._fresh.setSingleShot(True)
        self._fresh.setInterval(_AT_ONCE_MS)
        self.acted.connect(self.take_back)
        self.closed.connect(self._forget)
        desk.names_hidden_changed.connect(lambda _hidden: bind(self.label, "setText", self._words))
        self.hide()

    @property
    def ways(self) -> list[QWidget]:
        """Its buttons, in order."""
        return list(self.findChildren(QPushButton))

    def offer(self, step: Step[Any], sentence: Text) -> None:
        """Say what was done; nothing changed is nothing to take back."""
        self._step = step if step.operations else None
        if self.action is not None:
            self.action.setVisible(self._step is not None)
        self._person = step.person
        self._said, self._folio = sentence, step.folio
        self.tell(self._words)
        self._timer.start()
        self._fresh.start()

    def undo_keys(self) -> None:
        """Ctrl+Z: whoever means something typed long after must not lose a whole step."""
        if self._fresh.isActive():
            self.take_back()
        elif self._step is not None and self.action is not None:
            self.action.setFocus()

    def take_back(self) -> None:
        """Undo the step whole, once."""
        step = self._step
        if step is None:
            return
        self.close_notice()
        self._desk.tasks.run(
            lambda uow: steps.take_back(uow, step),
            lambda _nothing: self._desk.say(_("Taken back. The record of use keeps both.")),
            owner=self,
        )

    def _words(self) -> str:
        said = f"{self._folio}: {say(self._said)}" if self._folio else say(self._said)
        if self._person is None:
            return said
        return f"{names.of_person(self._person, self._desk)} · {said}"

    def _forget(self) -> None:
        self._step = None
        self._timer.stop()
        self._fresh.stop()
