"""The question before a ledger is relied on: was anything published from somewhere else?"""

from PySide6.QtCore import Signal

from casedesk import i18n
from casedesk.i18n import N_, _
from casedesk.reports.book import Book
from casedesk.reports.periods import Period
from casedesk.reports.wording import Words
from casedesk.ui.kit.banners import Banner
from casedesk.ui.kit.buttons import button
from casedesk.ui.kit.choices import WrappingCheck
from casedesk.ui.kit.code_box import CodeBox
from casedesk.ui.kit.field import Field
from casedesk.ui.kit.labels import h2, muted
from casedesk.ui.kit.layouts import hbox
from casedesk.ui.kit.surfaces import Card

QUESTION = N_("What was published before?")
WHY = N_(
    "Two reports side by side can give away more than each alone. So everything published is kept "
    "in a ledger in this vault, and each new report is proved against all of it. The ledger must "
    "know of every report there is."
)
UNSEEN = N_(
    "This computer sees for the first time what this vault published: {reports}. If a newer copy "
    "of the vault published anything since, open that copy, or bring in its ledger."
)
NO_REPORT = N_("no report yet")
LAST = N_("the last is report no. {number}, {period}")
SWEAR = N_("Nothing of this month or a later one was ever published from anywhere else")
CARRY = N_("It was published from another vault of Casedesk: bring in its ledger")
BEHIND = N_(
    "This vault is an older copy: this computer has seen {count} more entries of its ledger. Open "
    "the newest copy, or bring in the ledger saved from it. Until then nothing is published."
)
LOST = N_(
    "Those entries are lost for good: begin anew, with a month of which nothing was published"
)


class OpeningCard(Card):
    """Begins the ledger with a month, or leads to bringing one in."""

    begun = Signal(object, bool)  # first month; whether entries that are missing are given up
    carrying = Signal()

    def __init__(self) -> None:
        super().__init__(name="opening")
        self._book: Book | None = None
        self._months: list[Period] = []
        self.notice = Banner("error", "")
        self.first = Field(
            N_("First month of the ledger"),
            CodeBox(self._options, states=False, empty=False),
            name="first_month",
        )
        self.sworn = WrappingCheck(SWEAR)
        self.sworn.setObjectName("sworn")
        self.lost = WrappingCheck(LOST)
        self.lost.setObjectName("lost")
        self.begin = button(N_("Begin the ledger"), "check", "primary", name="begin_ledger")
        self.carry = button(CARRY, "file-import", "link", name="carry_in")
        for part in (
            h2(QUESTION),
            self.notice,
            muted(WHY),
            self.first,
            self.sworn,
            self.lost,
            hbox(self.begin, None),
            self.carry,
        ):
            self.add(part)
        for box in (self.sworn, self.lost):
            box.toggled.connect(lambda _on: self._offer())
        self.begin.clicked.connect(self._begin)
        self.carry.clicked.connect(self.carrying)
        self.hide()

    def ask(self, book: Book, months: list[Period], wanted: Period) -> None:
        """Ask if it must be asked before a period can be published; hide otherwise."""
        self._book, self._months = book, months
        control = self.first.control
        if isinstance(control, CodeBox):
            control.combo.reload()
        first = next(wanted.months())
        control.set_value((first if first in months else months[-1]).label)
        self.lost.setVisible(book.behind > 0)
        self.notice.setVisible(book.behind > 0 or book.unseen)
        if book.behind:
            self.notice.tell(lambda: _(BEHIND).format(count=i18n.number(book.behind)))
        elif book.unseen:
            self.notice.tell(lambda: _unseen(book))
        begun = book.first is not None and book.first.begins <= wanted.begins
        self.setVisible(not begun or book.behind > 0 or book.unseen)
        self._offer()

    def _offer(self) -> None:
        behind = self._book is not None and self._book.behind > 0
        self.begin.setEnabled(self.sworn.isChecked() and (self.lost.isChecked() or not behind))

    def _begin(self) -> None:
        chosen = self.first.control.content()
        if chosen:
            self.begun.emit(Period.parse(chosen), self.lost.isChecked())
            for box in (self.sworn, self.lost):
                box.setChecked(False)  # what was sworn once is not sworn for the next time

    def _options(self) -> list[tuple[str, str]]:
        words = Words(i18n.language())
        return [(each.label, words.period(each)) for each in self._months]


def _unseen(book: Book) -> str:
    """What the ledger ends with, by which a person can tell whether it is the newest."""
    reports = _(NO_REPORT)
    if book.accounts:
        last = book.accounts[0].release
        period = Words(i18n.language()).period(last.order.period)
        reports = _(LAST).format(number=i18n.number(last.number), period=period)
    return _(UNSEEN).format(reports=reports)
