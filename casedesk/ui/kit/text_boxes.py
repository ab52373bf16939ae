"""Controls for words and numbers."""

from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit, QWidget

from casedesk.i18n import N_
from casedesk.ui.kit.control import Control
from casedesk.ui.kit.labels import raw
from casedesk.ui.kit.layouts import vbox
from casedesk.ui.kit.surfaces import holding
from casedesk.ui.kit.theme import px, restyle


class TextBox(Control):
    """One line of text; empty is no answer."""

    def __init__(self, *, states: bool = True, secret: bool = False, width: int = 0) -> None:
        super().__init__(states=states)
        self.edit = line_edit(width)
        if secret:
            self.edit.setEchoMode(QLineEdit.EchoMode.Password)
        self.edit.textChanged.connect(self.on_typed)
        self.build(self.edit, stretch=not width)

    def focus_target(self) -> QWidget:
        """The line itself."""
        return self.edit

    def content(self) -> Any:
        """The text without spaces around it."""
        return self.edit.text().strip() or None

    def show_content(self, content: Any) -> None:
        """Show a text; the cursor stays where it is in one that is shown already."""
        if self.edit.text() != (content or ""):
            self.edit.setText(content or "")


#: in place of words that are covered; always as long
_DOTS = "••••• •••••"


class LongTextBox(Control):
    """Several lines of text; Tab leaves it."""

    def __init__(self, *, states: bool = True, lines: int = 4) -> None:
        super().__init__(states=states)
        self.edit = _Lines()
        self.edit.setTabChangesFocus(True)
        restyle(self.edit, "setMinimumHeight", lambda: px(18 + 20 * lines))
        restyle(self.edit, "setMaximumHeight", lambda: px(18 + 20 * lines))
        self.edit.textChanged.connect(self.on_typed)
        self._covered = False
        self.dots = raw(_DOTS, "muted", name="dots")
        self.dots.hide()
        self.build(holding(vbox(self.edit, self.dots, spacing=0)))

    def focus_target(self) -> QWidget:
        """The text itself."""
        return self.edit

    def content(self) -> Any:
        """The text without spaces around it."""
        return self.edit.toPlainText().strip() or None

    def show_content(self, content: Any) -> None:
        """Show a text; the cursor stays where it is in one that is shown already."""
        if self.edit.toPlainText() != (content or ""):
            self.edit.setPlainText(content or "")
        self.cover(self._covered)

    def cover(self, hidden: bool) -> None:
        """Show dots in place of what is written, or the words again; nothing needs no cover."""
        self._covered = hidden
        dotted = hidden and bool(self.edit.toPlainText())
        self.edit.setVisible(not dotted)
        self.dots.setVisible(dotted)


class NumberBox(Control):
    """A whole number; typed, because wheels and arrows change it by accident."""

    def __init__(self, *, lowest: int = 0, highest: int = 999_999, states: bool = True) -> None:
        super().__init__(states=states)
        self._lowest, self._highest = lowest, highest
        self.edit = line_edit(120)
        self.edit.setInputMethodHints(Qt.InputMethodHint.ImhDigitsOnly)
        self.edit.textChanged.connect(self.on_typed)
        self.build(self.edit, stretch=False)

    def focus_target(self) -> QWidget:
        """The line itself."""
        return self.edit

    def problem(self) -> str:
        """Whether it is no number, or none that can be."""
        text = self.edit.text().strip()
        if not text:
            return ""
        number = self._number(text)
        if number is None:
            return N_("Write a whole number, for example 3.")
        if not self._lowest <= number <= self._highest:
            return N_("This number cannot be right.")
        return ""

    def content(self) -> Any:
        """The number."""
        return self._number(self.edit.text().strip())

    def show_content(self, content: Any) -> None:
        """Show a number."""
        self.edit.setText("" if content is None else str(content))

    @staticmethod
    def _number(text: str) -> int | None:
        digits = text.replace(",", "").removeprefix("-")
        return int(text.replace(",", "")) if digits.isascii() and digits.isdigit() else None


def line_edit(width: int = 0) -> QLineEdit:
    """A line to write in, perhaps of a fixed width of the design."""
    made = QLineEdit()
    if width:
        restyle(made, "setFixedWidth", lambda: px(width))
    return made


class _Lines(QPlainTextEdit):
    """Leaves the wheel to the page unless the person writes in it."""

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Scroll the text only with the focus in it."""
        if self.hasFocus():
            super().wheelEvent(event)
        else:
            event.ignore()
