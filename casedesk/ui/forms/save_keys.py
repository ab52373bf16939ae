"""The keys that save a form, the same in every form."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QApplication, QPushButton, QWidget

from casedesk.i18n import N_
from casedesk.ui.kit.binding import bind
from casedesk.ui.kit.combos import Combo

#: "Return" is the large key, "Enter" the one of the number pad
KEYS = ("Ctrl+Return", "Ctrl+Enter", "Ctrl+S")
TOLD = N_("Ctrl+Enter saves")
#: where saving may go on with the next of the same
NEXT_KEYS = ("Ctrl+Shift+Return", "Ctrl+Shift+Enter")
NEXT_TOLD = N_("Ctrl+Shift+Enter saves and goes on with the next")


def save_with_keys(page: QWidget, save: Callable[[], None], keys: Sequence[str] = KEYS) -> None:
    """Save when one of the keys is pressed anywhere in a page."""
    for each in keys:
        shortcut = QShortcut(QKeySequence(each), page)
        shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        shortcut.activated.connect(lambda: _settled(save))


def tell_keys(button: QPushButton, told: str = TOLD) -> None:
    """Have a button say in its tool tip, and to a screen reader, which keys do the same."""
    bind(button, "setToolTip", told)
    bind(button, "setAccessibleDescription", told)


def _settled(save: Callable[[], None]) -> None:
    """Save with what is being typed in a list taken for what it can only be."""
    focus = QApplication.focusWidget()
    if isinstance(focus, Combo):
        focus.settle()
    save()
