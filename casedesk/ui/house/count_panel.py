"""The evening count: room by room, who is here, who is away, who has left."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date, timedelta
from typing import Any

from PySide6.QtCore import Signal

from casedesk import i18n
from casedesk.domain import codelists
from casedesk.domain.answers import NOT_ASKED, value_or
from casedesk.domain.codes import fold
from casedesk.i18n import N_, _, ngettext
from casedesk.services import counts
from casedesk.services.house import Guest, House
from casedesk.services.vaults import UnitOfWork
from casedesk.ui.desk import Desk
from casedesk.ui.forms.autosave import Autosave, Held
from casedesk.ui.house.model import Group, State, grouped
from casedesk.ui.house.panel import Panel
from casedesk.ui.kit.binding import bind
from casedesk.ui.kit.buttons import button
from casedesk.ui.kit.chips import Tone
from casedesk.ui.kit.field import Field
from casedesk.ui.kit.labels import label
from casedesk.ui.kit.layouts import FlowLayout, hbox
from casedesk.ui.kit.navigation import NavList, Place
from casedesk.ui.kit.surfaces import holding
from casedesk.ui.kit.text_boxes import LongTextBox, NumberBox
from casedesk.ui.kit.theme import px

_LOOKS: dict[str, tuple[str, Tone]] = {
    counts.HERE: ("check", "ok"),
    counts.ABSENT: ("moon", "warn"),
    counts.LEFT: ("door-exit", "danger"),
}
_ROOMS = 200  #: the list of rooms scrolls beyond this height
#: keys that say how somebody was found, in both languages
KEYS = {"F": counts.ABSENT, "A": counts.ABSENT, "S": counts.LEFT, "L": counts.LEFT}


#: until this hour whoever counts means the night that began the day before
_UNTIL = 6


class CountPanel(Panel):
    """Ticks are "is here"; the rest is away or has left; half a count is kept as a draft.

    A count that was begun keeps its night, also after midnight.
    """

    marks = True
    night_chosen = Signal()  # the house has to be read as it was in another night

    def __init__(self, desk: Desk) -> None:
        super().__init__(
            desk,
            N_(
                "Go from room to room and tick who is here. On the row of who is not: "
                "A for away tonight, L for has left."
            ),
            N_("Save the count"),
            "list-check",
            "count_panel",
        )
        self._outcomes: dict[str, str] = {}
        self._held: Held | None = None
        self._night = self._usual_night(desk)
        #: whether something is written in it, and whether its night was chosen
        self._begun = self._chosen = False
        self._groups: tuple[Group, ...] = ()
        self.night = label("", "strong", name="count_night")
        self.other_night = button("", "moon", "link", name="other_night")
        self.rooms = NavList(kind="sections")
        self.rooms.setObjectName("count_rooms")
        self.away_button = button(N_("All others are away tonight"), "moon", name="rest_away")
        self.left_button = button(N_("All others have left"), "door-exit", name="rest_left")
        self.unregistered = Field(
            N_("People found who are not on file"),
            NumberBox(highest=999, states=False),
            name="count_unregistered",
        )
        self.notes = Field(
            N_("Notes about the count"), LongTextBox(states=False, lines=2), name="count_notes"
        )
        self.form = self.asking({"unregistered": self.unregistered})
        self.rest = label("", "strong", name="count_rest")
        self.autosave = Autosave(desk, self.content, self.restore, self)
        self.autosave.parts = (self,)
        rest = FlowLayout(8)
        for each in (self.away_button, self.left_button):
            rest.addWidget(each)
        for part in (
            self.autosave.banner,
            self.night,
            hbox(self.other_night, None),
            self.rooms,
            self.rest,
            holding(rest),
            self.unregistered,
            self.notes,
        ):
            self.add(part)
        self.add(self.autosave.note)
        self.foot()
        self.away_button.clicked.connect(lambda: self.mark_rest(counts.ABSENT))
        self.left_button.clicked.connect(lambda: self.mark_rest(counts.LEFT))
        self.other_night.clicked.connect(self._choose_other)
        for field in (self.unregistered, self.notes):
            field.control.edited.connect(self._written)
        self.autosave.restored.connect(self._restored)
        self.autosave.discarded.connect(self._discarded)

    def show_house(self, home: House) -> None:
        """Begin with tonight's count as it was saved, and what was counted since."""
        first = self.house is None or self.house.day != home.day
        super().show_house(home)
        self._groups = grouped(self.guests(home))
        if first:
            self.autosave.expect()
            self._begin()
            version = home.count.version if home.count else ""
            self.autosave.start(f"night_count:{home.day.isoformat()}", version)
        self._draw()

    def day(self) -> date:
        """The day on which the night begins; that of a count under way stays."""
        if not (self._begun or self._chosen):
            self._night = self._usual_night(self.desk)
        return self._night

    def choose(self, night: date | None) -> None:
        """Count the night that begins on a day; what was begun of another is kept as a draft.

        None is the night that is usual at this hour, unless a count is under way.
        """
        self._chosen = night is not None
        if night is not None and night != self._night:
            self.flush_draft()
            self._night, self._begun = night, False

    def guests(self, home: House) -> Sequence[Guest]:
        """Everybody who should sleep here, and who was counted as having left that night."""
        left = {stay for stay, how in self._outcomes.items() if how == counts.LEFT}
        gone = (each for each in home.left if each.stay.id in left)
        found = (*home.sleeping, *home.absent, *gone)
        return sorted(found, key=lambda each: fold(each.person.called))

    def ticks(self, _home: House) -> list[str] | None:
        """Those found here."""
        return [stay for stay, how in self._outcomes.items() if how == counts.HERE]

    def state(self, guest: Guest) -> State | None:
        """How somebody was found."""
        how = self._outcomes.get(guest.stay.id)
        if how is None:
            return None
        icon, tone = _LOOKS[how]
        return (lambda: codelists.load("count_outcomes").label(how), icon, tone)

    def set_chosen(self, chosen: Sequence[Guest]) -> None:
        """Ticks changed: whoever is ticked is here, whoever was is not seen."""
        super().set_chosen(chosen)
        self.do_button.setEnabled(True)
        here = {guest.stay.id for guest in chosen}
        listed = {guest.stay.id for guest in self.guests(self.house)} if self.house else set()
        kept = {
            stay: how
            for stay, how in self._outcomes.items()
            if how != counts.HERE or stay not in listed
        }
        kept = {stay: how for stay, how in kept.items() if stay not in here}
        outcomes = kept | dict.fromkeys(here, counts.HERE)
        if outcomes != self._outcomes:
            self._outcomes = outcomes
            self._changed()

    def marked(self, key: int, guest: Guest) -> None:
        """Letters say how somebody was found."""
        how = KEYS.get(chr(key)) if key < 128 else None
        if how is not None:
            self._outcomes[guest.stay.id] = how
            self._changed()

    def mark_rest(self, how: str) -> None:
        """Say of everybody not seen yet how it is."""
        for guest in self._unseen():
            self._outcomes[guest.stay.id] = how
        self._changed()

    def do(self) -> None:
        """Keep the count; whoever has left is checked out."""
        if self.house is None or self.autosave.looking:
            return
        if problems := self.form.unreadable():
            self.form.show_errors(problems)
            return
        outcomes, found = dict(self._outcomes), self.unregistered.control.content() or 0
        notes = self.notes.control.content() or NOT_ASKED
        night = self.house.day
        held = self.autosave.hold()

        def work(uow: UnitOfWork) -> Any:
            made = counts.save(uow, outcomes, found, notes, night=night)
            self.autosave.settle(uow, held)
            return made

        def saved(_count: int) -> str:
            if self.autosave.settled(held):
                self._begun = self._chosen = False
            return _saved_words(outcomes, found)

        self._held = held
        self.run(work, saved)

    def once_ready(self, do: Callable[[], None]) -> None:
        """Wait until it is known whether a count was begun."""
        self.autosave.once_known(do)

    def failed(self) -> None:
        """The count was not saved: it stays a draft."""
        if self._held is not None:
            self.autosave.resume(self._held)

    def content(self) -> dict[str, Any]:
        """The count so far, for a draft."""
        return {
            "outcomes": dict(self._outcomes),
            "unregistered": self.unregistered.control.content(),
            "notes": self.notes.control.content(),
        }

    def restore(self, content: Mapping[str, Any]) -> None:
        """Go on with a count that was begun."""
        self._outcomes = dict(content.get("outcomes", {}))
        self.unregistered.control.show_content(content.get("unregistered"))
        self.notes.control.show_content(content.get("notes"))
        self._draw()
        self.redraw.emit()

    def flush_draft(self) -> None:
        """The page is left."""
        self.autosave.flush()

    def _begin(self) -> None:
        count = self.house.count if self.house else None
        people = count.people if count else ()
        self._outcomes = {each.stay_id: value_or(each.outcome, "") for each in people}
        known = counts.HERE, counts.ABSENT, counts.LEFT
        self._outcomes = {stay: how for stay, how in self._outcomes.items() if how in known}
        self.unregistered.control.show_content(
            value_or(count.unregistered, None) if count else None
        )
        self.notes.control.show_content(value_or(count.notes, None) if count else None)
        self._draw()

    def _usual_night(self, desk: Desk) -> date:
        now = desk.clock.now()
        return now.date() - timedelta(days=now.hour < _UNTIL)

    def _other_night(self) -> date:
        """After midnight the night that begins today; else the one that is usual."""
        usual, today = self._usual_night(self.desk), self.desk.clock.now().date()
        return usual if self._night != usual else today

    def _choose_other(self) -> None:
        self.choose(self._other_night())
        self.night_chosen.emit()

    def _other_words(self) -> str:
        weekday = i18n.weekday(self._other_night())
        return _("Count the night of {weekday} instead").format(weekday=weekday)

    def _written(self) -> None:
        self._begun = True
        self.autosave.touch()

    def _restored(self) -> None:
        self._begun = True

    def _discarded(self) -> None:
        self._begun = False
        self._begin()
        self.redraw.emit()

    def _changed(self) -> None:
        self._written()
        self._draw()
        self.redraw.emit()

    def _night_words(self) -> str:
        """Which night it is: whoever counts after midnight must see it."""
        if self.house is None:
            return ""
        day = self.house.day
        return _("Night that begins on {weekday}, {date}").format(
            weekday=i18n.weekday(day, within=True), date=i18n.long_date(day)
        )

    def _draw(self) -> None:
        bind(self.night, "setText", self._night_words)
        bind(self.other_night, "setText", self._other_words)
        self.other_night.setVisible(self._other_night() != self._night)
        self.rooms.set_places([Place(group.key, self._room_words(group)) for group in self._groups])
        self.rooms.setVisible(bool(self._groups))
        self.rooms.setFixedHeight(min(self.rooms.sizeHint().height(), px(_ROOMS)))
        bind(self.rest, "setText", self._rest_words)
        for each in (self.away_button, self.left_button):
            each.setVisible(bool(self._unseen()))
        self.do_button.setEnabled(bool(self._outcomes) or self.house is not None)

    def _unseen(self) -> list[Guest]:
        return [
            guest
            for group in self._groups
            for guest in group.guests
            if guest.stay.id not in self._outcomes
        ]

    def _room_words(self, group: Group) -> Any:
        here = sum(self._outcomes.get(each.stay.id) == counts.HERE for each in group.guests)
        of = len(group.guests)
        return lambda: _("{room}: {here} of {of}").format(
            room=group.title(), here=i18n.number(here), of=i18n.number(of)
        )

    def _rest_words(self) -> str:
        rest = len(self._unseen())
        if not rest:
            return _("Everybody is accounted for.")
        words = ngettext("{count} person not seen yet", "{count} people not seen yet", rest)
        return words.format(count=i18n.number(rest))


def _saved_words(outcomes: Mapping[str, str], unregistered: int) -> str:
    found = list(outcomes.values())
    words = _("Counted: {here} here, {away} away, {left} left.").format(
        here=i18n.number(found.count(counts.HERE)),
        away=i18n.number(found.count(counts.ABSENT)),
        left=i18n.number(found.count(counts.LEFT)),
    )
    if not unregistered:
        return words
    more = ngettext(
        "{count} person found who is not on file.",
        "{count} people found who are not on file.",
        unregistered,
    )
    return f"{words} {more.format(count=i18n.number(unregistered))}"
