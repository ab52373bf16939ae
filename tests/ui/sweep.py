"""What holds on every page: names for the ear, room for the finger, whole words, ways by Tab."""

from collections import Counter
from itertools import chain

from PySide6.QtCore import QObject, QPoint, QRect, Qt
from PySide6.QtGui import QAccessible, QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QComboBox,
    QLabel,
    QLineEdit,
    QListWidget,
    QScrollArea,
    QTabBar,
    QWidget,
)

from casedesk.ui.kit.choices import WrappingCheck
from casedesk.ui.kit.in_sight import reveal
from casedesk.ui.kit.tab_order import stops
from casedesk.ui.kit.tokens import contrast
from casedesk.ui.reports.preview import Preview

_USED = (QAbstractButton, QLineEdit, QComboBox, QListWidget, QTabBar)
_LEAST = 24
_ROUNDS = 40
#: how far around a widget its focus may be drawn, and how many points of it must differ
_AROUND, _POINTS = 6, 40
#: the contrast that what can be used needs
_CONTRAST = 3.0
#: how much narrower a button with the ring of its focus may be: its padding is rounded
_RING = 2
_KEYS = Qt.FocusReason.TabFocusReason


def faults(page: QWidget) -> list[str]:
    """What is wrong on a page shown, once its layouts have settled; empty if nothing is."""
    found: list[str] = []
    for _round in range(_ROUNDS):
        QApplication.processEvents()
        parts = seen(page)
        found = [*_nameless(parts), *_small(parts), *_cut(parts), *_squeezed(parts)]
        if not found:
            break
        QTest.qWait(10)
    return found


def seen(root: QWidget) -> list[QWidget]:
    """All that is shown within a widget; what is hidden is not even looked into."""
    found: list[QWidget] = []
    for child in root.children():
        if isinstance(child, QWidget) and child.isVisible():
            found += [child, *seen(child)]
    return found


def used(page: QWidget) -> list[QWidget]:
    """All that a person can use and sees."""
    return _used(seen(page))


def tab_stops(page: QWidget) -> list[QWidget]:
    """Where Tab should stop: all that takes the focus by key, is seen and can be used now."""
    return [
        each
        for each in seen(page)
        if each.isEnabled()
        and each.focusPolicy() & Qt.FocusPolicy.TabFocus
        and each.focusProxy() is None
        and not isinstance(each.parentWidget(), QComboBox)
    ]


def lost_on_the_way(window: QWidget, page: QWidget) -> list[str]:
    """Where Tab does not lead from the first stop of a page; it must come to its end and out.

    A page that is a window of its own has no way out: there Tab comes back to where it began.
    """
    before = tab_stops(page)
    start = next((each for each in stops(page) if each in before), None)
    if start is None:
        return ["no way by Tab: the page has no stop"]
    start.setFocus(_KEYS)
    reached: list[QWidget] = []
    at = window.focusWidget()
    while at is not None and at not in reached and page.isAncestorOf(at):
        reached.append(at)
        QTest.keyClick(at, Qt.Key.Key_Tab)
        at = window.focusWidget()
    wanted = {_choice(each): each for each in before if each.isVisible() and each.isEnabled()}
    for each in reached:
        wanted.pop(_choice(each), None)
    found = [f"no way by Tab: {each.objectName()} {each}" for each in wanted.values()]
    known = {*before, *tab_stops(page)}  # what has the focus may bring more
    found += [f"a stop to no purpose: {each}" for each in reached if each not in known]
    if at is None or (page.isAncestorOf(at) and not (page is window and at is reached[0])):
        found.append(f"no way out by Tab: {at}")
    return found


def focus_contrast(window: QWidget, each: QWidget) -> float:
    """The contrast that taking the focus by key makes where it changes the picture most."""
    elsewhere = window.focusWidget()
    if elsewhere is each:
        each.clearFocus()
    reveal(each)
    QApplication.processEvents()
    place = QRect(each.mapTo(window, QPoint(0, 0)), each.size())
    place = place.adjusted(-_AROUND, -_AROUND, _AROUND, _AROUND) & window.rect()
    before = window.grab(place).toImage()
    each.setFocus(_KEYS)
    QApplication.processEvents()
    after = window.grab(place).toImage()
    ranked = _differences(before, after)
    return ranked[_POINTS] if len(ranked) > _POINTS else 1.0


def faint(window: QWidget, page: QWidget, known: set[tuple[str, ...]]) -> list[str]:
    """What shows its focus too little; of those that look alike only one is tried, once."""
    found = []
    for each in tab_stops(page):
        states = (each.property(name) for name in ("kind", "chosen", "error", "checked"))
        look = (type(each).__name__, *map(str, states))
        if look in known:
            continue
        known.add(look)
        measured = focus_contrast(window, each)
        if measured < _CONTRAST:
            found.append(f"faint focus: {look} {each.objectName()} {measured:.1f}")
    return found


def _choice(each: QWidget) -> QObject | None:
    """What Tab stops at once; arrow keys go through answers of which one is chosen."""
    if isinstance(each, QAbstractButton):
        group = each.group()
        if group is not None and group.exclusive():
            return group
        if each.autoExclusive():
            return each.parentWidget()
    return each


def _differences(before: QImage, after: QImage) -> list[float]:
    """The contrast of each point that is another one now, the greatest first."""
    pairs = Counter(
        (one, other)
        for one, other in zip(_points(before), _points(after), strict=True)
        if one != other
    )
    measured = ((contrast(*map(_colour, pair)), count) for pair, count in pairs.items())
    return sorted(chain.from_iterable([value] * count for value, count in measured), reverse=True)


def _points(image: QImage) -> memoryview:
    return memoryview(image.convertToFormat(QImage.Format.Format_RGB32).constBits()).cast("I")


def _colour(point: int) -> str:
    return f"#{point & 0xFFFFFF:06X}"


def _used(parts: list[QWidget]) -> list[QWidget]:
    return [each for each in parts if isinstance(each, _USED) and not _part_of_another(each)]


def _part_of_another(each: QWidget) -> bool:
    tool = each.metaObject().className() in ("QToolButton", "QTableCornerButton")
    # Icons within a line of text only show what it is for.
    return tool or isinstance(each.parentWidget(), QComboBox | QTabBar | QLineEdit)


def _nameless(parts: list[QWidget]) -> list[str]:
    found = []
    for each in _used(parts):
        spoken = QAccessible.queryAccessibleInterface(each)
        words = spoken.text(QAccessible.Text.Name)
        if isinstance(each, QComboBox):  # spoken by its value
            words = spoken.text(QAccessible.Text.Description)
        if not words.strip():
            found.append(f"no name: {each.objectName() or each}")
    return found


def _small(parts: list[QWidget]) -> list[str]:
    sizes = ((each, each.width(), each.height()) for each in _used(parts))
    return [
        f"too small: {each.objectName()} {width}x{height}"
        for each, width, height in sizes
        if min(width, height) < _LEAST
    ]


def _cut(parts: list[QWidget]) -> list[str]:
    found = []
    for each in parts:
        if isinstance(each, QLabel | WrappingCheck) and each.text() and each.hasHeightForWidth():
            wanted = each.heightForWidth(each.width())
            if each.height() < wanted:
                found.append(f"cut: {each.text()!r} {each.height()} of {wanted}")
        elif isinstance(each, QLineEdit) and not _part_of_another(each):
            wanted = each.minimumSizeHint().height()
            if each.height() < wanted:
                found.append(f"cut: {each.objectName()} {each.height()} of {wanted}")
    return found


def _squeezed(parts: list[QWidget]) -> list[str]:
    """Words on one line that have less room than they take, and areas that scroll sideways."""
    found = []
    for each in parts:
        if isinstance(each, QAbstractButton) and each.text() and not each.hasHeightForWidth():
            if each.width() + _RING < each.sizeHint().width():
                found.append(f"squeezed: {each.objectName()} {each.text()!r}")
        elif isinstance(each, QLabel) and not each.wordWrap():
            if each.width() < each.minimumSizeHint().width():
                found.append(f"squeezed: {each.text()!r}")
        elif isinstance(each, QScrollArea) and not isinstance(each.parent(), Preview):
            # The pages of a report are pictures, which large text makes larger.
            beyond = each.horizontalScrollBar().maximum()
            if beyond:
                found.append(f"too wide: {each.parent()} by {beyond}")
    return found
