"""One item: its number, both texts, numbers to call, what it rests on, and the four answers."""

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from casedesk.domain import codelists
from casedesk.domain.packs.library import Library
from casedesk.domain.packs.pack import Item
from casedesk.domain.rights import DONE, PENDING
from casedesk.i18n import N_, _
from casedesk.ui.kit.binding import bind
from casedesk.ui.kit.buttons import button
from casedesk.ui.kit.chips import StatusChip
from casedesk.ui.kit.in_sight import reveal
from casedesk.ui.kit.labels import hint, label, raw
from casedesk.ui.kit.layouts import FlowLayout, hbox, vbox
from casedesk.ui.kit.surfaces import holding
from casedesk.ui.rights import words
from casedesk.ui.rights.answer_bar import ICONS, AnswerBar
from casedesk.ui.rights.both_texts import BothTexts


class ItemView(QWidget):
    """Shown large, one at a time, or as one of a list; without answers where there is no case."""

    given = Signal(str, str)  # item, answer
    followed = Signal(object)  # the Item
    see = Signal(str)  # id of another list

    def __init__(
        self, item: Item, library: Library, today: date, *, large: bool, answers: bool
    ) -> None:
        super().__init__()
        self.setObjectName(f"item_{item.id}")
        self.item = item
        self.texts = BothTexts(item.texts, large=large)
        head = hbox(raw(item.id, "hint", wrap=False), spacing=10)
        if item.unconfirmed:
            head.addWidget(StatusChip("help", words.UNCONFIRMED, "warn"))
        self.told = FlowLayout(6)
        head.addWidget(holding(self.told), 1)
        box = vbox(head, self.texts, spacing=8)
        for line in words.contacts(item, library, today):
            box.addWidget(raw(line, "h2" if large else "strong", name="contact"))
        box.addWidget(hint(lambda: words.basis(item)))
        if item.see in library.packs:
            other = library.packs[item.see]
            link = button(lambda: words.title(other), "arrow-right", "link", name="see")
            link.clicked.connect(lambda: self.see.emit(item.see))
            box.addLayout(hbox(link, None))
        self.bar: AnswerBar | None = AnswerBar(item.id) if answers else None
        self.follow = button(N_("Make a follow-up of it"), "bell", name="follow")
        bind(self.follow, "setAccessibleName", lambda: f"{_('Make a follow-up of it')}: {item.id}")
        self.has_follow_up = label(N_("There is a follow-up of it."), "muted", wrap=False)
        if self.bar is not None:
            self.bar.given.connect(lambda answer: self.given.emit(item.id, answer))
            self.follow.clicked.connect(lambda: self.followed.emit(item))
            box.addWidget(self.bar)
            box.addLayout(hbox(self.follow, self.has_follow_up, None))
        self.follow.hide()
        self.has_follow_up.hide()
        self.setLayout(box)

    def show_answer(self, answer: str, followed: Sequence[str] | frozenset[str] = ()) -> None:
        """Show the answer on file; a pending item offers a follow-up."""
        if self.bar is None:
            return
        self.bar.show_answer(answer)
        pending = answer == PENDING
        self.follow.setVisible(pending and self.item.id not in followed)
        self.has_follow_up.setVisible(pending and self.item.id in followed)

    def tell_answer(self, answer: str) -> None:
        """Say which answer was given, without a way to change it."""
        if answer:
            words_ = codelists.load("item_answers").label
            self.told.addWidget(StatusChip(ICONS[answer], lambda: words_(answer), "info"))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Keys 1 to 4 answer."""
        if self.bar is None or not self.bar.press(event):
            super().keyPressEvent(event)

    def go(self) -> None:
        """Bring the person to the answer given, or to the first one."""
        bar = self.bar
        if bar is not None:
            bar.buttons[bar.answer() or DONE].setFocus()
            # Only once it has been laid out is it known where it is.
            QTimer.singleShot(0, bar, lambda: reveal(bar))
