"""The window around all pages: where to go, who is here, and the way to lock."""

from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtGui import QCloseEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QFrame, QMainWindow, QStackedWidget, QWidget

from casedesk.errors import CasedeskError
from casedesk.i18n import N_, _
from casedesk.services.clock import clock_warning
from casedesk.ui.desk import Desk
from casedesk.ui.kit.banners import Banner
from casedesk.ui.kit.binding import bind
from casedesk.ui.kit.buttons import button
from casedesk.ui.kit.labels import icon_label, label, raw
from casedesk.ui.kit.layouts import hbox, vbox
from casedesk.ui.kit.navigation import NavList, Place
from casedesk.ui.kit.surfaces import Toast
from casedesk.ui.kit.theme import px, restyle
from casedesk.ui.places import UNDER, Arguments, places

TITLE = "Casedesk"  # says nothing about the vault to whoever looks at the task bar
ROLES = {"coordinator": N_("Coordinator"), "volunteer": N_("Volunteer")}
INVENTED = N_("Everybody in this vault is invented. Keep no real person in it.")
_SIDE = 208


class Sidebar(QFrame):
    """Pages, language, hiding names and locking."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.setObjectName("sidebar")
        self.setProperty("kind", "sidebar")
        shown = [place for place in places(desk).values() if place.icon]
        self.nav = NavList([Place(place.key, place.title, place.icon) for place in shown])
        self.nav.setObjectName("nav")
        self.language = button(self._other_language, "language", "side", name="language")
        self.names = button(
            lambda: _("Show names") if desk.names_hidden else _("Hide names"),
            "eye-off",
            "side",
            name="hide_all_names",
        )
        self.lock = button(N_("Lock now"), "lock", "side", name="lock")
        who = label(lambda: f"{desk.session.user} · {_(ROLES[desk.session.role])}", "side")
        brand = hbox(icon_label("building-community", "side_text", 24), spacing=8)
        brand.addWidget(raw(TITLE, "brand", wrap=False), 1)
        shelter = raw(desk.shelter, "side")
        box = vbox(brand, shelter, 8, margin=(12, 16, 12, 12), spacing=4)
        box.addWidget(self.nav, 1)
        for part in (self.language, self.names, self.lock):
            box.addWidget(part)
        box.addWidget(who)
        self.setLayout(box)
        restyle(self, "setFixedWidth", lambda: px(_SIDE))
        desk.names_hidden_changed.connect(lambda _hidden: self._names_changed(desk))

    @staticmethod
    def _other_language() -> str:
        return "English / Español"

    def _names_changed(self, desk: Desk) -> None:
        bind(
            self.names,
            "setText",
            lambda: _("Show names") if desk.names_hidden else _("Hide names"),
        )


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
        self.pages: dict[str, QWidget] = {}
        self._key = ""
        self._past: list[tuple[str, Arguments]] = []
        self._may_close = False
        self.sidebar = Sidebar(desk)
        self.stack = QStackedWidget()
        self.notices = vbox(spacing=8, margin=(20, 10, 20, 0))
        self.refusal = Banner("error", lambda: "", closable=True)
        self.refusal.setObjectName("refusal")
        self.refusal.hide()
        self.clock_notice = Banner("warn", lambda: "", closable=True)
        self.clock_notice.hide()
        self.notices.addWidget(self.clock_notice)
        self.notices.addWidget(self.refusal)
        if desk.tasks.vault.invented:
            self.notices.addWidget(Banner("info", INVENTED))
        main = vbox(self.notices, spacing=0)
        main.addWidget(self.stack, 1)
        whole = hbox(self.sidebar, spacing=0)
        whole.addLayout(main, 1)
        centre = QWidget()
        centre.setLayout(whole)
        self.setCentralWidget(centre)
        self.toast = Toast(self)
        self._connect()
        self._look_at_clock()

    def show_page(self, key: str, **arguments: Any) -> None:
        """Show a page, made now if it was never shown, and remember the way."""
        self._past.append((key, arguments))
        self._show(key, arguments)

    def back(self) -> None:
        """Show the page before this one."""
        if len(self._past) > 1:
            self._past.pop()
            self._show(*self._past[-1])

    def flush(self) -> None:
        """Have every page save what is being typed as a draft."""
        for page in self.pages.values():
            if hasattr(page, "flush_draft"):
                page.flush_draft()

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

    def _show(self, key: str, arguments: Arguments) -> None:
        self.refusal.hide()
        known = places(self.desk)
        if key not in known:
            return
        leaving = self.pages.get(self._key)
        if leaving is not None and hasattr(leaving, "flush_draft"):
            leaving.flush_draft()
        if key not in self.pages:
            page = known[key].make(self.desk)
            self.pages[key] = page
            self.stack.addWidget(page)
        self._key = key
        page = self.pages[key]
        self.stack.setCurrentWidget(page)
        self.sidebar.nav.show_place(UNDER.get(key, key))
        page.open(**arguments)  # type: ignore[attr-defined]  # every page has it

    def _connect(self) -> None:
        desk, side = self.desk, self.sidebar
        side.nav.chosen.connect(lambda key: self.show_page(key))
        if desk.preferences is not None:
            side.language.clicked.connect(desk.preferences.other_language)
        side.names.clicked.connect(lambda: desk.hide_names(not desk.names_hidden))
        side.lock.clicked.connect(self.locking)
        desk.went.connect(lambda key, arguments: self.show_page(key, **arguments))
        desk.said.connect(lambda sentence: self.toast.tell(lambda: sentence))
        desk.refused.connect(self._refuse)
        QShortcut(QKeySequence("Ctrl+L"), self, self.locking.emit)
        QShortcut(QKeySequence("Ctrl+H"), self, lambda: desk.hide_names(not desk.names_hidden))
        QShortcut(QKeySequence("Alt+Left"), self, self.back)
        for number, place in enumerate(
            (place for place in places(desk).values() if place.icon), start=1
        ):
            QShortcut(
                QKeySequence(f"Ctrl+{number}"), self, lambda key=place.key: self.show_page(key)
            )

    def _refuse(self, error: CasedeskError) -> None:
        self.refusal.tell(lambda: str(error))

    def _look_at_clock(self) -> None:
        def found(msgid: str | None) -> None:
            if msgid:
                self.clock_notice.tell(msgid)

        self.desk.tasks.call(lambda vault, _progress: clock_warning(vault), found, owner=self)
