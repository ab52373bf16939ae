"""What matters about a case at first sight, and what happened, in order."""

from collections.abc import Iterator
from typing import Any

from PySide6.QtWidgets import QGridLayout, QWidget

from casedesk.domain.answers import Missing, value_or
from casedesk.domain.fields import specs
from casedesk.i18n import N_, _
from casedesk.services.cases import CaseFile
from casedesk.ui.asylum.words import label_of, state_words, when
from casedesk.ui.cases import ages, events, names
from casedesk.ui.cases.casefile.follow_ups_tab import open_ones
from casedesk.ui.cases.casefile.tab import Tab
from casedesk.ui.cases.facts import open_stay, procedure_of
from casedesk.ui.desk import Desk
from casedesk.ui.forms.wording import answer_text, date_text
from casedesk.ui.kit.binding import bind
from casedesk.ui.kit.buttons import button
from casedesk.ui.kit.columns import Columns
from casedesk.ui.kit.labels import h2, muted, raw
from casedesk.ui.kit.layouts import clear, spaced, vbox
from casedesk.ui.kit.surfaces import Card
from casedesk.ui.kit.timelines import Timeline

#: title, key of the tab where it is written down, and record -> names of the answers shown
_PERSON = ("sex", "nationality", "languages", "interpreter", "documents", "needs")
_STAY = ("entered_on", "slept_at", "travels_with")
_JOURNEY = ("origin_country", "reasons", "entered_mexico_on", "corridor", "destination")
_FOLLOW_UPS = 4


class SummaryTab(Tab):
    """Short cards at the left, the timeline at the right."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self.setProperty("kind", "body")  # its parts are cards themselves
        self.cards = vbox(spacing=12)
        self.timeline = Timeline()
        self.nothing = muted(N_("Nothing with a date is on file yet."))
        side = Card(h2(N_("Timeline")), self.nothing, margin=16)
        side.body.addWidget(self.timeline, 1)
        left = QWidget()
        left.setLayout(self.cards)
        spaced(self.body, 0, 18)
        self.add(Columns(left, side, width=290))

    def draw(self, file: CaseFile) -> None:
        """Show what is known; what is not is left out."""
        clear(self.cards)
        for title, key, rows in self._parts(file):
            self.cards.addWidget(self._card(title, key, rows))
        self.cards.addStretch(1)
        found = events.latest(file, self.desk)
        self.nothing.setVisible(not found)
        self.timeline.show_events(found)

    def _parts(self, file: CaseFile) -> Iterator[tuple[str, str, list[tuple[str, str]]]]:
        yield N_("Person"), "person", self._person(file)
        stay = open_stay(file) or (file.stays[-1] if file.stays else None)
        yield N_("Stay"), "stays", _rows(stay, _STAY)
        journey = file.journeys[-1] if file.journeys else None
        yield N_("Journey"), "journey", _rows(journey, _JOURNEY)
        yield N_("Asylum"), "asylum", self._asylum(file)
        yield N_("Follow-ups"), "follow_ups", self._follow_ups(file)
        yield N_("Consent"), "consent", _consents(file)

    def _person(self, file: CaseFile) -> list[tuple[str, str]]:
        person, today = file.person, self.desk.clock.now().date()
        rows = []
        alias = names.alias_of(person, self.desk)
        if alias:
            rows.append((_("Alias"), alias))
        birth = "" if isinstance(person.birth, Missing) else f" ({date_text(person.birth)})"
        rows.append((_("Age"), ages.age_of(person, today) + birth))
        rows += _rows(person, _PERSON)
        if file.members:
            members = ", ".join(names.of_person(member, self.desk) for member in file.members)
            rows.append((_("Household"), members))
        return rows

    def _follow_ups(self, file: CaseFile) -> list[tuple[str, str]]:
        return [
            (
                _("No date") if isinstance(each.due_on, Missing) else date_text(each.due_on),
                names.text(value_or(each.what, ""), self.desk),
            )
            for each in open_ones(file)[:_FOLLOW_UPS]
        ]

    def _asylum(self, file: CaseFile) -> list[tuple[str, str]]:
        shown = procedure_of(file, self.desk.clock.now().date())
        rows = []
        if shown.state is not None:
            rows.append((_("State"), f"{state_words(shown.code)} ({when(shown.state)})"))
        if shown.overlays:
            besides = "; ".join(
                f"{label_of(str(each.what))} ({when(each)})" for each in shown.overlays
            )
            rows.append((_("Besides"), besides))
        for question, entry in (
            (_("With INM"), shown.inm),
            (_("With the United States"), shown.us),
        ):
            if entry is not None:
                rows.append((question, label_of(str(entry.what))))
        application = file.applications[-1] if file.applications else None
        return rows + _rows(application, ("office",))

    def _card(self, title: str, key: str, rows: list[tuple[str, str]]) -> QWidget:
        made = Card(margin=16, spacing=8, name=f"summary_{key}")
        opener = button(N_("Open"), "", "link", name=f"open_{key}")
        bind(opener, "setAccessibleName", lambda: _("Open {what}").format(what=_(title)))
        opener.clicked.connect(lambda: self.wanted.emit(key))
        head = _grid()
        head.addWidget(h2(title), 0, 0)
        head.addWidget(opener, 0, 1)
        head.setColumnStretch(0, 1)
        made.body.addLayout(head)
        if not rows:
            made.add(muted(N_("Not written down yet.")))
            return made
        grid = _grid()
        for at, (question, answer) in enumerate(rows):
            grid.addWidget(raw(question, "muted"), at, 0)
            grid.addWidget(raw(answer), at, 1)
        grid.setColumnStretch(0, 2)
        grid.setColumnStretch(1, 5)
        made.body.addLayout(grid)
        return made


def _grid() -> QGridLayout:
    made = QGridLayout()
    spaced(made, 0, 6)
    return made


def _rows(record: Any, asked: tuple[str, ...]) -> list[tuple[str, str]]:
    if record is None:
        return []
    known = specs(type(record))
    return [
        (_(known[name].label), answer_text(known[name], value))
        for name in asked
        if not isinstance(value := getattr(record, name), Missing)
    ]


def _consents(file: CaseFile) -> list[tuple[str, str]]:
    rows = []
    for consent in file.consents:
        purpose = answer_text(specs(type(consent))["purpose"], consent.purpose)
        if not isinstance(consent.withdrawn_on, Missing):
            answer = _("Withdrawn")
        else:
            answer = answer_text(specs(type(consent))["given"], consent.given)
        rows.append((purpose, answer))
    return rows
