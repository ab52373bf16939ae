"""The answers to choose from, as a small list that coordinators edit."""

from collections.abc import Callable, Sequence
from datetime import date
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from casedesk.domain.answers import Missing
from casedesk.domain.encoding import decode, encode
from casedesk.domain.extras import Choice, ExtraField
from casedesk.domain.fields import specs
from casedesk.errors import Invalid
from casedesk.i18n import N_, _
from casedesk.ui.forms.record_fields import RecordFields
from casedesk.ui.forms.sections import Readable, placed
from casedesk.ui.kit.binding import bind
from casedesk.ui.kit.buttons import button
from casedesk.ui.kit.field import Field
from casedesk.ui.kit.labels import h2, label
from casedesk.ui.kit.layouts import clear, hbox, vbox
from casedesk.ui.kit.surfaces import Card

_WORDS = ("es", "en")
_SPEC = specs(ExtraField)["choices"]


class ChoicesBox(Readable):
    """Choices one under another; one that was offered once can end, and never goes."""

    edited = Signal()

    def __init__(self, today: Callable[[], date]) -> None:
        super().__init__()
        self.setObjectName("choices")
        self._today = today
        self._choices: list[tuple[Choice, RecordFields]] = []
        self._rows = vbox(spacing=10)
        self.add_button = button(N_("Add an answer"), "plus", name="add_choice")
        self.add_button.clicked.connect(self._append)
        add_row = hbox(self.add_button, None)
        self.setLayout(vbox(h2(N_("Answers to choose from")), self._rows, add_row, spacing=10))

    def show_choices(self, choices: Sequence[Choice]) -> None:
        """Show the choices of a field."""
        self._choices = [(each, self._fields(at, each)) for at, each in enumerate(choices)]
        self._draw()

    def choices(self) -> tuple[Choice, ...]:
        """The choices as written, without those in which nothing is. Raises Invalid."""
        problems: dict[str, str] = {}
        written = []
        for choice, fields in self._choices:
            try:
                written.append(fields.value_of(choice))
            except Invalid as error:
                problems |= error.fields
        if problems:
            raise Invalid(problems)
        return tuple(each for each in written if each != Choice())

    def problems(self) -> dict[str, str]:
        """What is wrong now, by the names that errors have."""
        found: dict[str, str] = {}
        for choice, fields in self._choices:
            if (fields.value_or_none(choice) or choice) != Choice():
                found |= fields.problems(choice)
        return found

    def content(self) -> Any:
        """What is written, for a draft."""
        return encode(_SPEC, tuple(f.value_or_none(each) or each for each, f in self._choices))

    def restore(self, content: Any) -> None:
        """Put a draft back."""
        self.show_choices(decode(_SPEC, content))

    def fields(self) -> dict[str, Field]:
        """The fields by the names that errors have, such as ``choices.0.es``."""
        return {
            f"choices.{at}.{name}": field
            for at, (_choice, fields) in enumerate(self._choices)
            for name, field in fields.fields.items()
        }

    def _fields(self, at: int, choice: Choice) -> RecordFields:
        names = _WORDS if isinstance(choice.code, Missing) else (*_WORDS, "ended")
        prefix = f"choices.{at}."
        made = RecordFields(Choice, names, today=self._today, prefix=prefix, parent=self)
        made.show(choice)
        made.edited.connect(lambda _name: self.edited.emit())
        return made

    def _append(self) -> None:
        self._choices.append((Choice(), self._fields(len(self._choices), Choice())))
        self._draw()
        self._choices[-1][1].fields["es"].go()
        self.edited.emit()

    def _remove(self, at: int) -> None:
        del self._choices[at]
        self._draw()
        self.add_button.setFocus()
        self.edited.emit()

    def _draw(self) -> None:
        """Drawing anew destroys the fields: carry what is written over."""
        kept = [(choice, fields.content()) for choice, fields in self._choices]
        self._choices = [(each, self._fields(at, each)) for at, (each, _same) in enumerate(kept)]
        clear(self._rows)
        for at, (_choice, content) in enumerate(kept):
            self._choices[at][1].restore(content)
            self._rows.addWidget(self._row(at))

    def _row(self, at: int) -> QWidget:
        choice, fields = self._choices[at]
        made = Card(margin=14, name=f"choice_{at}")
        title = label("", "strong")
        bind(title, "setText", lambda: _("Answer {number}").format(number=at + 1))
        head = hbox(title, None)
        if isinstance(choice.code, Missing):
            drop = button(N_("Remove"), "trash", "link", name="remove_choice")
            words = N_("Remove answer {number}")
            bind(drop, "setAccessibleName", lambda: _(words).format(number=at + 1))
            drop.clicked.connect(lambda: self._remove(at))
            head.addWidget(drop)
        made.body.addLayout(head)
        for widget in placed(
            (_WORDS, *(name for name in fields.fields if name == "ended")), fields.fields
        ):
            made.add(widget)
        return made
