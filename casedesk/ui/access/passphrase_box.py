"""Choosing a passphrase: one made of random words is offered first."""

from collections.abc import Callable, Sequence

from PySide6.QtWidgets import QWidget

from casedesk import i18n
from casedesk.i18n import N_
from casedesk.services import users
from casedesk.ui.access.typing_aids import CapsLockHint, ShowButton, line_of
from casedesk.ui.kit.binding import bind
from casedesk.ui.kit.buttons import button
from casedesk.ui.kit.field import Field
from casedesk.ui.kit.labels import hint, label
from casedesk.ui.kit.layouts import FlowLayout, vbox
from casedesk.ui.kit.text_boxes import TextBox

NOT_THE_SAME = N_("The two passphrases are not the same.")
OWN = N_("I will choose my own")
MADE = N_("Make one for me")


class PassphraseBox(QWidget):
    """A generated passphrase to write down, or one's own, typed twice."""

    def __init__(self, role: Callable[[], str]) -> None:
        super().__init__()
        self._role = role
        self.made = ""
        self.own = False
        self.proposal = label(N_("A passphrase made for you"), "label")
        self.words = label("", "mono", name="made_words")
        self.another = button(N_("Another one"), "refresh", "link", name="another")
        self.switch = button(OWN, "edit", "link", name="own_passphrase")
        self.another.clicked.connect(self.make)
        self.switch.clicked.connect(self._toggle)
        self.first = Field(
            N_("Passphrase"),
            TextBox(states=False, secret=True),
            hint=N_("At least 12 letters; several words that have nothing to do with each other"),
            name="new_passphrase",
        )
        self.again = Field(
            N_("Type it again"), TextBox(states=False, secret=True), name="again_passphrase"
        )
        self.advice = hint(
            N_("Write it on paper now, and keep the paper until you know it by heart.")
        )
        ways = FlowLayout(4)
        ways.addWidget(self.another)
        ways.addWidget(self.switch)
        self.show_words = ShowButton([self.first, self.again])
        ways.addWidget(self.show_words.button)
        caps_lock = CapsLockHint([self.first, self.again])
        self.setLayout(
            vbox(
                *(self.proposal, self.words, self.advice),
                *(self.first, self.again, caps_lock, ways),
                spacing=10,
            )
        )
        self.make()
        self._show()

    def make(self) -> None:
        """Offer another passphrase."""
        self.made = users.generate(users.words_for(self._role()), i18n.language())
        self.words.setText(self.made)

    def problems(self, own_words: Sequence[str]) -> dict[str, str]:
        """Field name -> message id of what is wrong; shown beside the fields too."""
        first, again = self._text(self.first), self._text(self.again)
        wanted = first if self.own else self.made
        found: dict[str, str] = {}
        if self.own and (weak := users.weakness(first, own_words)):
            found["new_passphrase"] = weak
        if again != wanted:
            found["again_passphrase"] = NOT_THE_SAME
        self.first.set_error(found.get("new_passphrase"))
        self.again.set_error(found.get("again_passphrase"))
        return found

    def passphrase(self) -> str:
        """What was chosen."""
        return self._text(self.again)

    def clear(self) -> None:
        """Forget what was typed and offer another one."""
        for field in (self.first, self.again):
            field.control.set_value("")
            field.set_error(None)
        self.make()

    def go(self) -> None:
        """Bring the person to what is to be typed."""
        (self.first if self.own else self.again).go()

    def _toggle(self) -> None:
        self.own = not self.own
        self.clear()
        self._show()
        self.go()

    def _show(self) -> None:
        self.proposal.setVisible(not self.own)
        self.words.setVisible(not self.own)
        self.advice.setVisible(not self.own)
        self.another.setVisible(not self.own)
        self.first.setVisible(self.own)
        bind(self.switch, "setText", MADE if self.own else OWN)

    @staticmethod
    def _text(field: Field) -> str:
        return line_of(field).text()
