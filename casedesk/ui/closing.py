"""The small window that is left while a copy is taken on closing and on locking."""

from PySide6.QtWidgets import QProgressBar, QWidget

from casedesk.i18n import N_
from casedesk.ui.kit.binding import bind
from casedesk.ui.kit.labels import label, muted
from casedesk.ui.kit.layouts import vbox
from casedesk.ui.kit.theme import dress, px, restyle

COPYING = N_("Saving an encrypted copy before closing…")
LOCKING = N_("Locked. Saving an encrypted copy…")


class ClosingWindow(QWidget):
    """Says what is going on; closes with the program."""

    def __init__(self, title: str, words: str = COPYING) -> None:
        super().__init__()
        self.setObjectName("closing")
        self.setWindowTitle(title)
        self.setProperty("kind", "page")
        bar = QProgressBar()
        bar.setRange(0, 0)
        bar.setTextVisible(False)
        bind(bar, "setAccessibleName", words)
        self.setLayout(
            vbox(
                label(words, "strong"),
                bar,
                muted(N_("Everything is saved. This takes a few seconds.")),
                margin=24,
                spacing=12,
            )
        )
        restyle(self, "setFixedWidth", lambda: px(420))
        dress(self)
