"""What the controls of all kinds of answers share: a value, or one of three ways of having none."""

from collections.abc import Callable
from functools import cached_property
from typing import Any

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QAction, QActionGroup, QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QMenu, QPushButton, QSizePolicy, QWidget

from casedesk.domain.answers import LABELS, NOT_ASKED, REFUSED, UNKNOWN, Answer, Missing
from casedesk.errors import CasedeskError
from casedesk.i18n import N_, _
from casedesk.ui.kit import icons
from casedesk.ui.kit.binding import bind, unbind
from casedesk.ui.kit.layouts import hbox

#: how to say why a question has no answer, for the head of a form
NO_ANSWER = N_("No answer to a question? F2 says why: does not know, or prefers not to say.")
_KEY = N_("No answer? Say why (F2)")
#: the most frequent one first; "not asked" takes an answer back
_ORDER = (UNKNOWN, REFUSED, NOT_ASKED)


class Unreadable(CasedeskError):
    """What stands in a control cannot be understood, so it has no value to save."""

    msgid = N_("An answer cannot be understood as it is written.")


class StateButton(QPushButton):
    """Small menu beside a control: does not know, prefers not to say, not asked.

    Shows the state as a chip when there is one to show; ``answered`` tells whether the control
    holds an answer, so that "not asked" is not ticked beside one.
    """

    chosen = Signal(object)
    shown = Signal()  # another state is shown

    def __init__(self) -> None:
        super().__init__()
        self._state: Missing = NOT_ASKED
        self.answered: Callable[[], bool] = lambda: False
        self.setObjectName("state")
        self.setProperty("kind", "state")
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        bind(self, "setToolTip", _KEY)
        bind(self, "setAccessibleDescription", _KEY)
        # Reached by F2 from the control: a second stop at every question would double the way.
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        bind(self, "setAccessibleName", self._spoken)
        icons.on_button(self, "help", "muted")
        self.clicked.connect(self.open_menu)

    def state(self) -> Missing:
        """The state shown."""
        return self._state

    def show_state(self, state: Missing) -> None:
        """Show a state; "not asked" shows as a plain question mark."""
        if state is not self._state:
            self._draw(state)
        self.setAccessibleName(self._spoken())
        self.shown.emit()

    @cached_property
    def menu_of_states(self) -> QMenu:
        """The menu, made when it is first opened: few are."""
        return QMenu(self)

    @cached_property
    def _actions(self) -> dict[Missing, QAction]:
        group = QActionGroup(self)
        group.setExclusionPolicy(QActionGroup.ExclusionPolicy.ExclusiveOptional)
        return {state: self._add(state, group) for state in _ORDER}

    def _draw(self, state: Missing) -> None:
        self._state = state
        said = state is not NOT_ASKED
        self.setProperty("chosen", said)
        if said:
            bind(self, "setText", LABELS[state])
        else:
            unbind(self, "setText")
            self.setText("")
        icons.on_button(self, "help", "accent_text" if said else "muted")
        self.style().unpolish(self)
        self.style().polish(self)
        self.updateGeometry()

    def open_menu(self) -> None:
        """Open the menu under the button, with the state ticked that is the answer now."""
        answered = self._state is NOT_ASKED and self.answered()
        for state, action in self._actions.items():
            action.setChecked(state is self._state and not answered)
        self.menu_of_states.popup(self.mapToGlobal(QPoint(0, self.height())))
        if not answered:  # over an answer, Enter alone must not take it away
            usual = UNKNOWN if self._state is NOT_ASKED else self._state
            self.menu_of_states.setActiveAction(self._actions[usual])

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Down opens the menu, like Space and Enter."""
        if event.key() in (Qt.Key.Key_Down, Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.open_menu()
        else:
            super().keyPressEvent(event)

    def _add(self, state: Missing, group: QActionGroup) -> QAction:
        action = QAction(self)
        action.setCheckable(True)
        bind(action, "setText", LABELS[state])
        action.triggered.connect(lambda: self.chosen.emit(state))
        group.addAction(action)
        self.menu_of_states.addAction(action)
        return action

    def _spoken(self) -> str:
        if self._state is NOT_ASKED and self.answered():
            return _(_KEY)
        return _(_KEY) + ": " + _(LABELS[self._state])


class Control(QWidget):
    """A question's control; subclasses know how to read, show and empty what it holds."""

    #: the person changed the answer
    edited = Signal()

    def __init__(self, *, states: bool = True) -> None:
        super().__init__()
        self.state = StateButton()
        self.state.answered = self._answered
        if not states:
            self.state.hide()  # showing it before it has a parent would open a window
        self._with_states = states
        self._filling = False
        self.state.chosen.connect(self._on_state)
        if states:
            shortcut = QShortcut(QKeySequence("F2"), self, self.state.open_menu)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)

    def value(self) -> Answer[Any]:
        """The answer. Raises Unreadable if what is written cannot be understood."""
        if self.state.state() is not NOT_ASKED:
            return self.state.state()
        if self.problem():
            raise Unreadable
        content = self.content()
        return NOT_ASKED if content is None else content

    def spoken_state(self) -> str:
        """What a screen reader should know of the small menu; empty without one."""
        if not self._with_states:
            return ""
        state = self.state.state()
        return _(_KEY) if state is NOT_ASKED else f"{_(LABELS[state])} (F2)"

    def set_value(self, answer: Answer[Any]) -> None:
        """Show an answer without a signal."""
        missing = isinstance(answer, Missing)
        self._fill(None if missing else answer)
        self.state.show_state(answer if isinstance(answer, Missing) else NOT_ASKED)

    def problem(self) -> str:
        """Message id of what is wrong with what is written; empty if nothing is."""
        return ""

    def focus_target(self) -> QWidget:
        """What takes the focus and carries the question's name."""
        raise NotImplementedError  # each control has its own; QWidget leaves no room for ABC

    def content(self) -> Any:
        """What is written or chosen; None if nothing is."""
        raise NotImplementedError

    def show_content(self, content: Any) -> None:
        """Show what is to be written or chosen; None empties."""
        raise NotImplementedError

    def targets(self) -> list[QWidget]:
        """Everything that turns red with an error."""
        return [self.focus_target()]

    def on_typed(self) -> None:
        """Subclasses call it when the person changes something."""
        if self._filling:
            return
        self.state.show_state(NOT_ASKED)
        self.edited.emit()

    def build(self, body: QWidget, *, stretch: bool = True) -> None:
        """Put the body and the small menu beside one another."""
        top = Qt.AlignmentFlag.AlignTop
        row = hbox(spacing=6)
        row.addWidget(body, 1 if stretch else 0)
        row.addWidget(self.state, 0, top)
        if not stretch:
            row.addStretch(1)
        self.setLayout(row)

    def is_empty(self) -> bool:
        """Whether nothing at all is written, and nothing said about why."""
        return self.state.state() is NOT_ASKED and not self._answered()

    def _answered(self) -> bool:
        return bool(self.problem()) or self.content() is not None

    def _fill(self, content: Any) -> None:
        self._filling = True
        try:
            self.show_content(content)
        finally:
            self._filling = False

    def _on_state(self, state: Missing) -> None:
        self._fill(None)
        self.state.show_state(state)
        self.edited.emit()
