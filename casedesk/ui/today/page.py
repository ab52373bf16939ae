"""Today: who sleeps here, who came and who left, and what must not be forgotten."""

from functools import partial
from typing import Any

from PySide6.QtCore import QEvent

from casedesk import i18n
from casedesk.i18n import N_, _
from casedesk.services import today
from casedesk.services.today import Today
from casedesk.ui.desk import Desk
from casedesk.ui.kit.buttons import button
from casedesk.ui.kit.columns import Columns
from casedesk.ui.kit.layouts import vbox
from casedesk.ui.kit.page import Page
from casedesk.ui.kit.surfaces import holding
from casedesk.ui.today import people_lines
from casedesk.ui.today.lines import LinesCard
from casedesk.ui.today.tonight_card import TonightCard

_SIDE = 360


class TodayPage(Page):
    """What a volunteer opens in the morning and leaves open all day."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(N_("Today"), name="today_page")
        self._desk = desk
        self.shown: Today | None = None
        self.new_button = button(N_("New person"), "user-plus", "primary", name="new_person")
        self.add_action(self.new_button)
        self.tonight = TonightCard()
        self.arrived = LinesCard(
            N_("Arrived today"), "door-enter", N_("Nobody has arrived yet."), name="arrived"
        )
        self.left = LinesCard(
            N_("Left today"), "door-exit", N_("Nobody has left yet."), name="left"
        )
        self.minors = LinesCard(
            N_("Children without an adult of their family"),
            "shield",
            N_("None that we know of."),
            name="children",
        )
        main = holding(vbox(self.tonight, self.arrived, self.left, None, spacing=12))
        side = holding(vbox(self.minors, None, spacing=12))
        self.add(Columns(main, side, width=_SIDE))
        self._connect()

    def open(self, **_arguments: Any) -> None:
        """Read the day again; the focus is on the first step."""
        self.reload()
        self.new_button.setFocus()

    def reload(self) -> None:
        """Read the day."""
        self._desk.tasks.run(today.look, self._show, owner=self, latest="today")

    def changeEvent(self, event: QEvent) -> None:
        """Say computed words again in another language."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange and hasattr(self, "tonight"):
            self._redraw()

    def _connect(self) -> None:
        self.new_button.clicked.connect(lambda: self._desk.go("person"))
        self._desk.names_hidden_changed.connect(lambda _hidden: self._redraw())
        self._desk.tasks.changed.connect(self._changed)

    def _redraw(self) -> None:
        if self.shown is not None:
            self._show(self.shown)

    def _show(self, shown: Today) -> None:
        self.shown = shown
        house, desk = shown.house, self._desk
        self.set_subtitle(lambda: _day_words(shown))
        self.tonight.show_house(house)
        self.arrived.show_lines([people_lines.line(each, desk) for each in house.arrived])
        self.left.show_lines(
            [
                people_lines.line(each, desk, more=partial(people_lines.left_words, each))
                for each in house.left
            ]
        )
        self.minors.show_lines(
            [people_lines.line(each, desk, chip=_child_chip(each)) for each in house.children_alone]
        )

    def _changed(self, _kinds: frozenset[str]) -> None:
        if self.isVisible():
            self.reload()


def _child_chip(guest: Any) -> Any:
    if guest.accompanied is False:
        return ("alert-triangle", N_("Alone"), "danger")
    return ("help", N_("Ask who is with the child"), "warn")


def _day_words(shown: Today) -> str:
    day = shown.house.day
    return _("{weekday}, {date}").format(weekday=i18n.weekday(day), date=i18n.long_date(day))
