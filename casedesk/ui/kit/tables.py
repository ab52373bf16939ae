"""Tables of rows of one height, whose columns give way when there is little room."""

from collections.abc import Sequence
from typing import Any, Protocol

from PySide6.QtCore import QAbstractItemModel, QModelIndex, QPersistentModelIndex, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
)

from casedesk.ui.kit.binding import Text, bind
from casedesk.ui.kit.chips import CHIP_ROLE, ChipDelegate, ChipLook
from casedesk.ui.kit.theme import px, restyle

_ROW = 42


class Sized(Protocol):
    """What a column says about its width."""

    @property
    def width(self) -> int:
        """In pixels of the design."""

    @property
    def stretch(self) -> int:
        """Its part of the width that is left."""

    @property
    def spare(self) -> int:
        """Its turn to be left out when there is no room; 0 never."""


class RowsTable(QTableView):
    """One thing per row; Enter or a double click opens."""

    opened = Signal(int)  # the row

    def __init__(
        self, model: QAbstractItemModel, columns: Sequence[Sized], title: Text, *, name: str
    ) -> None:
        super().__init__()
        self._columns = tuple(columns)
        self.setObjectName(name)
        self.setModel(model)
        self.setItemDelegate(_Cells(self))
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerItem)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setTabKeyNavigation(False)
        bind(self, "setAccessibleName", title)
        # A header that sizes itself by its contents would ask for every one of 100,000 rows.
        rows = self.verticalHeader()
        rows.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        rows.setMinimumSectionSize(1)  # once: it looks at every row
        rows.hide()
        across = self.horizontalHeader()
        across.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        across.setSectionsClickable(False)
        across.setHighlightSections(False)
        restyle(self, "set_row_height", lambda: px(_ROW))
        self.doubleClicked.connect(lambda index: self.opened.emit(index.row()))

    def set_row_height(self, height: int) -> None:
        """Every row is this high."""
        self.verticalHeader().setDefaultSectionSize(height)
        self.share_width()

    def share_width(self) -> None:
        """Give each column its part; the ones that can be missed go first."""
        room = self.viewport().width()
        shown = [each for each in self._columns if self.shows(each)]
        spares = [each for each in shown if each.spare]
        for spare in sorted(spares, key=lambda each: each.spare):
            if sum(px(each.width) for each in shown) > room:
                shown.remove(spare)
        left = max(0, room - sum(px(each.width) for each in shown))
        parts = sum(each.stretch for each in shown) or 1
        for place, column in enumerate(self._columns):
            self.setColumnHidden(place, column not in shown)
            if column in shown:
                width = px(column.width) + left * column.stretch // parts
                self.setColumnWidth(place, width)

    def shows(self, _column: Sized) -> bool:
        """Whether there is anything to show in a column now."""
        return True

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Share the width anew."""
        super().resizeEvent(event)
        self.share_width()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter opens what the row is about."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.currentIndex().isValid():
            self.opened.emit(self.currentIndex().row())
            return
        super().keyPressEvent(event)


class _Cells(ChipDelegate):
    """Chips where a cell has one, else plain words."""

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        """Draw the cell."""
        if isinstance(index.data(CHIP_ROLE), ChipLook):
            super().paint(painter, option, index)
        else:
            QStyledItemDelegate.paint(self, painter, option, index)

    def initStyleOption(self, option: Any, index: QModelIndex | QPersistentModelIndex) -> None:
        """The row has the focus, not the single cell."""
        super().initStyleOption(option, index)
        option.state &= ~option.state.State_HasFocus
