"""A themed application and one of each widget."""

import gettext
from collections.abc import Iterator

import pytest
from PySide6.QtWidgets import QApplication

from casedesk import i18n
from casedesk.ui.kit import binding, theme

SPANISH = {
    "Save": "Guardar",
    "Cases": "Casos",
    "Does not know": "No sabe",
    "Name or alias": "Nombre o alias",
    "Files of &type:": "&Tipo de archivos:",
}


class _SomeSpanish(gettext.NullTranslations):
    def gettext(self, message: str) -> str:
        return SPANISH.get(message, message)


@pytest.fixture(autouse=True)
def themed(qapp: QApplication, monkeypatch: pytest.MonkeyPatch) -> Iterator[QApplication]:
    """The light theme at 100 %, in English, with a small catalogue for Spanish."""
    monkeypatch.setitem(i18n._catalogues, "es", _SomeSpanish())
    _usual_look(qapp)
    binding.set_language("en")
    yield qapp
    binding.set_language("en")
    _usual_look(qapp)


def _usual_look(app: QApplication) -> None:
    # Styling everything again takes a while: only where a test changed it.
    if not app.styleSheet() or (theme.tokens().name, theme.text_size()) != ("light", 100):
        theme.apply(app, "light", 100)
