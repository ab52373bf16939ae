"""Records that coordinators keep up: a list, and above it the one being written."""

from abc import abstractmethod
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from PySide6.QtWidgets import QWidget

from casedesk.domain.records import Record
from casedesk.i18n import N_, _
from casedesk.services.vaults import UnitOfWork
from casedesk.ui.desk import Desk
from casedesk.ui.forms.editor import Editor
from casedesk.ui.forms.save_keys import save_with_keys
from casedesk.ui.kit.binding import bind
from casedesk.ui.kit.buttons import button
from casedesk.ui.kit.chips import StatusChip
from casedesk.ui.kit.labels import h2, icon_label, label, muted
from casedesk.ui.kit.layouts import clear, hbox, vbox
from casedesk.ui.kit.surfaces import Card, line
from casedesk.ui.settings.section import Section

R = TypeVar("R", bound=Record)


@dataclass(frozen=True)
class Kept:
    """What is kept up in a section; the words are message ids."""

    #: what one of them is called in the names of widgets
    name: str
    icon: str
    title: str
    about: str
    add: str
    #: shown while there is none
    nothing: str
    #: shown on those that are no longer used
    ended: str


class KeptSection(Section, Generic[R]):
    """One record is written at a time; those no longer used stay in the list."""

    def __init__(self, desk: Desk, kept: Kept, editor: Editor, new: Callable[[], R]) -> None:
        super().__init__(desk, f"{kept.name}s_section")
        self.kept, self.editor = kept, editor
        self.add_button = button(kept.add, "plus", name=f"add_{kept.name}")
        self.writing = Card(editor, margin=18, name=f"{kept.name}_card")
        self.writing.hide()
        self.nothing = muted(kept.nothing)
        self.rows = vbox(spacing=0)
        head = hbox(h2(kept.title), self.add_button, spacing=12)
        head.setStretch(0, 1)
        listed = (head, muted(kept.about), self.nothing, self.rows)
        self.add(self.writing)
        self.add(Card(*listed, name=f"{kept.name}s_card"))
        self.add_button.clicked.connect(lambda: self.begin(new()))
        editor.saved.connect(self.ended)
        editor.cancelled.connect(self.ended)
        save_with_keys(self, self._save)

    @abstractmethod
    def read(self, uow: UnitOfWork) -> Sequence[R]:
        """All of them, as they are to be listed."""

    @abstractmethod
    def called(self, record: R) -> str:
        """What one is called in the current language."""

    @abstractmethod
    def described(self, record: R) -> str:
        """What else the list says of one."""

    @abstractmethod
    def used(self, record: R) -> bool:
        """Whether one is still used."""

    def open(self) -> None:
        """Read them."""
        self.desk.tasks.run(self.read, self._show, owner=self, latest=self.kept.name)

    def begin(self, record: R) -> None:
        """Write down a new one, or change one."""
        self.writing.show()
        self.add_button.hide()
        self.editor.edit(record, f"{record.kind}:{record.id if record.version else 'new'}")
        self.editor.first(self.first_question(record))

    def first_question(self, _record: R) -> str:
        """The question to begin with; empty for the first."""
        return ""

    def ended(self, _saved: Any = None) -> None:
        """Nothing is being written any more."""
        self.writing.hide()
        self.add_button.show()
        self.add_button.setFocus()
        self.open()

    def _save(self) -> None:
        if not self.writing.isHidden():
            self.editor.save()

    def _show(self, found: Sequence[R]) -> None:
        clear(self.rows)
        self.nothing.setVisible(not found)
        for record in found:
            self.rows.addWidget(self._row(record))
            self.rows.addWidget(line())

    def _row(self, record: R) -> QWidget:
        made, name = QWidget(), self.kept.name
        made.setObjectName(f"{name}_{record.id}")
        words = vbox(
            label(lambda: self.called(record), "strong", name=f"{name}_title"),
            label(lambda: self.described(record), "muted", name=f"{name}_what"),
            spacing=2,
        )
        change = button(N_("Change"), "edit", name="change")
        bind(
            change, "setAccessibleName", lambda: _("Change {what}").format(what=self.called(record))
        )
        change.clicked.connect(lambda: self.begin(record))
        row = hbox(icon_label(self.kept.icon, "accent_text"), margin=(2, 10, 2, 10), spacing=12)
        row.addLayout(words, 1)
        if not self.used(record):
            row.addWidget(StatusChip("ban", self.kept.ended))
        row.addWidget(change)
        made.setLayout(row)
        return made
