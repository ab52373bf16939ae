"""A form: named fields that are read together and show their errors together."""

from collections.abc import Mapping
from typing import Any

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QScrollArea, QWidget

from casedesk.errors import Invalid
from casedesk.ui.kit.banners import ErrorSummary
from casedesk.ui.kit.field import Field


class Form(QObject):
    """Named fields and the summary of what is to be corrected in them."""

    edited = Signal(str)  # the field's name

    def __init__(self, fields: Mapping[str, Field], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.fields = dict(fields)
        self.summary = ErrorSummary()
        for name, field in self.fields.items():
            field.control.edited.connect(lambda name=name: self.edited.emit(name))

    def values(self) -> dict[str, Any]:
        """Every answer. Raises Invalid with a message per field that cannot be understood."""
        problems = {
            name: problem
            for name, field in self.fields.items()
            if (problem := field.control.problem())
        }
        if problems:
            raise Invalid(problems)
        return {name: field.control.value() for name, field in self.fields.items()}

    def fill(self, values: Mapping[str, Any]) -> None:
        """Show answers without signals."""
        for name, value in values.items():
            self.fields[name].control.set_value(value)

    def show_errors(self, errors: Mapping[str, str]) -> None:
        """Show message ids at their fields and in the summary; none clears them all."""
        for name, field in self.fields.items():
            field.set_error(errors.get(name))
        self.summary.show_problems(
            [(message, self._way_to(name)) for name, message in errors.items()]
        )

    def _way_to(self, name: str) -> Any:
        field = self.fields.get(name)

        def go() -> None:
            if field is not None:
                field.go()
                reveal(field)

        return go


def reveal(widget: QWidget) -> None:
    """Scroll until a widget can be seen."""
    above = widget.parentWidget()
    while above is not None:
        if isinstance(above, QScrollArea):
            above.ensureWidgetVisible(widget)
        above = above.parentWidget()
