"""The usual look and language, given back after a test that changed them."""

from PySide6.QtWidgets import QApplication

from casedesk.ui.kit import theme
from casedesk.ui.kit.binding import set_language


def usual_look(app: QApplication) -> None:
    """Light, 100 %, English."""
    theme.apply(app, "light", 100)
    set_language("en")
