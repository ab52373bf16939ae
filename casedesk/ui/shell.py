"""The window around all pages: where to go, what happened, and the way to lock."""

from itertools import pairwise
from typing import Any

from PySide6.QtCore import QByteArray, QSize, Qt, Signal
from PySide6.QtGui import QCloseEvent, QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import (
    QFrame,
    QMainWindow,
    QScrollArea,
    QStackedWidget,
    QWidget,
)

from casedesk.domain import codelists
from casedesk.errors import CasedeskError
from casedesk.i18n import N_
from casedesk.services.clock import clock_warning
from casedesk.services.steps import Step
from casedesk.ui.desk import Desk
from casedesk.ui.help.panel import HELP, KEYS, TOUR, HelpPanel
from casedesk.ui.kit.banners import Banner
from casedesk.ui.kit.binding import Text
from casedesk.ui.kit.in_sight import reveal_soon
from casedesk.ui.kit.layouts import hbox, vbox
from casedesk.ui.kit.page import Page
from casedesk.ui.kit.surfaces import Toast
from casedesk.ui.kit.theme import dress, px, restyle
from casedesk.ui.lock_key import LockKey
from casedesk.ui.places import UNDER, Arguments, PlaceInShell, places
from casedesk.ui.sidebar import Sidebar
from casedesk.ui.step_notice import StepNotice
from casedesk.ui.trail import Trail

TITLE = "Casedesk"  # says nothing about the vault to whoever looks at the task bar
INVENTED = N_("Everybody in this vault is invented. Keep no real person in it.")
#: narrower than this, in lengths of the design, the sidebar folds to its icons
_ROOM = 820
#: what a window has above it: its title
_FRAME = 40
#: narrower than any laptop: no screen that somebody sits at
_LEAST = 1000


class Shell(QMainWindow):
    """Shows one page at a time; makes each when it is first asked for."""

    locking = Signal()
    closing = Signal()

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.setObjectName("shell")
        self.setWindowTitle(TITLE)
        self.resize(1366, 768)
        self.desk = desk
        self.pages: dict[str, Page] = {}
        self._key = ""
        self._wanted: tuple[str, Arguments] = ("", {})
        self._trail = Trail()
        self._may_close = False
        self.sidebar = Sidebar(desk, TITLE)
        self.stack = QStackedWidget()
        self.refusal = Banner("error", "", closable=True)
        self.clock_notice = Banner("warn", "", closable=True)
        self.warning = Banner("warn", "", closable=True)
        self.step_notice = StepNotice(desk)
        self.toast = Toast()
        self.main = QWidget()
        self.help = HelpPanel(self.main)
        self._build()
        self._connect()
        self._look_at_clock()
        restyle(self, "fit_sidebar", lambda: None)

    @property
    def key(self) -> str:
        """The key of the page shown."""
        return self._key

    @property
    def place(self) -> str:
        """The page of the sidebar that the one shown belongs to."""
        return UNDER.get(self._key, self._key)

    def begin(self, key: str) -> None:
        """Show the first page: the one named, if whoever is here may see it, else today."""
        known = places(self.desk)
        self.show_page(key if key in known else "today")

        def read_ahead(_vault: object, _progress: object) -> None:
            # Every form offers some: reading one takes longer than making its question.
            codelists.load_all()
            known["person"].load()

        self.desk.tasks.call(read_ahead, owner=self)

    def show_page(self, key: str, **arguments: Any) -> None:
        """Show a page, made now if it was never shown, and remember the way."""
        known = places(self.desk)
        if key in known:
            self._trail.go(key, arguments)
            self._wanted = (key, arguments)
            if known[key].ready:
                self._show(key, arguments)
            else:
                self._read_and_show(known[key], arguments)

    def back(self) -> None:
        """Show the page before this one, if this is not one of the sidebar's."""
        step = self._trail.back()
        if step is not None:
            self.show_page(step[0], **step[1])

    def flush(self) -> None:
        """Have every page save what is being typed as a draft."""
        for page in self.pages.values():
            _flush(page)

    def state(self) -> str:
        """Where the window is and how large, to be remembered."""
        return self.saveGeometry().toBase64().toStdString()

    def restore(self, state: str) -> None:
        """Put the window where it was."""
        if state:
            self.restoreGeometry(QByteArray.fromBase64(QByteArray(state.encode())))
        else:
            self.fit_screen(self.screen().availableGeometry().size())

    def fit_screen(self, room: QSize) -> None:
        """Fill a screen on which the whole window would not be seen: its foot would be outside."""
        with_frame = self.size() + QSize(0, _FRAME)
        if room.width() >= _LEAST and with_frame.boundedTo(room) != with_frame:
            self.resize(self.size().boundedTo(room - QSize(0, _FRAME)))
            self.setWindowState(Qt.WindowState.WindowMaximized)

    def let_go(self) -> None:
        """Allow the window to close."""
        self._may_close = True
        self.close()

    def closeEvent(self, event: QCloseEvent) -> None:
        """Closing takes a copy first: whoever runs the program is told and closes it then."""
        if self._may_close:
            super().closeEvent(event)
        else:
            event.ignore()
            self.closing.emit()

    def focusNextPrevChild(self, next: bool) -> bool:
        """Let Tab go from the page to the notice under it: pages come after it, and their parts."""
        ways = self.step_notice.ways
        last = self.sidebar.nav.previousInFocusChain()
        while last is not None and last.focusPolicy() == Qt.FocusPolicy.NoFocus:
            last = last.previousInFocusChain()  # Qt puts nothing behind it
        if last is not None and last is not ways[-1]:
            for one, other in pairwise([last, *ways]):
                QWidget.setTabOrder(one, other)
        return super().focusNextPrevChild(next)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Leave the page its room."""
        super().resizeEvent(event)
        self.fit_sidebar()

    def fit_sidebar(self, _unused: None = None) -> None:
        """Fold the sidebar if there is little room for text of this size."""
        self.sidebar.fold(self.width() < px(_ROOM))
        self.help.fit(self.width() - self.sidebar.minimumWidth())

    def show_help(self, what: str = HELP) -> None:
        """Show the help of the page, the keys or the tour; ask for the help again to close it."""
        if what == TOUR:
            self.help.begin_tour()
        elif what != HELP:
            self.help.show_keys()
        elif self.help.mode == HELP and not self.help.isHidden():
            self.help.leave()
        else:
            self.help.show_help(self._key)

    def _build(self) -> None:
        self.refusal.setObjectName("refusal")
        self.clock_notice.setObjectName("clock_notice")
        notices = vbox(spacing=8, margin=(20, 10, 20, 0))
        for notice in (self.clock_notice, self.refusal, self.warning):
            notice.hide()
            notices.addWidget(notice)
        if self.desk.tasks.vault.invented:
            invented = Banner("info", INVENTED)
            invented.setObjectName("invented")
            notices.addWidget(invented)
        main = vbox(notices, spacing=0)
        main.addWidget(self.stack, 1)
        # Under the page, which it neither covers nor pushes away from under the pointer.
        main.addLayout(vbox(self.step_notice, self.toast, spacing=8, margin=(20, 0, 20, 10)))
        self.main.setLayout(main)
        whole = hbox(self.sidebar, spacing=0)
        whole.addWidget(self.main, 1)
        whole.addWidget(self.help)
        centre = QWidget()
        centre.setLayout(whole)
        self.setCentralWidget(centre)
        # Each page is given the style sheet by itself: one out of sight can wait for another look.
        around = self.main.findChildren(QWidget, options=Qt.FindChildOption.FindDirectChildrenOnly)
        for part in (self.sidebar, self.help, *around):
            if part is not self.stack:
                dress(part)

    def _read_and_show(self, place: PlaceInShell, arguments: Arguments) -> None:
        """Read what a page is made of beside the windows, and show it if it is still wanted."""
        wanted = (place.key, arguments)

        def show(_made: object) -> None:
            if self._wanted == wanted:
                self._show(*wanted)

        self.desk.tasks.call(lambda _vault, _progress: place.load(), show, owner=self)

    def _show(self, key: str, arguments: Arguments) -> None:
        self.refusal.hide()
        if self._key in self.pages:
            _flush(self.pages[self._key])
        if key not in self.pages:
            page = places(self.desk)[key].make(self.desk)
            self.pages[key] = page
            self.stack.addWidget(_with_room(page))
        self._key = key
        page = self.pages[key]
        page.freshen()
        self.stack.setCurrentIndex(list(self.pages).index(key))
        self.sidebar.nav.show_place(self.place)
        page.open(**arguments)  # type: ignore[attr-defined]  # every page has it
        self.help.follow(key)

    def _connect(self) -> None:
        desk, side = self.desk, self.sidebar
        side.nav.chosen.connect(lambda key: self.show_page(key))
        if desk.preferences is not None:
            side.language.clicked.connect(desk.preferences.other_language)
        side.names.clicked.connect(self._cover_names)
        side.lock.clicked.connect(self.locking)
        side.help.clicked.connect(lambda: self.show_help())
        desk.help_wanted.connect(self.show_help)
        self.help.went.connect(lambda key: self.show_page(key))
        self.help.shown.connect(self.fit_sidebar)
        self.help.toured.connect(self._toured)
        desk.went.connect(lambda key, arguments: self.show_page(key, **arguments))
        desk.said.connect(self._say)
        desk.refused.connect(self._refuse)
        desk.stepped.connect(self._offer_undo)
        desk.told.connect(lambda sentence: self.warning.tell(lambda: sentence))
        QShortcut(QKeySequence(QKeySequence.StandardKey.Undo), self, self.step_notice.undo_keys)
        LockKey(self).pressed.connect(self.locking)
        QShortcut(QKeySequence("Ctrl+H"), self, self._cover_names)
        QShortcut(QKeySequence("F1"), self, lambda: self.show_help())
        QShortcut(QKeySequence("?"), self, lambda: self.show_help(KEYS))
        QShortcut(QKeySequence("Alt+Left"), self, self.back)
        QShortcut(QKeySequence("Escape"), self, self._escape)
        shown = [place.key for place in places(desk).values() if place.icon]
        for number, key in enumerate(shown, start=1):
            QShortcut(QKeySequence(f"Ctrl+{number}"), self, lambda key=key: self.show_page(key))

    def _escape(self) -> None:
        if self.help.isHidden():
            self.back()
        else:
            self.help.leave()

    def _toured(self) -> None:
        if self.desk.preferences is not None:
            self.desk.preferences.change(toured=True)

    def _cover_names(self) -> None:
        self.desk.hide_names(not self.desk.names_hidden)

    def _say(self, sentence: str) -> None:
        self.toast.tell(lambda: sentence)
        self._keep_focus_in_sight()

    def _offer_undo(self, step: Step[Any], sentence: Text) -> None:
        self.refusal.hide()  # what was refused before has been done by now
        self.step_notice.offer(step, sentence)
        self._keep_focus_in_sight()

    def _keep_focus_in_sight(self) -> None:
        focus = self.focusWidget()
        if focus is not None:
            reveal_soon(focus)  # the page above the notice is less high now

    def _refuse(self, error: CasedeskError) -> None:
        self.refusal.tell(lambda: str(error))

    def _look_at_clock(self) -> None:
        def found(msgid: str | None) -> None:
            if msgid:
                self.clock_notice.tell(msgid)

        self.desk.tasks.call(lambda vault, _progress: clock_warning(vault), found, owner=self)


def _with_room(page: Page) -> QScrollArea:
    """Scrolls the whole page where large text leaves it less room than it needs."""
    area = QScrollArea()
    area.setWidgetResizable(True)
    area.setFrameShape(QFrame.Shape.NoFrame)
    area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    area.setWidget(page)
    page.dress()
    for bar in (area.horizontalScrollBar(), area.verticalScrollBar()):
        dress(bar)
    return area


def _flush(page: Page) -> None:
    if hasattr(page, "flush_draft"):
        page.flush_draft()
