"""The small window that is left while a copy is taken on closing and on locking."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from casedesk.i18n import N_
from casedesk.ui.kit.labels import label, muted
from casedesk.ui.kit.layouts import vbox
from casedesk.ui.kit.theme import dress, px, restyle
from casedesk.ui.work_bar import WorkBar

COPYING = N_("Saving an encrypted copy before closing…")
WITHOUT = N_("Close without a copy")
LOCKING = N_("Locked. Saving an encrypted copy…")


class ClosingWindow(QWidget):
    """Says what is going on; closes with the program.

    Only closing can do without the copy: of locking nobody may be there to see.
    """

    without = Signal()

    def __init__(self, title: str, words: str = COPYING) -> None:
        super().__init__()
        self.setObjectName("closing")
        self.setWindowTitle(title)
        self.setProperty("kind", "page")
        self.work = WorkBar("copy", WITHOUT)
        self.work.stop_button.setVisible(words == COPYING)
        self.work.stopping.connect(self.without)
        self.work.begin()
        # The key that closed the program must not press the button.
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setFocus()
        self.setLayout(
            vbox(
                label(words, "strong"),
                self.work,
                muted(N_("Everything is saved. This takes a few seconds.")),
                margin=24,
                spacing=12,
            )
        )
        restyle(self, "setFixedWidth", lambda: px(420))
        dress(self)
