"""What every page is made of: a title, actions, notices, and a body that scrolls."""

import contextlib

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QPushButton, QVBoxLayout, QWidget

from casedesk.ui.kit.banners import Banner
from casedesk.ui.kit.binding import Text, bind
from casedesk.ui.kit.buttons import button
from casedesk.ui.kit.focus_keeper import FocusKeeper
from casedesk.ui.kit.freshness import freshen
from casedesk.ui.kit.labels import h1, muted
from casedesk.ui.kit.layouts import FlowLayout, Part, add, hbox, scrolling, vbox
from casedesk.ui.kit.surfaces import holding
from casedesk.ui.kit.tab_order import follow_layouts
from casedesk.ui.kit.theme import dress, px

_SIDES = 20  #: margins at the left and at the right
_BESIDE = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
_NARROW = 620  #: below this the actions go under the title


class Page(QWidget):
    """A page; subclasses add to ``body``, ``action_row``, ``notices`` and ``head``."""

    def __init__(self, title: Text = "", *, name: str = "", scroll: bool = True) -> None:
        super().__init__()
        self.setObjectName(name)
        self.setProperty("kind", "page")
        self._focus = FocusKeeper(self)
        self.title = h1(title)
        self.subtitle = muted()
        self.subtitle.hide()
        self.action_row = FlowLayout(10)  # under the title it may take two lines
        self._top: QBoxLayout = hbox(spacing=16)
        titles = vbox(self.title, self.subtitle, spacing=2)
        self._top.addLayout(titles, 1)
        self._top.addLayout(self.action_row)
        self._top.setAlignment(self.action_row, _BESIDE)
        self.back_slot = vbox()
        self.head = vbox(spacing=10)
        self.notices = vbox(spacing=8)
        self.body: QVBoxLayout = vbox(spacing=12)
        self.top_part = holding(vbox(self.back_slot, self._top, self.head, spacing=10))
        whole = vbox(self.top_part, margin=(_SIDES, 14, _SIDES, 14), spacing=10)
        inner = QWidget()
        inner.setProperty("kind", "body")
        # Notices scroll away with the body: with large text they would leave it no room.
        inner.setLayout(vbox(self.notices, self.body, spacing=12))
        self.scroll_area = scrolling(inner) if scroll else None
        self._body: QWidget = self.scroll_area or inner
        whole.addWidget(self._body, 1)
        self.setLayout(whole)

    def add(self, part: Part) -> None:
        """Append a part to the body."""
        add(self.body, part)

    def add_action(self, action: QPushButton) -> QPushButton:
        """Add a button at the right of the title."""
        self.action_row.addWidget(action)
        return action

    def add_back(self, text: Text) -> QPushButton:
        """Add the way back above the title."""
        made = button(text, "arrow-left", "link", name="back")
        self.back_slot.addWidget(made)
        return made

    def dress(self) -> None:
        """Give it the style sheet; a page of many parts gives it to each of them."""
        dress(self)

    def freshen(self) -> None:
        """It is shown again: the look may have changed meanwhile."""
        freshen(self)

    def set_title(self, text: str) -> None:
        """Make data, for example a name, the title."""
        bind(self.title, "setText", lambda: text)

    def set_subtitle(self, text: Text) -> None:
        """A quiet line under the title."""
        bind(self.subtitle, "setText", text)
        self.subtitle.setVisible(bool(self.subtitle.text()))

    def notify(self, banner: Banner) -> Banner:
        """Show a notice under the title and speak it."""
        self.notices.addWidget(banner)
        if self.scroll_area is not None:
            self.scroll_area.verticalScrollBar().setValue(0)
        banner.speak()
        return banner

    def focusNextPrevChild(self, next: bool) -> bool:
        """Tab and Shift+Tab go as the page is read: cards and links come and go.

        Qt asks this too when what has the focus is hidden or switched off: it stays on the page.
        """
        with contextlib.suppress(RuntimeError):  # something went meanwhile: Qt's own order will do
            if self._focus.keep():
                return True
            follow_layouts(self)
        return super().focusNextPrevChild(next)

    def minimumSizeHint(self) -> QSize:
        """As narrow as its widest part: below the width of a row the actions go under the title."""
        parts = [
            self.action_row.minimumSize(),
            self.head.minimumSize(),
            self._body.minimumSizeHint(),
        ]
        width = max(part.width() for part in parts) + 2 * px(_SIDES)
        return QSize(width, super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Put the actions under the title where there is little room."""
        super().resizeEvent(event)
        direction = QBoxLayout.Direction
        wanted = self.action_row.sizeHint().width() + px(240)
        narrow = self.width() < max(px(_NARROW) if self.action_row.count() > 1 else 0, wanted)
        self._top.setDirection(direction.TopToBottom if narrow else direction.LeftToRight)
        # Alignment would hold the actions to the height of one line.
        self._top.setAlignment(self.action_row, Qt.AlignmentFlag(0) if narrow else _BESIDE)
