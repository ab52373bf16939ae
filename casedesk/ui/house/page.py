"""Everybody in the house in one table, and what can be done with them."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any

from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QStackedWidget, QWidget

from casedesk.i18n import N_
from casedesk.services import house
from casedesk.services.house import Guest, House
from casedesk.ui.desk import Desk
from casedesk.ui.forms.save_keys import save_with_keys
from casedesk.ui.house.count_panel import CountPanel
from casedesk.ui.house.give_panel import GivePanel
from casedesk.ui.house.model import NAME, HouseModel
from casedesk.ui.house.panel import Panel
from casedesk.ui.house.panels import CheckOutPanel, PlacePanel
from casedesk.ui.house.paper_panel import PaperPanel
from casedesk.ui.house.table import HouseTable
from casedesk.ui.kit.buttons import button
from casedesk.ui.kit.columns import Columns
from casedesk.ui.kit.layouts import scrolling, vbox
from casedesk.ui.kit.navigation import Place, TabStrip
from casedesk.ui.kit.page import Page
from casedesk.ui.kit.surfaces import Card, EmptyState, holding

_SIDE = 330


@dataclass(frozen=True)
class _Way:
    """A way of using the table: its words, and the panel beside it."""

    title: str
    make: Callable[[Desk], Panel]


WAYS = {
    "places": _Way(N_("Who sleeps where"), PlacePanel),
    "out": _Way(N_("Check out"), CheckOutPanel),
    "give": _Way(N_("Give to many"), GivePanel),
    "count": _Way(N_("Evening count"), CountPanel),
    "paper": _Way(N_("On paper"), PaperPanel),
}


class HousePage(Page):
    """One table; the tabs choose what the ticks are for."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(N_("The house"), name="house_page", scroll=False)
        self._desk = desk
        self._house: House | None = None
        self.panels: dict[str, Panel] = {}
        self.model = HouseModel(desk, self)
        self.table = HouseTable(self.model)
        self.back_button = self.add_back(N_("Back to today"))
        self.strip = TabStrip([Place(key, way.title) for key, way in WAYS.items()])
        self.strip.setObjectName("tabs")
        self.head.addWidget(self.strip)
        self._side = QStackedWidget()
        self._main = QStackedWidget()
        self._main.addWidget(Card(self.table, margin=2))
        self._main.addWidget(self._nobody())
        side = holding(vbox(self._side, spacing=0))
        self.columns = Columns(holding(vbox(self._main)), side, width=_SIDE, fill=True)
        self.body.addWidget(self.columns, 1)
        self._connect()

    @property
    def panel(self) -> Panel:
        """The panel shown."""
        return self.panels[self.strip.key()]

    def open(self, way: str = "", night: str = "", **_arguments: Any) -> None:
        """Show a way of using the table; the focus is on the first person.

        ``night`` is the day on which the night of a count begins, as ISO text.
        """
        self.show_way(way or self.strip.key())
        if isinstance(self.panel, CountPanel):
            self.panel.choose(date.fromisoformat(night) if night else None)
        self.reload(self._to_first)

    def reload(self, then: Callable[[], None] = lambda: None) -> None:
        """Read the house again, on the day that the panel is about."""
        day = self.panel.day()

        def arrived(home: House) -> None:
            self._show(home)
            then()

        self._desk.tasks.run(lambda uow: house.on(uow, day), arrived, owner=self, latest="house")

    def show_way(self, key: str) -> None:
        """Show the panel of a way, made now if it is its first time."""
        if key not in WAYS:
            return
        self.flush_draft()
        if key not in self.panels:
            self._make(key)
        self.strip.show_place(key)
        self._side.setCurrentWidget(self._areas[key])
        self.model.households = self.panel.households
        self.model.state = self.panel.state
        self.table.marking = self.panel.marks
        self._untick()
        if self._house is None:
            return
        if self._house.day == self.panel.day():
            self._show(self._house)
        else:
            self.model.show_guests(())  # nobody can be ticked in another night
            self.reload()

    def flush_draft(self) -> None:
        """A count that was begun is kept."""
        for panel in self.panels.values():
            if isinstance(panel, CountPanel):
                panel.flush_draft()

    def changeEvent(self, event: QEvent) -> None:
        """Say it again in another language."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange and hasattr(self, "columns"):
            self.model.repaint_all()

    def _make(self, key: str) -> None:
        panel = WAYS[key].make(self._desk)
        area = Card(scrolling(panel), panel.foot_row, margin=1)
        self.panels[key], self._areas[key] = panel, area
        self._side.addWidget(area)
        panel.done.connect(lambda: self._done(panel))
        panel.redraw.connect(self._redraw_panel)
        if isinstance(panel, GivePanel):
            panel.ticks_wanted = self.model.set_ticks
        if isinstance(panel, CountPanel):
            panel.autosave.parts += (self.table,)
            panel.rooms.chosen.connect(self.table.show_group)
            panel.night_chosen.connect(self.reload)

    def _nobody(self) -> QWidget:
        check_in = button(N_("Check somebody in"), "door-enter", name="first_check_in")
        check_in.clicked.connect(lambda: self._desk.go("check_in"))
        return EmptyState(
            "bed",
            N_("Nobody is in the house"),
            N_("Whoever is checked in appears here, room by room."),
            check_in,
        )

    def _connect(self) -> None:
        self._areas: dict[str, QWidget] = {}
        self.back_button.clicked.connect(lambda: self._desk.go("today"))
        self.strip.chosen.connect(self.show_way)
        self.model.ticked.connect(lambda: self.panel.set_chosen(self.model.chosen()))
        self.table.opened.connect(self._open)
        self.table.marked.connect(lambda key, guest: self._marked(key, guest))
        self._desk.names_hidden_changed.connect(lambda _hidden: self.model.repaint_all())
        self._desk.tasks.changed.connect(self._changed)
        save_with_keys(self, lambda: self.panel.do())

    def _marked(self, key: int, guest: Guest) -> None:
        self.panel.marked(key, guest)
        self.table.next_row()

    def _done(self, panel: Panel) -> None:
        counted = self._house is not None and panel.ticks(self._house) is not None
        if panel is self.panel and not counted:  # ticks of a count are what was counted
            self.model.untick()
            panel.set_chosen(())
        self.reload()

    def _untick(self) -> None:
        """What was ticked for something else is ticked no longer."""
        self.model.untick()
        self.panel.untick()

    def _redraw_panel(self) -> None:
        """The panel knows more of people than before: ticks and last column follow."""
        if self._house is None:
            return
        ticks = self.panel.ticks(self._house)
        if ticks is not None:
            self.model.set_ticks(ticks)
        self.model.repaint_all()

    def _show(self, home: House) -> None:
        self._house = home
        self.panel.show_house(home)
        self._list(home)

    def _list(self, home: House) -> None:
        stay = self._selected()
        guests = self.panel.guests(home)
        self._main.setCurrentIndex(0 if guests else 1)
        self.model.show_guests(guests)
        ticks = self.panel.ticks(home)
        if ticks is not None:
            self.model.set_ticks(ticks)
        self.panel.set_chosen(self.model.chosen())
        self._select(stay)

    def _selected(self) -> str:
        found = self.model.at(self.table.currentIndex().row())
        return found.stay.id if isinstance(found, Guest) else ""

    def _select(self, stay_id: str) -> None:
        for row in range(self.model.rowCount()):
            found = self.model.at(row)
            if isinstance(found, Guest) and found.stay.id == stay_id:
                self.table.setCurrentIndex(self.model.index(row, NAME))

    def _to_first(self) -> None:
        if not self.model.guests():
            self.strip.setFocus()
            return
        if not self.table.currentIndex().isValid():
            self.table.setCurrentIndex(self.model.index(1, NAME))
        self.panel.once_ready(self.table.setFocus)

    def _open(self, guest: Guest) -> None:
        self._desk.go("case", case_id=guest.stay.case_id)

    def _changed(self, _kinds: frozenset[str]) -> None:
        if self.isVisible():
            self.reload()
