"""A panel beside the page with its help, the keys or the tour; Escape closes it."""

import shiboken6
from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QTextCursor
from PySide6.QtWidgets import QApplication, QFrame, QSizePolicy, QTextBrowser, QWidget

from casedesk.i18n import N_, _
from casedesk.ui.help import pages, shortcuts
from casedesk.ui.kit.announcements import announce
from casedesk.ui.kit.binding import bind
from casedesk.ui.kit.buttons import button, icon_button
from casedesk.ui.kit.labels import label
from casedesk.ui.kit.layouts import FlowLayout, hbox, vbox
from casedesk.ui.kit.surfaces import holding
from casedesk.ui.kit.theme import px, restyle

HELP, KEYS, TOUR = "help", "keys", "tour"
_WIDTH = 360
#: a page with less room than this beside the panel is covered by it
_PAGE = 560


class HelpPanel(QFrame):
    """Follows the page shown; ``beside`` is what it covers where there is little room."""

    went = Signal(str)  # a page that the tour speaks of
    toured = Signal()  # the tour was taken or skipped
    shown = Signal()  # it came or went: room is to be shared anew

    def __init__(self, beside: QWidget) -> None:
        super().__init__()
        self.setObjectName("help")
        self.setProperty("kind", "help")
        self.mode = HELP
        self._beside, self._page, self._step = beside, "", 0
        self._before: QWidget | None = None
        self.title = label(self._title, "h2", name="help_title")
        self.close_button = icon_button(N_("Close the help"), "x", name="close_help")
        self.text = QTextBrowser()
        self.text.setObjectName("help_text")
        self.text.setProperty("kind", "help")
        self.text.setFrameShape(QFrame.Shape.NoFrame)
        self.text.setOpenLinks(False)
        bind(self.text, "setAccessibleName", N_("Help"))
        self.page_button = button(N_("Help for this page"), "help", name="help_page")
        self.keys_button = button(N_("Shortcuts"), "list-check", name="help_keys")
        self.tour_button = button(N_("Take the tour"), "route", name="help_tour")
        self.skip = button(N_("Skip the tour"), name="skip_tour")
        self.previous = button(N_("Previous"), "arrow-left", name="tour_previous")
        self.next = button("", "arrow-right", "primary", name="tour_next")
        self._build()
        self._connect()
        self.hide()

    def minimumSizeHint(self) -> QSize:
        """It scrolls: its words ask for no room of their own."""
        return QSize(0, px(120))

    def show_help(self, page: str = "") -> None:
        """Show the help of a page and bring the person there."""
        self._page = page or self._page
        self._show(HELP)

    def show_keys(self) -> None:
        """Show the sheet of shortcuts."""
        self._show(KEYS)

    def begin_tour(self) -> None:
        """Go through the tour from its first step."""
        self._step = 0
        self._show(TOUR)
        self._go()

    def follow(self, page: str) -> None:
        """Another page is shown."""
        self._page = page
        if self.isHidden() or self.mode == TOUR:
            return
        if self._beside.isHidden():
            self.leave()  # it would cover the page gone to
        elif self.mode == HELP:
            self.write()

    def leave(self) -> None:
        """Close it and give the focus back."""
        was_tour, before = self.mode == TOUR and not self.isHidden(), self._before
        self._before = None
        self.hide()
        if was_tour:
            self.toured.emit()  # first of all: what is remembered depends on nothing else
        self.shown.emit()
        # The window that had it may be gone: the lock screen is, when the tour begins.
        if before is not None and shiboken6.isValid(before) and before.isVisible():
            before.setFocus()
        elif self._beside.isVisible():
            self._beside.focusNextChild()

    def fit(self, room: int) -> None:
        """Stand beside the page if there is room for both, else over it."""
        covers = not self.isHidden() and room - px(_WIDTH) < px(_PAGE)
        self._beside.setHidden(covers)
        self.setMinimumWidth(0 if covers else px(_WIDTH))
        self.setMaximumWidth(room if covers else px(_WIDTH))

    def write(self, _unused: str = "") -> None:
        """Say it in the present language."""
        if self.mode == TOUR:
            words = pages.of_step(self._step)
        else:
            words = shortcuts.sheet() if self.mode == KEYS else pages.of_page(self._page or "today")
        self.text.setMarkdown(words)
        _air(self.text)
        self.text.moveCursor(QTextCursor.MoveOperation.Start)
        self._name()

    def _name(self) -> None:
        bind(self.title, "setText", self._title)
        last = self._step == len(pages.TOUR) - 1
        bind(self.next, "setText", N_("End the tour") if last else N_("Next"))
        touring = self.mode == TOUR
        for each in (self.skip, self.previous, self.next):
            each.setVisible(touring)
        self.previous.setVisible(touring and self._step > 0)
        self.skip.setVisible(touring and not last)
        self.page_button.setVisible(self.mode == KEYS)
        self.keys_button.setVisible(self.mode == HELP)
        self.tour_button.setVisible(not touring)

    def _title(self) -> str:
        if self.mode == TOUR:
            words = _("Tour: step {number} of {total}")
            return words.format(number=self._step + 1, total=len(pages.TOUR))
        return _("Shortcuts") if self.mode == KEYS else _("Help")

    def _show(self, mode: str) -> None:
        if self.isHidden():
            self._before = QApplication.focusWidget()
        self.mode = mode
        self.write()
        self.show()
        self.shown.emit()
        (self.next if mode == TOUR else self.text).setFocus()
        announce(self, self.title.text())

    def _go(self) -> None:
        self.went.emit(pages.TOUR[self._step])
        self.write()
        self.next.setFocus()
        announce(self, f"{self.title.text()}. {self.text.toPlainText()}")

    def _on(self, way: int) -> None:
        if self._step + way == len(pages.TOUR):
            self.leave()
            return
        self._step = max(self._step + way, 0)
        self._go()

    def _build(self) -> None:
        foot = FlowLayout(8)
        for each in (
            self.previous,
            self.next,
            self.skip,
            self.page_button,
            self.keys_button,
            self.tour_button,
        ):
            foot.addWidget(each)
        top = hbox(spacing=8)
        top.addWidget(self.title, 1)
        top.addWidget(self.close_button, 0, Qt.AlignmentFlag.AlignTop)
        box = vbox(top, margin=(16, 14, 12, 14), spacing=10)
        box.addWidget(self.text, 1)
        box.addWidget(holding(foot))
        self.setLayout(box)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Ignored)

    def _connect(self) -> None:
        self.close_button.clicked.connect(self.leave)
        self.skip.clicked.connect(self.leave)
        self.next.clicked.connect(lambda: self._on(1))
        self.previous.clicked.connect(lambda: self._on(-1))
        self.page_button.clicked.connect(lambda: self.show_help())
        self.keys_button.clicked.connect(self.show_keys)
        self.tour_button.clicked.connect(self.begin_tour)
        bind(self, "write", lambda: "")
        restyle(self, "write", lambda: "")


def _air(text: QTextBrowser) -> None:
    """Leave room under each paragraph and little before a list: Markdown itself says nothing."""
    text.document().setIndentWidth(px(18))
    cursor = text.textCursor()
    cursor.movePosition(QTextCursor.MoveOperation.Start)
    more = True
    while more:
        if cursor.currentTable() is None:
            form = cursor.blockFormat()
            form.setBottomMargin(px(6))
            if form.headingLevel():
                form.setTopMargin(px(6))
            cursor.setBlockFormat(form)
        more = cursor.movePosition(QTextCursor.MoveOperation.NextBlock)
