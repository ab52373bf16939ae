"""A question of a form: label, hint, error, then the control."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QWidget

from casedesk.ui.kit.binding import Text, bind, say, unbind
from casedesk.ui.kit.control import Control
from casedesk.ui.kit.in_sight import hold_still
from casedesk.ui.kit.labels import hint as hint_label
from casedesk.ui.kit.labels import icon_label, label
from casedesk.ui.kit.layouts import hbox, vbox


class Field(QWidget):
    """A label above, a hint, an error line, and the control, joined for a screen reader."""

    def __init__(self, text: Text, control: Control, *, hint: Text = "", name: str = "") -> None:
        super().__init__()
        self.setObjectName(name)
        self.control = control
        self.text, self._hint, self._error = text, hint, ""
        self._missed = False  # the error was shown while nothing was written
        self._label = label(text, "label")
        target = control.focus_target()
        target.setObjectName(target.objectName() or f"{name}_input")
        self._label.setBuddy(target)
        self._error_line: _ErrorLine | None = None
        self._box = box = vbox(self._label, spacing=4)
        if hint:
            box.addWidget(hint_label(hint))
        box.addWidget(control)
        box.addStretch(1)  # room to spare goes under the control, not between its parts
        self.setLayout(box)
        self._name_targets()
        control.state.shown.connect(self._speak)
        control.edited.connect(self._look_again)

    def value(self) -> object:
        """The answer. Raises Unreadable."""
        return self.control.value()

    def error(self) -> str:
        """Message id of the error shown; empty if none is."""
        return self._error

    def set_error(self, msgid: str | None) -> None:
        """Show what is wrong, or that nothing is; goes by itself once it is corrected."""
        self._error = msgid or ""
        self._missed = bool(msgid) and self.control.is_empty()
        self._show_error(self._error)
        for target in self.control.targets():
            target.setProperty("error", bool(msgid))
            target.style().unpolish(target)
            target.style().polish(target)
        self._speak()

    def go(self) -> None:
        """Bring the person to the control."""
        self.control.focus_target().setFocus(Qt.FocusReason.OtherFocusReason)

    def _show_error(self, msgid: str) -> None:
        if msgid and self._error_line is None:  # most questions never have one
            self._error_line = _ErrorLine()
            self._box.insertWidget(self._box.indexOf(self.control), self._error_line)
        if self._error_line is not None:
            self._error_line.tell(msgid)

    def _look_again(self) -> None:
        """Somebody writes: what can be understood and is not missing is wrong no longer."""
        if not self._error or (self._missed and self.control.is_empty()):
            return
        problem = self.control.problem()
        if problem != self._error:
            hold_still(lambda: self.set_error(problem))

    def _name_targets(self) -> None:
        target = self.control.focus_target()
        own_words = hasattr(target, "isCheckable")  # a check box speaks its own label
        if isinstance(target, QComboBox) and (line := target.lineEdit()) is not None:
            bind(line, "setAccessibleName", self.text)
        if not own_words:
            bind(target, "setAccessibleName", self.text)
        bind(target, "setAccessibleDescription", self._description)
        bind(self, "setAccessibleName", self.text)

    def _speak(self) -> None:
        self.control.focus_target().setAccessibleDescription(self._description())

    def _description(self) -> str:
        target = self.control.focus_target()
        # A combo box is spoken by its value, and a check box by its own label.
        with_label = isinstance(target, QComboBox) or hasattr(target, "isCheckable")
        parts = (self.text if with_label else "", self._error, self._hint)
        words = [say(part) for part in parts if part]
        return ". ".join(filter(None, (*words, self.control.spoken_state())))


class _ErrorLine(QWidget):
    """What is wrong, beside a sign."""

    def __init__(self) -> None:
        super().__init__()
        self._words = label("", "error")
        row = hbox(icon_label("alert-circle", "danger", 18), spacing=6)
        row.addWidget(self._words, 1)
        self.setLayout(row)

    def tell(self, msgid: str) -> None:
        """Say this; nothing hides the line."""
        if msgid:
            bind(self._words, "setText", msgid)
        else:
            unbind(self._words, "setText")
            self._words.clear()
        self.setVisible(bool(msgid))
