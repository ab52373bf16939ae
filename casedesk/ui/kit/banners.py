"""Notices in the page instead of windows that pop up."""

from collections.abc import Callable, Sequence
from typing import Literal

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QFrame, QLabel, QPushButton, QSizePolicy, QVBoxLayout, QWidget

from casedesk.i18n import N_, _
from casedesk.ui.kit.announcements import announce
from casedesk.ui.kit.binding import Text, bind, say
from casedesk.ui.kit.buttons import PushButton, button, icon_button
from casedesk.ui.kit.labels import icon_label, label
from casedesk.ui.kit.layouts import clear, hbox, vbox

Kind = Literal["info", "warn", "error", "ok"]
_LOOKS = {
    "info": ("info-circle", "info"),
    "warn": ("alert-triangle", "warn"),
    "error": ("alert-circle", "danger"),
    "ok": ("circle-check", "ok"),
}


class Banner(QFrame):
    """A notice that stays until it is closed; spoken when it appears."""

    closed = Signal()
    acted = Signal()

    def __init__(
        self, kind: Kind, text: Text, *, action: Text = "", icon: str = "", closable: bool = False
    ) -> None:
        super().__init__()
        self._urgent = kind == "error"
        self._text: Text = text
        self.setProperty("kind", f"banner-{kind}")
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        usual, tint = _LOOKS[kind]
        self.label: QLabel = label(text, f"on-banner-{kind}")
        row = hbox(margin=(14, 9, 10, 9), spacing=10)
        row.addWidget(icon_label(icon or usual, tint), 0, Qt.AlignmentFlag.AlignVCenter)
        row.addWidget(self.label, 1)
        self.action: QPushButton | None = None
        if action:
            self.action = button(action, name="banner_action")
            self.action.clicked.connect(self.acted)
            row.addWidget(self.action)
        if closable:
            close = icon_button(N_("Close this notice"), "x", tint=tint, name="banner_close")
            close.clicked.connect(self.close_notice)
            row.addWidget(close, 0, Qt.AlignmentFlag.AlignVCenter)
        self.setLayout(row)

    def tell(self, text: Text) -> None:
        """Show another text and speak it."""
        self._text = text
        bind(self.label, "setText", text)
        self.show()
        self.speak()

    def speak(self) -> None:
        """Say it to a screen reader."""
        announce(self, say(self._text), urgent=self._urgent)

    def close_notice(self) -> None:
        """Hide it and tell whoever showed it."""
        self.hide()
        self.closed.emit()


class ErrorSummary(QFrame):
    """All that has to be corrected, at the top of a form; each line leads to its field."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("error_summary")
        self.setProperty("kind", "summary")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        bind(self, "setAccessibleName", N_("There is a problem"))
        self._texts: list[Text] = []
        self._lines: list[QPushButton] = []
        self._links: QVBoxLayout = vbox(spacing=2)
        heading = hbox(
            icon_label("alert-circle", "danger", 22),
            label(N_("There is a problem"), "on-summary"),
            spacing=8,
        )
        heading.setStretch(1, 1)
        self.setLayout(vbox(heading, self._links, margin=14, spacing=6))
        self.hide()

    def show_problems(self, problems: Sequence[tuple[Text, Callable[[], None]]]) -> None:
        """Show messages, each with what brings the person to its field; none hides it."""
        clear(self._links)
        self._lines.clear()
        last: QWidget = self
        for text, go in problems:
            link = _ErrorLink(text, go)
            self._links.addWidget(link)
            self._lines.append(link)
            QWidget.setTabOrder(last, link)
            last = link
        self._texts = [text for text, _go in problems]
        self.setVisible(bool(problems))
        bind(self, "setAccessibleDescription", self._spoken)

    def take_focus(self) -> None:
        """Bring the person here and read everything out; Tab leads to the first line."""
        self.setFocus(Qt.FocusReason.OtherFocusReason)
        announce(self, f"{_('There is a problem')}. {self._spoken()}", urgent=True)

    def links(self) -> list[QPushButton]:
        """The lines, for the keyboard and for tests."""
        return [*self._lines]

    def _spoken(self) -> str:
        return " ".join(say(text) for text in self._texts)


class _ErrorLink(PushButton):
    """One line of the summary; wraps, unlike other buttons."""

    def __init__(self, text: Text, go: Callable[[], None]) -> None:
        super().__init__()
        self.setProperty("kind", "error-link")
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self._words = label(text, "error-link")
        self._words.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        inner = vbox(self._words, margin=(6, 4, 6, 4))
        self.setLayout(inner)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        bind(self, "setAccessibleName", text)
        self.clicked.connect(lambda: go())

    def text(self) -> str:
        """What it says."""
        return self._words.text()

    def heightForWidth(self, width: int) -> int:
        """As high as its words wrapped."""
        inner = self.layout()
        return inner.totalHeightForWidth(width) if inner is not None else 0

    def sizeHint(self) -> QSize:
        """As wide as its words."""
        inner = self.layout()
        return inner.totalSizeHint() if inner is not None else super().sizeHint()

    def minimumSizeHint(self) -> QSize:
        """As narrow as its longest word: beside a table there is little room."""
        inner = self.layout()
        return inner.totalMinimumSize() if inner is not None else super().minimumSizeHint()
