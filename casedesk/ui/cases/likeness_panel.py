"""Somebody on file who is likely the person being written down: side by side, with reasons."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QGridLayout, QWidget

from casedesk.domain.answers import Missing
from casedesk.domain.fields import specs
from casedesk.domain.people import Person
from casedesk.i18n import N_, _, ngettext
from casedesk.services.likenesses import Likeness, told
from casedesk.ui.cases import names
from casedesk.ui.desk import Desk
from casedesk.ui.forms.wording import answer_text, edtf_text
from casedesk.ui.kit.announcements import announce
from casedesk.ui.kit.binding import bind
from casedesk.ui.kit.buttons import button
from casedesk.ui.kit.labels import icon_label, label, muted, raw
from casedesk.ui.kit.layouts import FlowLayout, clear, hbox, spaced, vbox

#: what is compared in sight; names are covered while they are hidden
_COMPARED = ("birth", "age", "nationality", "sex", "birth_place")


class LikenessPanel(QFrame):
    """Shows the likeliest of them; hidden while there are none. It can take the focus."""

    opened = Signal(str)  # a case's id
    denied = Signal(str)  # a person's id: not the same person

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._found: tuple[Likeness, ...] = ()
        self._person = Person()
        self.setObjectName("likeness")
        self.setProperty("kind", "banner-warn")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.title = label("", "strong", name="likeness_title")
        bind(self.title, "setText", self._title)
        self.why = label("", name="likeness_why")
        bind(self.why, "setText", self._why)
        unsaved = N_("Nothing was saved yet. If it is another person, save once more.")
        self.unsaved = label(unsaved, "strong", name="likeness_unsaved")
        self._grid = QWidget()
        self._rows = QGridLayout()
        spaced(self._rows, 0, 6)
        self._grid.setLayout(self._rows)
        self.open_button = button(N_("Open their case"), "external-link", name="likeness_open")
        self.deny_button = button(N_("Not the same person"), "x", name="likeness_deny")
        self.open_button.clicked.connect(self._open)
        self.deny_button.clicked.connect(self._deny)
        actions = FlowLayout(8)
        actions.addWidget(self.open_button)
        actions.addWidget(self.deny_button)
        parts = vbox(self.title, self.unsaved, self.why, self._grid, actions, spacing=8)
        row = hbox(icon_label("users", "warn"), margin=12, spacing=10)
        row.addLayout(parts, 1)
        self.setLayout(row)
        desk.names_hidden_changed.connect(lambda _hidden: self._draw())
        self.hide()

    @property
    def people(self) -> tuple[str, ...]:
        """The ids of those shown or waiting behind."""
        return tuple(each.person.id for each in self._found)

    def show_found(self, person: Person, found: Sequence[Likeness]) -> None:
        """Show who is like a person, or nobody."""
        again = [each.person.id for each in found] == list(self.people)
        if not again:
            self.unsaved.hide()
        self._person, self._found = person, tuple(found)
        self._draw()
        if found and not again:
            announce(self, self._title())

    def take_focus(self) -> None:
        """Lead to it when somebody wanted to save, and say why."""
        self.unsaved.show()
        self.setFocus(Qt.FocusReason.OtherFocusReason)
        announce(self, f"{self._title()} {self._why()} {self.unsaved.text()}", urgent=True)

    def _open(self) -> None:
        for like in self._found[:1]:
            self.opened.emit(like.line.case_id)

    def _deny(self) -> None:
        for like in self._found[:1]:
            self.denied.emit(like.person.id)

    def _draw(self) -> None:
        self.setVisible(bool(self._found))
        self.title.setText(self._title())
        self.why.setText(self._why())
        self.setAccessibleName(self._title())
        self.setAccessibleDescription(self._why())
        clear(self._rows)
        if self._found:
            self._draw_rows(self._found[0])

    def _draw_rows(self, like: Likeness) -> None:
        head = ("", _("Written now"), _("On file: {folio}").format(folio=like.line.folio))
        for column, text in enumerate(head):
            self._rows.addWidget(muted(text) if text else raw(""), 0, column)
        rows = [(_("Name"), *(names.of_person(each, self._desk) for each in self._both(like)))]
        known = specs(Person)
        for name in _COMPARED:
            values = [getattr(each, name) for each in self._both(like)]
            if any(not isinstance(value, Missing) for value in values):
                rows.append((_(known[name].label), *(_text(name, each) for each in values)))
        arrived = edtf_text(like.line.arrived)
        rows.append((_("Last arrival"), _("now"), arrived))
        for place, (question, mine, theirs) in enumerate(rows, start=1):
            for column, text in enumerate((question, mine, theirs)):
                self._rows.addWidget(raw(text, "muted" if column == 0 else ""), place, column)
        for column, stretch in enumerate((2, 3, 3)):
            self._rows.setColumnStretch(column, stretch)

    def _both(self, like: Likeness) -> tuple[Person, Person]:
        return self._person, like.person

    def _title(self) -> str:
        if not self._found:
            return ""
        likely = round(self._found[0].probability * 100)
        words = _("Perhaps the same person is on file already ({likely} % likely).")
        text = words.format(likely=min(likely, 99))
        others = len(self._found) - 1
        if others:
            more = ngettext("One more may be, too.", "{count} more may be, too.", others)
            text += " " + more.format(count=others)
        return text

    def _why(self) -> str:
        if not self._found:
            return ""
        hidden = self._desk.names_hidden
        evidence = self._found[0].evidence
        for_it = told((each for each in evidence if each.bits > 0), hidden=hidden)
        against = told((each for each in evidence if each.bits < 0), hidden=hidden)
        text = _("For it: {reasons}.").format(reasons=for_it)
        return f"{text} {_('Against it: {reasons}.').format(reasons=against)}" if against else text


def _text(name: str, value: object) -> str:
    return "–" if isinstance(value, Missing) else answer_text(specs(Person)[name], value)
