"""Cards of lines: what it is about, and the way to it."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, TypeVar, overload

from PySide6.QtCore import QSize
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QPushButton, QVBoxLayout, QWidget

from casedesk import i18n
from casedesk.i18n import _
from casedesk.ui.kit.binding import Text, bind, say
from casedesk.ui.kit.buttons import button, icon_button
from casedesk.ui.kit.chips import StatusChip, Tone
from casedesk.ui.kit.labels import h2, icon_label, label, muted
from casedesk.ui.kit.layouts import clear, hbox, vbox
from casedesk.ui.kit.surfaces import Card, holding
from casedesk.ui.kit.theme import px

#: words with less room than this beside a state have it under them
_WORDS = 120
#: how many more lines are shown at a time
_FURTHER = 50
T = TypeVar("T")


@dataclass(frozen=True)
class Line:
    """One line: its words, a quiet word more, a state, and what can be done."""

    text: Text
    more: Text = ""
    chip: tuple[str, Text, Tone] | None = None
    open: Callable[[], object] | None = None
    icon: str = ""
    #: further steps: words, icon, name of the button, what it does
    steps: tuple[tuple[str, str, str, Callable[[], object]], ...] = ()
    #: what the line is about; lines about something else are drawn anew
    about: object = None

    def said(self) -> object:
        """All that is seen of it."""
        chip = self.chip and (self.chip[0], say(self.chip[1]))
        return say(self.text), say(self.more), chip, self.icon, self.about


class Lines(Sequence[Line]):
    """A line for each of many things, made when it is looked at: of thousands few are seen."""

    def __init__(self, things: Sequence[T], make: Callable[[T], Line]) -> None:
        self._count = len(things)
        self._make: Callable[[int], Line] = lambda at: make(things[at])

    def __len__(self) -> int:
        return self._count

    @overload
    def __getitem__(self, at: int) -> Line: ...

    @overload
    def __getitem__(self, at: slice) -> list[Line]: ...

    def __getitem__(self, at: int | slice) -> Line | list[Line]:
        if isinstance(at, slice):
            return [self._make(each) for each in range(*at.indices(self._count))]
        return self._make(range(self._count)[at])


class LinesCard(Card):
    """A heading with a number, and lines; says what to do where there is none."""

    def __init__(self, title: str, icon: str, empty: Text, *, name: str, most: int = 5) -> None:
        super().__init__(margin=14, spacing=6, name=name)
        self._title, self._empty, self._most = title, empty, most
        self._count = 0
        self._lines: Sequence[Line] = ()
        self._drawn = most
        self._said: list[object] = []
        self.heading = h2()
        self.head = hbox(icon_label(icon, "accent_text"), self.heading, spacing=8)
        self.head.setStretch(1, 1)
        self.rows = vbox(spacing=2)
        self.add(self.head)
        self.add(self.rows)
        bind(self.heading, "setText", self._heading)

    def add_action(self, action: QPushButton) -> QPushButton:
        """Add a button at the right of the heading."""
        self.head.addWidget(action)
        return action

    def show_lines(self, lines: Sequence[Line], count: int | None = None) -> None:
        """Show these lines; ``count`` stands in the heading if it is not their number.

        Lines that say what is said already are left as they are: drawing takes a while.
        """
        said = _said(lines, self._drawn)
        same = said == self._said and bool(lines)
        self._lines, self._said = lines, said
        self._count = len(lines) if count is None else count
        bind(self.heading, "setText", self._heading)
        if not same:
            self._draw(self._most)

    def _draw(self, most: int) -> None:
        self._drawn, self._said = most, _said(self._lines, most)
        clear(self.rows)
        if not self._lines:
            self.rows.addWidget(muted(self._empty))
        for line in self._lines[:most]:
            self.rows.addWidget(_row(line))
        left = len(self._lines) - most
        if left > 0:
            self.rows.addWidget(self._more(left))

    def _more(self, left: int) -> QPushButton:
        made = button(
            lambda: _("Show {count} more").format(count=i18n.number(min(left, _FURTHER))),
            "chevron-down",
            "link",
            name="show_more",
        )
        made.clicked.connect(lambda: self._draw(self._drawn + _FURTHER))
        return made

    def _heading(self) -> str:
        if not self._count:
            return _(self._title)
        return _("{title} · {count}").format(title=_(self._title), count=i18n.number(self._count))


class _WithState(QWidget):
    """Words with a state beside them, or under them where it would leave them no room."""

    def __init__(self, words: QVBoxLayout, chip: StatusChip) -> None:
        super().__init__()
        self._chip = chip
        self._box: QBoxLayout = hbox(words, chip, spacing=8)
        self._box.setStretch(0, 1)
        self.setLayout(self._box)

    def minimumSizeHint(self) -> QSize:
        """As narrow as its state."""
        return QSize(self._chip.sizeHint().width(), super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Put the state where there is room."""
        super().resizeEvent(event)
        direction = QBoxLayout.Direction
        narrow = self.width() - self._chip.sizeHint().width() < px(_WORDS)
        self._box.setDirection(direction.TopToBottom if narrow else direction.LeftToRight)


def _said(lines: Sequence[Line], most: int) -> list[object]:
    """What is seen of the first of them, and how many there are."""
    return [len(lines), *(line.said() for line in lines[:most])]


def _row(line: Line) -> QWidget:
    words = vbox(label(line.text, "strong", name="line_text"), spacing=0)
    if line.more:
        words.addWidget(label(line.more, "hint", name="line_more"))
    row = hbox(margin=(0, 3, 0, 3), spacing=8)
    if line.icon:
        row.addWidget(icon_label(line.icon, "muted"))
    if line.chip is None:
        row.addLayout(words, 1)
    else:
        row.addWidget(_WithState(words, StatusChip(*line.chip)), 1)
    for text, icon, name, do in line.steps:
        row.addWidget(_step(line, text, icon, name, do))
    if line.open is not None:
        opener = icon_button(
            lambda: _("Open: {what}").format(what=say(line.text)), "chevron-right", name="open_line"
        )
        go = line.open
        opener.clicked.connect(lambda: go())
        row.addWidget(opener)
    return holding(row)


def _step(line: Line, text: str, icon: str, name: str, do: Callable[[], Any]) -> QPushButton:
    made = button(text, icon, name=name)
    bind(made, "setAccessibleName", lambda: f"{_(text)}: {say(line.text)}")
    made.clicked.connect(lambda: do())
    return made
