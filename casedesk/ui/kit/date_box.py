"""A control for dates as people remember them."""

from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from casedesk.domain.partial_dates import NotADate, PartialDate
from casedesk.i18n import N_, _, long_date, month_name
from casedesk.ui.kit.binding import bind
from casedesk.ui.kit.choices import WrappingCheck
from casedesk.ui.kit.control import Control
from casedesk.ui.kit.labels import label
from casedesk.ui.kit.layouts import hbox, vbox
from casedesk.ui.kit.text_boxes import line_edit

IMPOSSIBLE = N_("Write a real date, for example 27/11/2026, 11/2026 or 2026.")


def in_words(date: PartialDate) -> str:
    """``about November 2026``."""
    if date.day:
        text = long_date(date.first)
    elif date.month:
        text = month_name(date.first)
    else:
        text = _("the year {year}").format(year=date.year)
    return _("about {date}").format(date=text) if date.approximate else text


class DateBox(Control):
    """A day, a month or a year, exact or approximate; says how it was understood."""

    def __init__(self, *, states: bool = True, approximate: bool = True) -> None:
        super().__init__(states=states)
        self.edit = line_edit(150)
        self.approximate = WrappingCheck(N_("Approximate"))
        self.approximate.setObjectName("approximate")
        if not approximate:
            self.approximate.hide()
        self.echo = label("", "hint")
        self.echo.setObjectName("echo")
        bind(self.echo, "setText", self._echo)
        self.edit.textChanged.connect(self._changed)
        self.approximate.toggled.connect(self._changed)
        row = hbox(self.edit, spacing=8)
        for part in (self.approximate, self.state):
            row.addWidget(part, 0, Qt.AlignmentFlag.AlignVCenter)
        row.addStretch(1)
        self.setLayout(vbox(row, self.echo, spacing=3))
        self._changed()

    def focus_target(self) -> QWidget:
        """The line to write in."""
        return self.edit

    def problem(self) -> str:
        """Whether it is no date that exists."""
        text = self.edit.text().strip()
        return IMPOSSIBLE if text and self._parsed() is None else ""

    def content(self) -> Any:
        """The date."""
        return self._parsed()

    def show_content(self, content: Any) -> None:
        """Show a date as it is typed."""
        self.edit.setText("" if content is None else _typed(content))
        self.approximate.setChecked(bool(content is not None and content.approximate))

    def _parsed(self) -> PartialDate | None:
        try:
            return PartialDate.parse(self.edit.text(), approximate=self.approximate.isChecked())
        except NotADate:
            return None

    def _changed(self) -> None:
        self.echo.setText(self._echo())
        self.echo.setVisible(bool(self.echo.text()))
        self.on_typed()

    def _echo(self) -> str:
        date = self._parsed()
        if date is None:
            return _("Not a date yet") if self.edit.text().strip() else ""
        return _("Understood: {date}").format(date=in_words(date))


def _typed(date: PartialDate) -> str:
    parts = (date.day and f"{date.day:02}", date.month and f"{date.month:02}", str(date.year))
    return "/".join(part for part in parts if part)
