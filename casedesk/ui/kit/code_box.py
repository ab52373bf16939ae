"""Controls for answers out of a list of codes."""

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QPushButton, QWidget

from casedesk.i18n import N_, _
from casedesk.ui.kit.binding import bind
from casedesk.ui.kit.buttons import PushButton
from casedesk.ui.kit.choices import WrappingCheck, WrappingRadio
from casedesk.ui.kit.combos import Combo, Options
from casedesk.ui.kit.control import Control
from casedesk.ui.kit.flows import ColumnsLayout
from casedesk.ui.kit.icons import on_button
from casedesk.ui.kit.layouts import FlowLayout, clear, vbox

PICKER_FROM = 17  #: from this many options on they are picked one by one
_COLUMN = 230  #: width of a column of check boxes
NOT_IN_LIST = N_("Choose one from the list.")


class CodeBox(Control):
    """One code out of a list."""

    def __init__(self, options: Options, *, states: bool = True, empty: bool = True) -> None:
        super().__init__(states=states)
        self.combo = Combo(options, empty=empty)
        self.combo.currentTextChanged.connect(self.on_typed)
        self.build(self.combo)

    def focus_target(self) -> QWidget:
        """The list."""
        return self.combo

    def problem(self) -> str:
        """Whether what is typed is not in the list."""
        return NOT_IN_LIST if self.combo.unknown_text() else ""

    def content(self) -> Any:
        """The code."""
        return self.combo.code()

    def show_content(self, content: Any) -> None:
        """Show a code."""
        self.combo.choose(content)


class CodesBox(Control):
    """Any number of codes, as a tuple in the order of the list; none is no answer."""

    def __init__(
        self, options: Options, *, states: bool = True, picker_from: int = PICKER_FROM
    ) -> None:
        super().__init__(states=states)
        self._options = options
        short = len(options()) < picker_from
        self.choice: _Checks | _Picker = _Checks(options) if short else _Picker(options)
        self.choice.changed = self.on_typed
        self.build(self.choice)

    def focus_target(self) -> QWidget:
        """The first box, or the list to pick from."""
        return self.choice.first()

    def targets(self) -> list[QWidget]:
        """Check boxes show no error of their own."""
        return [self.focus_target()]

    def problem(self) -> str:
        """Whether what is typed is not in the list."""
        return self.choice.problem()

    def content(self) -> Any:
        """The codes chosen."""
        chosen = self.choice.codes()
        return tuple(code for code, _label in self._options() if code in chosen) or None

    def show_content(self, content: Any) -> None:
        """Show codes."""
        self.choice.show_codes(frozenset(content or ()))


class YesNoBox(Control):
    """Yes or no."""

    def __init__(self, *, states: bool = True) -> None:
        super().__init__(states=states)
        self.yes = WrappingRadio(N_("Yes"))
        self.no = WrappingRadio(N_("No"))
        self.yes.setObjectName("yes")
        self.no.setObjectName("no")
        row = FlowLayout(16)
        for choice in (self.yes, self.no):
            row.addWidget(choice)
            choice.toggled.connect(self.on_typed_on)
        row.addWidget(self.state)
        self.setLayout(row)

    def on_typed_on(self, on: bool) -> None:
        """Of the two that change, the one chosen counts."""
        if on:
            self.on_typed()

    def focus_target(self) -> QWidget:
        """The first choice."""
        return self.yes

    def content(self) -> Any:
        """True, False or None."""
        if not self.yes.isChecked() and not self.no.isChecked():
            return None
        return self.yes.isChecked()

    def show_content(self, content: Any) -> None:
        """Choose, or choose neither."""
        for choice, on in ((self.yes, content is True), (self.no, content is False)):
            choice.setAutoExclusive(False)  # otherwise the last one cannot be unchosen
            choice.setChecked(on)
            choice.setAutoExclusive(True)


class _Checks(QWidget):
    """Check boxes in as many columns as there is room for."""

    def __init__(self, options: Options) -> None:
        super().__init__()
        self.changed = _nothing
        self.writing = False
        self._boxes: dict[str, WrappingCheck] = {}
        columns = ColumnsLayout(_COLUMN)
        self._options, self._columns = options, columns
        self._offer()
        self.setLayout(columns)

    def first(self) -> QWidget:
        """The first box."""
        return next(iter(self._boxes.values()))

    def problem(self) -> str:
        """Nothing can go wrong with check boxes."""
        return ""

    def codes(self) -> frozenset[str]:
        """The codes of the boxes checked."""
        return frozenset(code for code, box in self._boxes.items() if box.isChecked())

    def show_codes(self, codes: frozenset[str]) -> None:
        """Check these boxes alone; a code kept from before gets a box of its own."""
        self._offer()
        for code, box in self._boxes.items():
            box.setChecked(code in codes)

    def _offer(self) -> None:
        for code, _label in self._options():
            if code in self._boxes:
                continue
            box = WrappingCheck()
            box.setObjectName(f"code_{code}")
            bind(box, "setText", _words(self._options, code))
            box.toggled.connect(lambda: self.changed())
            self._boxes[code] = box
            self._columns.addWidget(box)


class _Picker(QWidget):
    """A list to search, and a chip for each code picked."""

    def __init__(self, options: Options) -> None:
        super().__init__()
        self.changed = _nothing
        #: something is being typed, and neither Enter nor Tab has ended it
        self.writing = False
        self._options = options
        self._codes: list[str] = []
        self.combo = Combo(options)
        self.combo.activated.connect(lambda _row: self._pick_later())
        self.combo.found.connect(self._pick_later)
        line = self.combo.lineEdit()
        if line is not None:
            line.textEdited.connect(lambda _text: self._write())
            line.editingFinished.connect(self._take)
        self._chips = FlowLayout(6)
        self.setLayout(vbox(self.combo, self._chips, spacing=6))

    def first(self) -> QWidget:
        """The list."""
        return self.combo

    def problem(self) -> str:
        """Whether something typed has not been picked."""
        return NOT_IN_LIST if self.combo.unknown_text() else ""

    def codes(self) -> frozenset[str]:
        """The codes picked, with one that is written out and not yet taken."""
        written = self.combo.code()
        return frozenset((*self._codes, written) if written else self._codes)

    def show_codes(self, codes: frozenset[str]) -> None:
        """Show these codes alone."""
        self._codes = [code for code, _label in self._options() if code in codes]
        self.combo.choose(None)
        self._draw()

    def chips(self) -> list[QPushButton]:
        """The chips, for the keyboard and for tests."""
        return [chip for chip in self._chips.widgets() if isinstance(chip, QPushButton)]

    def _write(self) -> None:
        self.writing = True
        self.changed()

    def _take(self) -> None:
        """Enter and Tab pick what is written if it can be only one; else it is told as wrong."""
        if self.combo.view().isVisible():
            return
        self.writing = False
        self.combo.settle()
        if self.combo.code() is not None:
            self._pick()
        elif self.combo.unknown_text():
            self.changed()

    def _pick_later(self) -> None:
        # The combo box writes the label after the signal.
        QTimer.singleShot(0, self, self._pick)

    def _pick(self) -> None:
        code = self.combo.code()
        if code is None:
            return
        self.combo.choose(None)
        if code not in self._codes:
            self._codes.append(code)
            self._draw()
            self.changed()

    def _drop(self, code: str) -> None:
        self._codes.remove(code)
        self._draw()
        self.combo.setFocus()
        self.changed()

    def _draw(self) -> None:
        clear(self._chips)
        for code in self._codes:
            self._chips.addWidget(self._chip(code))

    def _chip(self, code: str) -> QPushButton:
        chip = PushButton()
        chip.setProperty("kind", "chip")
        chip.setObjectName(f"code_{code}")
        words = _words(self._options, code)
        bind(chip, "setText", words)
        bind(chip, "setAccessibleName", lambda: _("Remove {what}").format(what=words()))
        bind(chip, "setToolTip", lambda: _("Remove {what}").format(what=words()))
        chip.clicked.connect(lambda: self._drop(code))
        return on_button(chip, "x", "muted", 14)


def _words(options: Options, code: str) -> Callable[[], str]:
    def words() -> str:
        return dict(options()).get(code, code)

    return words


def _nothing() -> None:
    """Until the control listens."""
