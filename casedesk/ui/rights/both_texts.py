"""A text in both languages, side by side where there is room."""

from PySide6.QtWidgets import QLabel, QWidget

from casedesk.domain.packs.pack import NEEDED, Texts, said
from casedesk.ui.forms.rows import Row
from casedesk.ui.kit.labels import hint, raw
from casedesk.ui.kit.layouts import vbox

#: languages are called by their own names, whatever the window speaks
NAMES = {"es": "Español", "en": "English"}


class BothTexts(Row):
    """Spanish and English; ``large`` is read from beside the screen."""

    def __init__(self, texts: Texts, *, large: bool) -> None:
        kind = "large" if large else "text"
        self.labels: dict[str, QLabel] = {
            language: raw(said(texts, language), kind, name=f"text_{language}")
            for language in NEEDED
        }
        super().__init__(*(self._side(language) for language in NEEDED))

    def _side(self, language: str) -> QWidget:
        side = QWidget()
        head = hint()
        head.setText(NAMES[language])
        side.setLayout(vbox(head, self.labels[language], spacing=2))
        return side
