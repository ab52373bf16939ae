"""Giving places to those ticked, and checking them out."""

from collections.abc import Sequence

from casedesk import i18n
from casedesk.domain.answers import NOT_ASKED
from casedesk.domain.partial_dates import PartialDate
from casedesk.i18n import N_, _, ngettext
from casedesk.services import stays
from casedesk.services.house import Guest, House
from casedesk.services.stays import Exit
from casedesk.services.validation import REQUIRED
from casedesk.ui.desk import Desk
from casedesk.ui.house.model import State
from casedesk.ui.house.panel import Panel, code_field
from casedesk.ui.house.place_box import PlaceBox
from casedesk.ui.kit.binding import bind
from casedesk.ui.kit.date_box import DateBox
from casedesk.ui.kit.field import Field


class PlacePanel(Panel):
    """Gives those ticked a room, a bed or an area."""

    households = True

    def __init__(self, desk: Desk) -> None:
        super().__init__(
            desk,
            N_("Tick people with Space; their household is ticked with them."),
            N_("Give this place"),
            "bed",
            "place_panel",
        )
        self.place = PlaceBox(desk)
        self.add(self.place)
        self.place.changed.connect(self._offer)
        self.done.connect(self.place.clear)
        self.foot()

    def show_house(self, home: House) -> None:
        """Offer the rooms as they are."""
        super().show_house(home)
        self.place.show_house(home)

    def set_chosen(self, chosen: Sequence[Guest]) -> None:
        """Warn of what their place would mean."""
        super().set_chosen(chosen)
        self.place.set_people([guest.person for guest in chosen])
        self._offer()

    def do(self) -> None:
        """Give the place."""
        where, guests = self.place.place(), list(self.chosen)
        if guests and where.code:
            self.run(lambda uow: stays.place(uow, guests, where), _placed_words, guests)

    def state(self, guest: Guest) -> State | None:
        """Who was given a place despite a warning."""
        if self.house is not None and guest.stay.id in self.house.among_strangers:
            return (lambda: _("Among adults"), "alert-triangle", "danger")
        if guest.stay.placed_despite is not NOT_ASKED:
            return (lambda: _("Despite a warning"), "alert-triangle", "warn")
        if guest.child and guest.accompanied is False:
            return (lambda: _("Child alone"), "alert-triangle", "danger")
        return None

    def _offer(self) -> None:
        warned = bool(self.place.warned)
        text = N_("Give this place all the same") if warned else self._do_text
        bind(self.do_button, "setText", text)
        self.do_button.setEnabled(bool(self.chosen) and bool(self.place.place().code))


class CheckOutPanel(Panel):
    """Ends the stays of those ticked, whole households in one step."""

    households = True

    def __init__(self, desk: Desk) -> None:
        super().__init__(
            desk,
            N_("Tick who leaves; their household is ticked with them."),
            N_("Check out"),
            "door-exit",
            "check_out_panel",
        )
        self.day_left = Field(
            N_("Left on"), DateBox(states=False, approximate=False), name="out_day"
        )
        self.reason = code_field(desk, N_("Reason for leaving the shelter"), "exit_reasons")
        self.to = code_field(desk, N_("Where they are going"), "destinations")
        for field in (self.day_left, self.reason, self.to):
            self.add(field)
        self.form = self.asking({"out_day": self.day_left})
        self.foot()
        self.done.connect(self.begin)
        self.begin()

    def show_house(self, home: House) -> None:
        """A new day has begun since: whoever leaves, leaves on it."""
        if self.house is not None and self.house.day != home.day:
            self.day_left.control.set_value(PartialDate.of(home.day))
        super().show_house(home)

    def begin(self) -> None:
        """Empty, with today as the day."""
        self.day_left.control.set_value(PartialDate.of(self.desk.clock.now().date()))
        self.reason.control.set_value(NOT_ASKED)
        self.to.control.set_value(NOT_ASKED)

    def do(self) -> None:
        """Check them out."""
        if not self.chosen:
            return
        problem = self.day_left.control.problem()
        on = NOT_ASKED if problem else self.day_left.control.value()
        if not isinstance(on, PartialDate):
            self.form.show_errors({"out_day": problem or REQUIRED})
            return
        leaving = Exit(
            on=on,
            reason=self.reason.control.value(),
            to=self.to.control.value(),
        )
        out = [guest.stay for guest in self.chosen]
        self.run(lambda uow: stays.check_out(uow, out, leaving), _out_words, self.chosen)


def _placed_words(count: int) -> str:
    words = ngettext("{count} person has a place.", "{count} people have a place.", count)
    return words.format(count=i18n.number(count))


def _out_words(count: int) -> str:
    words = ngettext("{count} person checked out.", "{count} people checked out.", count)
    return words.format(count=i18n.number(count))
