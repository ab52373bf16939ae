"""Closing a case with a reason, in a part of the page instead of a window.

What is still open in the case is shown and can end in the same step; what does not end stays
where it is, in the lists of every day.
"""

from PySide6.QtCore import Signal

from casedesk.domain.answers import NOT_ASKED
from casedesk.i18n import N_, ngettext
from casedesk.services.cases import CaseFile
from casedesk.services.closing import Closing
from casedesk.services.validation import REQUIRED
from casedesk.ui.cases.facts import open_stay
from casedesk.ui.desk import Desk
from casedesk.ui.forms.controls import Choices
from casedesk.ui.kit.binding import bind
from casedesk.ui.kit.buttons import button
from casedesk.ui.kit.choices import WrappingCheck
from casedesk.ui.kit.code_box import CodeBox
from casedesk.ui.kit.field import Field
from casedesk.ui.kit.labels import muted
from casedesk.ui.kit.layouts import hbox
from casedesk.ui.kit.surfaces import Card

_KEPT = N_(
    "Nothing is lost: a closed case can be read and opened again. It is kept as long as the "
    "shelter has to keep it; after that, or when the person asks for it, it is blocked and then "
    "erased."
)


class ClosingBox(Card):
    """Asks for the reason; hidden until somebody wants to close the case."""

    confirmed = Signal(object)  # a Closing

    def __init__(self, desk: Desk) -> None:
        super().__init__(name="closing")
        self._count = 0

        def choices(name: str) -> Choices:
            return Choices(name, lambda: desk.clock.now().date())

        self.reason = Field(
            N_("Reason for closing"),
            CodeBox(choices("close_reasons"), states=False),
            name="close_reason",
        )
        self.end_stay = WrappingCheck(N_("The person is here by the records: end the stay today"))
        self.end_stay.setObjectName("end_stay")
        self.exit_reason = Field(
            N_("Reason for leaving the shelter"),
            CodeBox(choices("exit_reasons"), states=False),
            name="close_exit_reason",
        )
        self.drop = WrappingCheck("")
        self.drop.setObjectName("drop_follow_ups")
        bind(self.drop, "setText", self._drop_words)
        self.confirm = button(N_("Close the case"), "lock", "danger", name="close_confirm")
        self.cancel = button(N_("Cancel"), name="close_cancel")
        self.add(muted(_KEPT))
        for part in (self.reason, self.end_stay, self.exit_reason, self.drop):
            self.add(part)
        self.add(hbox(self.confirm, self.cancel, None, spacing=10))
        self.end_stay.toggled.connect(self.exit_reason.setVisible)
        self.confirm.clicked.connect(self._confirm)
        self.cancel.clicked.connect(self.hide)
        self.hide()

    def begin(self, file: CaseFile | None) -> None:
        """Ask; what is open in the case is offered to end with it."""
        for field in (self.reason, self.exit_reason):
            field.set_error(None)
            field.control.show_content(None)
        stays = file is not None and open_stay(file) is not None
        self._count = sum(each.open for each in file.follow_ups) if file is not None else 0
        self.drop.setText(self._drop_words())
        self.end_stay.setChecked(stays)
        self.drop.setChecked(False)
        self.end_stay.setVisible(stays)
        self.exit_reason.setVisible(stays)
        self.drop.setVisible(self._count > 0)
        self.show()
        self.reason.go()

    def _drop_words(self) -> str:
        words = ngettext(
            "{count} follow-up is open: it is no longer needed (otherwise it stays to be done)",
            "{count} follow-ups are open: they are no longer needed (otherwise they stay to be "
            "done)",
            self._count,
        )
        return words.format(count=self._count)

    def _confirm(self) -> None:
        reason = self.reason.control.content()
        if not reason:
            self.reason.set_error(REQUIRED)
            self.reason.go()
            return
        ends = not self.end_stay.isHidden() and self.end_stay.isChecked()
        self.confirmed.emit(
            Closing(
                reason=reason,
                end_stay=ends,
                exit_reason=self.exit_reason.control.content() or NOT_ASKED,
                drop_follow_ups=not self.drop.isHidden() and self.drop.isChecked(),
            )
        )
