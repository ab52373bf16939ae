"""A whole form for one record: sections of questions and the summary of what is wrong."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from typing import Any, TypeVar

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from casedesk.domain.fields import RecordClass
from casedesk.ui.forms.record_fields import RecordFields
from casedesk.ui.forms.sections import Section, placed, section
from casedesk.ui.kit.control import NO_ANSWER
from casedesk.ui.kit.forms import Form
from casedesk.ui.kit.labels import hint
from casedesk.ui.kit.layouts import vbox

R = TypeVar("R")


class RecordForm(QWidget):
    """Shows a record, gives back what was written, and shows errors at their questions."""

    edited = Signal(str)  # a field's name

    def __init__(
        self,
        cls: RecordClass,
        sections: Sequence[Section],
        *,
        today: Callable[[], date],
        name: str = "",
    ) -> None:
        super().__init__()
        self.setObjectName(name)
        names = [name for each in sections for name in each.names]
        self.questions = RecordFields(cls, names, today=today, parent=self)
        self._record: Any = None
        self.form = Form(self.questions.fields, self)
        self.form.check = self.problems
        box = vbox(self.form.summary, hint(NO_ANSWER), spacing=22)
        for each in sections:
            widgets = placed(each.asked, self.questions.fields)
            box.addWidget(section(each.title, *widgets, help=each.hint))
        self.setLayout(box)
        self.questions.edited.connect(self.edited)

    @property
    def touched(self) -> bool:
        """Whether anything was written since the record was shown."""
        return self.questions.touched

    def show_record(self, record: Any) -> None:
        """Show a record's answers and no errors."""
        self._record = record
        self.questions.show(record)
        self.set_errors({})

    def value_of(self, base: R) -> R:
        """``base`` with the answers written here. Raises Invalid."""
        return self.questions.value_of(base)

    def problems(self) -> dict[str, str]:
        """What is wrong with the record as written: message ids by name."""
        return {} if self._record is None else self.questions.problems(self._record)

    def set_errors(self, errors: Mapping[str, str]) -> None:
        """Show message ids at their questions; the summary takes the focus."""
        self.form.show_errors(errors)

    def content(self) -> dict[str, Any]:
        """What was written, for a draft."""
        return self.questions.content()

    def restore(self, content: Mapping[str, Any]) -> None:
        """Put a draft back."""
        self.questions.restore(content)
