"""What stands around a list: what it is narrowed by, itself or why it is empty, and its actions."""

from collections.abc import Iterable, Mapping

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QPushButton, QStackedWidget, QWidget

from casedesk.ui.kit.binding import Text
from casedesk.ui.kit.buttons import button
from casedesk.ui.kit.layouts import FlowLayout
from casedesk.ui.kit.surfaces import Card, EmptyState, holding
from casedesk.ui.kit.tables import RowsTable


class WhenChips(QWidget):
    """How far ahead or back a list reaches: one of several."""

    changed = Signal()

    def __init__(self, choices: Mapping[str, Text], chosen: str) -> None:
        super().__init__()
        self.setProperty("kind", "body")
        self.chips = {
            key: button(words, name=f"when_{key}", checkable=True) for key, words in choices.items()
        }
        flow = FlowLayout(8)
        for key, chip in self.chips.items():
            chip.setProperty("kind", "chip")
            chip.setAutoExclusive(True)
            chip.setChecked(key == chosen)
            chip.toggled.connect(lambda on: self.changed.emit() if on else None)
            flow.addWidget(chip)
        self.setLayout(flow)

    def chosen(self) -> str:
        """The key of the chosen one."""
        return next(key for key, chip in self.chips.items() if chip.isChecked())


class ListCard(Card):
    """The list, or what stands in its place while it is empty."""

    def __init__(self, table: RowsTable, empty: EmptyState) -> None:
        super().__init__(margin=2)
        self._stack = QStackedWidget()
        self._stack.addWidget(table)
        self._stack.addWidget(empty)
        self.body.addWidget(self._stack, 1)

    def show_list(self, any_listed: bool) -> None:
        """Show the list if there is anything in it."""
        self._stack.setCurrentIndex(0 if any_listed else 1)


def actions(buttons: Iterable[QPushButton]) -> QWidget:
    """Buttons side by side, under one another where there is little room."""
    flow = FlowLayout(10)
    for each in buttons:
        flow.addWidget(each)
    return holding(flow)
