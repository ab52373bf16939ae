"""Why a report is refused, and what would let it be published: one press each."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from casedesk.errors import CasedeskError
from casedesk.i18n import N_
from casedesk.reports.advice import Proposal
from casedesk.reports.advice_words import change
from casedesk.ui.kit.banners import Banner
from casedesk.ui.kit.binding import bind
from casedesk.ui.kit.buttons import button
from casedesk.ui.kit.labels import label
from casedesk.ui.kit.layouts import clear, hbox, vbox
from casedesk.ui.kit.surfaces import Card, holding

LOOKING = N_("Trying what would help…")
HELPS = N_("Each of these was tried and can be published:")
NOTHING_HELPS = N_(
    "No small change to this report helps. Wait until more people stand together: publish a longer "
    "period, or fewer tables."
)


class RefusalCard(Card):
    """A banner with the reason, and a button for each change."""

    followed = Signal(object)  # a Proposal

    def __init__(self) -> None:
        super().__init__(name="refusal_card")
        self.reason = Banner("error", "")
        self.helps = label("", "strong")
        self._rows = vbox(spacing=6)
        for part in (self.reason, self.helps, self._rows):
            self.add(part)
        self.hide()

    def show_refusal(self, error: CasedeskError, *, looking: bool) -> None:
        """Say why; ``looking`` if changes are being tried."""
        clear(self._rows)
        self.show()
        self.reason.tell(lambda: str(error))
        self.helps.setVisible(looking)
        bind(self.helps, "setText", LOOKING)

    def offer(self, proposals: Sequence[Proposal]) -> None:
        """Show what would help."""
        clear(self._rows)
        self.helps.show()
        bind(self.helps, "setText", HELPS if proposals else NOTHING_HELPS)
        for at, each in enumerate(proposals):
            self._rows.addWidget(self._row(each, at))

    def _row(self, proposal: Proposal, at: int) -> QWidget:
        """What would change, and the button that does it: its words alone would not wrap."""
        made = button(N_("Do this"), "check", name=f"proposal_{at}")
        bind(made, "setAccessibleName", lambda: change(proposal))
        made.clicked.connect(lambda: self.followed.emit(proposal))
        row = hbox(label(lambda: change(proposal)), made, spacing=10)
        row.setStretch(0, 1)
        return holding(row)
