"""What a release says, table by table; why any of its figures is so is one key away."""

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableWidget, QTableWidgetItem

from casedesk.disclosure import TOTAL, Key
from casedesk.i18n import N_, language
from casedesk.reports import explaining
from casedesk.reports.explaining import Explanation
from casedesk.reports.explanation_words import in_words, place
from casedesk.reports.layout import lay_out
from casedesk.reports.releases import Release, report_of
from casedesk.reports.tables import ReportTable
from casedesk.reports.wording import Words
from casedesk.ui.desk import Desk
from casedesk.ui.kit.announcements import announce
from casedesk.ui.kit.binding import bind
from casedesk.ui.kit.buttons import button
from casedesk.ui.kit.code_box import CodeBox
from casedesk.ui.kit.field import Field
from casedesk.ui.kit.labels import h2, hint, label
from casedesk.ui.kit.layouts import hbox
from casedesk.ui.kit.surfaces import Card
from casedesk.ui.kit.theme import px, restyle

_ROW, _HEIGHT = 34, 330
HOW = N_("Choose a number with the arrow keys and press Enter: it tells why it is so.")


class FiguresView(Card):
    """Only what is printed, until somebody asks why: that is written in the record of use."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(name="figures")
        self._desk = desk
        self._release: Release | None = None
        self._tables: dict[str, ReportTable] = {}
        self._explained: tuple[Explanation, str, Key] | None = None
        self.table = Field(
            N_("Table"), CodeBox(self._options, states=False, empty=False), name="figures_table"
        )
        self.grid = _Grid()
        self.why = button(N_("Why is this so?"), "help", name="why")
        self.answer = label("", "text", name="answer")
        for part in (
            h2(N_("What it says")),
            self.table,
            hint(HOW),
            self.grid,
            hbox(self.why, None),
            self.answer,
        ):
            self.add(part)
        self.table.control.edited.connect(self._draw)
        self.why.clicked.connect(self.ask)
        self.grid.cellActivated.connect(lambda _row, _column: self.ask())
        bind(self.answer, "setText", self._answer)

    def show_release(self, release: Release | None, before: Release | None = None) -> None:
        """Show a release; None empties the view."""
        self._release = release
        report = report_of(release, before) if release else None
        self._tables = {each.definition.id: each for each in report.tables} if report else {}
        self.setVisible(release is not None)
        self._reload()
        self.table.control.set_value(next(iter(self._tables), None))
        self._draw()

    def ask(self) -> None:
        """Explain the figure chosen."""
        release, found = self._release, self._chosen()
        if release is None or found is None:
            return
        id, key = found

        def explained(explanation: Explanation) -> None:
            self._explained = (explanation, id, key)
            bind(self.answer, "setText", self._answer)
            announce(self.answer, self._answer())

        self._desk.tasks.run(
            lambda uow: explaining.explain(uow, release.number, id, key),
            explained,
            owner=self,
            latest="explain",
        )

    def changeEvent(self, event: QEvent) -> None:
        """Draw it in the language switched to."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange and hasattr(self, "answer"):
            self._reload()
            self._draw()

    def _chosen(self) -> tuple[str, Key] | None:
        """Table and key of the figure that the cursor is on."""
        table = self._tables.get(self.table.control.content() or "")
        row, column = self.grid.currentRow(), self.grid.currentColumn()
        if table is None or row < 0 or column < 0:
            return None
        rows, *columns = table.definition.dimensions
        keys: list[Key] = [(value,) for value in (*rows.values, TOTAL)]
        if not columns:
            return table.definition.id, keys[row]
        across = (*columns[0].values, TOTAL)
        if column >= len(across):
            return None  # a ratio or a change, which nobody counted
        return table.definition.id, (*keys[row], across[column])

    def _draw(self) -> None:
        self._explained = None
        self.answer.setText("")
        table = self._tables.get(self.table.control.content() or "")
        if table is None:
            self.grid.setRowCount(0)
            return
        layout = lay_out(table, Words(language()))
        self.grid.setColumnCount(len(layout.header) - 1)
        self.grid.setRowCount(len(layout.rows))
        self.grid.setHorizontalHeaderLabels(list(layout.header[1:]))
        self.grid.setVerticalHeaderLabels([row.label for row in layout.rows])
        for at, row in enumerate(layout.rows):
            texts = [*(figure.text for figure in row.figures), *row.derived]
            for column, text in enumerate(texts):
                item = QTableWidgetItem(text)
                item.setTextAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
                spoken = f"{row.label}, {layout.header[column + 1]}: {text}"
                item.setData(Qt.ItemDataRole.AccessibleTextRole, spoken)
                self.grid.setItem(at, column, item)
        self.grid.setCurrentCell(0, 0)
        bind(self.grid, "setAccessibleName", lambda: layout.title)

    def _answer(self) -> str:
        if self._explained is None or self._release is None:
            return ""
        explanation, id, key = self._explained
        order = self._release.order
        return f"{place(id, key, order)}. {in_words(explanation, order)}"

    def _reload(self) -> None:
        if isinstance(self.table.control, CodeBox):
            self.table.control.combo.reload()

    def _options(self) -> list[tuple[str, str]]:
        return [
            (id, table.definition.words.in_language(language()))
            for id, table in self._tables.items()
        ]


class _Grid(QTableWidget):
    """Cells to be chosen one by one; Enter asks about the one chosen, on every desktop."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("figures_grid")
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setTabKeyNavigation(False)
        self.setWordWrap(True)
        self.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Interactive)
        self.horizontalHeader().setHighlightSections(True)
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        restyle(self, "setFixedHeight", lambda: px(_HEIGHT))
        restyle(self.verticalHeader(), "setDefaultSectionSize", lambda: px(_ROW))
        restyle(self.horizontalHeader(), "setDefaultSectionSize", lambda: px(110))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter asks why."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.cellActivated.emit(self.currentRow(), self.currentColumn())
        else:
            super().keyPressEvent(event)
