"""A form: named fields that are read together and show their errors together."""

from collections.abc import Callable, Mapping
from typing import Any

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtWidgets import QComboBox, QLineEdit, QWidget

from casedesk.errors import Invalid
from casedesk.i18n import _
from casedesk.ui.kit.banners import ErrorSummary
from casedesk.ui.kit.binding import Text, say
from casedesk.ui.kit.field import Field
from casedesk.ui.kit.in_sight import hold_still, reveal
from casedesk.ui.kit.tab_order import stops


class Form(QObject):
    """Named fields and the summary of what is to be corrected in them.

    An error goes as soon as it no longer holds: ``check`` says what is wrong now; an error it
    knows nothing of goes when its own field is written in. ``more`` gives fields that come and
    go, ``places`` the parts without a field that errors are about, by the first word of their
    name.
    """

    edited = Signal(str)  # the field's name

    def __init__(self, fields: Mapping[str, Field], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.fields = dict(fields)
        self.more: Callable[[], Mapping[str, Field]] = dict
        self.places: Mapping[str, QWidget] = {}
        self.check: Callable[[], Mapping[str, str]] = self.unreadable
        self.summary = ErrorSummary()
        self._errors: dict[str, str] = {}
        self._known: frozenset[str] = frozenset()
        for name, field in self.fields.items():
            field.control.edited.connect(lambda name=name: self._on_edited(name))

    def unreadable(self) -> dict[str, str]:
        """A message per field that cannot be understood."""
        return {
            name: problem
            for name, field in self.fields.items()
            if (problem := field.control.problem())
        }

    def values(self) -> dict[str, Any]:
        """Every answer. Raises Invalid with a message per field that cannot be understood."""
        problems = self.unreadable()
        if problems:
            raise Invalid(problems)
        return {name: field.control.value() for name, field in self.fields.items()}

    def fill(self, values: Mapping[str, Any]) -> None:
        """Show answers without signals."""
        for name, value in values.items():
            self.fields[name].control.set_value(value)

    def show_errors(self, errors: Mapping[str, str]) -> None:
        """Show message ids at their fields and in the summary, which takes the focus.

        None clears them all.
        """
        now = self.check() if errors else {}
        self._known = frozenset(name for name in errors if name in now)
        self._put(errors)
        if errors:
            self.summary.take_focus()
            # Its place is known once the layouts have made room for it.
            QTimer.singleShot(0, self.summary, lambda: reveal(self.summary))

    def look_again(self, name: str = "") -> None:
        """Drop errors that hold no longer; ``name`` is the field that was written in."""
        if not self._errors:
            return
        now = self.check()
        left = {
            each: now.get(each, message)
            for each, message in self._errors.items()
            if each in now or (each not in self._known and not self._mended(each, name))
        }
        hold_still(lambda: self._put(left))

    def _mended(self, name: str, written: str) -> bool:
        field = self._all().get(name)
        return name == written and field is not None and not field.error()

    def _on_edited(self, name: str) -> None:
        self.look_again(name)
        self.edited.emit(name)

    def _all(self) -> dict[str, Field]:
        return {**self.fields, **self.more()}

    def _put(self, errors: Mapping[str, str]) -> None:
        for name, field in self._all().items():
            if field.error() != errors.get(name, ""):
                field.set_error(errors.get(name))
        if dict(errors) != self._errors:
            self._errors = dict(errors)
            self.summary.show_problems(
                [(self._words(name, text), self._way_to(name)) for name, text in errors.items()]
            )

    def _words(self, name: str, message: str) -> Text:
        """The message after what is asked, where there is a field."""
        field = self._all().get(name)
        if field is None:
            return message
        return lambda: _about(say(field.text), _(message))

    def _way_to(self, name: str) -> Callable[[], None]:
        field = self._all().get(name)
        if field is not None:
            return lambda: _go(field, field.control.focus_target())
        place = self.places.get(name.split(".", maxsplit=1)[0])
        return lambda: _into(place) if place is not None else None


def _about(question: str, message: str) -> str:
    return f"{question} {message}" if question.endswith("?") else f"{question}: {message}"


def _into(place: QWidget) -> None:
    """Bring the person to the first control of a part."""
    used = (each for each in stops(place) if each.isVisible() and each.isEnabled())
    _go(place, next(used, place))


def _go(shown: QWidget, target: QWidget) -> None:
    target.setFocus()
    line = target.lineEdit() if isinstance(target, QComboBox) else target
    if isinstance(line, QLineEdit):
        line.selectAll()  # what is wrong is typed over
    reveal(shown)
