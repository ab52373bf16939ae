"""The card in the middle of an empty window, on which one enters."""

from PySide6.QtWidgets import QPushButton, QWidget

from casedesk.errors import CasedeskError
from casedesk.i18n import N_
from casedesk.ui.background import Background
from casedesk.ui.kit.banners import Banner
from casedesk.ui.kit.binding import Text, bind
from casedesk.ui.kit.labels import h1, hint, icon_label, muted, raw
from casedesk.ui.kit.layouts import hbox, scrolling, vbox
from casedesk.ui.kit.surfaces import Card
from casedesk.ui.kit.theme import px, restyle

_WIDTH = 560
WORKING = N_("One moment…")


class Panel(QWidget):
    """A page with one card; subclasses add to ``card``, and to ``ways`` the buttons that wait."""

    def __init__(self, title: Text, text: Text = "", *, name: str = "") -> None:
        super().__init__()
        self.setObjectName(name)
        self.setProperty("kind", "page")
        self.background = Background(self)
        self.background.busy_changed.connect(self._show_busy)
        self.ways: list[QPushButton] = []
        self.title = h1(title)
        brand = hbox(icon_label("building-community", "accent", 28), spacing=8)
        brand.addWidget(raw("Casedesk", "h2", wrap=False), 1)
        self.notice = Banner("error", lambda: "")
        self.notice.setObjectName("notice")
        self.notice.hide()
        self.waiting = hint()
        self.waiting.setObjectName("waiting")
        self.card = Card(brand, self.title, margin=28, spacing=14, name="panel")
        if text:
            self.card.add(muted(text))
        self.card.add(self.notice)
        restyle(self.card, "setFixedWidth", lambda: min(px(_WIDTH), 900))
        centre = QWidget()
        centre.setProperty("kind", "body")
        # An alignment would keep the card from being as high as its wrapped texts need.
        column = vbox(None, hbox(None, self.card, None), margin=16)
        column.addStretch(2)
        centre.setLayout(column)
        self.setLayout(vbox(scrolling(centre)))

    def refuse(self, error: CasedeskError) -> None:
        """Show what went wrong and what to do."""
        self.say(lambda: str(error))

    def say(self, text: Text) -> None:
        """Show a notice and speak it."""
        self.notice.tell(text)

    def quiet(self) -> None:
        """Take the notice away."""
        self.notice.hide()

    def _show_busy(self, busy: bool) -> None:
        """Say that something slow is under way, and let nobody ask for it twice."""
        bind(self.waiting, "setText", WORKING if busy else "")
        for way in self.ways:
            way.setDisabled(busy)
