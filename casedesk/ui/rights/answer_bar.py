"""The four answers to an item, as buttons and as keys."""

from collections.abc import Callable

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QPushButton, QWidget

from casedesk.domain import codelists
from casedesk.domain.rights import ANSWERS
from casedesk.i18n import _
from casedesk.ui.kit.binding import bind
from casedesk.ui.kit.buttons import button
from casedesk.ui.kit.layouts import FlowLayout

ICONS = dict(zip(ANSWERS, ("check", "minus", "ban", "hourglass"), strict=True))


class AnswerBar(QWidget):
    """One answer or none; pressing the answer that is given takes it back.

    Keys 1 to 4 answer wherever the focus is within the item.
    """

    given = Signal(str)

    def __init__(self, item: str) -> None:
        super().__init__()
        self.setObjectName("answers")
        self._item = item
        self._answer = ""
        flow = FlowLayout(8)
        self.buttons: dict[str, QPushButton] = {}
        for answer in ANSWERS:
            made = button(self._words(answer), ICONS[answer], name=f"answer_{answer}")
            made.setCheckable(True)
            bind(made, "setAccessibleName", self._spoken(answer))
            made.clicked.connect(lambda _checked, answer=answer: self.give(answer))
            flow.addWidget(made)
            self.buttons[answer] = made
        self.setLayout(flow)

    def answer(self) -> str:
        """The answer shown; empty if there is none."""
        return self._answer

    def show_answer(self, answer: str) -> None:
        """Show an answer without a signal."""
        self._answer = answer
        for code, each in self.buttons.items():
            each.setChecked(code == answer)

    def give(self, answer: str) -> None:
        """Answer, or take the same answer back."""
        self.show_answer("" if answer == self._answer else answer)
        self.given.emit(self._answer)

    def press(self, event: QKeyEvent) -> bool:
        """Answer by a key; returns whether it was one of the four."""
        at = event.key() - Qt.Key.Key_1
        plain = event.modifiers() in (
            Qt.KeyboardModifier.NoModifier,
            Qt.KeyboardModifier.KeypadModifier,
        )
        if not plain or not 0 <= at < len(ANSWERS) or event.isAutoRepeat():
            return False
        self.give(ANSWERS[at])
        return True

    def _words(self, answer: str) -> Callable[[], str]:
        return lambda: codelists.load("item_answers").label(answer)

    def _spoken(self, answer: str) -> Callable[[], str]:
        words = self._words(answer)
        return lambda: _("{item}: {answer}").format(item=self._item, answer=words())
