"""Who is expected: announced in a few words, checked in or settled in one step."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Signal

from casedesk.domain.answers import Missing, value_or
from casedesk.domain.arrivals import ExpectedArrival
from casedesk.domain.partial_dates import PartialDate
from casedesk.i18n import N_, _
from casedesk.services import arrivals
from casedesk.ui.cases import names
from casedesk.ui.desk import Desk
from casedesk.ui.forms.editor import Editor
from casedesk.ui.forms.sections import Section
from casedesk.ui.forms.wording import date_text
from casedesk.ui.kit.buttons import button
from casedesk.ui.kit.chips import Tone
from casedesk.ui.kit.surfaces import Card, line
from casedesk.ui.today.lines import Line, LinesCard
from casedesk.ui.today.people_lines import joined
from casedesk.ui.today.tonight_card import people_words

DRAFT = "expected_arrival:new"


class ExpectedCard(LinesCard):
    """Lines of those expected; writing down another one opens under the heading."""

    check_in_wanted = Signal(object)  # the ExpectedArrival

    def __init__(self, desk: Desk) -> None:
        super().__init__(
            N_("Expected"),
            "bell",
            N_("Nobody is expected. Write down who somebody told you about."),
            name="expected",
        )
        self._desk = desk
        self._arrivals: Sequence[ExpectedArrival] = ()
        self.add_button = self.add_action(button(N_("Expect somebody"), "plus", name="expect"))
        self.editor = Editor(
            desk,
            ExpectedArrival,
            (Section("", (("who", "people"), ("expected_on", "hour"), "told_by", "needs")),),
            save=arrivals.save,
            fresh=lambda _uow, arrival: arrival,
            cancel=True,
            undo=N_("Noted."),
        )
        self.writing = Card(self.editor, line(), margin=(0, 6, 0, 6))
        self.writing.setProperty("kind", "body")
        self.body.insertWidget(1, self.writing)
        self.writing.hide()
        self.add_button.clicked.connect(self.begin)
        self.editor.saved.connect(self._end)
        self.editor.cancelled.connect(self._end)

    def show_arrivals(self, expected: Sequence[ExpectedArrival]) -> None:
        """Show who is expected, the earliest first."""
        self._arrivals = expected
        self.show_lines([self._line(each) for each in expected])

    def begin(self) -> None:
        """Write down somebody who is expected, today unless another day is written."""
        self.writing.show()
        self.add_button.hide()
        today = PartialDate.of(self._desk.clock.now().date())
        self.editor.edit(ExpectedArrival(expected_on=today), DRAFT)
        self.editor.first()

    def save(self) -> None:
        """Save what is being written."""
        if not self.writing.isHidden():
            self.editor.save()

    def _end(self, _saved: object = None) -> None:
        self.writing.hide()
        self.add_button.show()
        self.add_button.setFocus()

    def _line(self, arrival: ExpectedArrival) -> Line:
        settle = partial(self._settle, arrival)
        return Line(
            text=lambda: names.text(value_or(arrival.who, ""), self._desk),
            more=lambda: self._about(arrival),
            chip=self._chip(arrival),
            about=arrival.version,
            steps=(
                (
                    N_("They are here"),
                    "door-enter",
                    "expected_here",
                    partial(self.check_in_wanted.emit, arrival),
                ),
                (N_("Did not come"), "x", "no_show", partial(settle, arrivals.NO_SHOW)),
            ),
        )

    def _about(self, arrival: ExpectedArrival) -> str:
        on = arrival.expected_on
        told = "" if isinstance(arrival.told_by, Missing) else arrival.told_by
        return joined(
            people_words(value_or(arrival.people, 1)),
            "" if isinstance(on, Missing) else date_text(on),
            value_or(arrival.hour, ""),
            _("told by {who}").format(who=names.text(told, self._desk)) if told else "",
            names.text(value_or(arrival.needs, ""), self._desk),
        )

    def _chip(self, arrival: ExpectedArrival) -> tuple[str, str, Tone] | None:
        if arrivals.overdue(arrival, self._desk.clock.now().date()):
            return ("clock", N_("Has not come yet"), "warn")
        return None

    def _settle(self, arrival: ExpectedArrival, outcome: str) -> None:
        self._desk.keep(
            lambda uow: arrivals.settle(uow, arrival, outcome), lambda: _("Noted."), owner=self
        )
