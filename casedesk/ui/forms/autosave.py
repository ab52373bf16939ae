"""What is being typed goes into the vault by itself, so that nothing typed is ever lost."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtWidgets import QWidget

from casedesk import i18n
from casedesk.errors import CasedeskError
from casedesk.i18n import N_, _
from casedesk.services import drafts
from casedesk.services.drafts import Draft
from casedesk.services.vaults import UnitOfWork
from casedesk.ui.desk import Desk
from casedesk.ui.forms.still import Still
from casedesk.ui.kit.banners import Banner
from casedesk.ui.kit.binding import bind
from casedesk.ui.kit.labels import muted

_AFTER_MS = 1000
_BASE = "base"


@dataclass(eq=False)
class Held:
    """A form that holds still while its record is saved, and where its draft is kept."""

    form: str
    still: Still


class Autosave(QObject):
    """Keeps a form's draft about a second after the last key, and brings it back.

    ``content`` reads what was written, ``restore`` puts it back; ``note`` says when it was
    kept, which is not to be taken for saved; ``banner`` says that something came back and
    offers to discard it. Whoever leaves the form is told that a draft remains.

    Until it is known whether a draft waits, ``parts`` take nothing and nothing is kept, so that
    no draft is written over unseen; what was typed meanwhile follows if there was none.
    """

    restored = Signal()
    discarded = Signal()

    def __init__(
        self,
        desk: Desk,
        content: Callable[[], Mapping[str, Any]],
        restore: Callable[[Mapping[str, Any]], None],
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._desk = desk
        self._content, self._restore = content, restore
        self._form = self._base = ""
        self._kept_at = self._recorded_at = ""
        self._untold = False
        self._problem = False
        self._when: datetime | None = None
        self._held: Held | None = None
        #: until it is known whether a draft waits
        self._early: Still | None = None
        self._written_early = False
        self._afterwards: list[Callable[[], None]] = []
        self._stale = False
        #: what is written in: it holds still while a draft is looked for or the record is saved
        self.parts: tuple[QWidget, ...] = ()
        self.note = muted()
        self.note.setObjectName("saved_note")
        self.note.setWordWrap(False)
        bind(self.note, "setText", self._words)
        self.banner = Banner("info", self._news, action=N_("Discard what I wrote"), closable=True)
        self.banner.setObjectName("draft_banner")
        self.banner.acted.connect(self.discard)
        self.banner.hide()
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(_AFTER_MS)
        self._timer.timeout.connect(self.save)

    @property
    def form(self) -> str:
        """The name under which the draft is kept."""
        return self._form

    @property
    def waiting(self) -> bool:
        """Whether something typed is not saved yet."""
        return self._timer.isActive()

    @property
    def holding(self) -> bool:
        """Whether the record is being saved."""
        return self._held is not None

    @property
    def looking(self) -> bool:
        """Whether it is not known yet if a draft waits: nothing can be saved or kept."""
        return self._early is not None

    def expect(self) -> None:
        """What is to be written in is being read: nothing can be typed until it is there."""
        self._let_go()
        self.flush()
        self._calm()
        self._form = ""
        self._early = Still(self.parts, self)

    def start(self, form: str, base: str = "") -> None:
        """Begin with a form just shown; ``base`` is the version of the record in it."""
        if self._form or self._early is None:
            self.expect()
        self._form, self._base = form, base
        self._reset()
        self.banner.hide()
        self._tell()
        self._desk.tasks.run(
            lambda uow: drafts.load(uow, form),
            lambda draft: self._found(form, draft),
            owner=self,
            failed=lambda error: self._not_found(form, error),
        )

    def once_known(self, do: Callable[[], None]) -> None:
        """Do something, such as moving the focus, as soon as the form can be written in."""
        if self._early is None:
            do()
        else:
            self._afterwards.append(do)

    def touch(self) -> None:
        """Something was written; nobody can while the record is saved or a draft looked for."""
        if self._early is not None:
            self._written_early = True
        elif self._form and self._held is None:
            self._untold = True
            self._timer.start()

    def untouched(self) -> None:
        """What is in the form was put there by the program: there is nothing to keep."""
        self._timer.stop()
        self._untold = self._written_early = False

    def flush(self) -> None:
        """The page is being left: keep at once what waits, and say that it is not saved."""
        if self._timer.isActive():
            self._untold = False
            self.save(self._tell_left)
        elif self._untold and not self._problem:
            self._untold = False
            self._tell_left()

    def save(self, then: Callable[[], None] = lambda: None) -> None:
        """Keep a draft of what is written now, ``then`` do something."""
        self._timer.stop()
        form, content = self._form, {**self._content(), _BASE: self._base}
        self._desk.tasks.run(
            lambda uow: drafts.save(uow, form, content),
            lambda _none: self._saved(form, then),
            owner=self,
            failed=self._failed,
        )

    def discard(self) -> None:
        """Forget the draft; the page shows what is on file."""
        self._let_go()
        self._timer.stop()
        form = self._form
        self._reset()
        self.banner.hide()
        self._tell()
        self._desk.tasks.run(
            lambda uow: drafts.discard(uow, form), lambda _none: self.discarded.emit(), owner=self
        )

    def hold(self) -> Held:
        """The record is being saved from now on: the parts take nothing until the answer.

        What waits is kept as a draft before, for whoever loses power meanwhile.
        """
        held = Held(self._form, Still(self.parts, self))
        # Only now: a list that loses the focus takes what was typed in it.
        if self._timer.isActive():
            self.save()
        self._untold = False
        self._held = held
        self._tell()
        return held

    @staticmethod
    def settle(uow: UnitOfWork, held: Held) -> None:
        """Forget the draft in the transaction that saves the record itself."""
        drafts.discard(uow, held.form)

    def settled(self, held: Held) -> bool:
        """The record is saved: nothing is left to bring back.

        False if something else is being written here by now, which is left alone.
        """
        if held is not self._held:
            return False
        self._let_go()
        self.banner.hide()
        self._reset()
        self._recorded_at = i18n.short_time(self._desk.clock.now())
        self._tell()
        return True

    def resume(self, held: Held) -> bool:
        """It was not saved: whoever wrote goes on. False as in :meth:`settled`."""
        if held is not self._held:
            return False
        self._let_go()
        self.touch()
        self._tell()
        return True

    def _let_go(self) -> None:
        held, self._held = self._held, None
        if held is not None:
            held.still.release()
            held.still.deleteLater()

    def _calm(self) -> list[Callable[[], None]]:
        """End looking for a draft; returns what was to be done after it."""
        early, self._early = self._early, None
        self._written_early = False
        afterwards, self._afterwards = self._afterwards, []
        if early is not None:
            early.release()
            early.deleteLater()
        return afterwards

    def _reset(self) -> None:
        self._kept_at = self._recorded_at = ""
        self._untold = self._problem = False

    def _found(self, form: str, draft: Draft | None) -> None:
        early, written = self._early, self._written_early
        if early is None or form != self._form:
            return
        if draft is not None:
            self._restore(draft.content)
        for do in self._calm():
            do()
        if draft is not None:
            self._came_back(draft)
            return
        if written:
            self.touch()
        early.type_again()

    def _came_back(self, draft: Draft) -> None:
        zone = self._desk.clock.now().tzinfo
        at = draft.saved_at.astimezone(zone)
        self._stale = draft.content.get(_BASE, "") != self._base
        self._kept_at = i18n.short_time(at)
        self._untold = True
        self._when = at
        self.banner.tell(self._news)
        self._tell()
        self.restored.emit()

    def _not_found(self, form: str, error: CasedeskError) -> None:
        """It cannot be known whether a draft waits: nothing is kept in its place."""
        if self._early is not None and form == self._form:
            self._form = ""
            self._problem = True
            for do in self._calm():
                do()
            self._tell()
        self._desk.refuse(error)

    def _saved(self, form: str, then: Callable[[], None]) -> None:
        if form == self._form:
            self._problem = False
            self._recorded_at = ""
            self._kept_at = i18n.short_time(self._desk.clock.now())
            self._tell()
        then()

    def _failed(self, error: CasedeskError) -> None:
        self._problem = True
        self._tell()
        self._desk.refuse(error)

    def _tell_left(self) -> None:
        self._desk.say(_("Not saved yet. What you wrote is kept as a draft."))

    def _tell(self) -> None:
        self.note.setText(self._words())

    def _words(self) -> str:
        if self._held is not None:
            return _("Saving…")
        if self._problem:
            return _("Draft not kept")
        if self._recorded_at:
            return _("Saved {time}").format(time=self._recorded_at)
        return _("Draft kept {time}").format(time=self._kept_at) if self._kept_at else ""

    def _news(self) -> str:
        if self._when is None:
            return ""
        day, time = i18n.medium_date(self._when.date()), i18n.short_time(self._when)
        text = _("You were writing this on {date} at {time}. It is back as you left it.")
        if self._stale:
            text = _(
                "You were writing this on {date} at {time}, and somebody changed it since. "
                "Look at your answers before you save."
            )
        return text.format(date=day, time=time)
