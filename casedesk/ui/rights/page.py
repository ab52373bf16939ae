"""The page of rights: choosing a list, reading it, or walking through it with somebody."""

from dataclasses import dataclass, replace
from typing import Any

from PySide6.QtCore import QEvent

from casedesk import i18n
from casedesk.domain.answers import value_or
from casedesk.domain.packs import freshness
from casedesk.domain.packs.library import Library
from casedesk.domain.packs.pack import CHECKLIST, NEEDED, PERSON, Item, Pack
from casedesk.domain.rights import Checklist
from casedesk.i18n import N_, _
from casedesk.services import cases, contents, rights
from casedesk.services.cases import CaseFile
from casedesk.services.vaults import UnitOfWork
from casedesk.ui.cases import names
from casedesk.ui.desk import Desk
from casedesk.ui.forms.controls import Choices
from casedesk.ui.kit.binding import bind
from casedesk.ui.kit.buttons import button
from casedesk.ui.kit.chips import StatusChip
from casedesk.ui.kit.code_box import CodeBox
from casedesk.ui.kit.field import Field
from casedesk.ui.kit.layouts import FlowLayout, clear, hbox
from casedesk.ui.kit.page import Page
from casedesk.ui.kit.surfaces import Card, holding
from casedesk.ui.rights import notices, words
from casedesk.ui.rights.both_texts import BothTexts
from casedesk.ui.rights.chooser import Chooser
from casedesk.ui.rights.print_card import PrintCard
from casedesk.ui.rights.reference import Reference
from casedesk.ui.rights.walk import LIST, ONE, Walk


@dataclass(frozen=True)
class _Read:
    """What the vault answers when the page is opened."""

    library: Library
    file: CaseFile | None
    unconfirmed: bool
    #: what was explained earlier, if that is asked for, and its text of then if it is kept
    past: Checklist | None = None
    text: Pack | None = None


class RightsPage(Page):
    """Every answer is stored at once; there is nothing to save."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(N_("Rights"), name="rights_page")
        self._desk = desk
        self._case_id = ""
        self._list = ""
        self._explained = ""
        self.library = Library({})
        self.file: CaseFile | None = None
        self.pack: Pack | None = None
        self.checklist: Checklist | None = None
        self.back = self.add_back(self._back_words)
        self.mode_button = button(N_("Whole list"), "list-check", name="mode", checkable=True)
        self.print_button = button(N_("Sheet to take away"), "printer", name="sheet")
        self.print_button.setCheckable(True)
        for action in (self.mode_button, self.print_button):
            self.add_action(action)
        self._chips = FlowLayout(6)
        self.chips = holding(self._chips)
        today = lambda: desk.clock.now().date()  # noqa: E731
        self.language = Field(
            N_("Explained in"),
            CodeBox(Choices("languages", today), states=False, empty=False),
            name="language",
        )
        row = hbox()
        row.addWidget(self.language, 1)
        row.addStretch(2)
        self.language_row = holding(row)
        self.chooser = Chooser()
        self.sheet = PrintCard(desk)
        self.walk = Walk(desk.clock)
        self.reference = Reference()
        self.safe = Card(name="safe")
        self.head.addWidget(self.chips)
        for part in (self.sheet, self.language_row, self.chooser):
            self.add(part)
        for part in (self.walk, self.reference, self.safe):
            self.add(part)
        self.add(None)
        self._connect()

    def open(
        self, case_id: str = "", list: str = "", explained: str = "", **_arguments: Any
    ) -> None:
        """Show a list, of a case if one is given; without a list, all there is.

        With ``explained``, the id of a checklist, what was explained then as it was.
        """
        self._case_id, self._list, self._explained = case_id, list, explained
        bind(self.back, "setText", self._back_words)
        self.file = self.pack = self.checklist = None
        self.print_button.setChecked(False)
        for part in self._parts():
            part.hide()
        self._desk.tasks.run(self._read, self._arrived, owner=self, latest="rights")

    def _parts(self) -> tuple[Any, ...]:
        return (
            *(self.chooser, self.walk, self.reference, self.safe),
            *(self.language_row, self.chips, self.mode_button, self.back),
            *(self.sheet, self.print_button),
        )

    def _connect(self) -> None:
        self.back.clicked.connect(self._go_back)
        self.mode_button.toggled.connect(lambda on: self.walk.show_mode(LIST if on else ONE))
        self.print_button.toggled.connect(self._show_sheet)
        self.chooser.chosen.connect(lambda id: self._desk.go("rights", list=id))
        self.walk.given.connect(self.answer)
        self.walk.followed.connect(self.follow)
        self.walk.see.connect(lambda id: self._desk.go("rights", case_id=self._case_id, list=id))
        self.language.control.edited.connect(self._speak)
        self._desk.names_hidden_changed.connect(lambda _hidden: self._draw_head())

    def _read(self, uow: UnitOfWork) -> _Read:
        file = cases.read(uow, self._case_id) if self._case_id else None
        read = _Read(contents.current(uow), file, contents.unconfirmed_printed(uow))
        known = {each.id: each for each in file.checklists} if file is not None else {}
        past = known.get(self._explained)
        if past is None:
            return read
        version = value_or(past.pack_version, "")
        text = contents.at_version(uow, rights.list_of(past), version)
        return replace(read, past=past, text=text)

    def _arrived(self, read: _Read) -> None:
        self.library, self.file = read.library, read.file
        if read.past is not None:
            self._show_past(read.past, read.text)
            return
        self.pack = read.library.packs.get(self._list)
        self._draw_head()
        self.back.setVisible(self.pack is not None)
        self._draw_notices()
        if self.pack is None:
            self.chooser.show_library(read.library)
            self.chooser.show()
            self.chooser.go()
        elif words.hidden(self.pack, self._desk.clock.now().date()):
            self._show_safe(self.pack)
        elif self.pack.kind == CHECKLIST:
            self._show_list(self.pack)
            self.sheet.show_list(self.pack, self.library, self.file, unconfirmed=read.unconfirmed)
            to_person = any(item.speaks_to == PERSON for item in self.pack.shown_items)
            self.print_button.setVisible(to_person)  # what the desk does is no sheet to take away
        else:
            self.reference.show_pack(self.pack)
            self.reference.show()
            self.back.setFocus()

    def _show_past(self, past: Checklist, text: Pack | None) -> None:
        self.pack = text
        self._draw_head()
        self.back.show()
        clear(self.notices)
        self.notify(notices.of_then(past, kept=text is not None))
        if text is not None:
            self.walk.show_past(text, past)
            self.walk.show()
        self.back.setFocus()

    def _show_list(self, pack: Pack) -> None:
        if self.file is not None:
            self.checklist = rights.under_way(self.file, pack) or self._begun(self.file, pack)
            self.language.control.set_value(value_or(self.checklist.language, None))
            self.language_row.show()
        self.mode_button.show()
        self.walk.show_list(pack, self.library, self.checklist)
        self.walk.show()
        if self.checklist is not None and self.file is not None:
            self.walk.show_answers(self.checklist, rights.followed(self.file))
        self.walk.go()

    def _show_sheet(self, shown: bool) -> None:
        self.sheet.setVisible(shown)
        if shown:
            self.sheet.language.go()

    def _begun(self, file: CaseFile, pack: Pack) -> Checklist:
        return rights.begin(
            file.case.id,
            pack,
            today=self._desk.clock.now().date(),
            by=self._desk.session.user,
            language=rights.language_of(file, i18n.language()),
        )

    def _show_safe(self, pack: Pack) -> None:
        clear(self.safe.body)
        texts = {language: freshness.safe(pack, language) for language in NEEDED}
        self.safe.add(BothTexts(texts, large=True))
        self.safe.show()
        self.back.setFocus()

    def answer(self, item: str, given: str) -> None:
        """Store an answer at once."""
        checklist, pack = self.checklist, self.pack
        if checklist is None or pack is None:
            return
        self.checklist = checklist.answered(item, given)  # seen at once
        self._desk.tasks.run(
            lambda uow: self._stored(uow, rights.answer(uow, checklist, pack, item, given)),
            self._answered,
            owner=self,
        )

    def follow(self, item: Item) -> None:
        """Make a follow-up of a pending item."""
        checklist = self.checklist
        if checklist is None:
            return
        language = i18n.language()

        def work(uow: UnitOfWork) -> tuple[Checklist, CaseFile]:
            rights.follow(uow, checklist.case_id, item, language)
            return self._stored(uow, rights.again(uow, checklist))

        self._desk.tasks.run(work, lambda stored: self._followed(stored, item.id), owner=self)

    def changeEvent(self, event: QEvent) -> None:
        """Say computed words again in another language."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange and hasattr(self, "walk"):
            self._draw_head()
            self.walk.redraw()

    def _stored(self, uow: UnitOfWork, checklist: Checklist) -> tuple[Checklist, CaseFile]:
        return checklist, cases.read(uow, checklist.case_id)

    def _answered(self, stored: tuple[Checklist, CaseFile]) -> None:
        checklist, file = stored
        if self.checklist is None or checklist.id != self.checklist.id:
            return  # an answer about a list that was open before
        self.checklist, self.file = checklist, file
        self.walk.show_answers(checklist, rights.followed(file))

    def _followed(self, stored: tuple[Checklist, CaseFile], item: str) -> None:
        self._answered(stored)
        self.walk.go_to(item)
        self._desk.say(_("It is among the follow-ups of the case."))

    def _speak(self) -> None:
        checklist, language = self.checklist, self.language.control.value()
        if checklist is None or not isinstance(language, str):
            return
        self.checklist = rights.explained_in(checklist, language)
        self._desk.tasks.run(
            lambda uow: self._stored(uow, rights.explain_in(uow, checklist, language)),
            self._answered,
            owner=self,
        )

    def _draw_head(self) -> None:
        pack, file = self.pack, self.file
        self.set_title(words.title(pack) if pack is not None else _("Rights"))
        self.set_subtitle(lambda: words.edition(pack) if pack is not None else "")
        clear(self._chips)
        if file is not None:
            self._chips.addWidget(
                StatusChip("user", lambda: names.of_person(file.person, self._desk), "accent")
            )
        self.chips.setVisible(file is not None)

    def _draw_notices(self) -> None:
        clear(self.notices)
        if self.pack is not None:
            today = self._desk.clock.now().date()
            for banner in notices.of(self.pack, self.library, today):
                self.notices.addWidget(banner)

    def _go_back(self) -> None:
        if self._case_id:
            self._desk.go("case", case_id=self._case_id, tab="rights")
        else:
            self._desk.go("rights")

    def _back_words(self) -> str:
        return _("Back to the case") if self._case_id else _("All lists")
