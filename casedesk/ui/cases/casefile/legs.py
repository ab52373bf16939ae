"""The legs of a journey as a small list that can be edited."""

from collections.abc import Callable, Sequence
from datetime import date
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from casedesk.domain.answers import NOT_ASKED
from casedesk.domain.encoding import decode, encode
from casedesk.domain.fields import specs
from casedesk.domain.journeys import Journey, Leg
from casedesk.errors import Invalid
from casedesk.i18n import N_, _
from casedesk.ui.forms.record_fields import RecordFields
from casedesk.ui.forms.sections import Readable, placed
from casedesk.ui.kit.binding import bind
from casedesk.ui.kit.buttons import button
from casedesk.ui.kit.field import Field
from casedesk.ui.kit.labels import h2, label
from casedesk.ui.kit.layouts import clear, hbox, vbox
from casedesk.ui.kit.surfaces import Card

_ASKED = (("origin", "destination"), ("started_on", "transport"), "corridor")
_NAMES = [name for each in _ASKED for name in ((each,) if isinstance(each, str) else each)]
_SPEC = specs(Journey)["legs"]


class LegsBox(Readable):
    """Legs one under another; each can be taken out, and one added at the end."""

    edited = Signal()

    def __init__(self, today: Callable[[], date]) -> None:
        super().__init__()
        self.setObjectName("legs")
        self._today = today
        self._legs: list[tuple[Leg, RecordFields]] = []
        self._rows = vbox(spacing=10)
        self.add_button = button(N_("Add a leg"), "plus", name="add_leg")
        self.add_button.clicked.connect(self._append)
        self.setLayout(
            vbox(h2(N_("Legs of the journey")), self._rows, hbox(self.add_button, None), spacing=10)
        )

    def show_legs(self, legs: Sequence[Leg]) -> None:
        """Show the legs of a journey."""
        self._legs = [(leg, self._fields(at, leg)) for at, leg in enumerate(legs)]
        self._place()

    def legs(self) -> tuple[Leg, ...]:
        """The legs as written, without those in which nothing is. Raises Invalid."""
        problems: dict[str, str] = {}
        written = []
        for leg, fields in self._legs:
            try:
                written.append(fields.value_of(leg))
            except Invalid as error:
                problems |= error.fields
        if problems:
            raise Invalid(problems)
        return tuple(leg for leg in written if leg != Leg())

    def problems(self) -> dict[str, str]:
        """What is wrong now, by the names that errors have."""
        found: dict[str, str] = {}
        for leg, fields in self._legs:
            found |= fields.problems(leg)
        return found

    def content(self) -> Any:
        """What is written as far as it can be understood, for a draft."""
        written = [fields.value_or_none(leg) or leg for leg, fields in self._legs]
        return encode(_SPEC, tuple(written))

    def restore(self, content: Any) -> None:
        """Put a draft back."""
        self.show_legs(decode(_SPEC, content))

    def fields(self) -> dict[str, Field]:
        """The fields by the names that errors have, such as ``legs.0.started_on``."""
        return {
            f"legs.{at}.{name}": field
            for at, (_leg, fields) in enumerate(self._legs)
            for name, field in fields.fields.items()
        }

    def _fields(self, at: int, leg: Leg) -> RecordFields:
        made = RecordFields(Leg, _NAMES, today=self._today, prefix=f"legs.{at}.", parent=self)
        made.show(leg)
        made.edited.connect(lambda _name: self.edited.emit())
        return made

    def _append(self) -> None:
        previous = self._legs[-1][1].value_or_none(self._legs[-1][0]) if self._legs else None
        self._legs.append((Leg(), self._fields(len(self._legs), Leg())))
        if previous is not None and previous.destination is not NOT_ASKED:
            self._legs[-1][1].suggest("origin", previous.destination)
        self._rows.addWidget(self._row(len(self._legs) - 1, self._legs[-1][1]))
        self._legs[-1][1].fields["destination" if previous else "origin"].go()
        self.edited.emit()

    def _remove(self, at: int) -> None:
        del self._legs[at]
        self._keep()
        self._place()
        self.add_button.setFocus()
        self.edited.emit()

    def _keep(self) -> None:
        """Placing anew destroys the fields: carry what is written over."""
        kept = [(leg, fields.content()) for leg, fields in self._legs]
        self._legs = [(leg, self._fields(at, leg)) for at, (leg, _content) in enumerate(kept)]
        for (_leg, fields), (_same, content) in zip(self._legs, kept, strict=True):
            fields.restore(content)

    def _place(self) -> None:
        clear(self._rows)
        for at, (_leg, fields) in enumerate(self._legs):
            self._rows.addWidget(self._row(at, fields))

    def _row(self, at: int, fields: RecordFields) -> QWidget:
        made = Card(margin=14, name=f"leg_{at}")
        title = label("", "strong")
        bind(title, "setText", lambda: _("Leg {number}").format(number=at + 1))
        drop = button(N_("Remove"), "trash", "link", name="remove_leg")
        bind(drop, "setAccessibleName", lambda: _("Remove leg {number}").format(number=at + 1))
        drop.clicked.connect(lambda: self._remove(at))
        made.body.addLayout(hbox(title, None, drop))
        for widget in placed(_ASKED, fields.fields):
            made.add(widget)
        return made
