"""What is to be done over all cases, by person responsible and by day."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

from PySide6.QtCore import QEvent

from casedesk import i18n
from casedesk.domain.answers import value_or
from casedesk.domain.follow_ups import FollowUp
from casedesk.i18n import N_, _, ngettext
from casedesk.services import follow_ups, users
from casedesk.services.follow_ups import NOBODY, ToDo
from casedesk.services.vaults import UnitOfWork
from casedesk.ui.desk import Desk
from casedesk.ui.follow_ups.to_dos_model import COLUMNS, ToDosModel
from casedesk.ui.kit.buttons import button
from casedesk.ui.kit.code_box import CodeBox
from casedesk.ui.kit.field import Field
from casedesk.ui.kit.labels import muted
from casedesk.ui.kit.layouts import hbox
from casedesk.ui.kit.lists import ListCard, WhenChips, actions
from casedesk.ui.kit.page import Page
from casedesk.ui.kit.surfaces import EmptyState
from casedesk.ui.kit.tables import RowsTable

_SHOWN = frozenset({"follow_up", "person", "case"})
#: no user can be called so: names are trimmed
_EVERYBODY, _NOBODY = " everybody", " nobody"
#: what may be listed -> how many days from today on; None lists what has no date too
_WHEN: dict[str, tuple[str, int | None]] = {
    "today": (N_("Until today"), 0),
    "week": (N_("Within a week"), 7),
    "all": (N_("All"), None),
}


class FollowUpsPage(Page):
    """The list; whoever has done one says so here, or opens the case."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(N_("Follow-ups"), name="follow_ups_page", scroll=False)
        self._desk = desk
        self._names: list[str] = []
        self._last: FollowUp | None = None
        self._stale = True
        self.model = ToDosModel(desk, self)
        self.table = RowsTable(self.model, COLUMNS, N_("Follow-ups"), name="follow_ups_table")
        self.whom = Field(N_("Who does it"), CodeBox(self._offered, states=False, empty=False))
        self.whom.control.set_value(_EVERYBODY)
        self.when = WhenChips({key: words for key, (words, _days) in _WHEN.items()}, "all")
        self.done_button = button(N_("Done"), "check", "primary", name="done")
        self.take_button = button(N_("I take it on"), "user", name="take")
        self.open_button = button(N_("Open case"), "chevron-right", name="open_case")
        self.back_button = button(self._back_words, "rotate", name="take_back")
        self.count = muted()
        self._build()
        self._connect()

    def open(self, **_arguments: Any) -> None:
        """Show the list with the focus on it."""
        if self._stale:
            self.reload()
        self.table.setFocus()

    def reload(self) -> None:
        """Read the list again."""
        self._stale = False
        whom, days = self._wanted()
        self._desk.tasks.call(lambda vault, _p: users.names(vault), self._offer, owner=self)

        def read(uow: UnitOfWork) -> list[ToDo]:
            if days is None:
                return follow_ups.pending(uow, whom)
            return follow_ups.due(uow, uow.today + timedelta(days=days), whom)

        self._desk.tasks.run(read, self._found, owner=self, latest="follow_ups")

    def chosen(self) -> ToDo | None:
        """What is selected."""
        return self.model.line(self.table.currentIndex().row())

    def changeEvent(self, event: QEvent) -> None:
        """Say computed words again in another language."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange and hasattr(self, "card"):
            self._draw_words()

    def _build(self) -> None:
        self.count.setObjectName("count")
        top = hbox(self.whom, self.when, spacing=16)
        top.setStretch(0, 2)
        top.setStretch(1, 3)
        self.add(top)
        self.add(self.count)
        self.card = ListCard(
            self.table,
            EmptyState(
                "circle-check",
                N_("Nothing is to be done"),
                N_("Follow-ups are added in a person's case, and appear here by day."),
            ),
        )
        self.body.addWidget(self.card, 1)
        self.back_button.hide()
        steps = (self.done_button, self.take_button, self.open_button, self.back_button)
        self.add(actions(steps))

    def _connect(self) -> None:
        self.whom.control.edited.connect(self.reload)
        self.when.changed.connect(self.reload)
        self.table.opened.connect(lambda _row: self._open_case())
        self.table.selectionModel().currentRowChanged.connect(
            lambda _now, _before: self._offer_steps()
        )
        self.open_button.clicked.connect(self._open_case)
        self.done_button.clicked.connect(self._done)
        self.take_button.clicked.connect(self._take)
        self.back_button.clicked.connect(self._take_back)
        self._desk.tasks.changed.connect(self._changed)
        self._desk.names_hidden_changed.connect(lambda _hidden: self._draw_words())

    def _wanted(self) -> tuple[str | None, int | None]:
        whom = self.whom.control.content()
        everybody = whom in (None, _EVERYBODY)
        return None if everybody else NOBODY if whom == _NOBODY else whom, _WHEN[
            self.when.chosen()
        ][1]

    def _offered(self) -> list[tuple[str, str]]:
        everybody = [(_EVERYBODY, _("Everybody")), (_NOBODY, _("Nobody yet"))]
        return everybody + [(name, name) for name in self._names]

    def _offer(self, names: list[str]) -> None:
        control = self.whom.control
        if names != self._names and isinstance(control, CodeBox):
            self._names = names
            control.combo.reload()

    def _found(self, found: list[ToDo]) -> None:
        before, row = self.chosen(), self.table.currentIndex().row()
        self.model.show_lines(found)
        place = self.model.row_of(before.follow_up.id) if before else 0
        if found:
            # What was done is gone: the next one takes its row.
            place = place if place >= 0 else min(row, len(found) - 1)
            self.table.setCurrentIndex(self.model.index(place, 0))
        self.card.show_list(bool(found))
        self._offer_steps()
        self._draw_words()

    def _offer_steps(self) -> None:
        chosen = self.chosen()
        for action in (self.done_button, self.take_button, self.open_button):
            action.setEnabled(chosen is not None)
        me = self._desk.session.user
        self.take_button.setVisible(chosen is None or chosen.follow_up.whom != me)

    def _open_case(self) -> None:
        chosen = self.chosen()
        if chosen is not None:
            self._desk.go("case", case_id=chosen.follow_up.case_id, tab="follow_ups")

    def _done(self) -> None:
        self._step(follow_ups.done, lambda: _("Done"), self._was_done)

    def _take(self) -> None:
        me = self._desk.session.user
        self._step(lambda uow, each: follow_ups.take(uow, each, me), lambda: _("It is yours now."))

    def _take_back(self) -> None:
        last, self._last = self._last, None
        self.back_button.hide()
        if last is not None:
            self._desk.tasks.run(
                lambda uow: follow_ups.reopen(uow, last),
                lambda _again: self._desk.say(_("It is to be done again.")),
                owner=self,
            )
            self.table.setFocus()

    def _step(
        self,
        work: Callable[[UnitOfWork, FollowUp], FollowUp],
        sentence: Callable[[], str],
        done: Callable[[FollowUp], None] = lambda _kept: None,
    ) -> None:
        chosen = self.chosen()
        if chosen is not None:
            follow_up = chosen.follow_up
            self._desk.keep(lambda uow: work(uow, follow_up), sentence, owner=self, done=done)
            self.table.setFocus()

    def _was_done(self, ended: FollowUp) -> None:
        self._last = ended
        self._draw_words()
        self.back_button.show()

    def _back_words(self) -> str:
        what = value_or(self._last.what, "") if self._last is not None else ""
        shown = _("the last one") if self._desk.names_hidden else what
        return _("Take back: {what}").format(what=shown)

    def _draw_words(self) -> None:
        count = self.model.rowCount()
        words = ngettext("{count} follow-up", "{count} follow-ups", count)
        self.count.setText(words.format(count=i18n.number(count)))
        self.back_button.setText(self._back_words())
        self.model.repaint_all()

    def _changed(self, kinds: frozenset[str]) -> None:
        if kinds & _SHOWN:
            self._stale = True
            if self.isVisible():
                self.reload()
