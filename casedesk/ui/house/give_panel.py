"""Giving those ticked the same: a meal, or another service."""

from collections.abc import Callable, Sequence
from typing import Any

from casedesk import i18n
from casedesk.domain.answers import NOT_ASKED
from casedesk.i18n import N_, _, ngettext
from casedesk.services import giving
from casedesk.services.house import Guest, House
from casedesk.ui.desk import Desk
from casedesk.ui.house.model import State
from casedesk.ui.house.panel import Panel, code_field
from casedesk.ui.kit.buttons import button
from casedesk.ui.kit.layouts import hbox

#: hours up to which a meal is proposed
_BREAKFAST_UNTIL, _LUNCH_UNTIL = 11, 17


class GivePanel(Panel):
    """Writes down for everybody ticked what was given today."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(
            desk,
            N_("Everybody in the house is ticked: take the tick from who did not get it."),
            N_("Write down"),
            "check",
            "give_panel",
        )
        self._had: set[str] = set()
        self._ticked_for: object = None
        #: what was just written down: whoever did not get it is not ticked for it
        self._given: object = None
        self.what = code_field(desk, N_("Service"), "service_kinds")
        self.meal = code_field(desk, N_("Meal"), "meals")
        self.all_button = button(N_("Tick everybody"), "list-check", name="tick_all")
        self.none_button = button(N_("Tick nobody"), "x", name="tick_none")
        self.ticks_wanted: Callable[[list[str]], None] = lambda _ids: None
        self.add(self.what)
        self.add(self.meal)
        self.add(hbox(self.all_button, None))
        self.add(hbox(self.none_button, None))
        self.foot()
        self.what.control.set_value(giving.FOOD)
        self.meal.control.set_value(_meal(desk.clock.now().hour))
        for field in (self.what, self.meal):
            field.control.edited.connect(self._look)
        self.done.connect(self._was_given)
        self.all_button.clicked.connect(lambda: self.ticks_wanted(self._everybody()))
        self.none_button.clicked.connect(lambda: self.ticks_wanted([]))

    def guests(self, home: House) -> Sequence[Guest]:
        """Those who sleep here, and those who came to eat though they sleep elsewhere."""
        return home.staying

    def state(self, guest: Guest) -> State | None:
        """Who had it already."""
        if guest.stay.case_id in self._had:
            return (lambda: _("Had it today"), "check", "ok")
        return None

    def show_house(self, home: House) -> None:
        """See who had it already."""
        super().show_house(home)
        self._look()

    def untick(self) -> None:
        """Begin anew: everybody is ticked again when the house is shown."""
        self._ticked_for = self._given = None
        super().untick()

    def do(self) -> None:
        """One service record for each."""
        what, meal = self.what.control.content(), self._meal()
        if not what or not self.chosen:
            self.what.go()
            return
        ids = [guest.stay.case_id for guest in self.chosen]
        self.run(lambda uow: giving.give(uow, ids, what, meal), _given_words, self.chosen)

    def _was_given(self) -> None:
        self._given = (self.what.control.content(), self._meal())

    def _look(self) -> None:
        food = self.what.control.content() == giving.FOOD
        self.meal.setVisible(food)
        what, meal = self.what.control.content() or "", self._meal()
        self.desk.tasks.run(
            lambda uow: giving.had(uow, uow.today, what, meal),
            self._found,
            owner=self,
            latest="had",
        )

    def _found(self, had: set[str]) -> None:
        self._had = had
        everybody = self._everybody()
        what = (self.what.control.content(), self._meal())
        asked = (*what, everybody)
        if asked != self._ticked_for:  # else the ticks taken away by hand stay away
            self._ticked_for = asked
            self.ticks_wanted([] if what == self._given else everybody)
        self.redraw.emit()

    def _everybody(self) -> list[str]:
        """The stays of those who sleep here and have not had it."""
        guests = self.house.sleeping if self.house else ()
        return [guest.stay.id for guest in guests if guest.stay.case_id not in self._had]

    def _meal(self) -> Any:
        food = self.what.control.content() == giving.FOOD
        return (self.meal.control.content() or NOT_ASKED) if food else NOT_ASKED


def _meal(hour: int) -> str:
    if hour < _BREAKFAST_UNTIL:
        return "breakfast"
    return "lunch" if hour < _LUNCH_UNTIL else "dinner"


def _given_words(count: int) -> str:
    words = ngettext("Written down for {count} person.", "Written down for {count} people.", count)
    return words.format(count=i18n.number(count))
