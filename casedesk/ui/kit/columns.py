"""A main part with a side panel that goes under it where there is little room."""

from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QWidget

from casedesk.ui.kit.layouts import hbox
from casedesk.ui.kit.theme import px, restyle

_SIDE = 280
_NARROW = 760  #: below this the panel goes under the main part


class Columns(QWidget):
    """Main part and side panel, which is as high as it needs or, with ``fill``, as the page."""

    def __init__(
        self,
        main: QWidget,
        side: QWidget,
        *,
        width: int = _SIDE,
        fill: bool = False,
        narrow: int = _NARROW,
    ) -> None:
        super().__init__()
        self._main, self._side, self._width, self._narrow = main, side, width, narrow
        self._box: QBoxLayout = hbox(main, side, spacing=12)
        self._box.setStretch(0, 1)
        if not fill:
            self._box.setAlignment(side, Qt.AlignmentFlag.AlignTop)
        self.setLayout(self._box)
        restyle(self, "fold", lambda: False)

    def folded(self) -> bool:
        """Whether the panel is under the main part."""
        return self._box.direction() is QBoxLayout.Direction.TopToBottom

    def minimumSizeHint(self) -> QSize:
        """As narrow as the wider of both: below that it folds."""
        parts = (self._main.minimumSizeHint(), self._side.minimumSizeHint())
        return QSize(max(part.width() for part in parts), super().minimumSizeHint().height())

    def fold(self, _unused: bool = False) -> None:
        """Choose the direction for the width there is."""
        narrow = self.width() < px(self._narrow)
        directions = QBoxLayout.Direction
        self._box.setDirection(directions.TopToBottom if narrow else directions.LeftToRight)
        self._side.setMaximumWidth(1 << 20 if narrow else px(self._width))
        self._side.setMinimumWidth(0 if narrow else px(self._width))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fold or unfold."""
        super().resizeEvent(event)
        self.fold()

    def changeEvent(self, event: QEvent) -> None:
        """Fold or unfold with the text size."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange and hasattr(self, "_box"):
            self.fold()
