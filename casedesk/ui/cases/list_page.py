"""People and cases: search as you type, filter, and see who somebody is before opening."""

from typing import Any

from PySide6.QtCore import QEvent, QModelIndex, Qt, QTimer
from PySide6.QtGui import QKeyEvent, QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QLineEdit, QStackedWidget, QWidget

from casedesk import i18n
from casedesk.i18n import N_, ngettext
from casedesk.services import cases, finding
from casedesk.services.cases import CaseLine, Filter
from casedesk.services.finding import Searched
from casedesk.services.vaults import UnitOfWork
from casedesk.ui.cases.filters import FilterBar, SearchBox
from casedesk.ui.cases.lines_model import CaseLinesModel
from casedesk.ui.cases.preview import Preview
from casedesk.ui.cases.table import CasesTable
from casedesk.ui.desk import Desk
from casedesk.ui.forms import draft_names
from casedesk.ui.forms.draft_signs import DraftSign, look_for_drafts
from casedesk.ui.kit.buttons import button
from casedesk.ui.kit.layouts import hbox
from casedesk.ui.kit.page import Page
from casedesk.ui.kit.surfaces import Card, EmptyState
from casedesk.ui.kit.theme import px

_DEBOUNCE_MS = 150
#: narrower than this the preview folds away
_PREVIEW_FROM = 880
_SHOWN = frozenset({"person", "case", "stay", "asylum", "procedure"})


class CasesPage(Page):
    """The list of all cases with a preview of the selected one."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(N_("Cases"), name="cases_page", scroll=False)
        self._desk = desk
        self._number: int | None = None
        self._stale = True
        self.model = CaseLinesModel(desk, self)
        self.table = CasesTable(self.model)
        self.preview = Preview(desk)
        self.search = SearchBox()
        desk.names_hidden_changed.connect(self._cover_search)
        self.filters = FilterBar()
        self._debounce = QTimer(self)
        self._debounce.setSingleShot(True)
        self._debounce.setInterval(_DEBOUNCE_MS)
        self._build()
        self._connect()

    def _cover_search(self, hidden: bool) -> None:
        """A name that was searched for is one too."""
        modes = QLineEdit.EchoMode
        self.search.setEchoMode(modes.PasswordEchoOnEdit if hidden else modes.Normal)

    def open(self, **_arguments: Any) -> None:
        """Show the list with the focus on the search."""
        if self._stale:
            self.reload()
        look_for_drafts(self._desk, [self.draft_sign], self)
        self.search.setFocus()
        self.search.selectAll()

    def reload(self) -> None:
        """Search again for what is asked for now."""
        self._debounce.stop()
        self._stale = False
        wanted = self.wanted()
        self._desk.tasks.run(
            lambda uow: _search(uow, wanted),
            self._found,
            owner=self,
            latest="search",
        )

    def wanted(self) -> Filter:
        """What is searched for."""
        return self.filters.wanted(self.search.text())

    def _build(self) -> None:
        self.hide_button = button(
            lambda: i18n._("Show names") if self._desk.names_hidden else i18n._("Hide names"),
            "eye-off",
            name="hide_names",
        )
        self.twice_button = button(N_("On file twice?"), "users", name="look_twice")
        self.new_button = button(N_("New person"), "plus", "primary", name="new_person")
        self.draft_sign = DraftSign(self.new_button, draft_names.NEW_PERSON)
        self.add_action(self.twice_button)
        self.add_action(self.hide_button)
        self.action_row.addWidget(self.draft_sign)
        self.add_action(self.new_button)
        self.add(self.search)
        self.add(self.filters)
        self._stack = QStackedWidget()
        self._stack.addWidget(self.table)
        self._stack.addWidget(self._nobody_yet())
        self._stack.addWidget(self._nobody_found())
        card = Card(margin=2, name="cases_card")
        card.body.addWidget(self._stack, 1)
        middle = hbox(card, self.preview, spacing=12)
        middle.setStretch(0, 1)
        self.body.addLayout(middle, 1)

    def _nobody_yet(self) -> QWidget:
        first = button(N_("Take in the first person"), "user-plus", name="first_person")
        first.clicked.connect(lambda: self._desk.go("person"))
        return EmptyState(
            "users",
            N_("Nobody is on file yet"),
            N_("People you take in appear here, the latest first."),
            first,
        )

    def _nobody_found(self) -> QWidget:
        clear = button(N_("Clear search and filters"), "x", name="clear_search")
        clear.clicked.connect(self.clear_search)
        return EmptyState(
            "search",
            N_("Nobody found"),
            N_(
                "Try fewer letters, another spelling, the alias or the folio, "
                "or take the filters off."
            ),
            clear,
        )

    def _connect(self) -> None:
        self.search.textChanged.connect(lambda: self._debounce.start())
        self.search.installEventFilter(self)
        self._debounce.timeout.connect(self.reload)
        self.filters.changed.connect(self.reload)
        self.new_button.clicked.connect(lambda: self._desk.go("person"))
        self.twice_button.clicked.connect(lambda: self._desk.go("merge"))
        self.hide_button.clicked.connect(lambda: self._desk.hide_names(not self._desk.names_hidden))
        shortcut = QShortcut(QKeySequence("Ctrl+N"), self)
        shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        shortcut.activated.connect(lambda: self._desk.go("person"))
        self.table.opened.connect(self._open_row)
        self.table.selectionModel().currentRowChanged.connect(self._selected)
        self.model.dataChanged.connect(self._fetched)
        self.preview.opened.connect(self._open)
        self._desk.names_hidden_changed.connect(self._names_hidden)
        self._desk.tasks.changed.connect(self._changed)

    def clear_search(self) -> None:
        """Take search and filters away."""
        self.filters.clear()
        self.search.clear()
        self.search.setFocus()
        self.reload()

    def eventFilter(self, watched: Any, event: QEvent) -> bool:
        """In the search box, Down leads into the list and Enter to the first person found."""
        if event.type() == QEvent.Type.KeyPress and watched is self.search:
            key = event.key() if isinstance(event, QKeyEvent) else None
            if key in (Qt.Key.Key_Down, Qt.Key.Key_Return, Qt.Key.Key_Enter):
                self._into_list()
                return True
        return super().eventFilter(watched, event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fold the preview away where there is little room."""
        super().resizeEvent(event)
        self._fold()

    def changeEvent(self, event: QEvent) -> None:
        """Say computed words again in another language; fold with larger text."""
        super().changeEvent(event)
        if not hasattr(self, "filters"):
            return  # Qt tells half-built windows too
        if event.type() == QEvent.Type.LanguageChange:
            self._draw_words()
        elif event.type() in (QEvent.Type.FontChange, QEvent.Type.StyleChange):
            self._fold()

    def _fold(self) -> None:
        self.preview.setVisible(self.width() >= px(_PREVIEW_FROM))

    def _into_list(self) -> None:
        if self._debounce.isActive():
            self.reload()  # what was typed counts before what is listed
            return
        if self.model.rowCount():
            row = max(self.table.currentIndex().row(), 0)
            self.table.setCurrentIndex(self.model.index(row, 0))
            self.table.setFocus()

    def _found(self, found: tuple[Searched, bool]) -> None:
        searched, anybody = found
        numbers, number = searched.numbers, self._number
        self.model.show_found(numbers, searched.search, searched.answered)
        row = self.model.row_of(number) if number is not None else -1
        # The reset took the selection away; the preview follows in the same breath.
        if row >= 0:
            self.table.setCurrentIndex(self.model.index(row, 0))
            self._show(row)
        else:
            self._number = None
            self.preview.show_line(None)
        self._stack.setCurrentIndex(0 if numbers else 2 if anybody else 1)
        self._draw_words()

    def _selected(self, current: QModelIndex, _previous: QModelIndex) -> None:
        if current.isValid():
            self._show(current.row())

    def _show(self, row: int) -> None:
        self._number = self.model.number(row)
        self._preview(self.model.line(row))

    def _preview(self, line: CaseLine | None) -> None:
        self.preview.show_line(line, lambda: self.model.why(line) if line else "")

    def _fetched(self, first: QModelIndex, last: QModelIndex) -> None:
        row = self.table.currentIndex().row()
        if first.row() <= row <= last.row():
            line = self.model.line(row)
            if line is not None and line.case_id != self.preview.case_id:
                self._preview(line)

    def _open_row(self, row: int) -> None:
        line = self.model.line(row)
        if line is not None:
            self._open(line.case_id)

    def _open(self, case_id: str) -> None:
        self._desk.go("case", case_id=case_id)

    def _names_hidden(self, _hidden: bool) -> None:
        self.hide_button.setText(
            i18n._("Show names") if self._desk.names_hidden else i18n._("Hide names")
        )
        self._draw_words()

    def _draw_words(self) -> None:
        count = self.model.rowCount()
        words = ngettext("{count} person", "{count} people", count)
        self.filters.count.setText(words.format(count=i18n.number(count)))
        self.model.repaint_all()
        self.preview.redraw()

    def _changed(self, kinds: frozenset[str]) -> None:
        if kinds & _SHOWN:
            self._stale = True
            if self.isVisible():
                self.reload()


def _search(uow: UnitOfWork, wanted: Filter) -> tuple[Searched, bool]:
    """Who was found, and whether there is anybody at all."""
    searched = finding.listed(uow, wanted)
    return searched, bool(searched.numbers) or bool(cases.numbers(uow, Filter()))
