"""A themed application and one of each widget."""

import gettext
from collections.abc import Iterator

import pytest
from PySide6.QtWidgets import QApplication

from casedesk import i18n

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
    yield qapp
