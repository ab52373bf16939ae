"""A record being edited in place: its form, its draft, one Save, and nothing ever lost."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtGui import QHideEvent
from PySide6.QtWidgets import QWidget

from casedesk.domain.fields import specs
from casedesk.domain.records import Record
from casedesk.errors import CasedeskError, Invalid
from casedesk.i18n import N_, _
from casedesk.services import extras, steps
from casedesk.services.extras import Asked
from casedesk.services.vaults import ChangedMeanwhile, UnitOfWork
from casedesk.ui.desk import Desk
from casedesk.ui.forms.autosave import Autosave, Held
from casedesk.ui.forms.extras_box import ExtrasBox, StoreExtras
from casedesk.ui.forms.record_form import RecordForm
from casedesk.ui.forms.save_keys import tell_keys
from casedesk.ui.forms.sections import Section
from casedesk.ui.forms.wording import answer_text
from casedesk.ui.kit.banners import Banner
from casedesk.ui.kit.buttons import button
from casedesk.ui.kit.field import Field
from casedesk.ui.kit.in_sight import reveal
from casedesk.ui.kit.layouts import hbox, vbox

Store = Callable[[UnitOfWork, Any], Any]
#: under this key a draft holds what was written to the shelter's own fields
_EXTRAS = "extras"


class Editor(QWidget):
    """Edits one record at a time; :meth:`edit` begins with one, new or stored."""

    saved = Signal(object)  # the stored record
    cancelled = Signal()

    def __init__(
        self,
        desk: Desk,
        cls: type[Record],
        sections: Sequence[Section],
        *,
        save: Store,
        fresh: Callable[[UnitOfWork, Any], Any],
        cancel: bool = False,
        words: str = N_("Save"),
        undo: str = N_("Saved"),
    ) -> None:
        """``save`` stores a record; ``fresh`` reads it as it is on file now.

        ``undo`` says what was done, where taking it back is offered.
        """
        super().__init__()
        self._desk, self._store, self._fresh = desk, save, fresh
        self._record: Any = None
        self._undo = undo
        today = lambda: desk.clock.now().date()  # noqa: E731
        self.form = RecordForm(cls, sections, today=today, name=f"{cls.kind}_form")
        self.extras = ExtrasBox(today)
        self.form.form.more = self.more_fields
        self.form.form.check = self.problems
        self.autosave = Autosave(desk, self.content, self.restore, self)
        self.autosave.parts = (self,)
        self.clash = Banner("warn", "")
        self.clash.setObjectName("clash")
        self.clash.hide()
        self.save_button = button(words, "device-floppy", "primary", name="save")
        self.cancel_button = button(N_("Cancel"), name="cancel")
        if not cancel:
            self.cancel_button.hide()
        foot = hbox(self.save_button, self.cancel_button, self.autosave.note, None, spacing=12)
        self.box = vbox(self.autosave.banner, self.clash, self.form, self.extras, foot, spacing=16)
        self.setLayout(self.box)
        self.form.edited.connect(self.touch)
        self.extras.edited.connect(self._extras_edited)
        self.save_button.clicked.connect(self.save)
        tell_keys(self.save_button)
        self.cancel_button.clicked.connect(self.cancel)
        self.autosave.discarded.connect(self._discarded)
        desk.names_hidden_changed.connect(self.cover)

    @property
    def record(self) -> Any:
        """The record as it was when it was shown."""
        return self._record

    @property
    def touched(self) -> bool:
        """Whether something is written that is not saved."""
        return self.form.touched or self.extras.touched

    def edit(self, record: Record, draft: str) -> None:
        """Begin with a record; ``draft`` is the name its typing is kept under."""
        self.autosave.expect()  # before what was written of another is shown no more
        self._record = record
        self.clash.hide()
        self.cover(self._desk.names_hidden)
        self.show_record(record)
        self.extras.show_asked(Asked())
        self._ask_extras(record)
        self.autosave.start(draft, record.version)  # its draft comes after the questions

    def refresh(self, record: Record) -> None:
        """The record was read again: show it, unless somebody is writing here."""
        if self._record is not None and record.id == self._record.id and self.touched:
            return
        self._record = record
        self.show_record(record)
        self._ask_extras(record)

    def save(self) -> None:
        """Save what was written. Saving again what is being saved does nothing."""
        if self.autosave.holding or self.autosave.looking or self._record is None:
            return
        try:
            record, store_extras = self._read_written()
        except Invalid as error:
            self._refused(error)
            return
        held = self.autosave.hold()

        def save(uow: UnitOfWork) -> tuple[Any, Asked]:
            stored = self._store(uow, record)
            store_extras(uow, stored.kind, stored.id)
            self.autosave.settle(uow, held)
            return stored, extras.asked(uow, stored.kind, stored.id)

        self._desk.tasks.run(
            lambda uow: steps.taken(uow, save),
            lambda step: self._saved(held, step),
            owner=self,
            failed=lambda error: self._failed(held, error),
        )

    def cancel(self) -> None:
        """Give up what was written and forget its draft, unless nobody has seen it yet."""
        if not self.autosave.looking:
            self.autosave.discard()
        self.cancelled.emit()

    def touch(self, _name: str = "") -> None:
        """Something was written."""
        self.autosave.touch()

    def first(self, name: str = "") -> None:
        """Bring the person to a question, or to the first."""
        fields = self.form.questions.fields
        field = fields[name] if name else next(iter(fields.values()))
        self.autosave.once_known(field.go)
        reveal(field)

    def show_record(self, record: Any) -> None:
        """Show a record; subclasses show their parts too."""
        self.form.show_record(record)

    def value_of(self, base: Any) -> Any:
        """The record as written. Raises Invalid."""
        return self.form.value_of(base)

    def problems(self) -> dict[str, str]:
        """What is wrong as written: message ids by name."""
        return {**self.form.problems(), **self.extras.problems()}

    def more_fields(self) -> dict[str, Field]:
        """Fields that come and go, by the names that errors have."""
        return self.extras.fields()

    def content(self) -> dict[str, Any]:
        """What was written, for a draft."""
        written = self.extras.content()
        return {**self.form.content(), **({_EXTRAS: written} if written else {})}

    def restore(self, content: Mapping[str, Any]) -> None:
        """Put a draft back."""
        self.form.restore(content)
        self.extras.restore(content.get(_EXTRAS, {}))

    def flush_draft(self) -> None:
        """Save the draft at once."""
        self.autosave.flush()

    def cover(self, hidden: bool) -> None:
        """Show dots for what is written in words, or the words again."""
        self.form.questions.cover(hidden)
        self.extras.cover(hidden)

    def hideEvent(self, event: QHideEvent) -> None:
        """Leaving saves the draft."""
        self.flush_draft()
        super().hideEvent(event)

    def _read_written(self) -> tuple[Any, StoreExtras]:
        """The record as written, and how to store the shelter's own answers. Raises Invalid."""
        problems: dict[str, str] = {}
        try:
            store = self.extras.written()
        except Invalid as error:
            problems |= error.fields
        try:
            record = self.value_of(self._record)
        except Invalid as error:
            problems = {**error.fields, **problems}
        if problems:
            raise Invalid(problems)
        return record, store

    def _saved(self, held: Held, step: steps.Step[tuple[Any, Asked]]) -> None:
        self._desk.offer_undo(step, _(self._undo))
        if not self.autosave.settled(held):
            return
        stored, asked = step.result
        self._record = stored
        self.clash.hide()
        self.show_record(stored)
        self.extras.show_asked(asked)
        self.saved.emit(stored)

    def _failed(self, held: Held, error: CasedeskError) -> None:
        if self.autosave.resume(held):
            self._refused(error)
        else:  # its draft waits
            self._desk.refuse(error)

    def _refused(self, error: CasedeskError) -> None:
        self.touch()
        if isinstance(error, Invalid):
            self.form.set_errors(error.fields)
        elif isinstance(error, ChangedMeanwhile):
            record = self._record
            self._desk.tasks.run(
                lambda uow: (self._fresh(uow, record), _asked(uow, record)),
                lambda now: self._clash(error, *now),
                owner=self,
            )
        else:
            self._desk.refuse(error)

    def _clash(self, error: ChangedMeanwhile, now: Any, asked: Asked) -> None:
        """Keep what was written, over the record as it is now, and say what is on file."""
        written, before = self.content(), self._record
        self._record = now
        self.show_record(now)
        seen = self.extras.asked
        self.extras.show_asked(asked)
        self.restore(written)
        questions = self.form.questions.fields
        moved = [
            (spec, getattr(now, name))
            for name, spec in specs(type(now)).items()
            if name in questions and getattr(now, name) != getattr(before, name)
        ] + extras.moved(seen, asked)

        def words() -> str:
            on_file = "; ".join(f"{_(spec.label)}: {answer_text(spec, it)}" for spec, it in moved)
            advice = _("On file now: {answers}. What you wrote is still here; save to keep it.")
            return f"{error.summary()} {advice.format(answers=on_file)}"

        self.clash.tell(words)
        reveal(self.clash)

    def _ask_extras(self, record: Record) -> None:
        if record.kind not in extras.OWNERS:
            return
        self._desk.tasks.run(
            lambda uow: _asked(uow, record),
            lambda asked: self._show_extras(record, asked),
            owner=self,
        )

    def _show_extras(self, record: Record, asked: Asked) -> None:
        if self._record is not None and record.id == self._record.id and not self.extras.touched:
            self.extras.show_asked(asked)

    def _extras_edited(self) -> None:
        self.form.form.look_again()
        self.touch()

    def _discarded(self) -> None:
        if self._record is not None:
            self.show_record(self._record)
            self.extras.show_asked(self.extras.asked)


def _asked(uow: UnitOfWork, record: Record) -> Asked:
    return extras.asked(uow, record.kind, record.id)
