"""Asking a coordinator to look at a case, and the coordinator's word that ends it."""

from PySide6.QtCore import Signal

from casedesk.domain.answers import Missing, value_or
from casedesk.domain.cases import Case
from casedesk.i18n import N_, _
from casedesk.services.validation import REQUIRED
from casedesk.ui.cases import names
from casedesk.ui.desk import Desk
from casedesk.ui.forms.wording import date_text
from casedesk.ui.kit.banners import Banner
from casedesk.ui.kit.buttons import button
from casedesk.ui.kit.field import Field
from casedesk.ui.kit.layouts import hbox, vbox
from casedesk.ui.kit.surfaces import Card
from casedesk.ui.kit.text_boxes import TextBox


class LookBox(Card):
    """One line of words: why somebody should look, or what was found."""

    confirmed = Signal(str)

    def __init__(self, question: str, confirm: str, name: str) -> None:
        super().__init__(name=name)
        self.words = Field(question, TextBox(states=False), name=f"{name}_words")
        self.confirm = button(confirm, "flag", "primary", name=f"{name}_confirm")
        self.cancel = button(N_("Cancel"), name=f"{name}_cancel")
        self.add(self.words)
        self.add(hbox(self.confirm, self.cancel, None, spacing=10))
        self.confirm.clicked.connect(self._confirm)
        self.cancel.clicked.connect(self.hide)
        self.hide()

    def begin(self) -> None:
        """Ask."""
        self.words.set_error(None)
        self.words.control.show_content(None)
        self.show()
        self.words.go()

    def _confirm(self) -> None:
        words = self.words.control.content()
        if not words:
            self.words.set_error(REQUIRED)
            self.words.go()
            return
        self.confirmed.emit(words)


class LookNotice(Card):
    """Says in a case why it needs a look; coordinators say here that they looked."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(margin=0, name="look_notice")
        self.setProperty("kind", "body")
        self._desk = desk
        coordinator = desk.session.coordinator
        self.banner = Banner("warn", "", icon="flag", action=N_("I looked") if coordinator else "")
        self.word = LookBox(N_("What you found or decided"), N_("I looked"), "looked")
        self.body.addLayout(vbox(self.banner, self.word, spacing=8))
        self.banner.acted.connect(self.word.begin)
        self.hide()

    def show_case(self, case: Case) -> None:
        """Say why, who asked and when; nothing if nobody asks for a look."""
        self.setVisible(case.needs_look)
        if not case.needs_look:
            self.word.hide()
            return

        def words() -> str:
            asked = case.look_asked_on
            day = "" if isinstance(asked, Missing) else date_text(asked)
            text = _("Needs a look: {reason} ({user}, {date})")
            reason = names.text(value_or(case.look_reason, ""), self._desk)
            return text.format(reason=reason, user=value_or(case.look_asked_by, ""), date=day)

        self.banner.tell(words)
