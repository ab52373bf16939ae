"""The focus stays on its page when what had it is taken away or cannot be used for a while."""

import shiboken6
from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QApplication, QWidget

from casedesk.ui.kit.tab_order import stops

#: after these somebody is elsewhere, or at work, and nothing takes the focus back
_GOING_ON = {
    QEvent.Type.FocusOut,
    QEvent.Type.KeyPress,
    QEvent.Type.InputMethod,
    QEvent.Type.MouseButtonPress,
}


class FocusKeeper(QObject):
    """Lends the focus to what is next to it, and gives it back to a control that can have it again.

    Qt itself goes on with Tab, which after the last control of a page is the menu at the side.
    """

    def __init__(self, page: QWidget) -> None:
        super().__init__(page)
        self._page = page
        self._lost: QWidget | None = None
        self._lent: QWidget | None = None

    def keep(self) -> bool:
        """Lend the focus if a control of the page has just lost it; whether it was so."""
        focus = QApplication.focusWidget() or self._page.window().focusWidget()
        order = stops(self._page)
        if _usable(focus) or focus not in order or not self._page.isVisible():
            return False
        at = order.index(focus)
        near = (*order[at + 1 :], *reversed(order[:at]))
        beside = next((each for each in near if _usable(each)), None)
        if beside is None:
            return False
        owner = self._lost if focus is self._lent and self._lost is not None else focus
        self._forget()
        beside.setFocus()
        self._lost, self._lent = owner, beside
        for each in (owner, beside):
            each.installEventFilter(self)
        return True

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Give the focus back, unless somebody went on meanwhile."""
        if watched is self._lent and event.type() in _GOING_ON:
            self._forget()
        elif event.type() == QEvent.Type.EnabledChange and watched is self._lost:
            owner = self._lost
            if _usable(owner):
                self._forget()
                owner.setFocus()
        return False

    def _forget(self) -> None:
        for each in (self._lost, self._lent):
            if each is not None and shiboken6.isValid(each):
                each.removeEventFilter(self)
        self._lost = self._lent = None


def _usable(widget: QWidget | None) -> bool:
    return widget is not None and widget.isVisible() and widget.isEnabled()
