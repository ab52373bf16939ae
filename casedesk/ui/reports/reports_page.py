"""Choose a month and a language, see it, save it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QFileDialog, QSplitter

from casedesk import i18n
from casedesk.errors import CasedeskError
from casedesk.i18n import N_, _
from casedesk.reports import monthly
from casedesk.reports.monthly import MonthCounts
from casedesk.services.vaults import UnitOfWork, Vault
from casedesk.ui.desk import Desk
from casedesk.ui.kit.banners import Banner
from casedesk.ui.kit.binding import bind
from casedesk.ui.kit.buttons import button
from casedesk.ui.kit.code_box import CodeBox
from casedesk.ui.kit.field import Field
from casedesk.ui.kit.labels import hint
from casedesk.ui.kit.layouts import hbox
from casedesk.ui.kit.page import Page
from casedesk.ui.kit.theme import px
from casedesk.ui.reports.exact_panel import ExactPanel
from casedesk.ui.reports.preview import PAGE_WIDTH, Preview, page_images
from casedesk.ui.tasks import Progress

LANGUAGES = {"es": "Español", "en": "English"}
ROUNDED = N_(
    "Saved files hold only numbers rounded to multiples of 5, all tables together, and no names, "
    "folios or free text."
)
NOT_OVER = N_("This month is not over: you can look at its counts, and save it once it has ended.")
COUNTING = N_("Counting the month…")
NOTHING = N_("No month has anybody in it yet. Take people in first; their month appears here.")


@dataclass(frozen=True)
class Shown:
    """What the page shows of one month in one language."""

    month: date
    language: str
    counts: MonthCounts
    pages: list[tuple[QImage, str]]
    refusal: CasedeskError | None


class ReportsPage(Page):
    """Exact counts at the left, the report as printed at the right."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(N_("Reports"), name="reports_page", scroll=False)
        self._desk = desk
        self._months: list[date] = []
        self.shown: Shown | None = None
        self.month = Field(N_("Month"), CodeBox(self._month_options, states=False, empty=False))
        self.month.setObjectName("month")
        self.language = Field(
            N_("Language of the report"),
            CodeBox(lambda: list(LANGUAGES.items()), states=False, empty=False),
            name="report_language",
        )
        self.language.control.set_value(i18n.language())
        self.exact, self.preview = ExactPanel(), Preview()
        self.notice = Banner("info", ROUNDED)
        self.saved = hint()
        self.saved.setObjectName("saved")
        self._build()
        for field in (self.month, self.language):
            field.control.edited.connect(self.reload)
        desk.tasks.changed.connect(lambda _kinds: self._mark_stale())
        self._stale = True

    def open(self, **_arguments: Any) -> None:
        """Show the latest month that is over, or the one chosen before."""
        if self._stale:
            self._desk.tasks.run(monthly.available, self._found_months, owner=self, latest="months")
        self.month.go()

    def reload(self) -> None:
        """Count and draw the month chosen."""
        month, language = self._chosen()
        if month is None:
            return
        self._stale = False
        self._allow(False)
        bind(self.saved, "setText", COUNTING)
        width = px(PAGE_WIDTH)
        self._desk.tasks.run(
            lambda uow: _look(uow, month, language, width),
            self._show,
            owner=self,
            latest="report",
        )

    def save_as(self, formats: Sequence[str], folder: Path) -> None:
        """Write the files into a folder; says where they went."""
        shown = self.shown
        if shown is None:
            return
        self._allow(False)

        def write(vault: Vault, _progress: Progress) -> list[Path]:
            return monthly.export(vault, shown.month, shown.language, formats, folder)

        self._desk.tasks.call(write, self._saved, owner=self, failed=self._not_saved)

    def changeEvent(self, event: QEvent) -> None:
        """Draw the counts in the language switched to."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange and hasattr(self, "exact"):
            self.exact.redraw()

    def _build(self) -> None:
        self.csv_button = button("CSV", "table", name="save_csv")
        self.xlsx_button = button("XLSX", "table", name="save_xlsx")
        self.all_button = button(N_("Save all three"), "download", name="save_all")
        self.pdf_button = button(N_("Save PDF"), "file-text", "primary", name="save_pdf")
        for pressed, formats in (
            (self.csv_button, ("csv",)),
            (self.xlsx_button, ("xlsx",)),
            (self.all_button, monthly.FORMATS),
            (self.pdf_button, ("pdf",)),
        ):
            self.add_action(pressed)
            pressed.clicked.connect(lambda _checked=False, chosen=formats: self._choose(chosen))
        choices = hbox(self.month, self.language, spacing=16)
        choices.addStretch(1)
        self.head.addLayout(choices)
        self.notices.addWidget(self.notice)
        self.head.addWidget(self.saved)
        self.split = QSplitter(Qt.Orientation.Horizontal)
        self.split.setChildrenCollapsible(False)
        self.split.addWidget(self.exact)
        self.split.addWidget(self.preview)
        self.split.setSizes([480, 620])
        self.body.addWidget(self.split, 1)
        self._allow(False)

    def _found_months(self, months: list[date]) -> None:
        chosen, _language = self._chosen()
        self._months = months
        box = self.month.control
        if isinstance(box, CodeBox):
            box.combo.reload()
        if not months:
            self.notice.tell(NOTHING)
            return
        today = self._desk.clock.now().date()
        ended = [month for month in months if monthly.over(month, today)]
        if chosen not in months:
            chosen = (ended or months)[0]
        self.month.control.set_value(chosen.isoformat())
        self.reload()

    def _show(self, shown: Shown) -> None:
        if (shown.month, shown.language) != self._chosen():
            return
        self.shown = shown
        bind(self.saved, "setText", lambda: "")
        self.exact.show_counts(shown.counts)
        self.preview.show_pages(shown.pages)
        refusal = shown.refusal
        self.notice.tell(ROUNDED if refusal is None else _words_of(refusal))
        self._allow(refusal is None)

    def _choose(self, formats: Sequence[str]) -> None:
        dialog = QFileDialog(self, _("Where should the report go?"), str(Path.home()))
        dialog.setFileMode(QFileDialog.FileMode.Directory)
        dialog.fileSelected.connect(lambda name: self.save_as(formats, Path(name)))
        dialog.open()

    def _saved(self, files: list[Path]) -> None:
        self._allow(True)
        names = ", ".join(path.name for path in files)
        folder = files[0].parent
        bind(
            self.saved,
            "setText",
            lambda: _("Saved in {folder}: {files}").format(folder=folder, files=names),
        )
        self._desk.say(_("Saved. It stands in the record of use."))

    def _not_saved(self, error: CasedeskError) -> None:
        self._allow(True)
        self._desk.refuse(error)

    def _allow(self, allowed: bool) -> None:
        for pressed in (self.csv_button, self.xlsx_button, self.all_button, self.pdf_button):
            pressed.setEnabled(allowed)

    def _mark_stale(self) -> None:
        self._stale = True

    def _month_options(self) -> list[tuple[str, str]]:
        return [(month.isoformat(), i18n.month_name(month)) for month in self._months]

    def _chosen(self) -> tuple[date | None, str]:
        month = self.month.control.content()
        return date.fromisoformat(month) if month else None, self.language.control.content()


def _look(uow: UnitOfWork, month: date, language: str, width: int) -> Shown:
    counts = monthly.exact_month(uow, month)
    try:
        report = monthly.protected_month(uow, month)
        pages = page_images(monthly.rendered(report, language, "pdf"), width)
    except (monthly.MonthNotOver, monthly.NothingInMonth, monthly.ReportRefused) as refusal:
        return Shown(month, language, counts, [], refusal)
    return Shown(month, language, counts, pages, None)


def _words_of(refusal: CasedeskError) -> Any:
    return NOT_OVER if isinstance(refusal, monthly.MonthNotOver) else lambda: str(refusal)
