"""The usual look and language, given back after a test that changed them."""

from PySide6.QtWidgets import QApplication

from casedesk import i18n
from casedesk.ui.kit import theme
from casedesk.ui.kit.binding import set_language


def usual_look(app: QApplication) -> None:
    """Light, 100 %, English; styling all widgets anew takes a while, so only where it changed."""
    if not app.styleSheet() or (theme.tokens().name, theme.text_size()) != ("light", 100):
        theme.apply(app, "light", 100)
    if i18n.language() != "en":
        set_language("en")
