"""What stands where a period is counted as long as nobody is on file."""

from PySide6.QtWidgets import QWidget

from casedesk.i18n import N_
from casedesk.ui.desk import Desk
from casedesk.ui.kit.buttons import button
from casedesk.ui.kit.surfaces import EmptyState

_TITLE = N_("No month has anybody in it yet")
_TEXT = N_("Take people in first; their month appears here.")


class NobodyYet(EmptyState):
    """Leads to the first person; hidden until it is known that there is nobody."""

    def __init__(self, desk: Desk) -> None:
        self._first = button(N_("Take in the first person"), "user-plus", name="first_person")
        self._first.clicked.connect(lambda: desk.go("person"))
        super().__init__("chart-bar", _TITLE, _TEXT, self._first)
        self.hide()

    def stand_for(self, parts: tuple[QWidget, ...], *, nobody: bool) -> None:
        """Show either itself or the parts; takes the focus over from a part that had it."""
        focus = self.window().focusWidget()
        held = focus is not None and any(part.isAncestorOf(focus) for part in parts)
        for part in parts:
            part.setVisible(not nobody)
        self.setVisible(nobody)
        if nobody and held:
            self._first.setFocus()
