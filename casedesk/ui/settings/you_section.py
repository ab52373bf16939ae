"""How the program looks and speaks on this computer, and one's own passphrase."""

from casedesk.ui.desk import Desk
from casedesk.ui.forms.rows import Row
from casedesk.ui.settings.help_card import HelpCard
from casedesk.ui.settings.looks_card import LooksCard
from casedesk.ui.settings.passphrase_card import PassphraseCard
from casedesk.ui.settings.section import Section


class YouSection(Section):
    """Cards beside one another where there is room."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk, "you_section")
        self.looks = LooksCard(desk)
        self.passphrase = PassphraseCard(desk)
        self.help = HelpCard(desk)
        self.add(Row(self.looks, self.passphrase))
        self.add(self.help)

    def open(self) -> None:
        """Show what is chosen now."""
        self.looks.show_choices()
