"""What is searched for: words, and chips to narrow it down."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QLineEdit, QPushButton, QWidget

from casedesk.i18n import N_
from casedesk.services.cases import Filter
from casedesk.ui.cases.asylum import GROUPS
from casedesk.ui.kit import icons
from casedesk.ui.kit.binding import bind
from casedesk.ui.kit.buttons import button
from casedesk.ui.kit.labels import muted
from casedesk.ui.kit.layouts import FlowLayout, hbox
from casedesk.ui.kit.theme import px, restyle


class SearchBox(QLineEdit):
    """Where the focus is at the start; arrows and Enter lead into the list."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("search")
        self.setClearButtonEnabled(True)
        bind(self, "setPlaceholderText", N_("Search by name, alias or folio"))
        bind(self, "setAccessibleName", N_("Search by name, alias or folio"))
        lens = self.addAction(
            icons.icon("search", "muted"), QLineEdit.ActionPosition.LeadingPosition
        )
        restyle(lens, "setIcon", lambda: icons.icon("search", "muted"))
        restyle(self, "setMinimumHeight", lambda: px(38))


class FilterBar(QWidget):
    """Chips that narrow the list down, and how many are left."""

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.chips = {
            "here": _chip(N_("Here now"), "here"),
            "open": _chip(N_("Open cases"), "open"),
            "look": _chip(N_("Needs a look"), "look"),
            **{group.name: _chip(group.title, group.name) for group in GROUPS},
        }
        self.count = muted()
        self.count.setObjectName("count")
        self.count.setWordWrap(False)
        flow = FlowLayout(8)
        for chip in self.chips.values():
            flow.addWidget(chip)
            chip.toggled.connect(lambda _on: self.changed.emit())
        row = hbox(spacing=12)
        row.addLayout(flow, 1)
        row.addWidget(self.count, 0, Qt.AlignmentFlag.AlignVCenter)
        self.setLayout(row)

    def wanted(self, words: str) -> Filter:
        """What is searched for with these words."""
        asylum = [group.states for group in GROUPS if self.chips[group.name].isChecked()]
        return Filter(
            words=words,
            here=self.chips["here"].isChecked(),
            open=self.chips["open"].isChecked(),
            look=self.chips["look"].isChecked(),
            asylum=frozenset().union(*asylum),
        )

    def clear(self) -> None:
        """Take all filters off, without a signal."""
        blocked = self.blockSignals(True)
        for chip in self.chips.values():
            chip.setChecked(False)
        self.blockSignals(blocked)


def _chip(text: str, name: str) -> QPushButton:
    made = button(text, name=f"filter_{name}", checkable=True)
    made.setProperty("kind", "chip")
    return made
