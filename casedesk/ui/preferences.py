"""Language, colours and text size: chosen once, applied at once, remembered."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QApplication

from casedesk import settings
from casedesk.i18n import LANGUAGES
from casedesk.settings import THEMES, Settings
from casedesk.ui.kit import theme
from casedesk.ui.kit.binding import set_language


class Preferences(QObject):
    """The settings in use; every change is applied and written."""

    changed = Signal()

    def __init__(self, qt: QApplication, now: Settings) -> None:
        super().__init__()
        self._qt = qt
        self.now = replace(now, language=now.language or settings.system_language())
        theme.apply(qt, self.now.theme, self.now.text_size)
        set_language(self.now.language)

    def change(self, **choices: Any) -> None:
        """Take over new choices."""
        self.change_by(lambda _now: choices)

    def change_by(self, choose: Callable[[Settings], Mapping[str, Any]]) -> None:
        """Take over choices that depend on what is remembered by now, by other windows too."""
        before, self.now = self.now, replace(self.now, **settings.keep(choose))
        if (before.theme, before.text_size) != (self.now.theme, self.now.text_size):
            theme.apply(self._qt, self.now.theme, self.now.text_size)
        if before.language != self.now.language:
            set_language(self.now.language)
        self.changed.emit()

    def other_language(self) -> None:
        """The next language."""
        self.change(language=_after(list(LANGUAGES), self.now.language))

    def next_theme(self) -> None:
        """The next colours."""
        self.change(theme=_after(list(THEMES), self.now.theme))


def _after(choices: list[str], present: str) -> str:
    return choices[(choices.index(present) + 1) % len(choices)]
