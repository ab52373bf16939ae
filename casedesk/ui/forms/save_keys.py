"""The keys that save a form, the same in every form."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QPushButton, QWidget

from casedesk.i18n import N_
from casedesk.ui.kit.binding import bind

#: "Return" is the large key, "Enter" the one of the number pad
KEYS = ("Ctrl+Return", "Ctrl+Enter", "Ctrl+S")
TOLD = N_("Ctrl+Enter saves")


def save_with_keys(page: QWidget, save: Callable[[], None]) -> None:
    """Save when one of the keys is pressed anywhere in a page."""
    for keys in KEYS:
        shortcut = QShortcut(QKeySequence(keys), page)
        shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        shortcut.activated.connect(save)


def tell_keys(button: QPushButton) -> None:
    """Have a button say in its tool tip, and to a screen reader, which keys do the same."""
    bind(button, "setToolTip", TOLD)
    bind(button, "setAccessibleDescription", TOLD)
