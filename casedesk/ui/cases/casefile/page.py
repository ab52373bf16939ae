"""One person's case: who it is, what is the case, and everything that can be changed."""

from typing import Any

from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QStackedWidget

from casedesk.domain import codelists
from casedesk.domain.answers import Missing, value_or
from casedesk.domain.cases import CLOSED
from casedesk.i18n import N_, _
from casedesk.services import cases, closing, looks
from casedesk.services.cases import CaseFile
from casedesk.services.closing import Closing
from casedesk.ui.cases import ages, names
from casedesk.ui.cases.casefile.closing import ClosingBox
from casedesk.ui.cases.casefile.likeness_notice import LikenessNotice
from casedesk.ui.cases.casefile.look_box import LookBox, LookNotice
from casedesk.ui.cases.casefile.tab import Tab
from casedesk.ui.cases.casefile.tabs import TABS, places
from casedesk.ui.cases.facts import facts
from casedesk.ui.desk import Desk
from casedesk.ui.forms import draft_names
from casedesk.ui.forms.draft_signs import DraftSign, look_for_drafts
from casedesk.ui.forms.editor import Editor
from casedesk.ui.forms.save_keys import save_with_keys
from casedesk.ui.kit.buttons import button
from casedesk.ui.kit.chips import StatusChip
from casedesk.ui.kit.freshness import freshen
from casedesk.ui.kit.layouts import FlowLayout, clear
from casedesk.ui.kit.navigation import Place, TabStrip
from casedesk.ui.kit.page import Page
from casedesk.ui.kit.surfaces import holding
from casedesk.ui.kit.theme import dress

_SHOWN = frozenset(
    {
        "person",
        "household",
        "case",
        "stay",
        "journey",
        "incident",
        "asylum",
        "procedure",
        "content",
        "service",
        "referral",
        "consent",
        "follow_up",
        "document",
        "checklist",
        "extra_answer",
        "extra_field",
    }
)


class CasePage(Page):
    """Reads a case, shows it in tabs made on first use, and reads it again when it changed."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(name="case_page", scroll=False)
        self._desk = desk
        self._case_id = ""
        self.file: CaseFile | None = None
        self.tabs: dict[str, Tab] = {}
        self.back = self.add_back(N_("Back to cases"))
        self.incident_button = button(
            N_("Record an incident"), "alert-triangle", name="new_incident"
        )
        self.close_button = button(N_("Close case"), "lock", name="close_case")
        self.reopen_button = button(N_("Reopen case"), "lock-open", name="reopen_case")
        self.draft_sign = DraftSign(self.incident_button)
        self.action_row.addWidget(self.draft_sign)
        self.look_button = button(N_("Ask for a look"), "flag", name="ask_look")
        for action in (
            self.incident_button,
            self.look_button,
            self.close_button,
            self.reopen_button,
        ):
            self.add_action(action)
        self._chips = FlowLayout(6)
        self.chips = holding(self._chips)
        self.closing = ClosingBox(desk)
        self.likeness = LikenessNotice(desk)
        self.look = LookBox(N_("What a coordinator should look at"), N_("Ask for a look"), "look")
        self.look_notice = LookNotice(desk)
        self.strip = TabStrip([Place(key, sort.title) for key, sort in TABS.items()])
        self.strip.setObjectName("tabs")
        self.head.addWidget(self.chips)
        self.head.addWidget(self.likeness)
        self.head.addWidget(self.look_notice)
        self.head.addWidget(self.look)
        self.head.addWidget(self.closing)
        self.head.addWidget(self.strip)
        self.stack = QStackedWidget()
        #: the tabs that were out of sight when what they say changed
        self._outdated: set[str] = set()
        self.body.addWidget(self.stack, 1)
        self._connect()

    @property
    def case_id(self) -> str:
        """The id of the case that is shown or on its way."""
        return self._case_id

    def open(self, case_id: str, tab: str = "", **_arguments: Any) -> None:
        """Show a case; ``tab`` is the key of the tab to show."""
        if case_id != self._case_id:
            self._forget()
            tab = tab or "summary"
        self._case_id = case_id
        if tab:
            self.show_tab(tab)
        self.reload()
        self.strip.setFocus()

    def reload(self) -> None:
        """Read the case again."""
        case_id = self._case_id
        self._desk.tasks.run(
            lambda uow: cases.read(uow, case_id), self._arrived, owner=self, latest="case"
        )

    def show_tab(self, key: str) -> None:
        """Show a tab, made now if it is its first time."""
        if key not in self.tabs:
            tab = TABS[key].make(self._desk)
            tab.wanted.connect(self.show_tab)
            self.tabs[key] = tab
            self.stack.addWidget(dress(tab))
        self.strip.show_place(key)
        self.incident_button.setVisible(key != "incidents")  # that tab has its own
        self._look_for_draft()
        shown = self.tabs[key]
        freshen(shown)
        self.stack.setCurrentWidget(shown)
        if self.file is not None and shown.file is not self.file:
            shown.show_file(self.file)
        elif key in self._outdated:
            shown.redraw()
        self._outdated.discard(key)

    def save(self) -> None:
        """Save what is being written in the tab shown."""
        tab = self.tabs.get(self.strip.key())
        if tab is not None:
            tab.save()

    def dress(self) -> None:
        """Give the style sheet to the head; each tab is given it of its own."""
        dress(self.top_part)

    def freshen(self) -> None:
        """Give the head and the tab shown the look of now."""
        freshen(self.top_part)
        if self.strip.key() in self.tabs:
            freshen(self.tabs[self.strip.key()])

    def flush_draft(self) -> None:
        """Save at once what is being typed in any tab."""
        for editor in self.findChildren(Editor):
            editor.flush_draft()

    def changeEvent(self, event: QEvent) -> None:
        """Say computed words again in another language."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange and hasattr(self, "stack"):
            self._redraw()

    def _connect(self) -> None:
        self.back.clicked.connect(lambda: self._desk.go("cases"))
        self.strip.chosen.connect(self.show_tab)
        self.incident_button.clicked.connect(
            lambda: self._desk.go("incident", case_id=self._case_id, incident_id=None)
        )
        self.close_button.clicked.connect(lambda: self.closing.begin(self.file))
        self.look_button.clicked.connect(self.look.begin)
        self.look.confirmed.connect(self._ask_look)
        self.look_notice.word.confirmed.connect(self._looked)
        self.closing.confirmed.connect(self._close)
        self.reopen_button.clicked.connect(self._reopen)
        self._desk.names_hidden_changed.connect(lambda _hidden: self._redraw())
        self._desk.tasks.changed.connect(self._changed)
        save_with_keys(self, self.save)

    def _forget(self) -> None:
        """Nothing of the case before may stay in sight."""
        self.file = None
        self.likeness.forget()
        for box in (self.closing, self.look, self.look_notice):
            box.hide()
        self.set_title("")
        self.set_subtitle("")
        clear(self._chips)
        for tab in self.tabs.values():
            self.stack.removeWidget(tab)
            tab.hide()
            tab.deleteLater()
        self.tabs = {}
        self._outdated.clear()

    def _arrived(self, file: CaseFile) -> None:
        if self._case_id in {case.id for case in file.former_cases}:
            self._case_id = file.case.id  # what was asked for stands in this case since a merge
        if file.case.id != self._case_id:
            return  # an answer about the case that was open before
        self.file = file
        self.likeness.look(file)
        self._draw_head(file)
        self._look_for_draft()
        tab = self.tabs.get(self.strip.key())
        if tab is not None:
            tab.show_file(file)

    def _look_for_draft(self) -> None:
        self.draft_sign.form = draft_names.of_incident(self._case_id)
        look_for_drafts(self._desk, [self.draft_sign], self)

    def _draw_head(self, file: CaseFile) -> None:
        person, today = file.person, self._desk.clock.now().date()
        self.set_title(names.of_person(person, self._desk))
        self.set_subtitle(lambda: _subtitle(file, ages.age_of(person, today)))
        clear(self._chips)
        found = facts(file, today)
        for fact in found:
            self._chips.addWidget(StatusChip(fact.icon, fact.text, fact.tone))
        self.chips.setVisible(bool(found))
        closed = file.case.state == CLOSED
        self.close_button.setVisible(not closed)
        self.reopen_button.setVisible(closed)
        self.look_button.setVisible(not file.case.needs_look)
        self.look_notice.show_case(file.case)
        shown = self.strip.key()
        self.strip.set_places(places(file))
        self.strip.show_place(shown)

    def _ask_look(self, reason: str) -> None:
        file = self.file
        if file is not None:
            self._desk.keep(
                lambda uow: looks.ask(uow, file.case, reason),
                lambda: _("A coordinator is asked to look."),
                owner=self,
                done=lambda _case: self._looked_for(),
            )

    def _looked(self, word: str) -> None:
        file = self.file
        if file is not None:
            self._desk.keep(
                lambda uow: looks.done(uow, file.case, word),
                lambda: _("Looked at. It stays in the history."),
                owner=self,
                done=lambda _case: self._looked_for(),
            )

    def _looked_for(self) -> None:
        self.look.hide()
        self.look_notice.word.hide()
        self.strip.setFocus()

    def _close(self, how: Closing) -> None:
        file = self.file
        if file is not None:
            self._desk.keep(
                lambda uow: closing.close(uow, file.case, how),
                lambda: _("The case is closed."),
                owner=self,
                done=lambda _case: self._closed(),
            )

    def _closed(self) -> None:
        self.closing.hide()
        self.strip.setFocus()

    def _reopen(self) -> None:
        file = self.file
        if file is not None:
            self._desk.keep(
                lambda uow: cases.reopen(uow, file.case),
                lambda: _("The case is open again."),
                owner=self,
            )

    def _changed(self, kinds: frozenset[str]) -> None:
        if kinds & _SHOWN and self._case_id and self.isVisible():
            self.reload()

    def _redraw(self) -> None:
        if self.file is None:
            return
        self._draw_head(self.file)
        shown = self.strip.key()
        self._outdated = set(self.tabs) - {shown}
        if shown in self.tabs:
            self.tabs[shown].redraw()


def _subtitle(file: CaseFile, age: str) -> str:
    country = file.person.nationality
    parts = [value_or(file.case.folio, ""), _("Age: {age}").format(age=age)]
    if not isinstance(country, Missing):
        parts.append(codelists.load("countries").label(country))
    return " · ".join(parts)
