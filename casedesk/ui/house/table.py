"""The table of the house: Space ticks, letters find somebody, Enter opens the case."""

from typing import Any

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRectF, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPen, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
)

from casedesk.i18n import N_
from casedesk.services.house import Guest
from casedesk.ui.house.model import AGE, BED, FOLIO, NAME, SINCE, STATE, Group, HouseModel
from casedesk.ui.kit.binding import bind
from casedesk.ui.kit.chips import CHIP_ROLE, ChipDelegate, ChipLook
from casedesk.ui.kit.choices import paint_box
from casedesk.ui.kit.theme import colour, px, restyle

_ROW, _LEAST, _BOX = 36, 260, 20
_WIDTHS = {FOLIO: 108, AGE: 122, BED: 68, SINCE: 120, STATE: 182}
#: the columns that give way where there is little room, the first first
_SPARE = (SINCE, FOLIO, BED)
_NAME = 190
#: letters this soon after one another are one word; Qt's 400 ms are for practised hands
_TYPING_MS = 1500


class HouseTable(QTableView):
    """One person per row, under the heading of their room."""

    opened = Signal(object)  # the Guest
    marked = Signal(int, object)  # a key pressed on a row that the table does not know, the Guest

    def __init__(self, model: HouseModel) -> None:
        super().__init__()
        self._model = model
        #: letters say something of whoever stands in the row, in place of finding somebody
        self.marking = False
        self._letters = ""
        self._lost = False  # nobody is called as the letters typed
        self._typing = QTimer(self)
        self._typing.setSingleShot(True)
        self._typing.setInterval(_TYPING_MS)
        self._typing.timeout.connect(self._forget_letters)
        self.setObjectName("house_table")
        self.setModel(model)
        self.setItemDelegate(_Cells(self))
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setTabKeyNavigation(False)
        bind(self, "setAccessibleName", N_("People in the house"))
        bind(
            self,
            "setAccessibleDescription",
            N_("Space ticks, letters find a name, Enter opens the case"),
        )
        rows, across = self.verticalHeader(), self.horizontalHeader()
        rows.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        rows.setMinimumSectionSize(1)
        rows.hide()
        across.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        across.setSectionsClickable(False)
        across.setHighlightSections(False)
        restyle(self, "set_row_height", lambda: px(_ROW))
        restyle(self, "setMinimumHeight", lambda: px(_LEAST))
        model.modelReset.connect(self._span_groups)
        self.clicked.connect(self._clicked)
        self.doubleClicked.connect(lambda index: self._open(index.row()))

    def set_row_height(self, height: int) -> None:
        """Every row is this high."""
        self.verticalHeader().setDefaultSectionSize(height)
        self.share_width()

    def share_width(self) -> None:
        """Give the name what the others leave; some give way."""
        room = self.viewport().width()
        shown = dict(_WIDTHS)
        for spare in _SPARE:
            if px(_NAME) + sum(px(width) for width in shown.values()) > room:
                shown.pop(spare)
        for column, width in _WIDTHS.items():
            self.setColumnHidden(column, column not in shown)
            self.setColumnWidth(column, px(width))
        taken = sum(px(width) for width in shown.values())
        self.setColumnWidth(NAME, max(px(120), room - taken))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Share the width anew."""
        super().resizeEvent(event)
        self.share_width()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Space ticks and goes on to the next; Enter opens; letters find, or are for the page."""
        row = self.currentIndex().row()
        found = self._model.at(row)
        if found is None:
            super().keyPressEvent(event)
        elif event.key() == Qt.Key.Key_Space:
            self._tick(found)
        elif event.key() in (Qt.Key.Key_Home, Qt.Key.Key_End):
            last = event.key() == Qt.Key.Key_End
            self._go(self._model.rowCount() - 1 if last else 1)
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._open(row)
        elif event.text().isalpha() and self.marking:
            if isinstance(found, Guest):
                self.marked.emit(event.key(), found)
        else:
            super().keyPressEvent(event)

    def keyboardSearch(self, search: str) -> None:
        """Go to whoever has a word in their name that begins with the letters typed, or stay."""
        self._letters += search
        self._typing.start()
        row = self.currentIndex().row()
        found = self._model.row_called(self._letters, row + (len(self._letters) == 1))
        self._lost = found < 0
        if not self._lost:
            self._go(found)

    def next_row(self) -> None:
        """Go on to the next person."""
        row = self.currentIndex().row() + 1
        if isinstance(self._model.at(row), Group):
            row += 1
        if row < self._model.rowCount():
            self._go(row)

    def show_group(self, key: str) -> None:
        """Bring a room into sight, at its first person."""
        row = self._model.row_of(key)
        if row >= 0:
            self.scrollTo(self._model.index(row, NAME), self.ScrollHint.PositionAtTop)
            self.setCurrentIndex(self._model.index(row + 1, NAME))

    def _tick(self, found: Guest | Group) -> None:
        """Tick somebody, but nobody in place of whoever was looked for and not found."""
        if isinstance(found, Guest) and not self._lost:
            self._model.toggle(self.currentIndex().row())
            self.next_row()
        self._forget_letters()

    def _forget_letters(self) -> None:
        self._letters, self._lost = "", False
        self._typing.stop()

    def _go(self, row: int) -> None:
        self.setCurrentIndex(self._model.index(row, NAME))

    def _span_groups(self) -> None:
        self.clearSpans()
        for row in range(self._model.rowCount()):
            if isinstance(self._model.at(row), Group):
                self.setSpan(row, 0, 1, self._model.columnCount())

    def _clicked(self, index: QModelIndex) -> None:
        if index.column() == NAME:
            self._model.toggle(index.row())

    def _open(self, row: int) -> None:
        found = self._model.at(row)
        if isinstance(found, Guest):
            self.opened.emit(found)


class _Cells(ChipDelegate):
    """Chips where a cell has one, else plain words; the row has the focus, not the cell."""

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        """Draw the cell."""
        ticked = index.data(Qt.ItemDataRole.CheckStateRole)
        if isinstance(index.data(CHIP_ROLE), ChipLook):
            super().paint(painter, option, index)
            return
        QStyledItemDelegate.paint(self, painter, option, index)
        if ticked is not None:
            rect = option.rect
            top = rect.y() + (rect.height() - px(_BOX)) / 2
            painter.save()
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(QPen(colour("accent" if ticked == Qt.CheckState.Checked else "edge"), 2))
            mark = QRectF(rect.x() + px(8), top, px(_BOX), px(_BOX))
            paint_box(painter, mark, ticked == Qt.CheckState.Checked)
            painter.restore()

    def initStyleOption(self, option: Any, index: QModelIndex | QPersistentModelIndex) -> None:
        """The row has the focus, not the single cell; the box is drawn as in forms."""
        super().initStyleOption(option, index)
        option.state &= ~option.state.State_HasFocus
        if index.data(Qt.ItemDataRole.CheckStateRole) is not None:
            option.features &= ~QStyleOptionViewItem.ViewItemFeature.HasCheckIndicator
            option.features |= QStyleOptionViewItem.ViewItemFeature.HasDecoration
            option.decorationSize = QSize(px(_BOX + 6), px(_BOX))
