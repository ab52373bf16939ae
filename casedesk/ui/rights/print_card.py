"""What goes on the sheet to take away, and the ways it gets onto paper."""

from collections.abc import Callable
from pathlib import Path

from casedesk.domain.packs.library import Library
from casedesk.domain.packs.pack import DESK, NEEDED, PERSON, Pack
from casedesk.errors import CasedeskError
from casedesk.i18n import N_, _
from casedesk.reports import handouts
from casedesk.reports.handouts import Handout
from casedesk.services import rights
from casedesk.services.cases import CaseFile
from casedesk.services.vaults import UnitOfWork, write_whole
from casedesk.ui.access.file_dialogs import ask_new_file, documents
from casedesk.ui.access.file_names import in_a_name
from casedesk.ui.desk import Desk
from casedesk.ui.kit.buttons import button
from casedesk.ui.kit.choices import WrappingCheck
from casedesk.ui.kit.code_box import CodeBox
from casedesk.ui.kit.field import Field
from casedesk.ui.kit.labels import h2, hint
from casedesk.ui.kit.layouts import hbox
from casedesk.ui.kit.surfaces import Card
from casedesk.ui.papers.printing import ask_printer, print_pages
from casedesk.ui.rights import words
from casedesk.ui.rights.both_texts import NAMES

_BOTH = "both"


class PrintCard(Card):
    """Made for one list at a time; nothing on it names the person unless that is ticked."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(name="print_card")
        self._desk = desk
        self._pack: Pack | None = None
        self._library = Library({})
        self._name = self._case_id = ""
        self._unconfirmed = True
        self.language = Field(
            N_("Languages of the sheet"),
            CodeBox(_languages, states=False, empty=False),
            name="sheet_language",
        )
        self.codes = WrappingCheck(N_("With codes that hold the text, for a telephone"))
        self.codes.setChecked(True)
        self.desk_items = WrappingCheck(N_("Also what the shelter does"))
        self.named = WrappingCheck(N_("With the person's name on it"))
        self.warning = hint(
            N_("A sheet with a name can harm the person if somebody finds it: ask them first.")
        )
        self.save_button = button(N_("Save as PDF"), "download", name="save_sheet")
        self.print_button = button(N_("Print…"), "printer", name="print_sheet")
        self.save_button.clicked.connect(self._choose_file)
        self.print_button.clicked.connect(self._print)
        self.named.toggled.connect(self.warning.setVisible)
        self.codes.setObjectName("sheet_codes")
        self.desk_items.setObjectName("sheet_desk")
        self.named.setObjectName("sheet_name")
        row = hbox()
        row.addWidget(self.language, 1)
        row.addStretch(2)
        for part in (h2(N_("Sheet to take away")), row, self.codes, self.desk_items, self.named):
            self.add(part)
        self.add(self.warning)
        self.add(hbox(self.save_button, self.print_button, None))

    def show_list(
        self, pack: Pack, library: Library, file: CaseFile | None, *, unconfirmed: bool
    ) -> None:
        """Begin anew: both languages, no name."""
        name = file.person.called if file is not None else ""
        self._case_id = file.case.id if file is not None else ""
        self._pack, self._library, self._name = pack, library, name
        self._unconfirmed = unconfirmed
        self.language.control.set_value(_BOTH)
        self.named.setChecked(False)
        self.named.setVisible(bool(name))
        self.warning.hide()
        speaks = {item.speaks_to for item in pack.shown_items}
        self.desk_items.setChecked(False)
        self.desk_items.setVisible(speaks == {PERSON, DESK})

    def handout(self) -> Handout | None:
        """The sheet as it is chosen now."""
        if self._pack is None:
            return None
        language = self.language.control.value()
        return Handout(
            self._pack,
            self._library,
            NEEDED if language == _BOTH else (str(language),),
            self._desk.clock.now().date(),
            name=self._name if self.named.isChecked() else "",
            codes=self.codes.isChecked(),
            unconfirmed=self._unconfirmed,
            desk=self.desk_items.isChecked(),
        )

    def save_to(self, path: Path) -> None:
        """Write the sheet into a file that is its owner's alone, and log it."""
        self._made(
            lambda uow, pdf: self._written(uow, path, pdf),
            lambda _pdf: self._desk.say(_("The sheet is saved.")),
        )

    def _written(self, uow: UnitOfWork, path: Path, pdf: bytes) -> None:
        self._note(uow)
        uow.flush()
        write_whole(path, pdf)

    def _made(
        self, leave: Callable[[UnitOfWork, bytes], None], done: Callable[[bytes], None]
    ) -> None:
        """Make the sheet and let it leave, on the worker; then go on."""
        handout = self.handout()
        if handout is None:
            return

        def work(uow: UnitOfWork) -> bytes:
            pdf = handouts.pdf(handout)
            leave(uow, pdf)
            return pdf

        self._desk.tasks.run(work, done, owner=self, failed=self._refused)

    def _choose_file(self) -> None:
        if self._pack is None:
            return
        proposed = documents() / f"{in_a_name(words.title(self._pack))}.pdf"
        title = _("Where should the sheet go?")
        ask_new_file(self.save_button, title, proposed, self.save_to)

    def _print(self) -> None:
        ask_printer(
            self.print_button,
            lambda printer: self._made(
                lambda uow, _pdf: self._note(uow), lambda pdf: print_pages(pdf, printer)
            ),
        )

    def _note(self, uow: UnitOfWork) -> None:
        if self._case_id and self._pack is not None:
            named = self.named.isChecked()
            rights.printed(uow, self._case_id, self._pack, named=named)

    def _refused(self, error: CasedeskError) -> None:
        self._desk.refuse(error)


def _languages() -> list[tuple[str, str]]:
    return [(_BOTH, " + ".join(NAMES.values())), *NAMES.items()]
