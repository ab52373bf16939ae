"""What can be done with the people ticked: one panel for each way of using the table."""

from collections.abc import Callable, Sequence
from datetime import date
from typing import Any

from PySide6.QtCore import Signal

from casedesk import i18n
from casedesk.domain.answers import NOT_ASKED
from casedesk.domain.partial_dates import PartialDate
from casedesk.i18n import N_, _, ngettext
from casedesk.services import giving, stays, steps
from casedesk.services.house import Guest, House
from casedesk.services.stays import Exit
from casedesk.services.vaults import UnitOfWork
from casedesk.ui.desk import Desk
from casedesk.ui.forms.controls import Choices
from casedesk.ui.forms.save_keys import tell_keys
from casedesk.ui.house.model import State
from casedesk.ui.house.place_box import PlaceBox
from casedesk.ui.kit.binding import bind
from casedesk.ui.kit.buttons import button
from casedesk.ui.kit.code_box import CodeBox
from casedesk.ui.kit.date_box import DateBox
from casedesk.ui.kit.field import Field
from casedesk.ui.kit.labels import muted
from casedesk.ui.kit.layouts import hbox
from casedesk.ui.kit.surfaces import Card, holding

#: hours up to which a meal is proposed
_BREAKFAST_UNTIL, _LUNCH_UNTIL = 11, 17


class Panel(Card):
    """Asks what is to be done with those ticked, and does it in one step."""

    done = Signal()
    redraw = Signal()  # what the table says of people has changed

    #: whether ticking somebody ticks their household
    households = False

    def __init__(self, desk: Desk, help_text: str, do_text: str, icon: str, name: str) -> None:
        super().__init__(margin=16, spacing=12, name=name)
        self.desk = desk
        self.chosen: Sequence[Guest] = ()
        self.house: House | None = None
        self._do_text = do_text
        self.count = muted()
        self.count.setObjectName("ticked")
        self.do_button = button(do_text, icon, "primary", name="do")
        tell_keys(self.do_button)
        self.do_button.clicked.connect(self.do)
        self.foot_row = holding(hbox(self.do_button, None, margin=(16, 0, 16, 16)))
        self.add(muted(help_text))
        self.add(self.count)
        bind(self.count, "setText", self._count_words)

    def foot(self) -> None:
        """End what was added; the button stands under it, in sight wherever one has scrolled."""
        self.add(None)

    def show_house(self, home: House) -> None:
        """The house was read again."""
        self.house = home

    def day(self) -> date:
        """The day whose house is shown."""
        return self.desk.clock.now().date()

    def guests(self, home: House) -> Sequence[Guest]:
        """Who is listed."""
        return home.staying

    def ticks(self, _home: House) -> list[str] | None:
        """Who is ticked to begin with, by the stay's id; None leaves the ticks alone."""
        return None

    def state(self, _guest: Guest) -> State | None:
        """What the last column says of somebody."""
        return None

    def set_chosen(self, chosen: Sequence[Guest]) -> None:
        """Those ticked now."""
        self.chosen = chosen
        bind(self.count, "setText", self._count_words)
        self.do_button.setEnabled(bool(chosen))

    def marked(self, _key: int, _guest: Guest) -> None:
        """A letter was pressed on somebody's row."""

    def do(self) -> None:
        """Do it."""

    def failed(self) -> None:
        """What was to be done could not be done: whoever tries again finds all as it was."""

    def run(self, work: Callable[[UnitOfWork], Any], words: Callable[[int], str]) -> None:
        """Do some work in one step that can be taken back; ``words`` says it for a number."""
        count = len(self.chosen)

        def ended(step: steps.Step[Any]) -> None:
            self.do_button.setEnabled(True)
            self.desk.offer_undo(step, words(count))
            self.done.emit()

        def failed(error: Any) -> None:
            self.do_button.setEnabled(True)
            self.failed()
            self.desk.refuse(error)

        self.do_button.setEnabled(False)
        self.desk.tasks.run(lambda uow: steps.taken(uow, work), ended, owner=self, failed=failed)

    def _count_words(self) -> str:
        count = len(self.chosen)
        if not count:
            return _("Nobody is ticked yet.")
        words = ngettext("{count} person ticked", "{count} people ticked", count)
        return words.format(count=i18n.number(count))


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
            self.run(lambda uow: stays.place(uow, guests, where), _placed_words)

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
        self.reason = _code_field(desk, N_("Reason for leaving the shelter"), "exit_reasons")
        self.to = _code_field(desk, N_("Where they are going"), "destinations")
        for field in (self.day_left, self.reason, self.to):
            self.add(field)
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
        on = NOT_ASKED if self.day_left.control.problem() else self.day_left.control.value()
        if not isinstance(on, PartialDate) or not self.chosen:
            self.day_left.go()
            return
        leaving = Exit(
            on=on,
            reason=self.reason.control.value(),
            to=self.to.control.value(),
        )
        out = [guest.stay for guest in self.chosen]
        self.run(lambda uow: stays.check_out(uow, out, leaving), _out_words)


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
        self.what = _code_field(desk, N_("Service"), "service_kinds")
        self.meal = _code_field(desk, N_("Meal"), "meals")
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

    def do(self) -> None:
        """One service record for each."""
        what, meal = self.what.control.content(), self._meal()
        if not what or not self.chosen:
            self.what.go()
            return
        ids = [guest.stay.case_id for guest in self.chosen]
        self.run(lambda uow: giving.give(uow, ids, what, meal), _given_words)

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
        asked = (self.what.control.content(), self._meal(), everybody)
        if asked != self._ticked_for:  # else the ticks taken away by hand stay away
            self._ticked_for = asked
            self.ticks_wanted(everybody)
        self.redraw.emit()

    def _everybody(self) -> list[str]:
        """The stays of those who sleep here and have not had it."""
        guests = self.house.sleeping if self.house else ()
        return [guest.stay.id for guest in guests if guest.stay.case_id not in self._had]

    def _meal(self) -> Any:
        food = self.what.control.content() == giving.FOOD
        return (self.meal.control.content() or NOT_ASKED) if food else NOT_ASKED


def _code_field(desk: Desk, label: str, codes: str) -> Field:
    choices = Choices(codes, lambda: desk.clock.now().date())
    return Field(label, CodeBox(choices, states=False), name=f"panel_{codes}")


def _meal(hour: int) -> str:
    if hour < _BREAKFAST_UNTIL:
        return "breakfast"
    return "lunch" if hour < _LUNCH_UNTIL else "dinner"


def _placed_words(count: int) -> str:
    words = ngettext("{count} person has a place.", "{count} people have a place.", count)
    return words.format(count=i18n.number(count))


def _out_words(count: int) -> str:
    words = ngettext("{count} person checked out.", "{count} people checked out.", count)
    return words.format(count=i18n.number(count))


def _given_words(count: int) -> str:
    words = ngettext("Written down for {count} person.", "Written down for {count} people.", count)
    return words.format(count=i18n.number(count))
