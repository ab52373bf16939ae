"""Layouts of one's own keep hold of what stands in them."""

import shiboken6
from PySide6.QtWidgets import QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from casedesk.ui.kit.layouts import FlowLayout


def test_a_flow_never_takes_an_item_that_is_gone_for_one_of_its_own(qtbot: QtBot) -> None:
    for _round in range(30):
        other, here = QWidget(), QWidget()
        qtbot.addWidget(here)
        box, flow = QVBoxLayout(other), FlowLayout()
        here.setLayout(flow)
        gone = [QWidget() for _each in range(20)]
        for widget in gone:
            box.addWidget(widget)
        assert all(box.itemAt(at) for at in range(box.count()))  # now Python knows their addresses
        for widget in gone:
            shiboken6.delete(widget)
        for _each in range(20):
            flow.addWidget(QWidget())  # perhaps at one of those addresses
        shiboken6.delete(other)
        assert len(flow.widgets()) == 20


def test_a_widget_that_goes_leaves_the_flow(qtbot: QtBot) -> None:
    here, flow = QWidget(), FlowLayout()
    qtbot.addWidget(here)
    here.setLayout(flow)
    first, second = QWidget(), QWidget()
    flow.addWidget(first)
    flow.addWidget(second)
    shiboken6.delete(first)
    assert flow.widgets() == [second]


def test_what_stands_on_one_line_is_in_the_middle_of_it(qtbot: QtBot) -> None:
    here, flow = QWidget(), FlowLayout()
    qtbot.addWidget(here)
    here.setLayout(flow)
    sizes = [(40, 20), (40, 60), (90, 10)]
    parts = [QWidget() for _size in sizes]
    for part, (width, height) in zip(parts, sizes, strict=True):
        part.setFixedSize(width, height)
        flow.addWidget(part)
    here.resize(100, flow.heightForWidth(100))
    here.show()
    assert [part.y() for part in parts] == [20, 0, 60 + flow.spacing()]
    assert here.height() == 60 + flow.spacing() + 10
