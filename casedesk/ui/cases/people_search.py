"""Finding a person who is already on file, within a form."""

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit, QListWidget, QListWidgetItem, QWidget

from casedesk.i18n import N_
from casedesk.services import cases, finding
from casedesk.services.cases import CaseLine
from casedesk.services.finding import Found
from casedesk.services.vaults import UnitOfWork
from casedesk.ui.cases import names
from casedesk.ui.cases.ages import age_text
from casedesk.ui.cases.columns import COLUMNS, PLACES, why_text
from casedesk.ui.desk import Desk
from casedesk.ui.kit.binding import bind
from casedesk.ui.kit.buttons import button
from casedesk.ui.kit.labels import label, muted
from casedesk.ui.kit.layouts import hbox, vbox
from casedesk.ui.kit.theme import px, restyle

_DEBOUNCE_MS = 150
_MOST = 6


class PeopleSearch(QWidget):
    """A line to search in, those found under it, and the one chosen."""

    chosen = Signal()
    picked = Signal(object)  # the CaseLine chosen from those found

    def __init__(
        self,
        desk: Desk,
        *,
        without: str = "",
        accessible: str = N_("Search the family member who is on file"),
    ) -> None:
        super().__init__()
        self._desk = desk
        self._without = without
        self._line: CaseLine | None = None
        self._pending = ""
        self.search = QLineEdit()
        self.search.setObjectName("relative_search")
        bind(self.search, "setPlaceholderText", N_("Search by name, alias or folio"))
        bind(self.search, "setAccessibleName", accessible)
        self.found = QListWidget()
        self.found.setObjectName("relatives_found")
        bind(self.found, "setAccessibleName", N_("People found"))
        restyle(self.found, "setMaximumHeight", lambda: px(190))
        self.none = muted(N_("Nobody found. Take this person in first, then the others."))
        self.who = label("", "strong", name="relative")
        self.change = button(N_("Choose somebody else"), "x", "link", name="relative_change")
        self._picked = QWidget()
        self._picked.setLayout(hbox(self.who, self.change, None, spacing=12))
        self.setLayout(vbox(self.search, self.found, self.none, self._picked, spacing=6))
        self._debounce = QTimer(self)
        self._debounce.setSingleShot(True)
        self._debounce.setInterval(_DEBOUNCE_MS)
        self._debounce.timeout.connect(self._run)
        self.search.textChanged.connect(lambda: self._debounce.start())
        self.search.installEventFilter(self)
        self.found.installEventFilter(self)
        self.found.itemClicked.connect(self._choose)
        self.change.clicked.connect(self._again)
        desk.names_hidden_changed.connect(lambda _hidden: self._draw())
        self.choose(None)

    @property
    def person_id(self) -> str:
        """The id of the person chosen; empty if nobody is."""
        return self._line.person_id if self._line else self._pending

    def choose(self, line: CaseLine | None) -> None:
        """Choose somebody, or nobody."""
        self._line = line
        self._pending = ""
        self._debounce.stop()
        self.found.clear()
        self.found.hide()
        self.none.hide()
        self.search.blockSignals(True)
        self.search.clear()
        self.search.blockSignals(False)
        self._draw()

    def choose_person(self, person_id: str) -> None:
        """Choose a person by id; counts at once, the words come when they are read."""
        self.choose(None)
        self._pending = person_id
        self._desk.tasks.run(
            lambda uow: cases.line_of_person(uow, person_id),
            lambda line: self.choose(line) if self._pending == person_id else None,
            owner=self,
        )

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Down leads from the line to those found; Enter chooses."""
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
            plain = event.modifiers() in (
                Qt.KeyboardModifier.NoModifier,
                Qt.KeyboardModifier.KeypadModifier,
            )
            if watched is self.search and self.found.count():
                if event.key() == Qt.Key.Key_Down:
                    self.found.setCurrentRow(max(self.found.currentRow(), 0))
                    self.found.setFocus()
                    return True
                if enter and plain and self.found.count() == 1:
                    self._choose(self.found.item(0))
                    return True
            if watched is self.found and enter and plain and self.found.currentItem():
                self._choose(self.found.currentItem())
                return True
        return super().eventFilter(watched, event)

    def _run(self) -> None:
        words = self.search.text()
        if not words.strip():
            self.found.hide()
            self.none.hide()
            return
        self._desk.tasks.run(
            lambda uow: _search(uow, words, self._without),
            lambda found: self._show(words, found),
            owner=self,
            latest="relatives",
        )

    def _show(self, words: str, found: list[Found]) -> None:
        if words != self.search.text():
            return
        self.found.clear()
        for each in found:
            item = QListWidgetItem(self._found_words(each))
            item.setData(Qt.ItemDataRole.UserRole, each)
            self.found.addItem(item)
        self.found.setVisible(bool(found))
        self.none.setVisible(not found)

    def _choose(self, item: QListWidgetItem) -> None:
        self.choose(item.data(Qt.ItemDataRole.UserRole).line)
        self.change.setFocus()
        self.chosen.emit()
        if self._line is not None:
            self.picked.emit(self._line)

    def _again(self) -> None:
        self.choose(None)
        self.search.setFocus()
        self.chosen.emit()

    def _words(self, line: CaseLine) -> str:
        country = COLUMNS[PLACES["country"]].text(line, self._desk)
        parts = (names.of_line(line, self._desk), line.folio, country, age_text(line, self._desk))
        return " · ".join(parts)

    def _found_words(self, found: Found) -> str:
        why = why_text(found.match.reasons, self._desk)
        return f"{self._words(found.line)} ({why})"

    def _draw(self) -> None:
        self.search.setVisible(self._line is None)
        self._picked.setVisible(self._line is not None)
        self.who.setText(self._words(self._line) if self._line else "")
        for row in range(self.found.count()):
            item = self.found.item(row)
            item.setText(self._found_words(item.data(Qt.ItemDataRole.UserRole)))


def _search(uow: UnitOfWork, words: str, without: str) -> list[Found]:
    found = finding.find(uow, words, most=_MOST + 1)
    return [each for each in found if each.line.person_id != without][:_MOST]
