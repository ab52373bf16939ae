"""Closing a case with a reason, in a line of the page instead of a window."""

from PySide6.QtCore import Signal

from casedesk.i18n import N_
from casedesk.services.validation import REQUIRED
from casedesk.ui.desk import Desk
from casedesk.ui.forms.controls import Choices
from casedesk.ui.kit.buttons import button
from casedesk.ui.kit.code_box import CodeBox
from casedesk.ui.kit.field import Field
from casedesk.ui.kit.labels import muted
from casedesk.ui.kit.layouts import hbox
from casedesk.ui.kit.surfaces import Card


class ClosingBox(Card):
    """Asks for the reason; hidden until somebody wants to close the case."""

    confirmed = Signal(str)  # the code of the reason

    def __init__(self, desk: Desk) -> None:
        super().__init__(name="closing")
        choices = Choices("close_reasons", lambda: desk.clock.now().date())
        self.reason = Field(
            N_("Reason for closing"), CodeBox(choices, states=False), name="close_reason"
        )
        self.confirm = button(N_("Close the case"), "lock", "danger", name="close_confirm")
        self.cancel = button(N_("Cancel"), name="close_cancel")
        self.add(muted(N_("Nothing is lost: a closed case can be read and opened again.")))
        self.add(self.reason)
        self.add(hbox(self.confirm, self.cancel, None, spacing=10))
        self.confirm.clicked.connect(self._confirm)
        self.cancel.clicked.connect(self.hide)
        self.hide()

    def begin(self) -> None:
        """Ask."""
        self.reason.set_error(None)
        self.reason.control.show_content(None)
        self.show()
        self.reason.go()

    def _confirm(self) -> None:
        reason = self.reason.control.content()
        if not reason:
            self.reason.set_error(REQUIRED)
            self.reason.go()
            return
        self.confirmed.emit(reason)
