"""Who did what and when, newest first; and whether nothing was altered from outside."""

from PySide6.QtCore import QEvent, Qt
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableWidget, QTableWidgetItem

from casedesk import i18n
from casedesk.errors import CasedeskError
from casedesk.i18n import N_, _
from casedesk.services import audit
from casedesk.services.audit import CheckStopped, Finding, Line
from casedesk.ui.desk import Desk
from casedesk.ui.kit.banners import Banner
from casedesk.ui.kit.binding import bind
from casedesk.ui.kit.buttons import button
from casedesk.ui.kit.in_sight import reveal_soon
from casedesk.ui.kit.labels import h2, muted
from casedesk.ui.kit.layouts import hbox
from casedesk.ui.kit.surfaces import Card
from casedesk.ui.kit.theme import px, restyle
from casedesk.ui.settings.record_words import what, who
from casedesk.ui.settings.section import Section
from casedesk.ui.work_bar import WorkBar

_HEADS = (N_("When"), N_("Who"), N_("What"))
_ROW, _HEIGHT = 34, 420


class RecordSection(Section):
    """A table of the last operations, which nobody can edit or erase here."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk, "record_section")
        self._lines: list[Line] = []
        self.table = QTableWidget(0, len(_HEADS))
        self._prepare()
        self.check_button = button(
            N_("Check that nothing was altered"), "shield-check", name="check_vault"
        )
        self.check_button.clicked.connect(self.check)
        self.work = WorkBar("check")
        self.found = Banner("ok", "", closable=True)
        self.wrong = Banner("error", "", closable=True)
        self.found.setObjectName("check_fine")
        self.wrong.setObjectName("check_wrong")
        for banner in (self.found, self.wrong):
            banner.hide()
            self.add(banner)
        self.add(
            Card(
                h2(N_("Record of use")),
                muted(N_("Every opening, reading, change and export stands here.")),
                self.table,
                hbox(self.check_button, None),
                self.work,
                name="record_card",
            )
        )
        desk.tasks.changed.connect(self._read_if_shown)
        self._draw()

    def open(self) -> None:
        """Read the record."""
        self.desk.tasks.run(audit.latest, self._show, owner=self, latest="record")

    def check(self) -> None:
        """Hold records, log and file against one another."""
        self.check_button.setEnabled(False)
        for banner in (self.found, self.wrong):
            banner.hide()
        self.work.begin(N_("Checking file, record and cases…"))
        reveal_soon(self.work)
        task = self.desk.tasks.call(
            lambda vault, progress: audit.check(vault, progress=progress),
            self._checked,
            owner=self,
            failed=self._not_checked,
            progress=self.work.advance,
        )
        self.work.follow(task)

    def changeEvent(self, event: QEvent) -> None:
        """Say it again in another language."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange and hasattr(self, "found"):
            self._draw()

    def _prepare(self) -> None:
        table = self.table
        table.setObjectName("record_table")
        table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        table.setShowGrid(False)
        table.setWordWrap(False)
        table.setTabKeyNavigation(False)
        table.verticalHeader().hide()
        table.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        table.horizontalHeader().setStretchLastSection(True)
        table.horizontalHeader().setHighlightSections(False)
        table.horizontalHeader().setDefaultAlignment(Qt.AlignmentFlag.AlignLeft)
        bind(table, "setAccessibleName", N_("Record of use"))
        restyle(table, "setFixedHeight", lambda: px(_HEIGHT))
        restyle(table.verticalHeader(), "setDefaultSectionSize", lambda: px(_ROW))
        restyle(table, "setObjectName", self._set_widths)

    def _set_widths(self) -> str:
        for column, width in enumerate((170, 190)):
            self.table.setColumnWidth(column, px(width))
        return "record_table"

    def _read_if_shown(self) -> None:
        if self.isVisible():
            self.open()

    def _show(self, lines: list[Line]) -> None:
        self._lines = lines
        self._draw()

    def _draw(self) -> None:
        self.table.setHorizontalHeaderLabels([_(head) for head in _HEADS])
        self.table.setRowCount(len(self._lines))
        for row, line in enumerate(self._lines):
            at = line.at.astimezone(self.desk.clock.now().tzinfo)
            moment = f"{i18n.medium_date(at.date())} {i18n.short_time(at)}"
            for column, words in enumerate((moment, who(line), what(line))):
                self.table.setItem(row, column, QTableWidgetItem(words))

    def _end(self) -> None:
        self.work.end()
        self.check_button.setEnabled(True)
        self.check_button.setFocus()  # which it had lost

    def _checked(self, findings: list[Finding]) -> None:
        self._end()
        if findings:
            self.wrong.tell(lambda: _some(findings))
        else:
            self.found.tell(N_("File, record and cases agree: nothing was altered."))

    def _not_checked(self, error: CasedeskError) -> None:
        self._end()
        findings = error.found if isinstance(error, CheckStopped) else []
        self.wrong.tell(lambda: " ".join([str(error), _some(findings)]).strip())


def _some(findings: list[Finding]) -> str:
    return " ".join(str(each) for each in findings[:5])
