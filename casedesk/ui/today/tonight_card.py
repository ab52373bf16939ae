"""How many sleep here tonight, area by area, against the beds there are."""

from PySide6.QtCore import QRectF, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QGridLayout, QSizePolicy, QWidget

from casedesk import i18n
from casedesk.i18n import N_, _, ngettext
from casedesk.services.house import NOWHERE, AreaCount, House, area_name
from casedesk.ui.kit.binding import bind
from casedesk.ui.kit.buttons import button
from casedesk.ui.kit.chips import StatusChip
from casedesk.ui.kit.labels import h2, icon_label, label, muted
from casedesk.ui.kit.layouts import FlowLayout, clear, hbox, spaced
from casedesk.ui.kit.surfaces import Card
from casedesk.ui.kit.theme import colour, px, restyle


class TonightCard(Card):
    """The number that everybody asks for, and where there is room."""

    house_wanted = Signal()

    def __init__(self) -> None:
        super().__init__(margin=14, spacing=10, name="tonight")
        self._areas: tuple[AreaCount, ...] = ()
        self.number = label("", "number", wrap=False, name="sleep_tonight")
        self.words = h2()
        self.chips = FlowLayout(6)
        self.grid = QGridLayout()
        spaced(self.grid, 0, 8)
        self.grid.setColumnStretch(1, 1)
        self.nobody = muted(N_("Nobody sleeps here tonight. Check in whoever arrives."))
        self.see = button(N_("See who sleeps where"), "bed", name="see_house")
        self.see.clicked.connect(self.house_wanted)
        top = hbox(icon_label("bed", "accent_text", 28), self.number, spacing=10)
        top.addWidget(self.words, 1)
        top.addWidget(self.see)
        for part in (top, self.chips, self.nobody, self.grid):
            self.add(part)

    def show_house(self, house: House) -> None:
        """Show the house of a day."""
        count = len(house.sleeping)
        bind(self.number, "setText", lambda: i18n.number(count))
        bind(self.words, "setText", lambda: _sleep_words(count))
        self.nobody.setVisible(not house.staying)
        self._show_chips(house)
        if house.areas == self._areas:
            return  # the words in it follow the language by themselves
        self._areas = house.areas
        clear(self.grid)
        for row, area in enumerate(house.areas):
            self._show_area(row, area)

    def _show_chips(self, house: House) -> None:
        clear(self.chips)
        away, elsewhere = len(house.absent), len(house.elsewhere)
        if away:
            self.chips.addWidget(StatusChip("moon", lambda: _away_words(away), "warn"))
        if elsewhere:
            self.chips.addWidget(StatusChip("door-exit", lambda: _elsewhere_words(elsewhere)))

    def _show_area(self, row: int, area: AreaCount) -> None:
        name = label(lambda: area_name(area.area) or _("No place given yet"), name="area_name")
        name.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        restyle(name, "setMinimumWidth", lambda: px(150))
        self.grid.addWidget(name, row, 0)
        self.grid.addWidget(_Bar(area), row, 1)
        words = label(lambda: beds_words(area), "strong", wrap=False, name="area_count")
        self.grid.addWidget(words, row, 2)


class _Bar(QWidget):
    """How full an area is; the words beside it say the same."""

    def __init__(self, area: AreaCount) -> None:
        super().__init__()
        self._area = area
        restyle(self, "setMinimumHeight", lambda: px(14))
        restyle(self, "setMinimumWidth", lambda: px(60))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002 - all is painted anew
        """Draw the beds and those taken."""
        area = self._area
        if area.beds is None and area.area != NOWHERE:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        full = QRectF(0.5, (self.height() - px(10)) / 2, self.width() - 1, px(10))
        if area.beds is not None:
            painter.setPen(colour("edge"))
            painter.setBrush(colour("surface"))
            painter.drawRoundedRect(full, px(5), px(5))
            share = min(1.0, area.people / area.beds) if area.beds else 1.0
            over = area.people > area.beds
            painter.setPen(colour("warn" if over else "accent"))
            painter.setBrush(colour("warn" if over else "accent"))
            if area.people:
                taken = QRectF(full.x(), full.y(), full.width() * share, full.height())
                painter.drawRoundedRect(taken, px(5), px(5))
        painter.end()


def beds_words(area: AreaCount) -> str:
    """``12 of 16 beds``, how many too many, or how many people where no beds are known."""
    if area.beds is None:
        return people_words(area.people)
    text = _("{people} of {beds} beds")
    if area.people > area.beds:
        text = _("{people} in {beds} beds")
    return text.format(people=i18n.number(area.people), beds=i18n.number(area.beds))


def people_words(count: int) -> str:
    """``1 person``, ``12 people``."""
    return ngettext("{count} person", "{count} people", count).format(count=i18n.number(count))


def _sleep_words(count: int) -> str:
    return ngettext("sleeps here tonight", "sleep here tonight", count)


def _away_words(count: int) -> str:
    return _("Away tonight: {count}").format(count=i18n.number(count))


def _elsewhere_words(count: int) -> str:
    return _("Staying and sleeping elsewhere: {count}").format(count=i18n.number(count))
