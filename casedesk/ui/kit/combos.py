"""A list to choose from: type any part of a word, with or without accents."""

import unicodedata
from collections.abc import Callable, Sequence
from functools import lru_cache
from typing import TypeAlias

from PySide6.QtCore import (
    QAbstractItemModel,
    QEvent,
    QModelIndex,
    QPersistentModelIndex,
    QRect,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import (
    QFocusEvent,
    QPainter,
    QPaintEvent,
    QShowEvent,
    QStandardItem,
    QStandardItemModel,
    QWheelEvent,
)
from PySide6.QtWidgets import (
    QComboBox,
    QCompleter,
    QLineEdit,
    QListView,
    QSizePolicy,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionComboBox,
    QWidget,
)

from casedesk import i18n
from casedesk.ui.kit import icons
from casedesk.ui.kit.theme import dress, px

#: codes with their labels in the current language
Options: TypeAlias = Callable[[], Sequence[tuple[str, str]]]
SEARCH_FROM = 10  #: lists this long can be searched
_CODE = Qt.ItemDataRole.UserRole
_FOLDED = Qt.ItemDataRole.UserRole + 1
_LEAST_LETTERS = 12
_LOOK = (QEvent.Type.StyleChange, QEvent.Type.FontChange)
_WIDEST_LIST = 560


def fold(text: str) -> str:
    """Lower case without accents, for searching."""
    decomposed = unicodedata.normalize("NFKD", text.casefold())
    return "".join(letter for letter in decomposed if not unicodedata.combining(letter)).strip()


#: of the labels of lists, which several questions share
_folded = lru_cache(maxsize=4096)(fold)


class ContainsCompleter(QCompleter):
    """Finds any part of a label, whatever its accents."""

    def __init__(self, model: QAbstractItemModel, parent: QWidget) -> None:
        super().__init__(parent)
        self.setModel(model)
        self.setCompletionRole(_FOLDED)
        self.setFilterMode(Qt.MatchFlag.MatchContains)
        self.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        self.setCompletionMode(QCompleter.CompletionMode.PopupCompletion)
        self.setMaxVisibleItems(9)
        popup = dress(QListView())
        popup.setProperty("kind", "completer")
        self.setPopup(popup)

    def splitPath(self, path: str) -> list[str]:
        """What is searched for what is typed."""
        return [fold(path)]

    def pathFromIndex(self, index: QModelIndex | QPersistentModelIndex) -> str:
        """What is written for what is found."""
        return str(index.data(Qt.ItemDataRole.DisplayRole))


class Combo(QComboBox):
    """A box with a list that ignores the wheel, draws its own arrow and knows codes.

    The list itself, nine widgets, is made when it is first needed: most of a form never are. Qt
    would make it for any of ``setCurrentIndex``, ``setEditable``, ``setItemDelegate`` and
    ``setSizeAdjustPolicy``.
    """

    #: one was chosen out of those that were found
    found = Signal()

    def __init__(self, options: Options, *, empty: bool = True) -> None:
        super().__init__()
        self._options = options
        self._empty = empty
        self._listed: tuple[tuple[str, str], ...] = ()
        self._room: QSize | None = None
        self._language = ""
        self._choices = QStandardItemModel(self)
        self.setModel(self._choices)
        self.setMaxVisibleItems(12)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.reload()
        if len(options()) >= SEARCH_FROM:
            self._make_searchable()

    def code(self) -> str | None:
        """The code chosen."""
        row = self._row_of(self.currentText()) if self.isEditable() else self.currentIndex()
        return (self.itemData(row, _CODE) or None) if row >= 0 else None

    def unknown_text(self) -> bool:
        """Whether what is typed is not in the list."""
        return self.isEditable() and bool(self.currentText().strip()) and self.code() is None

    def choose(self, code: str | None) -> None:
        """Choose a code; None chooses nothing."""
        row = self.findData(code, _CODE) if code else self._nothing()
        self.setCurrentIndex(row)
        if row < 0 or not code:
            self.setEditText("") if self.isEditable() else None

    def reload(self) -> None:
        """Fill in the labels of the current language and keep what is chosen."""
        self._language = i18n.language()
        listed = ((("", ""),) if self._empty else ()) + tuple(self._options())
        if listed == self._listed:
            return
        self._listed = listed
        code = self.code() if self._choices.rowCount() else None
        typed = self.currentText() if self.unknown_text() else ""
        blocked = self.blockSignals(True)
        self._choices.clear()
        # A box that hears of the first row chooses it.
        quiet = self._choices.blockSignals(True)
        for value, text in listed:
            item = QStandardItem(text)
            item.setData(value, _CODE)
            item.setData(_folded(text), _FOLDED)
            self._choices.appendRow(item)
        self._choices.blockSignals(quiet)
        self._choices.layoutChanged.emit()
        self.choose(code)
        if typed:
            self.setEditText(typed)
        self.blockSignals(blocked)

    def sizeHint(self) -> QSize:
        """Some letters, however long the labels are; layouts ask for it again and again."""
        if self._room is None:
            metrics, option = self.fontMetrics(), QStyleOptionComboBox()
            self.initStyleOption(option)
            width = _LEAST_LETTERS * metrics.horizontalAdvance("X") + self.iconSize().width() + 4
            inner = QSize(width, max(metrics.height(), self.iconSize().height()) + 2)
            kind = QStyle.ContentsType.CT_ComboBox
            self._room = self.style().sizeFromContents(kind, option, inner, self)
        return self._room

    def minimumSizeHint(self) -> QSize:
        """The same."""
        return self.sizeHint()

    def _nothing(self) -> int:
        """The row of no answer: with the focus the one from which the arrow keys go on."""
        return 0 if self._empty and self.hasFocus() else -1

    def _make_searchable(self) -> None:
        self.setLineEdit(QLineEdit())
        self.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        self.choose(None)

    def _row_of(self, text: str) -> int:
        wanted = fold(text)
        if not wanted:
            return -1
        if fold(self.itemText(self.currentIndex())) == wanted:
            return self.currentIndex()  # of two equal labels, the one chosen
        rows = range(self.count())
        return next((row for row in rows if self.itemData(row, _FOLDED) == wanted), -1)

    def choose_only(self) -> None:
        """Choose the one label that holds what is typed, if there is exactly one."""
        wanted = fold(self.currentText())
        rows = [row for row in range(self.count()) if wanted in self.itemData(row, _FOLDED)]
        if len(rows) == 1:
            self.choose(self.itemData(rows[0], _CODE))

    def settle(self) -> None:
        """Take what is typed as far as it goes: the keys that save do not wait for Tab."""
        completer = self.completer()
        popup = completer.popup() if completer is not None else None
        if popup is not None:
            popup.hide()
        if self.unknown_text():
            self.choose_only()

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Make ready to find what is typed, and to go through the list from its beginning."""
        if self.currentIndex() < 0 and not self.currentText():
            blocked = self.blockSignals(True)
            self.setCurrentIndex(self._nothing())
            self.blockSignals(blocked)
        if self.isEditable() and not isinstance(self.completer(), ContainsCompleter):
            completer = ContainsCompleter(self._choices, self)
            completer.activated.connect(lambda _text: self.found.emit())
            self.setCompleter(completer)
        super().focusInEvent(event)

    def showPopup(self) -> None:
        """Open the list wide enough for its labels."""
        if not isinstance(self.itemDelegate(), QStyledItemDelegate):
            self.setItemDelegate(QStyledItemDelegate(self))  # the usual one knows no style sheet
        wanted = min(self.view().sizeHintForColumn(0) + px(40), px(_WIDEST_LIST))
        self.view().setMinimumWidth(max(self.width(), wanted))
        super().showPopup()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Write the label as it is in the list; part of the only one it can be will do."""
        if event.reason() != Qt.FocusReason.PopupFocusReason and self.unknown_text():
            self.choose_only()
        elif (
            self.isEditable()
            and (code := self.code())
            and self.itemData(self.currentIndex(), _CODE) != code
        ):
            self.choose(code)
        super().focusOutEvent(event)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Leave the wheel to the page: it would change answers unnoticed."""
        event.ignore()

    def changeEvent(self, event: QEvent) -> None:
        """Follow the language and the look."""
        if event.type() in _LOOK and self.findChild(QListView) is None:
            QWidget.changeEvent(self, event)  # Qt's own asks the list, and makes it
        else:
            super().changeEvent(event)
        if event.type() in _LOOK:
            self._room = None
            self.updateGeometry()
        elif event.type() == QEvent.Type.LanguageChange and self.isVisible():
            self.reload()

    def showEvent(self, event: QShowEvent) -> None:
        """Say in another language what was out of sight when it changed."""
        if self._language != i18n.language():
            self.reload()
        super().showEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the arrow over Qt's combo box."""
        super().paintEvent(event)
        arrow = icons.pixmap("chevron-down", "muted", 18)
        side = px(18)
        painter = QPainter(self)
        painter.drawPixmap(
            QRect(self.width() - side - px(9), (self.height() - side) // 2, side, side), arrow
        )
        painter.end()
