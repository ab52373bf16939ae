"""What must hold on every page: names for the ear, room for the finger, no word cut."""

from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QComboBox,
    QLabel,
    QLineEdit,
    QListWidget,
    QTabBar,
    QWidget,
)

from casedesk.ui.kit.choices import WrappingCheck

_USED = (QAbstractButton, QLineEdit, QComboBox, QListWidget, QTabBar)
_LEAST = 24
_ROUNDS = 40


def faults(page: QWidget) -> list[str]:
    """What is wrong on a page shown, once its layouts have settled; empty if nothing is."""
    found: list[str] = []
    for _round in range(_ROUNDS):
        QApplication.processEvents()
        found = [*_nameless(page), *_small(page), *_cut(page)]
        if not found:
            break
        QTest.qWait(10)
    return found


def used(page: QWidget) -> list[QWidget]:
    """All that a person can use and sees."""
    found = [each for each in page.findChildren(QWidget) if isinstance(each, _USED)]
    return [each for each in found if each.isVisible() and not _part_of_another(each)]


def _part_of_another(each: QWidget) -> bool:
    tool = each.metaObject().className() in ("QToolButton", "QTableCornerButton")
    # Icons within a line of text only show what it is for.
    return tool or isinstance(each.parentWidget(), QComboBox | QTabBar | QLineEdit)


def _nameless(page: QWidget) -> list[str]:
    found = []
    for each in used(page):
        spoken = QAccessible.queryAccessibleInterface(each)
        words = spoken.text(QAccessible.Text.Name)
        if isinstance(each, QComboBox):  # spoken by its value
            words = spoken.text(QAccessible.Text.Description)
        if not words.strip():
            found.append(f"no name: {each.objectName() or each}")
    return found


def _small(page: QWidget) -> list[str]:
    sizes = ((each, each.width(), each.height()) for each in used(page))
    return [
        f"too small: {each.objectName()} {width}x{height}"
        for each, width, height in sizes
        if min(width, height) < _LEAST
    ]


def _cut(page: QWidget) -> list[str]:
    found = []
    wrapping: list[QLabel | WrappingCheck] = [
        *page.findChildren(QLabel),
        *page.findChildren(WrappingCheck),
    ]
    for each in wrapping:
        if each.isVisible() and each.text() and each.hasHeightForWidth():
            wanted = each.heightForWidth(each.width())
            if each.height() < wanted:
                found.append(f"cut: {each.text()!r} {each.height()} of {wanted}")
    for line in page.findChildren(QLineEdit):
        if line.isVisible() and not _part_of_another(line):
            wanted = line.minimumSizeHint().height()
            if line.height() < wanted:
                found.append(f"cut: {line.objectName()} {line.height()} of {wanted}")
    return found
