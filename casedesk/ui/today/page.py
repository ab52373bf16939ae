"""Today: who sleeps here, who came and who left, and what must not be forgotten."""

from collections.abc import Iterable, Sequence
from datetime import date
from functools import partial
from typing import Any

from PySide6.QtCore import QEvent

from casedesk import i18n
from casedesk.domain.answers import value_or
from casedesk.domain.arrivals import ExpectedArrival
from casedesk.errors import CasedeskError
from casedesk.i18n import N_, _
from casedesk.services import counts, today
from casedesk.services.clocks import lapsed
from casedesk.services.follow_ups import NOBODY, ToDo
from casedesk.services.house import Guest, House
from casedesk.services.today import Clock, Today
from casedesk.services.vaults import UnitOfWork
from casedesk.ui.clocks.counting_bar import CountingBar
from casedesk.ui.desk import Desk
from casedesk.ui.forms.save_keys import save_with_keys
from casedesk.ui.kit.buttons import button
from casedesk.ui.kit.chips import Tone
from casedesk.ui.kit.columns import Columns
from casedesk.ui.kit.labels import muted
from casedesk.ui.kit.layouts import FlowLayout, vbox
from casedesk.ui.kit.page import Page
from casedesk.ui.kit.surfaces import holding
from casedesk.ui.today import draft_lines, due_lines, people_lines
from casedesk.ui.today.expected_card import ExpectedCard
from casedesk.ui.today.lines import Line, Lines, LinesCard
from casedesk.ui.today.notes import NotesCard
from casedesk.ui.today.tonight_card import TonightCard

_SIDE = 380


class TodayPage(Page):
    """What a volunteer opens in the morning and leaves open all day."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(N_("Today"), name="today_page")
        self._desk = desk
        self.shown: Today | None = None
        self.running: Sequence[Clock] = ()
        self._followed_on: date | None = None
        self._expecting = False
        self._build_actions()
        self._build_cards()
        self._connect()

    def open(self, *, expect: bool = False, **_arguments: Any) -> None:
        """Read the day again; the focus is on the first step, or on who is to be expected."""
        self.reload()
        self.check_in_button.setFocus()
        self._expecting = expect
        if self.shown is not None:
            self._begin_expecting()

    def reload(self) -> None:
        """Read the day."""
        self._desk.tasks.run(
            today.look, self._arrived, owner=self, latest="today", failed=self._not_read
        )
        # Apart: after a change of rules many cases are counted anew, and the day need not wait.
        self.counting.start()

    def flush_draft(self) -> None:
        """The page is left."""
        self.expected.editor.flush_draft()

    def changeEvent(self, event: QEvent) -> None:
        """Say computed words again in another language."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange and hasattr(self, "_side"):
            self._redraw()

    def _build_actions(self) -> None:
        self.out_button = button(N_("Check out"), "door-exit", name="go_out")
        self.give_button = button(N_("Give to many"), "heart", name="go_give")
        self.count_button = button(N_("Evening count"), "list-check", name="go_count")
        self.new_button = button(N_("New person"), "user-plus", name="new_person")
        self.check_in_button = button(N_("Check in"), "door-enter", "primary", name="check_in")
        self.paper_button = button(N_("Lists on paper"), "printer", name="go_paper")
        self.add_action(self.new_button)
        self.add_action(self.check_in_button)
        ways = FlowLayout(8)
        for each in (self.out_button, self.give_button, self.count_button, self.paper_button):
            ways.addWidget(each)
        self.head.addWidget(holding(ways))

    def _build_cards(self) -> None:
        desk = self._desk
        self.notes = NotesCard(desk, lambda: desk.go("handover"))
        self.tonight = TonightCard()
        self.expected = ExpectedCard(desk)
        self.arrived = LinesCard(
            N_("Arrived today"), "door-enter", N_("Nobody has arrived yet."), name="arrived"
        )
        self.left = LinesCard(
            N_("Left today"), "door-exit", N_("Nobody has left yet."), name="left"
        )
        self.leaving = LinesCard(N_("About to leave"), "calendar-event", "", name="leaving")
        self.minors = LinesCard(N_("Children to see to"), "shield", "", name="children")
        self.due = LinesCard(
            N_("Follow-ups due"),
            "checklist",
            N_("Nothing is due. Follow-ups are written down in each case."),
            name="due",
            most=5,
        )
        self.drafts = LinesCard(N_("Left as a draft"), "edit", "", name="drafts", most=4)
        main = (self.notes, self.tonight, self.expected, self.arrived, self.left)
        self.counting = CountingBar(desk)
        self.clocks = LinesCard(
            N_("Time limits coming up"),
            "hourglass",
            self._no_terms,
            name="clocks",
            most=4,
        )
        side = (self.minors, self.leaving, self.counting, self.clocks, self.due, self.drafts)
        self._side = holding(vbox(*side, None, spacing=12))
        self.columns = Columns(holding(vbox(*main, None, spacing=12)), self._side, width=_SIDE)
        # Empty cards would say that nobody is here, before anybody has looked.
        self.columns.hide()
        self.loading = muted(N_("Loading…"))
        self.add(self.loading)
        self.add(self.columns)

    def _connect(self) -> None:
        desk = self._desk
        self.check_in_button.clicked.connect(lambda: desk.go("check_in"))
        self.new_button.clicked.connect(lambda: desk.go("person"))
        self.out_button.clicked.connect(lambda: desk.go("house", way="out"))
        self.give_button.clicked.connect(lambda: desk.go("house", way="give"))
        self.paper_button.clicked.connect(lambda: desk.go("house", way="paper"))
        self.count_button.clicked.connect(lambda: desk.go("house", way="count"))
        self.tonight.house_wanted.connect(lambda: desk.go("house", way="places"))
        self.expected.check_in_wanted.connect(self._expected_here)
        self.counting.ended.connect(self._read_clocks)
        self.counting.refused.connect(self._no_clocks)
        desk.names_hidden_changed.connect(lambda _hidden: self._redraw())
        desk.tasks.changed.connect(self._changed)
        save_with_keys(self, self.expected.save)

    def _expected_here(self, arrival: ExpectedArrival) -> None:
        self._desk.go("check_in", expected=arrival)

    def _arrived(self, shown: Today) -> None:
        """Show the day once all of it is drawn: lines are never seen before they have room."""
        self._show(shown)
        self.loading.hide()
        self.columns.show()
        self._begin_expecting()

    def _begin_expecting(self) -> None:
        if self._expecting:
            self._expecting = False
            self.expected.begin()

    def _not_read(self, error: CasedeskError) -> None:
        self.loading.hide()
        self._desk.refuse(error)

    def _redraw(self) -> None:
        if self.shown is not None:
            self._show(self.shown)
            self._show_clocks(self.running)

    def _show(self, shown: Today) -> None:
        self.shown = shown
        home, desk = shown.house, self._desk
        self.set_subtitle(lambda: _day_words(shown))
        self.notes.show_notes(shown.notes)
        self.tonight.show_house(home)
        self.expected.show_arrivals(shown.expected)
        self.arrived.show_lines([people_lines.line(each, desk) for each in home.arrived])
        self.left.show_lines(
            [
                people_lines.line(each, desk, more=partial(people_lines.left_words, each))
                for each in home.left
            ]
        )
        _show_some(self.leaving, (people_lines.line(each, desk) for each in home.leaving))
        _show_some(
            self.minors,
            (
                people_lines.line(each, desk, chip=_child_chip(each, home))
                for each in home.children_to_see_to
            ),
        )
        self.due.show_lines(
            Lines(_mine_first(shown, desk), lambda each: due_lines.to_do(each, desk))
        )
        lines = (draft_lines.line(each, desk) for each in shown.drafts)
        _show_some(self.drafts, (each for each in lines if each is not None))

    def _read_clocks(self) -> None:
        """Read the terms; once a day, follow-ups are opened for those of authorities."""
        day = self._desk.clock.now().date()
        follow = self.counting.complete and self._followed_on != day
        if follow:
            self._followed_on = day

        def read(uow: UnitOfWork) -> list[Clock]:
            if follow:
                lapsed.follow(uow)
            return today.clocks(uow)

        self._desk.tasks.run(
            read,
            self._show_clocks,
            owner=self,
            latest="today_clocks" if not follow else "",
            failed=self._no_clocks,
        )

    def _show_clocks(self, clocks: Sequence[Clock]) -> None:
        self.running = clocks
        self.clocks.show_lines(Lines(clocks, lambda each: due_lines.term(each, self._desk)))

    def _no_terms(self) -> str:
        if self.counting.complete:
            return _("None in the days to come.")
        return _("None so far: not every case is counted yet.")

    def _no_clocks(self, error: CasedeskError) -> None:
        """With a wrong date nothing is counted, and that is said where the terms would be."""
        self.clocks.show_lines([Line(text=lambda: str(error), icon="alert-triangle")], count=0)

    def _changed(self, _kinds: frozenset[str]) -> None:
        if self.isVisible():
            self.reload()


def _show_some(card: LinesCard, lines: Iterable[Line]) -> None:
    """A card that is there only if it has something to say."""
    found = list(lines)
    card.show_lines(found)
    card.setVisible(bool(found))


def _child_chip(guest: Guest, home: House) -> tuple[str, str, Tone]:
    if guest.stay.id in home.among_strangers:
        return ("alert-triangle", N_("Among adults"), "danger")
    if guest.accompanied is False:
        return ("alert-triangle", N_("Alone"), "danger")
    return ("help", N_("Ask who is with the child"), "warn")


def _mine_first(shown: Today, desk: Desk) -> list[ToDo]:
    """Mine, then nobody's, then those of others; each as they are due."""
    order = {desk.session.user: 0, NOBODY: 1}
    return sorted(shown.due, key=lambda each: order.get(value_or(each.follow_up.whom, NOBODY), 2))


def _day_words(shown: Today) -> str:
    day = shown.house.day
    words = _("{weekday}, {date}").format(weekday=i18n.weekday(day), date=i18n.long_date(day))
    count = shown.house.count
    if count is None:
        return words
    late = counts.not_counted(shown.house)
    said = _("counted tonight") if not late else _("counted tonight; not seen since: {count}")
    return people_lines.joined(words, said.format(count=i18n.number(late)))
