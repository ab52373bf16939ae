"""The map with its corridors, and beside it a table that says the same."""

from collections.abc import Mapping

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QBoxLayout,
    QHeaderView,
    QTableWidget,
    QTableWidgetItem,
    QWidget,
)

from casedesk.i18n import N_, _, language
from casedesk.reports import overview
from casedesk.reports.layout import TOTAL_WORD
from casedesk.reports.overview import BY_STATE, CORRIDORS, ENTRIES, STATES, Line
from casedesk.reports.tables import CountedTable
from casedesk.reports.wording import Words
from casedesk.ui.kit.binding import bind
from casedesk.ui.kit.code_box import CodeBox
from casedesk.ui.kit.field import Field
from casedesk.ui.kit.labels import hint, muted, raw
from casedesk.ui.kit.layouts import clear, hbox, vbox
from casedesk.ui.kit.surfaces import Card, holding
from casedesk.ui.kit.theme import px, restyle
from casedesk.ui.overview import map_file
from casedesk.ui.overview.state_map import StateMap, way_pen

_NARROW = 940  #: below this the table stands under the map
_ROW, _HEIGHT = 34, 330
SCHEMATIC = N_(
    "Schematic: each square is a state, about where it lies. Arrow keys walk from one to the next. "
    "Darker squares and wider lines: {classes}. Dotted and dashed: none, hidden, or a range from 0."
)
NOT_PUBLISHED = N_("The report that was published does not say it.")


_KINDS = {
    STATES: N_("Where incidents happened"),
    ENTRIES: N_("Where persons entered Mexico"),
}
_TITLES = {
    STATES: N_("Incidents by state where they happened"),
    ENTRIES: N_("Persons by state where they entered Mexico"),
}


class MapCard(Card):
    """Where incidents happened or persons entered Mexico, and by which corridor they came."""

    def __init__(self) -> None:
        super().__init__(name="map_card")
        self.kind = Field(
            N_("The map shows"), CodeBox(_kinds, states=False, empty=False), name="map_kind"
        )
        self.kind.control.set_value(STATES)
        self._tables: Mapping[str, CountedTable] = {}
        self._head = vbox(spacing=4)
        self.map = StateMap()
        self.table = _table()
        self._ways = vbox(spacing=4)
        left = holding(vbox(self.map, hint(_legend), self._ways, None, spacing=10))
        self._sides: QBoxLayout = hbox(left, self.table, spacing=16)
        self._sides.setStretch(0, 3)
        self._sides.setStretch(1, 2)
        self.add(self.kind)
        self.body.addLayout(self._head)
        self.body.addLayout(self._sides)
        self.map.chosen.connect(self._choose)
        self.kind.control.edited.connect(lambda: self.show_tables(self._tables))
        self._codes: list[str] = []

    def show_tables(self, tables: Mapping[str, CountedTable]) -> None:
        """Show these figures in the current language."""
        self._tables = tables
        words = Words(language())
        states, ways = tables.get(self.shown), tables.get(CORRIDORS)
        found = {each.code: each for each in overview.lines(states, words)} if states else {}
        came = {each.code: each for each in overview.lines(ways, words)} if ways else {}
        unit = _unit(states, words) if states else ""
        self.map.show_lines(found, came, lambda line: f"{line.label}: {line.printed} {unit}")
        clear(self._head)
        clear(self._ways)
        self._show_head(states, words)
        self._fill(states, list(found.values()), words)
        if ways:
            self._show_ways(ways, came, words)

    @property
    def shown(self) -> str:
        """The table that the map shows."""
        return str(self.kind.control.content() or STATES)

    def redraw(self) -> None:
        """Write what there is to choose from in the current language."""
        if isinstance(self.kind.control, CodeBox):
            self.kind.control.combo.reload()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Put the table under the map where there is little room."""
        super().resizeEvent(event)
        direction = QBoxLayout.Direction
        narrow = self.width() < px(_NARROW)
        self._sides.setDirection(direction.TopToBottom if narrow else direction.LeftToRight)

    def _show_head(self, states: CountedTable | None, words: Words) -> None:
        title = states.definition.words.in_language(words.language) if states else ""
        self._head.addWidget(raw(title or _(_TITLES[self.shown]), "h2"))
        if states:
            text = f"{overview.total(states, words)} {_unit(states, words)}"
            self._head.addWidget(raw(text, "muted"))
            self._head.addWidget(
                raw(states.definition.unit.base.in_language(words.language), "hint")
            )
        else:
            self._head.addWidget(muted(NOT_PUBLISHED))

    def _show_ways(self, table: CountedTable, lines: Mapping[str, Line], words: Words) -> None:
        title = table.definition.words.in_language(words.language)
        self._ways.addWidget(raw(title, "strong"))
        self._ways.addWidget(raw(f"{overview.total(table, words)} {_unit(table, words)}", "muted"))
        drawing = map_file.load()
        for code, line in lines.items():
            words_of = raw(f"{line.label}: {line.printed}", name=f"way_{code}")
            drawn = code in drawing.corridors
            swatch = _Swatch(code, drawing.step(line.number)) if drawn else None
            row = hbox(spacing=8)
            if swatch is not None:
                row.addWidget(swatch)
            row.addWidget(words_of, 1)
            self._ways.addLayout(row)

    def _fill(self, table: CountedTable | None, lines: list[Line], words: Words) -> None:
        self.table.setVisible(bool(lines))
        rows = [(line.label, line.printed) for line in lines]
        if table is not None:
            rows.append((words.say(TOTAL_WORD), overview.total(table, words)))
            place = table.definition.dimensions[0].words.in_language(words.language)
            heads = [place, _unit(table, words)]
            self.table.setHorizontalHeaderLabels([head[:1].upper() + head[1:] for head in heads])
        self._codes = [line.code for line in lines]
        self.table.setRowCount(len(rows))
        for row, (label, printed) in enumerate(rows):
            for column, text in enumerate((label, printed)):
                item = QTableWidgetItem(text)
                item.setData(Qt.ItemDataRole.AccessibleTextRole, f"{label}: {printed}")
                if column:
                    item.setTextAlignment(
                        Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
                    )
                self.table.setItem(row, column, item)

    def _choose(self, code: str) -> None:
        if code in self._codes:
            self.table.selectRow(self._codes.index(code))


class _Swatch(QWidget):
    """A piece of a corridor's line."""

    def __init__(self, code: str, step: int) -> None:
        super().__init__()
        self._code, self._step = code, step
        restyle(self, "setFixedSize", lambda: QSize(px(36), px(24)))

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002 - all is painted anew
        """Draw the line."""
        painter = QPainter(self)
        painter.setPen(way_pen(self._code, self._step))
        painter.drawLine(0, self.height() // 2, self.width(), self.height() // 2)
        painter.end()


def _kinds() -> list[tuple[str, str]]:
    return [(id, _(_KINDS[id])) for id in BY_STATE]


def _unit(table: CountedTable, words: Words) -> str:
    return table.definition.unit.words.in_language(words.language)


def _legend() -> str:
    first, *rest = map_file.load().steps
    classes = [f"1–{first - 1}"]
    classes += [f"{low}–{high - 1}" for low, high in zip((first, *rest), rest, strict=False)]
    classes.append(_("{number} and more").format(number=(first, *rest)[-1]))
    return _(SCHEMATIC).format(classes=", ".join(classes))


def _table() -> QTableWidget:
    table = QTableWidget(0, 2)
    table.setObjectName("states_table")
    table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
    table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
    table.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
    table.setShowGrid(False)
    table.setTabKeyNavigation(False)
    table.verticalHeader().hide()
    table.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
    table.horizontalHeader().setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
    table.horizontalHeader().setSectionResizeMode(1, QHeaderView.ResizeMode.ResizeToContents)
    bind(table, "setAccessibleName", N_("What the map says, as a table"))
    restyle(table, "setMinimumHeight", lambda: px(_HEIGHT))
    restyle(table.verticalHeader(), "setDefaultSectionSize", lambda: px(_ROW))
    return table
