"""Walking through a list: one item at a time, large, or all of them under one another."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QWidget

from casedesk import i18n
from casedesk.domain.packs.library import Library
from casedesk.domain.packs.pack import Item, Pack
from casedesk.domain.rights import PENDING, Checklist
from casedesk.i18n import N_, _
from casedesk.services.vaults import Clock
from casedesk.ui.kit.announcements import announce
from casedesk.ui.kit.binding import bind
from casedesk.ui.kit.buttons import button
from casedesk.ui.kit.labels import h2, label, muted
from casedesk.ui.kit.layouts import clear, hbox, vbox
from casedesk.ui.kit.surfaces import Card, line
from casedesk.ui.rights import words
from casedesk.ui.rights.item_view import ItemView

ONE, LIST = "one", "list"
_KEYS = N_(
    "Keys: 1 done, 2 does not apply, 3 does not want, 4 pending; Page Up and Page Down go through "
    "the items."
)


class Walk(QWidget):
    """Shows a list with the answers on file and tells which are given; stores nothing itself.

    "Does not want" leads on to the next item without a question; "pending" stays, with the offer
    of a follow-up.
    """

    given = Signal(str, str)  # item, answer
    followed = Signal(object)  # the Item
    see = Signal(str)  # id of another list
    finished = Signal()

    def __init__(self, clock: Clock) -> None:
        super().__init__()
        self._clock = clock
        self._pack: Pack | None = None
        self._library = Library({})
        self._checklist: Checklist | None = None
        self._followed: frozenset[str] = frozenset()
        self._mode = ONE
        self._past = False
        self._at = 0
        self.views: list[ItemView] = []
        self.place = label("", "strong", name="place")
        self.back_button = button(N_("Previous"), "arrow-left", name="previous")
        self.next_button = button(N_("Next"), "arrow-right", "primary", name="next")
        self.back_button.clicked.connect(lambda: self.step(-1))
        self.next_button.clicked.connect(lambda: self.step(1))
        self.keys = muted(_KEYS)
        self._items = vbox(spacing=14)
        self._steps = QWidget()
        self._steps.setLayout(hbox(self.back_button, self.next_button, None))
        self.end = Card(h2(N_("That was the last item.")), name="end")
        self.summary = label("", "text", name="summary")
        self.end.add(self.summary)
        self.end.hide()
        self._frame = Card(self._items, margin=20)
        self.setLayout(vbox(self.place, self._frame, self._steps, self.end, self.keys, spacing=14))
        for key, way in ((Qt.Key.Key_PageDown, 1), (Qt.Key.Key_PageUp, -1)):
            shortcut = QShortcut(QKeySequence(key), self, lambda way=way: self.step(way))
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)

    def show_list(self, pack: Pack, library: Library, checklist: Checklist | None) -> None:
        """Begin with the first item that has no answer; without a checklist it is only read."""
        self._pack, self._library, self._checklist = pack, library, checklist
        self._past = False
        self._at = self._first_open()
        self._draw()

    def show_past(self, pack: Pack, checklist: Checklist) -> None:
        """Show what was explained and answered, as a list in which nothing can be changed.

        Numbers to call are left out: those of today are not those that were told.
        """
        self._pack, self._library, self._checklist = pack, Library({}), checklist
        self._past = True
        self._draw()

    def show_mode(self, mode: str) -> None:
        """One at a time, or the whole list."""
        self._mode = mode
        if self._pack is not None:
            self._draw()

    def redraw(self) -> None:
        """Say it again in another language."""
        if self._pack is not None:
            self._draw()

    def show_answers(self, checklist: Checklist, followed: frozenset[str]) -> None:
        """Show what is on file now."""
        self._checklist, self._followed = checklist, followed
        for view in self.views:
            view.show_answer(checklist.by_item.get(view.item.id, ""), followed)
        self._say_place()

    def step(self, way: int) -> None:
        """Go to the item after or before; after the last one comes the summary."""
        if self._pack is None or not self._one:
            return
        last = len(self._pack.shown_items)
        at = min(max(self._at + way, 0), last)
        if at != self._at:
            self._at = at
            self._draw()
            self.go()

    def go(self) -> None:
        """Bring the person to the item shown, and read it to a screen reader."""
        if self._one and self.views:
            view = self.views[0]
            announce(self, f"{self.place.text()}. {view.texts.labels[i18n.language()].text()}")
            if view.bar is not None:
                view.go()
            else:
                self.next_button.setFocus()
        elif self.views:
            self.views[0].go()
        elif not self.end.isHidden():
            self.back_button.setFocus()
            announce(self, self.summary.text())

    def go_to(self, item: str) -> None:
        """Bring the person to the answer of an item that is shown."""
        for view in self.views:
            if view.item.id == item:
                view.go()

    @property
    def _one(self) -> bool:
        return self._mode == ONE and not self._past

    def _draw(self) -> None:
        clear(self._items)
        self.views = [self._view(item) for item in self._shown()]
        for at, view in enumerate(self.views):
            if at:
                self._items.addWidget(line())
            self._items.addWidget(view)
        one = self._one
        self._frame.setVisible(bool(self.views))
        self._steps.setVisible(one)
        self.keys.setVisible(one and self._checklist is not None)  # nothing to answer without
        self.back_button.setEnabled(self._at > 0)
        self.next_button.setVisible(bool(self.views))
        self.end.setVisible(one and not self.views)
        self.place.setVisible(one and bool(self.views))
        self._say_place()
        if one and not self.views:
            self.finished.emit()

    def _view(self, item: Item) -> ItemView:
        today = self._clock.now().date()
        large, answers = self._one, self._checklist is not None and not self._past
        view = ItemView(item, self._library, today, large=large, answers=answers)
        answer = self._checklist.by_item.get(item.id, "") if self._checklist is not None else ""
        if self._past:
            view.tell_answer(answer)
        else:
            view.show_answer(answer, self._followed)
        view.given.connect(self._on_given)
        view.followed.connect(self.followed)
        view.see.connect(self.see)
        return view

    def _shown(self) -> tuple[Item, ...]:
        items = self._pack.shown_items if self._pack is not None else ()
        return items[self._at : self._at + 1] if self._one else items

    def _on_given(self, item: str, answer: str) -> None:
        self.given.emit(item, answer)
        if answer and answer != PENDING:
            self.step(1)

    def _first_open(self) -> int:
        if self._pack is None or self._checklist is None:
            return 0
        answers = self._checklist.by_item
        places = (at for at, item in enumerate(self._pack.shown_items) if item.id not in answers)
        return next(places, 0)

    def _say_place(self) -> None:
        count = len(self._pack.shown_items) if self._pack is not None else 0
        at = self._at + 1
        bind(self.place, "setText", lambda: _("{at} of {count}").format(at=at, count=count))
        checklist = self._checklist
        bind(self.summary, "setText", lambda: words.answers(checklist) if checklist else "")
