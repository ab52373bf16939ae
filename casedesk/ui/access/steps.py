"""Steps on a card, one shown at a time and no higher than it needs."""

from PySide6.QtWidgets import QWidget

from casedesk.ui.kit.layouts import Part, vbox


class Steps(QWidget):
    """Unlike a stack of pages, as high as the step shown and not as the highest of all."""

    def __init__(self) -> None:
        super().__init__()
        self._pages: list[QWidget] = []
        self._at = 0
        self._box = vbox(spacing=0)
        self.setLayout(self._box)

    def add(self, *parts: Part) -> None:
        """Append a step."""
        page = QWidget()
        page.setLayout(vbox(*parts, spacing=14))
        self._box.addWidget(page)
        page.setHidden(bool(self._pages))
        self._pages.append(page)

    def at(self) -> int:
        """Which step is shown, from 0."""
        return self._at

    def go(self, at: int) -> None:
        """Show a step."""
        self._at = at
        for place, page in enumerate(self._pages):
            page.setVisible(place == at)
