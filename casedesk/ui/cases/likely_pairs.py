"""Who may be on file twice: compared some at a time, so that nothing else has to wait for it."""

from bisect import bisect
from collections.abc import Callable, Sequence
from typing import TypeVar

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QHideEvent, QKeyEvent
from PySide6.QtWidgets import QListWidget, QListWidgetItem, QProgressBar

from casedesk import i18n
from casedesk.errors import CasedeskError
from casedesk.i18n import N_, _
from casedesk.services import doubles
from casedesk.services.doubles import Pair
from casedesk.services.likenesses import told
from casedesk.services.vaults import UnitOfWork
from casedesk.ui.cases import names
from casedesk.ui.desk import Desk
from casedesk.ui.kit.binding import bind
from casedesk.ui.kit.buttons import button
from casedesk.ui.kit.labels import muted
from casedesk.ui.kit.layouts import hbox
from casedesk.ui.kit.surfaces import Card
from casedesk.ui.kit.theme import px

T = TypeVar("T")
#: people compared in one transaction; the pages are answered in between
_AT_ONCE = 4
#: rows that are seen without scrolling
_ROWS = 8


class LikelyPairs(Card):
    """A list of pairs that grows while it looks, the likeliest first; it can be stopped."""

    picked = Signal(object)  # a Pair

    def __init__(self, desk: Desk) -> None:
        super().__init__(name="likely_pairs")
        self._desk = desk
        #: numbers of lines; None while they are not known
        self._waiting: list[int] | None = None
        self._total = 0
        self._case_id = ""
        #: whether to go on, and whether an answer is awaited
        self._going = self._awaited = False
        self.words = muted()
        self.words.setObjectName("likely_words")
        self.bar = QProgressBar()
        self.bar.setTextVisible(False)
        self.stop_button = button(N_("Stop"), "x", "link", name="likely_stop")
        self.go_on_button = button(N_("Go on comparing"), "refresh", "link", name="likely_go_on")
        self.again_button = button(N_("Compare again"), "refresh", "link", name="likely_again")
        self.list = QListWidget()
        self.list.setObjectName("likely_list")
        self.list.setWordWrap(True)
        bind(self.list, "setAccessibleName", N_("People who may be on file twice"))
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setResizeMode(QListWidget.ResizeMode.Adjust)
        steps = hbox(self.bar, self.stop_button, self.go_on_button, spacing=10)
        steps.setStretch(0, 1)
        for part in (self.words, steps, self.list, hbox(self.again_button, None)):
            self.add(part)
        self.stop_button.clicked.connect(self._stop)
        self.go_on_button.clicked.connect(self.start)
        self.again_button.clicked.connect(self.again)
        self.list.itemClicked.connect(self._pick)
        self.list.installEventFilter(self)
        desk.names_hidden_changed.connect(lambda _hidden: self._draw_rows())

    def look(self, case_id: str = "") -> None:
        """Go on comparing everybody; or, with a case, show who may be one person with it."""
        if case_id or case_id != self._case_id:
            self._forget(case_id)
        self.start()

    def start(self) -> None:
        """Compare whoever was not compared yet, unless that goes on already."""
        self._going = True
        if not self._awaited:
            self._next()

    def again(self) -> None:
        """Begin anew: people were written down, merged or told apart since."""
        self._forget(self._case_id)
        self.start()

    def take_focus(self) -> None:
        """Lead to the pairs; while there are none, to what stops the looking."""
        (self.list if self.list.count() else self.stop_button).setFocus()

    def drop(self, one: str, other: str = "") -> None:
        """Somebody is nobody of their own any more, or two were told apart."""
        gone = {one, other} - {""}
        for row in reversed(range(self.list.count())):
            if gone <= self._pair(row).people:
                self.list.takeItem(row)
        self._draw()

    def hideEvent(self, event: QHideEvent) -> None:
        """Nobody looks at it: what is under way is kept, the rest waits."""
        self._stop()
        super().hideEvent(event)

    def changeEvent(self, event: QEvent) -> None:
        """In another language, the rows too."""
        if event.type() == QEvent.Type.LanguageChange:
            self._draw_rows()
        super().changeEvent(event)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Enter chooses."""
        if watched is self.list and isinstance(event, QKeyEvent):
            pressed = event.type() == QEvent.Type.KeyPress
            enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
            if pressed and enter and self.list.currentItem():
                self._pick(self.list.currentItem())
                return True
        return super().eventFilter(watched, event)

    def _forget(self, case_id: str) -> None:
        self._case_id, self._waiting, self._total = case_id, None, 0
        self.list.clear()
        self._draw()

    def _next(self) -> None:
        """Compare some more; or say that it is over, or was stopped."""
        self._draw()
        if not self._going:
            return
        case_id, some = self._case_id, (self._waiting or [])[:_AT_ONCE]
        if self._waiting is None:
            whom = (lambda uow: doubles.of_case(uow, case_id)) if case_id else doubles.everybody
            self._run(whom, self._listed)
        elif some:
            self._run(lambda uow: doubles.pairs(uow, some), self._compared)
        else:
            self._stop()
            self._draw()

    def _run(self, work: Callable[[UnitOfWork], T], done: Callable[[T], None]) -> None:
        case_id = self._case_id

        def answered(answer: T) -> None:
            self._awaited = False
            if case_id == self._case_id:  # else it is about another case
                done(answer)
            self._next()

        self._awaited = True
        self._desk.tasks.run(work, answered, owner=self, failed=self._failed)

    def _listed(self, numbers: list[int]) -> None:
        self._waiting, self._total = numbers, len(numbers)

    def _compared(self, found: Sequence[Pair]) -> None:
        self._waiting = (self._waiting or [])[_AT_ONCE:]
        known = {self._pair(row).people for row in range(self.list.count())}
        for pair in found:
            if pair.people not in known:
                known.add(pair.people)
                self._insert(pair)

    def _insert(self, pair: Pair) -> None:
        likely = [-self._pair(row).like.probability for row in range(self.list.count())]
        item = QListWidgetItem(pair_words(pair, self._desk))
        item.setData(Qt.ItemDataRole.UserRole, pair)
        self.list.insertItem(bisect(likely, -pair.like.probability), item)

    def _failed(self, error: CasedeskError) -> None:
        self._awaited = False
        self._stop()
        self._draw()
        self._desk.refuse(error)

    def _stop(self) -> None:
        self._going = False

    def _pick(self, item: QListWidgetItem) -> None:
        self.picked.emit(item.data(Qt.ItemDataRole.UserRole))

    def _pair(self, row: int) -> Pair:
        pair = self.list.item(row).data(Qt.ItemDataRole.UserRole)
        assert isinstance(pair, Pair)  # noqa: S101 - rows are made here
        return pair

    def _said(self) -> str:
        pairs = i18n.number(self.list.count())
        if self._waiting != []:
            words = _("People compared: {done} of {total}. Pairs that may be one person: {pairs}")
            done, total = (i18n.number(each) for each in (self._done(), self._total))
            return words.format(done=done, total=total, pairs=pairs)
        if self.list.count():
            return _("Pairs that may be one person: {pairs}").format(pairs=pairs)
        if self._case_id:
            return _("Nobody on file seems to be this person.")
        return _("Nobody seems to be on file twice.")

    def _done(self) -> int:
        return self._total - len(self._waiting or ())

    def _draw(self) -> None:
        bind(self.words, "setText", self._said)
        over = self._waiting == []
        self.bar.setRange(0, max(self._total, 1))
        self.bar.setValue(self._done())
        self.bar.setVisible(not over)
        self.stop_button.setVisible(not over and self._going)
        self.go_on_button.setVisible(not over and not self._going)
        self.again_button.setVisible(over and not self._case_id)
        self._draw_list()

    def _draw_list(self) -> None:
        """As high as its first rows, for which there is room on a page."""
        rows = range(min(self.list.count(), _ROWS))
        heights = (self.list.sizeHintForRow(row) for row in rows)
        self.list.setMinimumHeight(sum(heights) + px(12))
        self.list.setVisible(bool(rows))

    def _draw_rows(self) -> None:
        for row in range(self.list.count()):
            self.list.item(row).setText(pair_words(self._pair(row), self._desk))


def pair_words(pair: Pair, desk: Desk) -> str:
    """Both, how likely they are one, and why."""
    one, other = (
        f"{names.of_line(line, desk)} ({line.folio})" for line in (pair.line, pair.like.line)
    )
    evidence = (each for each in pair.like.evidence if each.bits > 0)
    return _("{one} – {other}: {likely} % likely ({reasons})").format(
        one=one,
        other=other,
        likely=min(round(pair.like.probability * 100), 99),
        reasons=told(evidence, hidden=desk.names_hidden),
    )
