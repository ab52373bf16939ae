"""Help with typing what cannot be seen: showing it, and seeing that Caps Lock is on."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit, QPushButton, QWidget

from casedesk.i18n import N_
from casedesk.ui.kit.binding import bind
from casedesk.ui.kit.buttons import button
from casedesk.ui.kit.field import Field
from casedesk.ui.kit.labels import icon_label, label
from casedesk.ui.kit.layouts import hbox

SHOW, HIDE = N_("Show what I type"), N_("Hide what I type")
CAPS_LOCK = N_("Caps Lock seems to be on")


def line_of(field: Field) -> QLineEdit:
    """The line in which a field of text is written."""
    target = field.control.focus_target()
    assert isinstance(target, QLineEdit)  # noqa: S101 - text boxes are lines
    return target


class ShowButton:
    """A button that uncovers and covers what is typed in some fields."""

    def __init__(self, fields: Sequence[Field], name: str = "show_words") -> None:
        self._lines = [line_of(field) for field in fields]
        self.button: QPushButton = button(SHOW, "eye", "link", name=name)
        self.button.clicked.connect(self.toggle)

    def toggle(self) -> None:
        """Uncover, or cover again."""
        hidden = self._lines[0].echoMode() == QLineEdit.EchoMode.Password
        mode = QLineEdit.EchoMode.Normal if hidden else QLineEdit.EchoMode.Password
        for line in self._lines:
            line.setEchoMode(mode)
        bind(self.button, "setText", HIDE if hidden else SHOW)


class CapsLockHint(QWidget):
    """Appears when letters come out in the wrong case: Qt does not tell the key's state."""

    def __init__(self, fields: Sequence[Field]) -> None:
        super().__init__()
        self.setObjectName("caps_lock")
        row = hbox(icon_label("alert-triangle", "warn", 18), spacing=6)
        row.addWidget(label(CAPS_LOCK, "hint"), 1)
        self.setLayout(row)
        self.hide()
        for field in fields:
            line_of(field).installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Look at the letters typed; never keeps an event from anybody."""
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            if event.key() == Qt.Key.Key_CapsLock:
                self.hide()  # what it is now shows with the next letter
            elif len(event.text()) == 1 and event.text().isalpha():
                shift = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
                self.setVisible(event.text().isupper() != shift)
        return super().eventFilter(watched, event)
