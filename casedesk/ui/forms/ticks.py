"""Many boxes to tick at once, in as many columns as there is room for."""

from PySide6.QtCore import Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QGridLayout, QWidget

from casedesk.ui.forms.controls import Choices
from casedesk.ui.kit.binding import bind
from casedesk.ui.kit.choices import WrappingCheck
from casedesk.ui.kit.layouts import spaced
from casedesk.ui.kit.theme import px

_COLUMN = 230


class TicksBox(QWidget):
    """One box per code, all in sight: quicker than picking one by one."""

    changed = Signal()

    def __init__(self, choices: Choices) -> None:
        super().__init__()
        self._columns = 0
        self._grid = QGridLayout()
        spaced(self._grid, 0, 6)
        self.setLayout(self._grid)
        self.boxes = {code: self._box(choices, code) for code, _label in choices()}
        self._arrange(3)

    def codes(self) -> list[str]:
        """The codes ticked."""
        return [code for code, box in self.boxes.items() if box.isChecked()]

    def clear(self) -> None:
        """Take all ticks away."""
        for box in self.boxes.values():
            box.setChecked(False)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """As many columns as there is room for."""
        super().resizeEvent(event)
        self._arrange(max(1, self.width() // px(_COLUMN)))

    def _box(self, choices: Choices, code: str) -> WrappingCheck:
        made = WrappingCheck()
        made.setObjectName(f"tick_{code}")
        bind(made, "setText", lambda: dict(choices())[code])
        made.toggled.connect(lambda _on: self.changed.emit())
        return made

    def _arrange(self, columns: int) -> None:
        if columns == self._columns:
            return
        for column in range(self._columns):
            self._grid.setColumnStretch(column, 0)
        self._columns = columns
        for at, box in enumerate(self.boxes.values()):
            self._grid.addWidget(box, at // columns, at % columns)
        for column in range(columns):
            self._grid.setColumnStretch(column, 1)
