"""Sections under one another with a table of contents beside them while there is room."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QWidget

from casedesk.i18n import N_, _
from casedesk.ui.kit.binding import Text
from casedesk.ui.kit.labels import hint, muted
from casedesk.ui.kit.layouts import hbox, scrolling, vbox
from casedesk.ui.kit.navigation import NavList, Place
from casedesk.ui.kit.surfaces import Card
from casedesk.ui.kit.theme import px, restyle

_WITH_CONTENTS_FROM = 860
#: key, title, the section itself, and whether anything in it has been answered
Entry = tuple[str, Text, QWidget, Callable[[], bool]]


class Contents(QWidget):
    """A form that scrolls; choosing a section at the left brings it into view."""

    def __init__(self, entries: Sequence[Entry], *, above: QWidget | None = None) -> None:
        super().__init__()
        self._entries = list(entries)
        self._answered: tuple[bool, ...] = ()
        self.places = NavList([], kind="sections")
        self.places.setObjectName("sections")
        # The sections themselves come in turn with Tab: the list is a short cut for the mouse.
        self.places.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        self.tally = muted()
        self._side = Card(hint(N_("Sections")), margin=(10, 12, 10, 12), spacing=4)
        self._side.body.addWidget(self.places, 1)
        self._side.body.addWidget(self.tally)
        inner = self._inner = QWidget()
        box = vbox(margin=(22, 18, 22, 26), spacing=26)
        if above is not None:
            box.addWidget(above)
        for _key, _title, widget, _done in self._entries:
            box.addWidget(widget)
        box.addStretch(1)
        inner.setLayout(box)
        self.area = scrolling(inner)
        card = Card(margin=1)
        card.body.addWidget(self.area, 1)
        self.setLayout(hbox(self._side, card, spacing=12))
        restyle(self._side, "setFixedWidth", lambda: px(214))
        self.places.chosen.connect(self._go)
        self.refresh()

    def refresh(self) -> None:
        """Mark the sections in which something has been answered."""
        answered = tuple(done() for _key, _title, _widget, done in self._entries)
        if answered == self._answered:
            return
        self._answered = answered
        self.places.set_places(
            [
                Place(key, title, "circle-check" if done else "circle", "ok" if done else "")
                for (key, title, _widget, _done), done in zip(self._entries, answered, strict=True)
            ]
        )
        self._tell()

    def to_top(self) -> None:
        """Scroll to the beginning."""
        self.area.verticalScrollBar().setValue(0)
        self.places.show_place("")

    def bring(self, widget: QWidget) -> None:
        """Scroll until a widget within is at the top."""
        top = widget.mapTo(self._inner, widget.rect().topLeft()).y()
        self.area.verticalScrollBar().setValue(max(0, top - px(14)))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fold the table of contents away where there is little room."""
        super().resizeEvent(event)
        self._side.setVisible(self.width() >= px(_WITH_CONTENTS_FROM))

    def changeEvent(self, event: QEvent) -> None:
        """Follow the language."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange and hasattr(self, "_answered"):
            self._tell()

    def _tell(self) -> None:
        words = _("{done} of {all} sections begun")
        self.tally.setText(words.format(done=sum(self._answered), all=len(self._answered)))

    def _go(self, key: str) -> None:
        widget = next(widget for name, _title, widget, _done in self._entries if name == key)
        self.bring(widget)
        first = next(
            (
                child
                for child in widget.findChildren(QWidget)
                if child.focusPolicy() & Qt.FocusPolicy.TabFocus and child.isVisibleTo(widget)
            ),
            None,
        )
        if first is not None:
            first.setFocus(Qt.FocusReason.OtherFocusReason)
