"""Tab goes through a page as the eye does, whatever was added to it after it was built."""

from collections.abc import Iterator
from itertools import pairwise

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLayout, QScrollArea, QWidget

from casedesk.ui.kit.layouts import FlowLayout


def stops(root: QWidget) -> list[QWidget]:
    """Where Tab stops within a widget, in the order of its layouts; hidden ones too."""
    return list(_within(root))


def follow_layouts(root: QWidget) -> None:
    """Make Tab follow the layouts: Qt itself puts whatever is added later at the end."""
    wanted = stops(root)
    if not wanted or _chained(wanted):
        return
    for one, other in pairwise(wanted):
        QWidget.setTabOrder(one, other)


def _chained(wanted: list[QWidget]) -> bool:
    """Whether the chain of the window already goes through them in this order."""
    ours = set(wanted)
    at: QWidget | None = wanted[0]
    for expected in wanted[1:]:
        at = at.nextInFocusChain() if at else None
        while at is not None and at not in ours:
            at = at.nextInFocusChain()
        if at is not expected:
            return False
    return True


def _within(widget: QWidget) -> Iterator[QWidget]:
    if isinstance(widget, QScrollArea):
        inner = widget.widget()
        if inner is not None:
            yield from _of(inner)
        return
    layout = widget.layout()
    if layout is not None:
        children = [child for child in widget.children() if isinstance(child, QWidget)]
        yield from _in_layout(layout, children)


def _in_layout(layout: QLayout, children: list[QWidget]) -> Iterator[QWidget]:
    for part in _parts(layout, children):
        if isinstance(part, QWidget):
            yield from _of(part)
        else:
            yield from _in_layout(part, children)


def _parts(layout: QLayout, children: list[QWidget]) -> list[QWidget | QLayout]:
    """The widgets and layouts in a layout, in order; ``children`` are those of its widget.

    Without the items that hold them: Qt deletes those unseen, and Python would go on with what
    is gone.
    """
    if isinstance(layout, FlowLayout):
        return [*layout.widgets()]
    inner = [child for child in layout.children() if isinstance(child, QLayout)]
    places: list[tuple[int, QWidget | QLayout]] = [
        *((layout.indexOf(child), child) for child in children),
        *((layout.indexOf(each), each) for each in inner),
    ]
    return [part for at, part in sorted(places, key=lambda place: place[0]) if at >= 0]


def _of(widget: QWidget) -> Iterator[QWidget]:
    # What passes its focus on is no stop itself: the one it passes it to is.
    if widget.focusPolicy() & Qt.FocusPolicy.TabFocus and widget.focusProxy() is None:
        yield widget
    yield from _within(widget)
