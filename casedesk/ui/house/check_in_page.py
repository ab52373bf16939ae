"""Checking in: a household that was here before, or people who were expected."""

from collections.abc import Mapping
from typing import Any

from PySide6.QtWidgets import QPushButton

from casedesk import i18n
from casedesk.domain.answers import NOT_ASKED, value_or
from casedesk.domain.arrivals import ExpectedArrival
from casedesk.domain.people import Person
from casedesk.i18n import N_, _, ngettext
from casedesk.services import arrivals, check_ins, house, stays, steps
from casedesk.services.check_ins import Known
from casedesk.services.vaults import UnitOfWork
from casedesk.ui.cases import names
from casedesk.ui.cases.ages import age_of
from casedesk.ui.cases.people_search import PeopleSearch
from casedesk.ui.desk import Desk
from casedesk.ui.forms.autosave import Autosave, Held
from casedesk.ui.forms.save_keys import save_with_keys, tell_keys
from casedesk.ui.house.place_box import PlaceBox
from casedesk.ui.kit.binding import bind
from casedesk.ui.kit.buttons import button
from casedesk.ui.kit.choices import WrappingCheck
from casedesk.ui.kit.field import Field
from casedesk.ui.kit.labels import h2, muted
from casedesk.ui.kit.layouts import clear, hbox, vbox
from casedesk.ui.kit.page import Page
from casedesk.ui.kit.surfaces import Card
from casedesk.ui.kit.text_boxes import LongTextBox, NumberBox


class CheckInPage(Page):
    """Whoever is on file is found and ticked; whoever is not is taken in, or only named."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(N_("Check in"), name="check_in_page")
        self._desk = desk
        self._expected: ExpectedArrival | None = None
        self._known: Known | None = None
        self._new = stays.Newcomers(people=())
        self._ticks: dict[str, WrappingCheck] = {}
        self.back_button = self.add_back(N_("Back to today"))
        self.new_button = self.add_action(button(N_("New person"), "user-plus", name="new_person"))
        self.search = PeopleSearch(desk, accessible=N_("Somebody who was here before"))
        self.members = vbox(spacing=2)
        self.known_card = Card(
            h2(N_("Somebody who was here before")),
            muted(N_("Find one of them: their household comes along, ticked.")),
            self.search,
            self.members,
            margin=16,
            name="known_card",
        )
        self.names = Field(
            N_("Names"),
            LongTextBox(states=False, lines=3),
            hint=N_("One on each line, as far as you know them"),
            name="expected_names",
        )
        self.people = Field(
            N_("How many people"),
            NumberBox(lowest=1, highest=500, states=False),
            name="expected_people",
        )
        self.together = WrappingCheck(N_("They are one household"))
        self.together.setObjectName("expected_together")
        self.expected_title = h2()
        self.expected_card = Card(
            self.expected_title,
            muted(
                N_("Each gets a case with what is known now; the rest can be asked in the morning.")
            ),
            self.names,
            self.people,
            self.together,
            margin=16,
            name="expected_card",
        )
        self.autosave = Autosave(desk, self.content, self.restore, self)
        self.autosave.parts = (self.expected_card,)
        self.expected_card.add(self.autosave.note)
        self.place = PlaceBox(desk)
        self.do_button = button(N_("Check in"), "door-enter", "primary", name="do")
        tell_keys(self.do_button)
        self.add(self.autosave.banner)
        self.add(self.expected_card)
        self.add(self.known_card)
        self.add(Card(self.place, hbox(self.do_button, None), margin=16, spacing=14))
        self.add(None)
        self._connect()

    def open(self, expected: ExpectedArrival | None = None, **_arguments: Any) -> None:
        """Begin with people who were expected, or with looking for somebody."""
        self._expected = expected
        self._known = None
        self.place.clear()
        self.search.choose(None)
        self.expected_card.setVisible(expected is not None)
        self.autosave.banner.hide()
        if expected is not None:
            self.autosave.expect()
            self._show_expected(expected)
            self.autosave.start(f"check_in:{expected.id}", expected.version)
        self._draw_members()
        self._desk.tasks.run(
            house.today, self.place.show_house, owner=self, latest="check_in_house"
        )
        if expected is None:
            self.search.search.setFocus()
        else:
            self.autosave.once_known(self.names.go)

    def do(self) -> None:
        """Check them in, in one step."""
        chosen = self.chosen()
        where, expected = self.place.place(), self._expected
        if expected is not None and self.autosave.looking:
            return
        if not chosen and expected is None:
            self.search.search.setFocus()
            return
        new = self._newcomers()
        held = self.autosave.hold()

        def work(uow: UnitOfWork) -> int:
            if expected is None:
                return len(stays.check_in(uow, chosen, where))
            self.autosave.settle(uow, held)
            if not chosen:
                return len(arrivals.check_in(uow, expected, new, where))
            arrivals.settle(uow, expected, arrivals.ARRIVED)
            return len(stays.check_in(uow, chosen, where))

        self.do_button.setEnabled(False)
        self._desk.tasks.run(
            lambda uow: steps.taken(uow, work),
            lambda step: self._done(held, step),
            owner=self,
            failed=lambda error: self._failed(held, error),
        )

    def content(self) -> dict[str, Any]:
        """What was written about those expected, for a draft."""
        return {
            "names": self.names.control.content(),
            "people": self.people.control.content(),
            "together": self.together.isChecked(),
        }

    def restore(self, content: Mapping[str, Any]) -> None:
        """Put back what was written about those expected."""
        self.names.control.set_value(content.get("names") or NOT_ASKED)
        self.people.control.set_value(content.get("people") or NOT_ASKED)
        self.together.setChecked(content.get("together") is True)
        self._offer()

    def flush_draft(self) -> None:
        """The page is left."""
        if self._expected is not None:
            self.autosave.flush()

    def chosen(self) -> list[Person]:
        """Those on file who are ticked."""
        people = self._known.people if self._known else ()
        return [
            each for each in people if each.id in self._ticks and self._ticks[each.id].isChecked()
        ]

    def _connect(self) -> None:
        self.back_button.clicked.connect(lambda: self._desk.go("today"))
        self.new_button.clicked.connect(lambda: self._desk.go("person"))
        self.search.chosen.connect(self._look)
        self.do_button.clicked.connect(self.do)
        self.place.changed.connect(self._offer)
        self.people.control.edited.connect(self._written)
        self.together.clicked.connect(lambda _on: self._written())
        self.names.control.edited.connect(self._count_names)
        self.autosave.discarded.connect(self._discarded)
        self._desk.names_hidden_changed.connect(lambda _hidden: self._cover())
        save_with_keys(self, self.do)

    def _cover(self) -> None:
        """Names were hidden, or may be seen again."""
        self._draw_members()
        self._draw_title()

    def _draw_title(self) -> None:
        """Say who was expected; while names are hidden, those written are not to be seen."""
        who = value_or(self._expected.who, "") if self._expected is not None else ""
        bind(
            self.expected_title,
            "setText",
            lambda: _("Expected: {who}").format(who=names.text(who, self._desk)),
        )
        self.names.setVisible(not self._desk.names_hidden)

    def _discarded(self) -> None:
        if self._expected is not None:
            self._show_expected(self._expected)
            self._offer()

    def _written(self) -> None:
        """Something about those expected was written."""
        self.autosave.touch()
        self._offer()

    def _show_expected(self, expected: ExpectedArrival) -> None:
        who, people = value_or(expected.who, ""), value_or(expected.people, 1)
        self._draw_title()
        self.names.control.set_value(who or NOT_ASKED)
        self.people.control.set_value(people)
        self.together.setChecked(people > 1)

    def _called(self) -> list[str]:
        """The names written, and an empty one for each whose name nobody knows."""
        written = (self.names.control.content() or "").splitlines()
        called = [line.strip() for line in written if line.strip()]
        people = self.people.control.content() or 1
        return called + [""] * (people - len(called))

    def _newcomers(self) -> stays.Newcomers:
        """Those expected, as people not on file yet; the same ones until something is written."""
        called, together = self._called(), self.together.isChecked()
        now = [value_or(each.given_names, "") for each in self._new.people]
        if now != called or (self._new.household is not None) != (together and len(called) > 1):
            self._new = stays.newcomers(called, together=together)
        return self._new

    def _count_names(self) -> None:
        """More names than people are more people."""
        called = len(self._called())
        if called > (self.people.control.content() or 0):
            self.people.control.show_content(called)
        self._written()

    def _look(self) -> None:
        person_id = self.search.person_id
        if not person_id:
            self._known = None
            self._draw_members()
            return
        self._desk.tasks.run(
            lambda uow: check_ins.household(uow, person_id),
            self._found,
            owner=self,
            latest="check_in_household",
        )

    def _found(self, known: Known) -> None:
        if known.asked == self.search.person_id:
            self._known = known
            self._draw_members()
            first = next((each for each in self._ticks.values() if each.isEnabled()), None)
            beds = self.known_card.findChildren(QPushButton, "give_bed")
            there = [each for each in beds if not each.isHidden()]
            (first or next(iter(there), self.search.change)).setFocus()

    def _draw_members(self) -> None:
        kept = {key: box.isChecked() for key, box in self._ticks.items() if box.isEnabled()}
        clear(self.members)
        self._ticks = {}
        known = self._known
        for person in known.people if known else ():
            here = known is not None and person.id in known.here
            box = self._box(person, here=here)
            box.setChecked(not here and kept.get(person.id, True))
            box.setEnabled(not here)
            self._ticks[person.id] = box
            self.members.addWidget(box)
            if here:
                self.members.addWidget(self._bed_button(person))
            box.toggled.connect(lambda _on: self._offer())
        self._offer()

    def _box(self, person: Person, *, here: bool) -> WrappingCheck:
        desk = self._desk

        def words() -> str:
            age = age_of(person, desk.clock.now().date())
            said = (names.of_person(person, desk), age, _("Is here already") if here else "")
            return " · ".join(filter(None, said))

        made = WrappingCheck(words)
        made.setObjectName(f"member_{person.id}")
        return made

    def _bed_button(self, person: Person) -> QPushButton:
        """Who is here already is not checked in again: what is left to do is a bed."""
        made = button(N_("Give them a bed tonight"), "bed", "link", name="give_bed")
        spoken = N_("Give a bed tonight to {name}")
        bind(
            made,
            "setAccessibleName",
            lambda: _(spoken).format(name=names.of_person(person, self._desk)),
        )
        made.clicked.connect(lambda: self._desk.go("house", way="places"))
        return made

    def _offer(self) -> None:
        chosen = self.chosen()
        coming = chosen or (self._newcomers().people if self._expected else ())
        self.place.set_people(coming)
        count = len(coming)
        self.do_button.setEnabled(count > 0)
        warned = bool(self.place.warned)
        bind(self.do_button, "setText", lambda: _do_words(count, warned=warned))

    def _done(self, held: Held, step: steps.Step[int]) -> None:
        count = step.result
        words = ngettext("{count} person checked in.", "{count} people checked in.", count)
        self._desk.offer_undo(step, words.format(count=i18n.number(count)))
        if self.autosave.settled(held):  # else somebody else is being checked in by now
            self._desk.go("today")

    def _failed(self, held: Held, error: Any) -> None:
        self._offer()
        if self._expected is not None:
            self.autosave.resume(held)
        self._desk.refuse(error)


def _do_words(count: int, *, warned: bool) -> str:
    if not count:
        return _("Check in")
    if warned:
        words = ngettext(
            "Check in {count} person all the same", "Check in {count} people all the same", count
        )
    else:
        words = ngettext("Check in {count} person", "Check in {count} people", count)
    return words.format(count=i18n.number(count))
