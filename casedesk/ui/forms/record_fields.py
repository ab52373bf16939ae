"""The questions of one record, made from its declared fields."""

import dataclasses
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date
from typing import Any, TypeVar

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QLineEdit, QWidget

from casedesk.domain.answers import NOT_ASKED
from casedesk.domain.encoding import decode, encode
from casedesk.domain.fields import RecordClass, Spec, specs
from casedesk.errors import Invalid
from casedesk.services import validation
from casedesk.ui.forms import conditions, controls
from casedesk.ui.kit.binding import Text
from casedesk.ui.kit.field import Field
from casedesk.ui.kit.text_boxes import LongTextBox, TextBox

R = TypeVar("R")
#: under this key a draft holds what was typed and cannot be understood yet
_TYPED = "typed"
_CHOSEN = "chosen"


class RecordFields(QObject):
    """Fields by name; only what was touched is read, so a form changes nothing by itself."""

    edited = Signal(str)  # a field's name

    def __init__(
        self,
        cls: RecordClass,
        names: Sequence[str],
        *,
        today: Callable[[], date],
        prefix: str = "",
        labels: Mapping[str, Text] | None = None,
        hints: Mapping[str, Text] | None = None,
        parent: QObject | None = None,
    ) -> None:
        """``prefix`` goes before object names and error names where forms share a page."""
        super().__init__(parent)
        self.cls = cls
        self.prefix = prefix
        self._today = today
        known = specs(cls)
        self.specs: dict[str, Spec] = {name: known[name] for name in names}
        self._labels: Mapping[str, Text] = labels or {}
        self._hints: Mapping[str, Text] = hints or {}
        # Until they are placed: a widget without a parent that is shown is a window.
        self._nursery = QWidget()
        self.fields = {name: self._field(spec, today) for name, spec in self.specs.items()}
        self._conditions = {
            name: condition
            for name, condition in conditions.of(cls).items()
            if name in self.fields and condition.on in self.fields
        }
        self._off: set[str] = set()
        self._had: set[str] = set()
        self._touched: set[str] = set()
        self._follow_conditions()

    @property
    def touched(self) -> bool:
        """Whether anything was written since the record was shown."""
        return bool(self._touched)

    def show(self, record: Any) -> None:
        """Show a record's answers as untouched."""
        for name, field in self.fields.items():
            value = getattr(record, name)
            controls.keep_codes(field.control, value)
            field.control.set_value(value)
        self._touched.clear()
        self._had = {name for name in self.fields if getattr(record, name) is not NOT_ASKED}
        self._follow_conditions()

    def value_of(self, base: R) -> R:
        """``base`` with the answers written here. Raises Invalid if one cannot be understood."""
        problems = {
            self.prefix + name: problem
            for name in self._touched - self._off
            if (problem := self.fields[name].control.problem())
        }
        if problems:
            raise Invalid(problems)
        answers = {name: self.fields[name].control.value() for name in self._touched - self._off}
        # A question that is asked no longer has no answer, for example the cost of no guide.
        answers |= dict.fromkeys(self._dropped(), NOT_ASKED)
        return dataclasses.replace(base, **answers)  # type: ignore[type-var]  # any kind of record

    def problems(self, base: Any) -> dict[str, str]:
        """Message ids, by the names errors have, of what is wrong with ``base`` as written."""
        written = self._touched - self._off
        found = {name: self.fields[name].control.problem() for name in written}
        readable = {name for name in written if not found[name]}
        answers = {name: self.fields[name].control.value() for name in readable}
        answers |= dict.fromkeys(self._dropped(), NOT_ASKED)
        record = dataclasses.replace(base, **answers)
        asked = validation.problems(record, today=self._today())
        found = {**asked, **{name: problem for name, problem in found.items() if problem}}
        return {self.prefix + name: found[name] for name in found if name in self.fields}

    def suggest(self, name: str, answer: Any) -> None:
        """Fill in an answer as if it had been written."""
        self.fields[name].control.set_value(answer)
        self._on_edited(name)

    def value_or_none(self, base: R) -> R | None:
        """As :meth:`value_of`; None if an answer cannot be understood yet."""
        try:
            return self.value_of(base)
        except Invalid:
            return None

    def answered(self, names: Iterable[str]) -> bool:
        """Whether any of these questions has an answer, even "does not know"."""
        controls = [self.fields[name].control for name in names]
        return any(each.problem() or each.value() is not NOT_ASKED for each in controls)

    def content(self, only: Iterable[str] | None = None) -> dict[str, Any]:
        """What was written, as plain values for a draft; ``only`` these, written or not."""
        chosen: dict[str, Any] = {}
        typed: dict[str, str] = {}
        for name in sorted(self._touched if only is None else only):
            control = self.fields[name].control
            if control.problem():
                typed[name] = controls.written(control)
            else:
                chosen[name] = encode(self.specs[name], control.value())
        return {_CHOSEN: chosen, _TYPED: typed}

    def restore(self, content: Mapping[str, Any]) -> None:
        """Put back what :meth:`content` read, over the record shown."""
        for name, value in content.get(_CHOSEN, {}).items():
            if name in self.fields:
                answer = decode(self.specs[name], value)
                controls.keep_codes(self.fields[name].control, answer)
                self.fields[name].control.set_value(answer)
                self._touched.add(name)
        for name, text in content.get(_TYPED, {}).items():
            if name in self.fields:
                controls.write(self.fields[name].control, text)
                self._touched.add(name)
        self._follow_conditions()

    def cover(self, hidden: bool) -> None:
        """Show dots for what is written in words: names, telephones, notes."""
        mode = QLineEdit.EchoMode.Password if hidden else QLineEdit.EchoMode.Normal
        for field in self.fields.values():
            if isinstance(field.control, TextBox):
                field.control.edit.setEchoMode(mode)
            elif isinstance(field.control, LongTextBox):
                field.control.cover(hidden)

    def asked(self, name: str) -> bool:
        """Whether a question is asked just now."""
        return name not in self._off

    def _dropped(self) -> set[str]:
        return {
            name for name in self._off if self._conditions[name].on in self._touched | self._off
        }

    def _field(self, spec: Spec, today: Callable[[], date]) -> Field:
        control = controls.control_for(spec, today)
        control.edited.connect(lambda: self._on_edited(spec.name))
        hint = self._hints.get(spec.name, spec.hint)
        label = self._labels.get(spec.name, spec.label)
        field = Field(label, control, hint=hint, name=self.prefix + spec.name)
        field.setParent(self._nursery)
        return field

    def _on_edited(self, name: str) -> None:
        self._touched.add(name)
        self._follow_conditions()
        self.edited.emit(name)

    def _follow_conditions(self) -> None:
        for name, condition in self._conditions.items():
            ruling = self.fields[condition.on].control
            answer = NOT_ASKED if ruling.problem() else ruling.value()
            asked = condition.on not in self._off and condition.wanted(answer)
            # What is on file is shown as it is until the answer it hangs on changes.
            asked = asked or (name in self._had and condition.on not in self._touched)
            if asked is (name in self._off):
                (self._off.discard if asked else self._off.add)(name)
                self.fields[name].setVisible(asked)
