"""The shelter's own questions about a record, asked under those of the program."""

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any, TypeAlias

from PySide6.QtCore import Signal

from casedesk.i18n import N_
from casedesk.services import extras
from casedesk.services.extras import Asked
from casedesk.services.vaults import UnitOfWork
from casedesk.ui.forms.record_fields import RecordFields
from casedesk.ui.forms.sections import Readable
from casedesk.ui.kit.field import Field
from casedesk.ui.kit.labels import h2
from casedesk.ui.kit.layouts import clear, vbox

#: stores what was written about a record of a kind
StoreExtras: TypeAlias = Callable[[UnitOfWork, str, str], None]
TITLE = N_("Fields of this shelter")


class ExtrasBox(Readable):
    """A heading and the questions; nothing at all where the shelter added none."""

    edited = Signal()

    def __init__(self, today: Callable[[], date], prefix: str = "") -> None:
        super().__init__()
        self.setObjectName(f"{prefix}extras")
        self._today, self._prefix = today, prefix
        self._covered = False
        self.asked = Asked()
        self.questions: RecordFields | None = None
        self._rows = vbox(spacing=14)
        self.setLayout(vbox(h2(TITLE), self._rows, spacing=14))
        self.hide()

    @property
    def touched(self) -> bool:
        """Whether anything was written since the answers were shown."""
        return self.questions is not None and self.questions.touched

    def show_asked(self, asked: Asked) -> None:
        """Ask these questions and show the answers on file."""
        if asked.fields != self.asked.fields:
            self._ask(asked)
        self.asked = asked
        self.setVisible(bool(asked.fields))
        if self.questions is not None:
            self.questions.show(asked.sheet())

    def fields(self) -> dict[str, Field]:
        """The fields by the names that errors have."""
        if self.questions is None:
            return {}
        return {self._prefix + name: field for name, field in self.questions.fields.items()}

    def problems(self) -> dict[str, str]:
        """What is wrong now, by the names that errors have."""
        return {} if self.questions is None else self.questions.problems(self.asked.sheet())

    def answered(self) -> bool:
        """Whether any of the questions has an answer."""
        return self.questions is not None and self.questions.answered(self.questions.fields)

    def written(self) -> StoreExtras:
        """How to store what is written now, about a kind of record and an id. Raises Invalid."""
        if self.questions is None or not self.touched:
            return lambda _uow, _kind, _id: None
        asked, sheet = self.asked, self.questions.value_of(self.asked.sheet())
        return lambda uow, kind, id: extras.save(uow, kind, id, asked, sheet)

    def content(self) -> dict[str, Any]:
        """What was written, for a draft."""
        return self.questions.content() if self.questions is not None and self.touched else {}

    def restore(self, content: Mapping[str, Any]) -> None:
        """Put a draft back."""
        if self.questions is not None:
            self.questions.restore(content)

    def cover(self, hidden: bool) -> None:
        """Show dots for what is written in single lines."""
        self._covered = hidden
        if self.questions is not None:
            self.questions.cover(hidden)

    def _ask(self, asked: Asked) -> None:
        clear(self._rows)
        self.questions = None
        if not asked.fields:
            return
        self.questions = RecordFields(
            type(asked.sheet()),
            [each.name for each in asked.fields],
            today=self._today,
            prefix=self._prefix,
            labels={each.name: each.label for each in asked.fields},
            hints={each.name: each.hint for each in asked.fields if each.hint()},
            parent=self,
        )
        for field in self.questions.fields.values():
            self._rows.addWidget(field)
        self.questions.edited.connect(lambda _name: self.edited.emit())
        self.cover(self._covered)
