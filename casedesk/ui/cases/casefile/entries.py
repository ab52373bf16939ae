"""A list of a case's entries of one kind, each edited in place."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QPushButton, QWidget

from casedesk.domain.records import Record
from casedesk.i18n import N_, _
from casedesk.services import entries
from casedesk.ui.cases import names
from casedesk.ui.desk import Desk
from casedesk.ui.forms import draft_names
from casedesk.ui.forms.draft_signs import DraftSign, look_for_drafts
from casedesk.ui.forms.editor import Editor, Store
from casedesk.ui.forms.sections import Section
from casedesk.ui.kit.binding import Text, bind
from casedesk.ui.kit.buttons import button
from casedesk.ui.kit.chips import StatusChip
from casedesk.ui.kit.labels import h2, icon_label, label, muted
from casedesk.ui.kit.layouts import FlowLayout, add, clear, hbox, vbox
from casedesk.ui.kit.surfaces import Card, holding, line

#: more steps than this go under the words: beside them they would leave no room
_BESIDE = 1
E = TypeVar("E", bound=Record)


@dataclass(frozen=True)
class Kind(Generic[E]):
    """How entries of one kind are listed and edited."""

    cls: type[E]
    title: str
    empty: str
    new: str
    icon: str
    sections: Sequence[Section]
    #: what an entry is, in a few words, and more about it
    words: Callable[[E], tuple[str, str]]
    #: an empty entry of a case
    make: Callable[[str], E]
    chip: Callable[[E], tuple[str, Text, Any] | None] = lambda _entry: None


@dataclass(frozen=True)
class Step(Generic[E]):
    """What can be done to an entry in one step, besides changing it."""

    words: str
    icon: str
    possible: Callable[[E], bool]
    do: Callable[[E], None]
    name: str = "step"


class EntriesBox(QWidget, Generic[E]):
    """Entries, the latest first; one at a time can be edited."""

    saved = Signal(object)
    editing = Signal(bool)  # whether an entry is being written

    def __init__(
        self, desk: Desk, kind: Kind[E], *steps: Step[E], save: Store = entries.save
    ) -> None:
        super().__init__()
        self._desk, self.kind, self._steps = desk, kind, steps
        self._case_id = ""
        self._entries: tuple[E, ...] = ()
        self.setObjectName(f"{kind.cls.kind}_box")
        self.editor = Editor(
            desk,
            kind.cls,
            kind.sections,
            save=save,
            fresh=entries.again,
            cancel=True,
        )
        self.add_button = button(kind.new, "plus", name=f"add_{kind.cls.kind}")
        self._editing = Card(self.editor, margin=18)
        self._editing.hide()
        self.rows = vbox(spacing=0)
        self._sign = DraftSign(self.add_button)
        self._signs: list[DraftSign] = []
        head = hbox(h2(kind.title), None, self._sign, self.add_button, spacing=12)
        head.setStretch(0, 1)
        self.setLayout(vbox(head, self._editing, self.rows, spacing=10))
        self.add_button.clicked.connect(lambda: self.begin(self.kind.make(self._case_id)))
        self.editor.saved.connect(self._ended)
        self.editor.saved.connect(self.saved)
        self.editor.cancelled.connect(self._ended)

    def show_entries(self, case_id: str, found: Sequence[E]) -> None:
        """Show the entries of a case; what is being written stays."""
        if case_id != self._case_id:
            self._editing.hide()
            self.add_button.show()
        self._case_id, self._entries = case_id, tuple(found)
        self._draw()

    def begin(self, entry: E, at: str = "") -> None:
        """Begin to write in a new entry or in one that is there; ``at`` has the focus."""
        self._editing.show()
        self.add_button.hide()
        self._sign.hide()
        self.editing.emit(True)
        draft = draft_names.of_entry(entry.kind, self._case_id, entry.id if entry.version else "")
        self.editor.edit(entry, draft)
        self.editor.first(at)

    @property
    def busy(self) -> bool:
        """Whether an entry is being written."""
        return not self._editing.isHidden()

    def save(self) -> None:
        """Save what is being written."""
        if self.busy:
            self.editor.save()

    def _ended(self) -> None:
        self._editing.hide()
        self.add_button.show()
        self.add_button.setFocus()
        self._look()
        self.editing.emit(False)

    def _draw(self) -> None:
        clear(self.rows)
        self._sign.form = draft_names.of_entry(self.kind.cls.kind, self._case_id)
        self._signs = [self._sign]
        if not self._entries:
            self.rows.addWidget(muted(self.kind.empty))
        for entry in self._entries[::-1]:
            self.rows.addWidget(self._row(entry))
            self.rows.addWidget(line())
        self._look()

    def _look(self) -> None:
        look_for_drafts(self._desk, self._signs, self)

    def _row(self, entry: E) -> QWidget:
        title, more = self.kind.words(names.covered(entry, self._desk))
        made = QWidget()
        made.setObjectName(f"{entry.kind}_{entry.id}")
        words = vbox(label(lambda: title, "strong", name="entry_title"), spacing=2)
        if more:
            words.addWidget(label(lambda: more, "muted", name="entry_more"))
        row = hbox(icon_label(self.kind.icon, "accent_text"), margin=(2, 10, 2, 10), spacing=12)
        row.addLayout(words, 1)
        look = self.kind.chip(entry)
        if look is not None:
            add(row, StatusChip(*look))
        change = button(N_("Change"), "edit", name="change")
        bind(change, "setAccessibleName", lambda: _("Change {what}").format(what=title))
        change.clicked.connect(lambda: self.begin(entry))
        sign = DraftSign(change, draft_names.of_entry(entry.kind, self._case_id, entry.id))
        self._signs.append(sign)
        steps = [
            self._step_button(step, entry, title) for step in self._steps if step.possible(entry)
        ]
        for part in (*steps, sign, change) if len(steps) <= _BESIDE else (sign,):
            add(row, part)
        if len(steps) > _BESIDE:
            below = FlowLayout(8)
            for part in (*steps, change):
                below.addWidget(part)
            words.addWidget(holding(below))
        made.setLayout(row)
        return made

    @staticmethod
    def _step_button(step: Step[E], entry: E, title: str) -> QPushButton:
        made = button(step.words, step.icon, name=step.name)
        bind(made, "setAccessibleName", lambda: f"{_(step.words)}: {title}")
        made.clicked.connect(lambda: step.do(entry))
        return made
