"""Says beside a button that what was begun behind it waits there as a draft."""

from collections.abc import Sequence

import shiboken6
from PySide6.QtCore import QObject
from PySide6.QtWidgets import QPushButton

from casedesk.i18n import N_
from casedesk.services import drafts
from casedesk.ui.desk import Desk
from casedesk.ui.kit.binding import bind, unbind
from casedesk.ui.kit.chips import StatusChip

WAITING = N_("A draft is waiting")


class DraftSign(StatusChip):
    """A chip beside the button that opens a form; spoken with the button, too."""

    def __init__(self, beside: QPushButton, form: str = "") -> None:
        """``form`` is the name the draft is kept under."""
        super().__init__("edit", WAITING, "info")
        self.setObjectName("draft_sign")
        self.form = form
        self._button = beside
        self.hide()

    def tell(self, waiting: bool) -> None:
        """Show whether a draft is waiting."""
        self.setVisible(waiting and not self._button.isHidden())
        if waiting:
            bind(self._button, "setAccessibleDescription", WAITING)
        else:
            unbind(self._button, "setAccessibleDescription")
            self._button.setAccessibleDescription("")


def look_for_drafts(desk: Desk, signs: Sequence[DraftSign], owner: QObject) -> None:
    """Have each sign tell whether there is a draft of its form."""
    forms = {sign.form for sign in signs}

    def found(waiting: set[str]) -> None:
        for sign in signs:
            if shiboken6.isValid(sign):  # the list it stood in may have been drawn anew
                sign.tell(sign.form in waiting)

    desk.tasks.run(
        lambda uow: {form for form in forms if drafts.load(uow, form) is not None},
        found,
        owner=owner,
    )
