"""The asylum tab of a case."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from casedesk.domain.answers import NOT_ASKED
from casedesk.domain.cases import AsylumApplication
from casedesk.domain.procedure_entries import ProcedureEntry
from casedesk.i18n import N_, _
from casedesk.services.asylum import histories, recording
from casedesk.services.asylum.histories import Line
from casedesk.services.asylum.recording import Member
from casedesk.services.asylum.standing import Standing, standing, told
from casedesk.services.cases import CaseFile
from casedesk.services.vaults import UnitOfWork
from casedesk.ui.asylum.clocks_box import ClocksBox
from casedesk.ui.asylum.entry_editor import EntryEditor
from casedesk.ui.asylum.history_box import HistoryBox
from casedesk.ui.asylum.household_box import HouseholdBox
from casedesk.ui.asylum.sheet_box import SheetBox
from casedesk.ui.asylum.standing_box import StandingBox
from casedesk.ui.cases.casefile import kinds
from casedesk.ui.cases.casefile.entries import EntriesBox
from casedesk.ui.cases.casefile.tab import Tab
from casedesk.ui.desk import Desk
from casedesk.ui.forms import draft_names
from casedesk.ui.forms.draft_signs import DraftSign, look_for_drafts
from casedesk.ui.kit.buttons import button
from casedesk.ui.kit.in_sight import reveal
from casedesk.ui.kit.labels import h2
from casedesk.ui.kit.layouts import hbox
from casedesk.ui.kit.surfaces import Card, line


@dataclass(frozen=True)
class _Read:
    """What only the vault can tell: the log, and the others of the household."""

    lines: Sequence[Line]
    members: tuple[Member, ...]


class AsylumTab(Tab):
    """Where the person stands, what happened, the household, and the application itself."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._standing: Standing | None = None
        self._read: _Read | None = None
        self.record_button = button(
            N_("Record what happened"), "plus", "primary", name="record_happened"
        )
        self.sign = DraftSign(self.record_button)
        self.editor = EntryEditor(desk)
        self.editing = Card(self.editor, margin=18, name="procedure_editing")
        self.editing.hide()
        self.standing = StandingBox(desk)
        self.clocks = ClocksBox(desk)
        self.history = HistoryBox(desk)
        self.household = HouseholdBox(desk)
        self.sheet = SheetBox(desk)
        self.box = EntriesBox(desk, kinds.applications())
        head = hbox(h2(N_("Where the person stands")), None, self.sign, self.record_button)
        self.add(head)
        for part in (self.editing, self.standing, self.sheet, line(), self.clocks, self.household):
            self.add(part)
        self.add(self.history)
        self.add(line())
        self.add(self.box)
        self.add(None)
        self._connect()

    def draw(self, file: CaseFile) -> None:
        """Show what the file tells; then read the log and the household."""
        if not self.same_case:
            self._read = None
            self._end(focus=False)
            self.history.show_lines(())
        found = told(file.applications, file.procedure)
        self._standing = standing(found, self._today())
        self.editor.of_case(found)
        self.standing.show_standing(self._standing)
        self.sheet.show_file(file, self._standing)
        self.box.show_entries(file.case.id, file.applications)
        self.clocks.show_case(file.case.id)
        self._draw_read(file)
        self.sign.form = draft_names.of_entry(ProcedureEntry.kind, file.case.id)
        look_for_drafts(self.desk, [self.sign], self)
        case_id = file.case.id
        self.desk.tasks.run(
            lambda uow: _read(uow, file),
            lambda read: self._arrived(case_id, read),
            owner=self,
            latest="procedure",
        )

    def begin(self, entry: ProcedureEntry, at: str = "") -> None:
        """Write a new entry, or correct one."""
        self.editing.show()
        self.record_button.hide()
        self.sign.hide()
        draft = draft_names.of_entry(entry.kind, entry.case_id, entry.id if entry.version else "")
        self.editor.edit(entry, draft)
        self.editor.first(at)

    def begin_new(self, what: str = "") -> None:
        """Write a new entry; ``what`` is the fact, if it is known already."""
        if self.file is None:
            return
        self.begin(self._blank(self.file), "happened_on" if what else "")
        if what:
            self.editor.form.questions.suggest("what", what)
            self.editor.first("happened_on")

    def save(self) -> None:
        """Save what is being written."""
        if not self.editing.isHidden():
            self.editor.save()
        self.box.save()

    def _connect(self) -> None:
        self.record_button.clicked.connect(lambda: self.begin_new())
        self.editor.saved.connect(lambda _entry: self._end())
        self.editor.cancelled.connect(self._end)
        self.standing.wanted.connect(self.begin_new)
        self.standing.ended.connect(self._over)
        self.history.correct.connect(self._correct)

    def _blank(self, file: CaseFile) -> ProcedureEntry:
        application = file.applications[-1].id if file.applications else NOT_ASKED
        return ProcedureEntry(case_id=file.case.id, application_id=application, what=NOT_ASKED)

    def _end(self, *, focus: bool = True) -> None:
        self.editing.hide()
        self.record_button.show()
        if focus:
            self.record_button.setFocus()
            reveal(self.record_button)
        look_for_drafts(self.desk, [self.sign], self)

    def _correct(self, wanted: Line) -> None:
        if not wanted.application:
            self.begin(wanted.entry)
            return
        application = self._application(wanted.entry.id)
        if application is not None:
            self.box.begin(application)

    def _application(self, id: str) -> AsylumApplication | None:
        found = self.file.applications if self.file else ()
        return next((each for each in found if each.id == id), None)

    def _over(self, entry: ProcedureEntry) -> None:
        self.desk.keep(
            lambda uow: recording.end(uow, entry),
            lambda: _("Saved. It stays in the history."),
            owner=self,
        )

    def _arrived(self, case_id: str, read: _Read) -> None:
        if self.file is not None and self.file.case.id == case_id:
            self._read = read
            self._draw_read(self.file)

    def _draw_read(self, file: CaseFile) -> None:
        if self._read is None or self._standing is None:
            return
        self.history.show_lines(self._read.lines)
        self.household.show_members(file.person, self._standing, self._read.members)
        self.editor.show_members(self._read.members)

    def _today(self) -> date:
        return self.desk.clock.now().date()


def _read(uow: UnitOfWork, file: CaseFile) -> _Read:
    return _Read(histories.of_case(uow, file), recording.household(uow, file))
