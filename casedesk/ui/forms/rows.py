"""Short questions that stand side by side while there is room, and under one another else."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QSizePolicy, QWidget

from casedesk.ui.kit import layouts, theme

#: what one question needs beside another
_ROOM = 250


class Row(QWidget):
    """Questions in one line if the window is wide and the text is of the usual size."""

    def __init__(self, *widgets: QWidget) -> None:
        super().__init__()
        self._layout = layouts.hbox(spacing=20)
        self._count = len(widgets)
        for widget in widgets:
            self._layout.addWidget(widget, 1)
            self._layout.setAlignment(widget, Qt.AlignmentFlag.AlignTop)
        self.setLayout(self._layout)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Choose the direction by the room there is."""
        wide = theme.text_size() == 100 and self.width() >= _ROOM * self._count
        direction = QBoxLayout.Direction.LeftToRight if wide else QBoxLayout.Direction.TopToBottom
        if self._layout.direction() != direction:
            self._layout.setDirection(direction)
        super().resizeEvent(event)
