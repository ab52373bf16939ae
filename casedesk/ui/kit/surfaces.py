"""Cards, lines, empty pages and short notices."""

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QFrame, QLayout, QPushButton, QSizePolicy, QWidget

from casedesk.ui.kit.announcements import announce
from casedesk.ui.kit.binding import Text, say
from casedesk.ui.kit.labels import h2, icon_label, label, muted
from casedesk.ui.kit.layouts import Margin, Part, add, hbox, vbox
from casedesk.ui.kit.theme import px

_TOAST_MS = 6_000


class Card(QFrame):
    """A surface with parts under one another; ``body`` takes more."""

    def __init__(
        self, *parts: Part, margin: Margin = 16, spacing: int = 10, name: str = ""
    ) -> None:
        super().__init__()
        self.setObjectName(name)
        self.setProperty("kind", "card")
        self.body = vbox(*parts, margin=margin, spacing=spacing)
        self.setLayout(self.body)

    def add(self, part: Part) -> None:
        """Append a part."""
        add(self.body, part)


def line() -> QFrame:
    """A line between two parts."""
    made = QFrame()
    made.setProperty("kind", "line")
    return made


def holding(layout: QLayout, kind: str = "body") -> QWidget:
    """A plain widget around a layout."""
    made = QWidget()
    made.setProperty("kind", kind)
    made.setLayout(layout)
    return made


class EmptyState(QWidget):
    """What stands where there is nothing yet, and what to do about it."""

    def __init__(
        self, icon: str, title: Text, text: Text = "", button: QPushButton | None = None
    ) -> None:
        super().__init__()
        centre = Qt.AlignmentFlag.AlignHCenter
        box = vbox(None, margin=24, spacing=10)
        box.addWidget(icon_label(icon, "accent", 44), 0, centre)
        for part in (h2(title), muted(text) if text else None):
            if part is not None:
                part.setAlignment(centre)
                box.addWidget(part)
        if button is not None:
            box.addSpacing(px(6))
            box.addWidget(button, 0, centre)
        box.addStretch(2)
        self.setLayout(box)


class Toast(QFrame):
    """A notice in a place of its own, over nothing, that goes away by itself and is spoken."""

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("kind", "toast")
        self._text = label("", "on-toast")
        row = hbox(icon_label("circle-check", "surface"), margin=(14, 8, 16, 8))
        row.addWidget(self._text, 1)
        self.setLayout(row)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(_TOAST_MS)
        self._timer.timeout.connect(self.hide)
        self.hide()

    def text(self) -> str:
        """What it says."""
        return self._text.text()

    def tell(self, text: Text) -> None:
        """Show and speak a text for a few seconds."""
        self._text.setText(say(text))
        self.show()
        self._timer.start()
        announce(self, self._text.text())
