"""What is due over all cases: by who must act, by office, within so many days."""

from datetime import date, timedelta
from pathlib import Path
from typing import Any

from PySide6.QtCore import QEvent

from casedesk import i18n
from casedesk.domain import codelists
from casedesk.domain.clocks import rule_files
from casedesk.domain.clocks.running import Running
from casedesk.errors import CasedeskError
from casedesk.i18n import N_, _, ngettext
from casedesk.services.clocks import board, counting, lapsed
from casedesk.services.clocks.board import Line, Listed, Wanted
from casedesk.ui.access.file_dialogs import ask_new_file, documents
from casedesk.ui.clocks.clock_panel import ClockPanel, not_advice
from casedesk.ui.clocks.counting_bar import CountingBar
from casedesk.ui.clocks.lines_model import COLUMNS, LinesModel
from casedesk.ui.desk import Desk
from casedesk.ui.kit.banners import Banner
from casedesk.ui.kit.buttons import button
from casedesk.ui.kit.code_box import CodeBox
from casedesk.ui.kit.field import Field
from casedesk.ui.kit.in_sight import reveal_soon
from casedesk.ui.kit.labels import muted
from casedesk.ui.kit.layouts import clear, hbox, vbox
from casedesk.ui.kit.lists import ListCard, WhenChips, actions
from casedesk.ui.kit.page import Page
from casedesk.ui.kit.paged_rows import page_of
from casedesk.ui.kit.surfaces import Card, EmptyState
from casedesk.ui.kit.tables import RowsTable

_SHOWN = frozenset({"asylum", "procedure", "journey", "person", "case", "content"})
#: no code is called so
_ALL = " all"
#: what may be listed -> from and to how many days from today on; None is no limit
_WHEN: dict[str, tuple[str, int | None, int | None]] = {
    "week": (N_("Within a week"), 0, 7),
    "month": (N_("Within 30 days"), 0, 30),
    "all": (N_("All to come"), 0, None),
    "passed": (N_("Passed"), None, -1),
    "every": (N_("Everything"), None, None),
}


class ClocksPage(Page):
    """The board; whoever wants to know why a date is that one sees it counted."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(N_("Time limits"), name="clocks_page")
        self._desk = desk
        self._stale = True
        self.model = LinesModel(desk, self)
        self.table = RowsTable(self.model, COLUMNS, N_("Time limits"), name="clocks_table")
        self.table.setMinimumHeight(260)
        self.duty = Field(N_("Who must act"), CodeBox(_duties, states=False, empty=False))
        self.office = Field(N_("COMAR office"), CodeBox(_offices, states=False, empty=False))
        for field in (self.duty, self.office):
            field.control.set_value(_ALL)
        self.when = WhenChips({key: words for key, (words, _from, _to) in _WHEN.items()}, "month")
        self.why_button = button(N_("Why this date?"), "help", "primary", name="why_date")
        self.open_button = button(N_("Open case"), "chevron-right", name="open_case")
        self.follow_button = button(N_("Open a follow-up"), "bell", name="follow_term")
        self.save_button = button(N_("Save as calendar"), "calendar-event", name="save_calendar")
        self.counting = CountingBar(desk)
        self.problem = Banner("warn", "")
        self.count = muted()
        self.details = vbox(spacing=0)
        self._build()
        self._connect()

    def open(self, **_arguments: Any) -> None:
        """Show the board with the focus on it."""
        if self._stale:
            self.reload()
        self.table.setFocus()

    def reload(self) -> None:
        """Read the board again, and open the follow-ups of terms that passed meanwhile."""
        self._stale = False
        self.counting.start()

    def wanted(self) -> Wanted:
        """What is asked for."""
        today = self._desk.clock.now().date()
        _words, first, last = _WHEN[self.when.chosen()]
        duty, office = self.duty.control.content(), self.office.control.content()
        return Wanted(
            since=None if first is None else today + timedelta(days=first),
            until=None if last is None else today + timedelta(days=last),
            duties=frozenset() if duty in (None, _ALL) else frozenset({duty}),
            office=None if office in (None, _ALL) else office,
        )

    def chosen(self) -> Line | None:
        """What is selected."""
        return self.model.line(self.table.currentIndex().row())

    def changeEvent(self, event: QEvent) -> None:
        """Say computed words again in another language."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange and hasattr(self, "card"):
            clear(self.details)
            self._draw_words()

    def save_calendar(self, path: Path) -> None:
        """Write what is listed to a calendar file that holds folios and no names."""
        # icalendar is slow to import and seldom needed here.
        from casedesk.exchange import calendars  # noqa: PLC0415

        wanted = self.wanted()
        self._desk.tasks.run(
            lambda uow: calendars.save(uow, path, board.kept(uow, wanted)),
            lambda _saved: self._desk.say(_("Saved: {name}").format(name=path.name)),
            owner=self,
        )

    def _build(self) -> None:
        self.count.setObjectName("count")
        self.problem.hide()
        self.add(self.problem)
        self.add(self.counting)
        fields = hbox(self.duty, self.office, spacing=16)
        for place in range(2):
            fields.setStretch(place, 1)
        self.add(fields)
        self.add(self.when)
        self.add(self.count)
        self.card = ListCard(
            self.table,
            EmptyState(
                "circle-check",
                N_("Nothing is due here"),
                N_("Dates come from what is written down in a person's asylum tab and journey."),
            ),
        )
        self.body.addWidget(self.card, 1)
        steps = (self.why_button, self.open_button, self.follow_button, self.save_button)
        self.add(actions(steps))
        self.add(self.details)
        self.add(not_advice())

    def _connect(self) -> None:
        for field in (self.duty, self.office):
            field.control.edited.connect(self._narrow)
        self.when.changed.connect(self._narrow)
        self.counting.advanced.connect(self._some_counted)
        self.counting.ended.connect(self._counted)
        self.counting.refused.connect(self._refused)
        self.table.opened.connect(lambda _row: self._open_case())
        self.table.selectionModel().currentRowChanged.connect(lambda _now, _old: self._selected())
        self.model.fetched.connect(self._offer_steps)
        self.why_button.clicked.connect(self._why)
        self.open_button.clicked.connect(self._open_case)
        self.follow_button.clicked.connect(self._follow)
        self.save_button.clicked.connect(self._ask_calendar)
        self._desk.tasks.changed.connect(self._changed)
        self._desk.names_hidden_changed.connect(lambda _hidden: self._draw_words())

    def _narrow(self) -> None:
        """List something else of what is counted already."""
        if self._stale or not self.counting.complete:
            self.reload()
        else:
            self._read()

    def _some_counted(self) -> None:
        """Show what there is so far; the rest comes once all is counted."""
        if not self.model.rowCount():
            self._read()

    def _counted(self) -> None:
        self._read()
        if self.counting.complete:
            self._desk.tasks.run(lapsed.follow, failed=self._refused, owner=self)

    def _read(self) -> None:
        wanted, chosen = self.wanted(), self.chosen()
        before = chosen.dates if chosen else None
        self._desk.tasks.run(
            lambda uow: board.listed(uow, wanted, before, page_of),
            self._found,
            failed=self._refused,
            owner=self,
            latest="board",
        )

    def _found(self, found: Listed) -> None:
        self.problem.hide()
        self.model.show_numbers(found.numbers, found.at, found.lines)
        self.card.show_list(bool(found.numbers) or not self.counting.complete)
        if found.numbers:
            chosen = self.model.index(found.at, 0)
            self.table.setCurrentIndex(chosen)
            self.table.scrollTo(chosen)
        self._selected()
        self._draw_words()

    def _refused(self, error: CasedeskError) -> None:
        self.model.show_numbers(())
        self._selected()
        self._draw_words()
        self.problem.tell(lambda: str(error))

    def _selected(self) -> None:
        clear(self.details)
        self._offer_steps()

    def _offer_steps(self) -> None:
        chosen, today = self.chosen(), self._desk.clock.now().date()
        for action in (self.why_button, self.open_button):
            action.setEnabled(chosen is not None)
        self.follow_button.setVisible(chosen is not None and lapsed.can_follow(chosen.dates, today))
        # A calendar goes out of the house: nobody could tell there that it is not complete.
        self.save_button.setEnabled(self.model.rowCount() > 0 and self.counting.complete)

    def _why(self) -> None:
        """Count the clock anew and show every day of it."""
        self._with_clock(self._explain)

    def _follow(self) -> None:
        chosen = self.chosen()
        if chosen is None:
            return
        case_id = chosen.dates.case_id
        self._with_clock(
            lambda clock: self._desk.tasks.run(
                lambda uow: lapsed.follow_one(uow, case_id, clock),
                lambda _made: self._desk.say(_("It is among the follow-ups.")),
                owner=self,
            )
        )

    def _explain(self, clock: Running) -> None:
        clear(self.details)
        panel = ClockPanel(clock, self._desk.clock.now().date())
        card = Card(panel, name="clock_details")
        self.details.addWidget(card)
        panel.why.setChecked(True)
        reveal_soon(panel.title)  # of a long count, its beginning

    def _with_clock(self, done: Any) -> None:
        chosen = self.chosen()
        if chosen is None:
            return
        wanted = lapsed.source(chosen.dates)

        def found(clocks: list[Running]) -> None:
            for clock in clocks:
                if clock.id == wanted:
                    done(clock)
                    return

        self._desk.tasks.run(
            lambda uow: counting.of_case(uow, chosen.dates.case_id), found, owner=self
        )

    def _open_case(self) -> None:
        chosen = self.chosen()
        if chosen is not None:
            self._desk.go("case", case_id=chosen.dates.case_id, tab="asylum")

    def _ask_calendar(self) -> None:
        proposed = documents() / _calendar_name(self._desk.clock.now().date())
        ask_new_file(self.save_button, _("Save as calendar"), proposed, self.save_calendar)

    def _draw_words(self) -> None:
        count = self.model.rowCount()
        words = ngettext("{count} time limit", "{count} time limits", count)
        if not self.counting.complete:
            words = ngettext(
                "{count} time limit so far: not every case is counted yet",
                "{count} time limits so far: not every case is counted yet",
                count,
            )
        self.count.setText(words.format(count=i18n.number(count)))
        self.model.repaint_all()

    def _changed(self, kinds: frozenset[str]) -> None:
        if kinds & _SHOWN:
            self._stale = True
            if self.isVisible():
                self.reload()


def _calendar_name(today: date) -> str:
    return _("time-limits-{day}.ics").format(day=today.isoformat())


def _duties() -> list[tuple[str, str]]:
    found = rule_files.load().duties
    return [
        (_ALL, _("The person and the authorities")),
        *((key, str(words)) for key, words in found.items()),
    ]


def _offices() -> list[tuple[str, str]]:
    found = codelists.load("comar_offices").codes
    return [(_ALL, _("All offices")), *((key, code.label()) for key, code in found.items())]
