"""Drives the asylum tab of a case."""

from PySide6.QtWidgets import QLabel, QPushButton
from pytestqt.qtbot import QtBot

from casedesk.ui.asylum.tab import AsylumTab
from casedesk.ui.desk import Desk
from casedesk.ui.forms.controls import CodeOf
from casedesk.ui.kit.chips import StatusChip
from casedesk.ui.kit.date_box import DateBox
from casedesk.ui.kit.text_boxes import LongTextBox
from tests.ui.cases.drivers import CaseDriver


class AsylumDriver:
    """Records what happened, and reads what is shown."""

    def __init__(self, desk: Desk, qtbot: QtBot, case_id: str) -> None:
        self.case = CaseDriver(desk, qtbot, case_id, "asylum")
        tab = self.case.page.tabs["asylum"]
        assert isinstance(tab, AsylumTab)
        self.tab = tab

    def write(self, what: str = "", on: str = "", note: str = "") -> None:
        """Write into the form without saving."""
        fields = self.tab.editor.form.questions.fields
        if what:
            control = fields["what"].control
            assert isinstance(control, CodeOf)
            control.combo.choose(what)
        if on:
            day = fields["happened_on"].control
            assert isinstance(day, DateBox)
            day.edit.setText(on)
        if note:
            text = fields["note"].control
            assert isinstance(text, LongTextBox)
            text.edit.setPlainText(note)

    def record(self, what: str, on: str = "") -> None:
        """Record something new."""
        self.case.press("record_happened")
        self.write(what, on)
        self.save()

    def save(self) -> None:
        """Save what is written."""
        self.tab.editor.save()
        self.case.settle()

    def titles(self) -> list[str]:
        """What the history lists, latest first."""
        return self._said("entry_title")

    def corrections(self) -> list[str]:
        """What the history says entries said before."""
        return self._said("correction")

    def chips(self) -> list[str]:
        """The chips of the history."""
        return [each.text() for each in self.tab.history.findChildren(StatusChip)]

    def now(self) -> list[str]:
        """The chips that tell where the person stands."""
        return [each.text() for each in self.tab.standing.findChildren(StatusChip)]

    def warning(self) -> str:
        """The warning shown; empty if there is none."""
        banner = self.tab.editor.warning
        return banner.label.text() if banner.isVisible() else ""

    def press(self, name: str, at: int = 0) -> None:
        """Press one of the buttons of that name."""
        found = [each for each in self.tab.findChildren(QPushButton, name) if each.isVisible()]
        found[at].click()
        self.case.settle()

    def _said(self, name: str) -> list[str]:
        return [each.text() for each in self.tab.history.findChildren(QLabel, name)]
