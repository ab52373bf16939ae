"""The first start: make a vault, or open one that exists."""

from PySide6.QtCore import Signal

from casedesk.i18n import N_
from casedesk.ui.access.panel import Panel
from casedesk.ui.kit.buttons import button
from casedesk.ui.kit.labels import label, muted
from casedesk.ui.kit.layouts import hbox
from casedesk.ui.kit.surfaces import line


class FirstPage(Panel):
    """Two ways to begin."""

    create_wanted = Signal()
    open_wanted = Signal()
    back_wanted = Signal()

    def __init__(self, *, back: bool) -> None:
        super().__init__(
            N_("Welcome"),
            N_(
                "Casedesk keeps your shelter's cases in a vault: an encrypted folder on this "
                "computer. Nothing leaves it unless you export it."
            ),
            name="first_page",
        )
        self.create_button = button(N_("Create a vault"), "plus", "primary", name="create")
        self.open_button = button(N_("Open a vault that exists"), "folder", name="open_existing")
        self.create_button.clicked.connect(self.create_wanted)
        self.open_button.clicked.connect(self.open_wanted)
        self.card.add(label(N_("The first time in this shelter"), "label"))
        self.card.add(muted(N_("You choose who coordinates, a passphrase, and print one sheet.")))
        self.card.add(hbox(self.create_button, None))
        self.card.add(line())
        self.card.add(label(N_("There is a vault on this computer or on a USB stick"), "label"))
        self.card.add(muted(N_("Choose its folder: the name ends in .casedesk.")))
        self.card.add(hbox(self.open_button, None))
        if back:
            self.card.add(line())
            way_back = button(N_("Back"), "arrow-left", "link", name="back")
            way_back.clicked.connect(self.back_wanted)
            self.card.add(hbox(way_back, None))
