"""Bringing in a spreadsheet in three steps on one page."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

from PySide6.QtWidgets import QFileDialog, QLineEdit

from casedesk.errors import CasedeskError
from casedesk.exchange import imports, mappings, templates
from casedesk.exchange.outcomes import BadRows, Outcome, Plan
from casedesk.i18n import N_, _, language
from casedesk.progress import Cancelled, Progress
from casedesk.services import extras
from casedesk.services.vaults import Vault
from casedesk.ui.desk import Desk
from casedesk.ui.imports.findings import Findings
from casedesk.ui.kit.banners import Banner
from casedesk.ui.kit.binding import bind
from casedesk.ui.kit.buttons import button
from casedesk.ui.kit.choices import WrappingCheck
from casedesk.ui.kit.code_box import CodeBox
from casedesk.ui.kit.field import Field
from casedesk.ui.kit.in_sight import reveal_soon
from casedesk.ui.kit.labels import hint
from casedesk.ui.kit.layouts import hbox
from casedesk.ui.kit.page import Page
from casedesk.ui.kit.surfaces import Card
from casedesk.ui.kit.text_boxes import TextBox
from casedesk.ui.tasks import Task
from casedesk.ui.work_bar import WorkBar

_OTHER = "other"
CHOOSE_FILE = N_("Choose a file first.")
CHOOSE_REJECTS = N_("Choose where the rows that are left out are written.")
CLEAR = N_(
    "The rows left out are written as they stand, unencrypted, where you choose. Correct them "
    "there, bring them in, then delete the file."
)
DONE = N_("Brought in. The spreadsheet itself stays where it is, unencrypted, until you delete it.")


class ImportsPage(Page):
    """Choose a file and what its columns mean, check it, bring it in."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(N_("Bring in"), name="imports_page")
        self._desk = desk
        self._task: Task | None = None
        self._plan: Plan | None = None
        self._other = ""
        self.file = Field(
            N_("Spreadsheet"), TextBox(states=False), hint=N_("CSV or XLSX"), name="file"
        )
        self.mapping = Field(
            N_("What its columns mean"),
            CodeBox(self._mappings, states=False, empty=False),
            name="mapping",
        )
        self.mapping.control.set_value(mappings.shipped()[-1].name)
        self.leave_out = WrappingCheck(N_("Leave the wrong rows out and write them to a file"))
        self.leave_out.setObjectName("leave_out")
        self.rejects = Field(
            N_("File for the rows left out"), TextBox(states=False), hint=CLEAR, name="rejects"
        )
        self.findings = Findings()
        self.done = Banner("ok", DONE)
        self.done.hide()
        self.work = WorkBar("import")
        self.state = hint()
        self.state.setObjectName("state")
        self._build()
        self._line(self.file).textChanged.connect(self._forget)
        self.mapping.control.edited.connect(self._mapping_chosen)
        self.leave_out.toggled.connect(lambda _on: self._offer())
        self._forget()

    def open(self, **_arguments: Any) -> None:
        """Show the page with the focus on the first question."""
        self.file.go()

    def check(self) -> None:
        """Read the whole file and say what it would bring; writes nothing."""
        file, mapping = self._path(self.file), self._mapping()
        if file is None or mapping is None:
            self.file.set_error(None if file else CHOOSE_FILE)
            return
        self.file.set_error(None)

        def look(vault: Vault, progress: Progress) -> Plan:
            return imports.plan(vault, file, mappings.load(mapping), progress=progress)

        self._start(look, self._checked)

    def bring_in(self) -> None:
        """Bring the file in, whole or without its wrong rows."""
        file, mapping, rejects = self._path(self.file), self._mapping(), self._path(self.rejects)
        leave_out = self.leave_out.isChecked()
        if file is None or mapping is None:
            return
        if leave_out and rejects is None:
            self.rejects.set_error(CHOOSE_REJECTS)
            self.rejects.go()
            return
        self.rejects.set_error(None)

        def bring(vault: Vault, progress: Progress) -> Outcome:
            return imports.run(
                vault,
                file,
                mappings.load(mapping),
                leave_out_bad_rows=leave_out,
                rejects=rejects if leave_out else None,
                progress=progress,
            )

        kinds = frozenset({"person", "case", "stay", "journey", "incident", "asylum"})
        self._start(bring, self._brought_in, changes=kinds)

    def stop(self) -> None:
        """Stop what is under way; nothing of it stays."""
        if self._task is not None:
            self._task.cancel()

    def write_template(self, path: Path) -> None:
        """Write an empty spreadsheet to fill in."""
        self._desk.tasks.call(
            lambda vault, _progress: templates.write(path, vault.run(extras.fields)),
            lambda _none: self._desk.say(_("Saved: {path}").format(path=path.name)),
            owner=self,
        )

    def _build(self) -> None:
        self.choose_button = button(N_("Choose a file"), "folder", name="choose_file")
        self.template_button = button(
            N_("Save an empty spreadsheet to fill in"), "download", "link", name="template"
        )
        self.check_button = button(N_("Check the file"), "list-check", name="check")
        self.bring_button = button(N_("Bring it in"), "file-import", "primary", name="bring_in")
        self.rejects_button = button(N_("Choose"), "folder", name="choose_rejects")
        self.choose_button.clicked.connect(lambda: self._open_file(self.file, save=False))
        self.rejects_button.clicked.connect(lambda: self._open_file(self.rejects, save=True))
        self.template_button.clicked.connect(self._choose_template)
        self.check_button.clicked.connect(self.check)
        self.bring_button.clicked.connect(self.bring_in)
        self.work.stopping.connect(self.stop)
        self.add(
            Card(
                self.file,
                hbox(self.choose_button, self.template_button, None, spacing=10),
                self.mapping,
                hbox(self.check_button, None),
            )
        )
        self.add(self.state)
        self.add(self.work)
        self.add(self.done)
        self.reject_row = Card(self.leave_out, self.rejects, hbox(self.rejects_button, None))
        self.result = Card(self.findings, self.reject_row, hbox(self.bring_button, None))
        self.add(self.result)
        self.body.addStretch(1)
        self._busy(False)

    def _start(
        self,
        work: Callable[[Vault, Progress], Any],
        done: Callable[[Any], None],
        *,
        changes: frozenset[str] = frozenset(),
    ) -> None:
        self.done.hide()
        self._busy(True)
        self._task = self._desk.tasks.call(
            work,
            done,
            owner=self,
            failed=self._failed,
            progress=self.work.advance,
            changes=changes,
        )

    def _checked(self, plan: Plan) -> None:
        self._busy(False)
        self._plan = plan
        self.findings.show_plan(plan)
        self._offer()
        ways = (self.bring_button, self.leave_out, self.check_button)
        next(way for way in ways if way.isVisibleTo(self) and way.isEnabled()).setFocus()
        reveal_soon(self.result)

    def _brought_in(self, outcome: Outcome) -> None:
        self._busy(False)
        self._plan = None
        self.findings.show_plan(outcome, done=True)
        self._offer()
        self.done.tell(lambda: " ".join(filter(None, (_(DONE), outcome.warning()))))
        self.check_button.setFocus()  # the button pressed is gone
        reveal_soon(self.done)

    def _failed(self, error: CasedeskError) -> None:
        self._busy(False)
        if isinstance(error, BadRows):
            self._checked(error.plan)
        if isinstance(error, Cancelled):
            bind(self.state, "setText", Cancelled.msgid)
        else:
            self._desk.refuse(error)

    def _offer(self) -> None:
        plan = self._plan
        bad = plan is not None and not plan.whole
        self.result.setVisible(plan is not None or self.findings.isVisibleTo(self.result))
        self.reject_row.setVisible(bad)
        for part in (self.rejects, self.rejects_button):
            part.setVisible(self.leave_out.isChecked())
        self.bring_button.setVisible(plan is not None)
        some = plan is not None and plan.new > 0
        self.bring_button.setEnabled(some and (not bad or self.leave_out.isChecked()))

    def _forget(self) -> None:
        """Another file or mapping: what was found no longer holds."""
        self._plan = None
        self.done.hide()
        self.findings.show_plan(None)
        self.leave_out.setChecked(False)
        self._offer()
        self.result.hide()

    def _busy(self, busy: bool) -> None:
        bind(self.state, "setText", lambda: "")
        if busy:
            self.work.begin(N_("Reading the file…"))
        else:
            self.work.end()
        for pressed in (self.check_button, self.bring_button, self.choose_button):
            pressed.setEnabled(not busy)

    def _mappings(self) -> list[tuple[str, str]]:
        shipped = [
            (each.name, each.en if language() == "en" else each.es) for each in mappings.shipped()
        ]
        other = Path(self._other).name if self._other else _("Another mapping: choose its file…")
        return [*shipped, (_OTHER, other)]

    def _mapping(self) -> str | None:
        chosen = self.mapping.control.content()
        return (self._other or None) if chosen == _OTHER else chosen

    def _mapping_chosen(self) -> None:
        self._forget()
        if self.mapping.control.content() == _OTHER:
            dialog = QFileDialog(self, _("What its columns mean"), str(Path.home()), "*.toml")
            dialog.fileSelected.connect(self._other_chosen)
            dialog.open()

    def _other_chosen(self, name: str) -> None:
        self._other = name
        box = self.mapping.control
        if isinstance(box, CodeBox):
            box.combo.reload()

    def _open_file(self, field: Field, *, save: bool) -> None:
        dialog = QFileDialog(self, _("Choose a file"), str(Path.home()))
        if save:
            dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
            dialog.setDefaultSuffix("csv")
        dialog.fileSelected.connect(lambda name: self._line(field).setText(name))
        dialog.open()

    def _choose_template(self) -> None:
        dialog = QFileDialog(self, _("Save an empty spreadsheet to fill in"), str(Path.home()))
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setDefaultSuffix("xlsx")
        dialog.fileSelected.connect(lambda name: self.write_template(Path(name)))
        dialog.open()

    @staticmethod
    def _line(field: Field) -> QLineEdit:
        target = field.control.focus_target()
        assert isinstance(target, QLineEdit)  # noqa: S101 - text boxes are lines
        return target

    def _path(self, field: Field) -> Path | None:
        text = self._line(field).text().strip()
        return Path(text).expanduser() if text else None
