"""Painting leaves the count of references to None alone and tells no hidden length."""

import sys
from collections.abc import Callable

from PySide6.QtCore import QPointF, QRect, QRectF, Qt
from PySide6.QtGui import (
    QColor,
    QFont,
    QFontMetrics,
    QPainter,
    QPen,
    QPixmap,
    QStandardItem,
    QStandardItemModel,
)
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem, QTableView
from pytestqt.qtbot import QtBot

from casedesk.ui.kit.charts import Bar, BarChart
from casedesk.ui.kit.chips import CHIP_ROLE, ChipDelegate, ChipLook, paint_chip
from casedesk.ui.kit.choices import WrappingCheck

CALLS = 2_000


def drift(call: Callable[[], object]) -> int:
    """How far the count of references to None moves over many calls."""
    call()
    before = sys.getrefcount(None)
    for _call in range(CALLS):
        call()
    return abs(sys.getrefcount(None) - before)


def test_painters_keep_the_count_of_none(qtbot: QtBot) -> None:
    target = QPixmap(64, 64)
    stamp = QPixmap(8, 8)
    painter = QPainter(target)
    rect, area, font = QRect(0, 0, 50, 20), QRectF(0, 0, 50, 20), QFont()
    middle = int(Qt.AlignmentFlag.AlignVCenter)
    calls: dict[str, Callable[[], object]] = {
        "save": painter.save,
        "restore": painter.restore,
        "hint": lambda: painter.setRenderHint(QPainter.RenderHint.Antialiasing),
        "pen": lambda: painter.setPen(QPen(QColor("red"), 1)),
        "brush": lambda: painter.setBrush(QColor("red")),
        "font": lambda: painter.setFont(font),
        "rounded": lambda: painter.drawRoundedRect(area, 3, 3),
        "pixmap": lambda: painter.drawPixmap(rect, stamp),
        "text": lambda: painter.drawText(area, middle, "abc"),
        "line": lambda: painter.drawLine(QPointF(0, 0), QPointF(3, 3)),
        "size": lambda: font.setPixelSize(12),
        "elided": lambda: QFontMetrics(font).elidedText("abc", Qt.TextElideMode.ElideRight, 9),
        "chip": lambda: paint_chip(painter, rect, "abc", ChipLook("check", "ok")),
    }
    drifts = {name: drift(call) for name, call in calls.items()}
    painter.end()
    assert {name: far for name, far in drifts.items() if far > CALLS // 20} == {}


def test_styles_and_delegates_keep_the_count_of_none(qtbot: QtBot) -> None:
    table, model = make_table()
    qtbot.addWidget(table)
    delegate = QStyledItemDelegate(table)
    index = model.index(0, 0)
    option = QStyleOptionViewItem()
    target = QPixmap(64, 64)
    painter = QPainter(target)
    item = QStyle.ControlElement.CE_ItemViewItem
    check = WrappingCheck("Yes")
    qtbot.addWidget(check)
    calls: dict[str, Callable[[], object]] = {
        "init": lambda: delegate.initStyleOption(option, index),
        "text": lambda: setattr(option, "text", ""),
        "draw": lambda: table.style().drawControl(item, option, painter, table),
        "data": lambda: index.data(CHIP_ROLE),
        "cell": lambda: table.itemDelegate().paint(painter, option, index),
        "label": lambda: check.setText("No"),
    }
    drifts = {name: drift(call) for name, call in calls.items()}
    painter.end()
    assert {name: far for name, far in drifts.items() if far > CALLS // 20} == {}


def test_cells_are_drawn_as_chips(qtbot: QtBot) -> None:
    table, model = make_table()
    qtbot.addWidget(table)
    table.resize(400, 200)
    table.show()
    with_chip = table.grab().toImage()
    item = model.item(0, 0)
    assert item is not None
    item.setData(ChipLook("alert-circle", "danger"), CHIP_ROLE)
    assert table.grab().toImage() != with_chip


def test_a_hidden_bar_has_the_same_length_whatever_it_hides(qtbot: QtBot) -> None:
    pictures = []
    for longest in (10.0, 1000.0):
        chart = BarChart([Bar("Honduras", "10", longest), Bar("Cuba", "hidden", None)])
        qtbot.addWidget(chart)
        chart.resize(400, 70)
        pictures.append(chart.grab().toImage())
        assert chart.accessibleDescription() == "Honduras: 10; Cuba: hidden"
    assert pictures[0] == pictures[1]


def make_table() -> tuple[QTableView, QStandardItemModel]:
    """A table of one cell with a chip."""
    model = QStandardItemModel()
    item = QStandardItem("Interview set")
    item.setData(ChipLook("calendar", "warn"), CHIP_ROLE)
    model.appendRow([item])
    table = QTableView()
    model.setParent(table)
    table.setModel(model)
    table.setItemDelegate(ChipDelegate(table))
    return table, model
