"""What somebody looks at stays in sight."""

from collections.abc import Callable

import shiboken6
from PySide6.QtCore import QCoreApplication, QEvent, QPoint, QTimer
from PySide6.QtWidgets import QApplication, QScrollArea, QWidget


def reveal(widget: QWidget) -> None:
    """Scroll until a widget can be seen."""
    above = widget.parentWidget()
    while above is not None:
        if isinstance(above, QScrollArea):
            above.ensureWidgetVisible(widget)
        above = above.parentWidget()


def reveal_soon(widget: QWidget) -> None:
    """The same once the layouts have made room for what was just shown."""

    def laid_out() -> None:
        # Room made within a part is asked of what is around it, and so on up to the page.
        QCoreApplication.sendPostedEvents(None, QEvent.Type.LayoutRequest.value)
        reveal(widget)

    QTimer.singleShot(0, widget, laid_out)


def hold_still(change: Callable[[], None]) -> None:
    """Change a page without moving what has the focus: lines above it come and go."""
    focus = QApplication.focusWidget()
    area = _area_around(focus) if focus is not None else None
    if focus is None or area is None:
        change()
        return
    before = _height_in(area, focus)
    change()

    def back() -> None:
        if shiboken6.isValid(focus) and focus.isVisible():
            bar = area.verticalScrollBar()
            bar.setValue(bar.value() + _height_in(area, focus) - before)

    QTimer.singleShot(0, area, back)


def _area_around(widget: QWidget) -> QScrollArea | None:
    above = widget.parentWidget()
    while above is not None and not isinstance(above, QScrollArea):
        above = above.parentWidget()
    return above


def _height_in(area: QScrollArea, widget: QWidget) -> int:
    return widget.mapTo(area.viewport(), QPoint(0, 0)).y()
