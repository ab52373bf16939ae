"""The dark side of the window: pages, language, hiding names, locking, and who is here."""

from collections.abc import Callable

from PySide6.QtCore import QEvent, Qt
from PySide6.QtWidgets import QFrame, QPushButton, QWidget

from casedesk.i18n import N_, _
from casedesk.ui.desk import Desk
from casedesk.ui.kit.binding import Text, bind, say
from casedesk.ui.kit.buttons import button
from casedesk.ui.kit.labels import icon_label, label, raw
from casedesk.ui.kit.layouts import hbox, vbox
from casedesk.ui.kit.navigation import NavList, Place
from casedesk.ui.kit.theme import px, restyle
from casedesk.ui.places import places
from casedesk.ui.roles import ROLES

_SIDE, _FOLDED = 208, 64


class Sidebar(QFrame):
    """Folds to its icons where large text would leave the page no room."""

    def __init__(self, desk: Desk, title: str) -> None:
        super().__init__()
        self.setObjectName("sidebar")
        self.setProperty("kind", "sidebar")
        self._desk = desk
        self.folded = False
        self._places = [place for place in places(desk).values() if place.icon]
        self.nav = NavList([Place(place.key, place.title, place.icon) for place in self._places])
        self.nav.setObjectName("nav")
        self.language = button("", "language", "side", name="language")
        self.names = button("", "eye-off", "side", name="hide_all_names")
        self.help = button("", "help", "side", name="help_button")
        self.lock = button("", "lock", "side", name="lock")
        self._texts: dict[QPushButton, Text] = {
            self.language: lambda: "English / Español",
            self.names: self._names_words,
            self.help: N_("Help"),
            self.lock: N_("Lock now"),
        }
        self._words: list[QWidget] = [
            raw(title, "brand", wrap=False),
            raw(desk.shelter, "side"),
            label(self._who(), "side", name="who"),
        ]
        mark = icon_label("building-community", "side_text", 24)
        brand = hbox(mark, spacing=8)
        brand.addWidget(self._words[0], 1)
        box = vbox(brand, self._words[1], 8, margin=(12, 12, 12, 10), spacing=4)
        box.addWidget(self.nav, 1)
        for part in (*self._texts, self._words[2]):
            box.addWidget(part)
        self._box, self._spare = box, self._words[1:]
        self._words.append(mark)
        self.setLayout(box)
        restyle(self, "setFixedWidth", self._width)
        bind(self, "name_places", lambda: "")
        desk.names_hidden_changed.connect(lambda _hidden: self._write())
        self._write()

    def fold(self, folded: bool) -> None:
        """Show icons alone, or words again."""
        if folded == self.folded:
            return
        self.folded = folded
        key = self.nav.key()
        for part in self._words:
            part.setHidden(folded)
        self.nav.set_places(
            [Place(each.key, "" if folded else each.title, each.icon) for each in self._places]
        )
        self.nav.show_place(key)
        self.nav.setProperty("folded", folded)
        self.nav.style().unpolish(self.nav)
        self.nav.style().polish(self.nav)
        self.setFixedWidth(self._width())
        self.name_places("")
        self._write()

    def event(self, event: QEvent) -> bool:
        """See anew what there is room for."""
        done = super().event(event)
        if event.type() in (QEvent.Type.LayoutRequest, QEvent.Type.Resize):
            self._leave_room()
        return done

    def _leave_room(self) -> None:
        """Leave out whose vault it is and who is here if a page would be out of sight."""
        sides = self._box.contentsMargins()
        inner = self.width() - sides.left() - sides.right()
        hidden = sum(
            part.heightForWidth(inner) + self._box.spacing()
            for part in self._spare
            if part.isHidden()
        )
        needed = max(
            self._box.totalHeightForWidth(self.width()), self._box.totalSizeHint().height()
        )
        leave_out = self.folded or needed + hidden > self.height()
        for part in self._spare:
            if part.isHidden() != leave_out:
                part.setHidden(leave_out)

    def name_places(self, _unused: str) -> None:
        """Give each icon its word for the ear and as a tool tip."""
        for row, place in enumerate(self._places):
            words = say(place.title)
            self.nav.item(row).setData(Qt.ItemDataRole.AccessibleTextRole, words)
            self.nav.item(row).setToolTip(words if self.folded else "")

    def _write(self) -> None:
        for each, text in self._texts.items():
            bind(each, "setText", "" if self.folded else text)
            bind(each, "setToolTip", text if self.folded else "")
            bind(each, "setAccessibleName", text)

    def _width(self) -> int:
        return px(_FOLDED if self.folded else _SIDE)

    def _who(self) -> Callable[[], str]:
        session = self._desk.session
        return lambda: f"{session.user} · {_(ROLES[session.role])}"

    def _names_words(self) -> str:
        return _("Show names") if self._desk.names_hidden else _("Hide names")
