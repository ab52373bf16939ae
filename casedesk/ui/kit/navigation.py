"""Ways between pages: a list at the side and a strip of tabs."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QFrame, QListWidget, QListWidgetItem, QTabBar, QToolButton

from casedesk.i18n import N_
from casedesk.ui.kit import icons
from casedesk.ui.kit.binding import Text, bind, say
from casedesk.ui.kit.theme import colour, px, restyle


@dataclass(frozen=True)
class Place:
    """Somewhere to go: its key, its words and its icon."""

    key: str
    text: Text
    icon: str = ""
    tone: str = ""  #: token of the icon's colour; empty: that of the list


class NavList(QListWidget):
    """Places under one another; ``nav`` on the dark side, ``sections`` within a page."""

    chosen = Signal(str)

    def __init__(
        self, places: Sequence[Place] = (), *, kind: Literal["nav", "sections"] = "nav"
    ) -> None:
        super().__init__()
        self._kind = kind
        self._places: tuple[Place, ...] = ()
        self.setProperty("kind", kind)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setWordWrap(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QListWidget.ScrollMode.ScrollPerPixel)
        bind(self, "setAccessibleName", N_("Sections"))
        restyle(self, "setIconSize", lambda: QSize(px(20), px(20)))
        self.currentRowChanged.connect(self._on_row)
        self.itemSelectionChanged.connect(self._on_selection)
        self.set_places(places)
        bind(self, "set_words", lambda: "")
        restyle(self, "set_icons", lambda: "")

    def set_places(self, places: Sequence[Place]) -> None:
        """Show these places and keep the one chosen."""
        key = self.key()
        blocked = self.blockSignals(True)
        self.clear()
        self._places = tuple(places)
        for _place in self._places:
            self.addItem(QListWidgetItem())
        self.set_words("")
        self.set_icons("")
        self.blockSignals(blocked)
        self.show_place(key)

    def key(self) -> str:
        """The key of the place chosen; empty if none is."""
        row = self.currentRow()
        return self._places[row].key if 0 <= row < len(self._places) else ""

    def show_place(self, key: str) -> None:
        """Mark a place as chosen without a signal."""
        blocked = self.blockSignals(True)
        keys = [place.key for place in self._places]
        self.setCurrentRow(keys.index(key) if key in keys else -1)
        self.blockSignals(blocked)
        self.set_icons("")

    def set_words(self, _unused: str) -> None:
        """Write every place in the current language."""
        for row, place in enumerate(self._places):
            self.item(row).setText(say(place.text))

    def set_icons(self, _unused: str) -> None:
        """Draw every icon in the colours of the theme."""
        usual, chosen = (
            ("side_text", "on_side_chosen") if self._kind == "nav" else ("muted", "accent_text")
        )
        for row, place in enumerate(self._places):
            if place.icon:
                token = place.tone or (chosen if row == self.currentRow() else usual)
                self.item(row).setIcon(icons.icon(place.icon, token))

    def sizeHint(self) -> QSize:
        """High enough for every place."""
        rows = sum(self.sizeHintForRow(row) for row in range(self.count()))
        return QSize(px(190), rows + px(4))

    def _on_selection(self) -> None:
        """A screen reader selects a place without making it the current one."""
        rows = [index.row() for index in self.selectedIndexes()]
        if rows and rows[0] != self.currentRow():
            self.setCurrentRow(rows[0])

    def _on_row(self, row: int) -> None:
        self.set_icons("")
        if 0 <= row < len(self._places):
            self.chosen.emit(self._places[row].key)


class TabStrip(QTabBar):
    """Tabs with keys, and a ring around the one that has the focus."""

    chosen = Signal(str)

    def __init__(self, places: Sequence[Place] = ()) -> None:
        super().__init__()
        self._places: tuple[Place, ...] = ()
        self.setExpanding(False)
        self.setDrawBase(False)
        self.setUsesScrollButtons(True)
        self.setElideMode(Qt.TextElideMode.ElideNone)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        bind(self, "setAccessibleName", N_("Sections"))
        self.set_places(places)
        self.currentChanged.connect(self._on_tab)
        bind(self, "set_words", lambda: "")
        for arrow in self.findChildren(QToolButton):
            arrow.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # the keys go from tab to tab

    def set_places(self, places: Sequence[Place]) -> None:
        """Show these tabs."""
        blocked = self.blockSignals(True)
        while self.count():
            self.removeTab(0)
        self._places = tuple(places)
        for place in self._places:
            self.addTab(say(place.text))
        self.blockSignals(blocked)

    def set_words(self, _unused: str) -> None:
        """Write every tab in the current language."""
        for at, place in enumerate(self._places):
            self.setTabText(at, say(place.text))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Home and End lead to the first and the last tab, which may be out of sight."""
        ends = {Qt.Key.Key_Home: 0, Qt.Key.Key_End: self.count() - 1}
        at = ends.get(Qt.Key(event.key()))
        if at is None:
            super().keyPressEvent(event)
        else:
            self.setCurrentIndex(at)

    def key(self) -> str:
        """The key of the tab chosen; empty if there is none."""
        at = self.currentIndex()
        return self._places[at].key if 0 <= at < len(self._places) else ""

    def show_place(self, key: str) -> None:
        """Choose a tab without a signal."""
        blocked = self.blockSignals(True)
        keys = [place.key for place in self._places]
        if key in keys:
            self.setCurrentIndex(keys.index(key))
        self.blockSignals(blocked)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the tabs, then the ring."""
        super().paintEvent(event)
        if not self.hasFocus():
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(colour("focus"), 2))
        ring = QRectF(self.tabRect(self.currentIndex())).adjusted(2, 2, -2, -2)
        painter.drawRoundedRect(ring, px(6), px(6))
        painter.end()

    def _on_tab(self, at: int) -> None:
        if 0 <= at < len(self._places):
            self.chosen.emit(self._places[at].key)
