"""Labels: headings, hints, plain text, icons."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QSizePolicy

from casedesk.ui.kit import icons
from casedesk.ui.kit.binding import Text, bind
from casedesk.ui.kit.theme import px, restyle


def label(text: Text = "", kind: str = "text", *, wrap: bool = True, name: str = "") -> QLabel:
    """A label of a kind the style sheet knows; ``text`` follows the language."""
    made = QLabel()
    made.setObjectName(name)
    made.setProperty("kind", kind)
    made.setTextFormat(Qt.TextFormat.PlainText)  # what people typed is never markup
    made.setWordWrap(wrap)
    if wrap:
        policy = made.sizePolicy()
        policy.setVerticalPolicy(QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        made.setSizePolicy(policy)
    return bind(made, "setText", text) if text else made


def raw(text: str, kind: str = "text", *, wrap: bool = True, name: str = "") -> QLabel:
    """A label with data in it, which no catalogue translates."""
    made = label("", kind, wrap=wrap, name=name)
    made.setText(text)
    return made


def h1(text: Text = "") -> QLabel:
    """The title of a page."""
    return label(text, "h1")


def h2(text: Text = "") -> QLabel:
    """The title of a part of a page."""
    return label(text, "h2")


def hint(text: Text = "") -> QLabel:
    """Small help."""
    return label(text, "hint")


def muted(text: Text = "") -> QLabel:
    """Text of less weight."""
    return label(text, "muted")


def icon_label(icon: str, tint: str = "text", size: float = 20) -> QLabel:
    """An icon that says nothing by itself."""
    made = QLabel()
    restyle(made, "setPixmap", lambda: icons.pixmap(icon, tint, size))
    restyle(made, "setFixedWidth", lambda: px(size))
    made.setAlignment(Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignHCenter)
    return made
