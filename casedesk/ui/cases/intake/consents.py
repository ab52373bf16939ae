"""What the person allows, purpose by purpose."""

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from casedesk.domain import codelists
from casedesk.domain.answers import NOT_ASKED
from casedesk.domain.cases import Consent
from casedesk.domain.encoding import decode, encode
from casedesk.domain.fields import specs
from casedesk.domain.partial_dates import PartialDate
from casedesk.ui.forms.controls import Choices
from casedesk.ui.kit.code_box import CodeBox, YesNoBox
from casedesk.ui.kit.field import Field
from casedesk.ui.kit.layouts import vbox

_PURPOSES = "consent_purposes"
_WAY = "way"


class ConsentsBox(QWidget):
    """One question per purpose, and how the person agreed."""

    edited = Signal()

    def __init__(self, today: Callable[[], date]) -> None:
        super().__init__()
        self._today = today
        self._specs = specs(Consent)
        self.fields = {
            code.code: Field(code.label, YesNoBox(), name=f"consent.{code.code}")
            for code in codelists.load(_PURPOSES).current(today())
        }
        way = self._specs[_WAY]
        self.way = Field(way.label, CodeBox(Choices(way.codes, today)), name="consent.way")
        box = vbox(*self.fields.values(), self.way, spacing=14)
        self.setLayout(box)
        for field in (*self.fields.values(), self.way):
            field.control.edited.connect(self._on_edited)
        self.restore({})

    @property
    def answered(self) -> bool:
        """Whether anything was asked."""
        return any(field.value() is not NOT_ASKED for field in self.fields.values())

    def consents(self) -> tuple[Consent, ...]:
        """One consent per purpose that was asked about. Raises Unreadable."""
        way = self.way.control.value()
        today = PartialDate.of(self._today())
        return tuple(
            Consent(
                case_id="",
                purpose=purpose,
                given=given,
                given_on=today,
                way=way if given is True else NOT_ASKED,
            )
            for purpose, field in self.fields.items()
            if (given := field.control.value()) is not NOT_ASKED
        )

    def content(self) -> dict[str, Any]:
        """What was answered, for a draft."""
        given = self._specs["given"]
        answers = {name: encode(given, field.value()) for name, field in self.fields.items()}
        way = NOT_ASKED if self.way.control.problem() else self.way.value()
        answers[_WAY] = encode(self._specs[_WAY], way)
        return {name: value for name, value in answers.items() if value is not None}

    def restore(self, content: Mapping[str, Any]) -> None:
        """Put a draft back; an empty one empties everything."""
        given = self._specs["given"]
        for name, field in self.fields.items():
            field.control.set_value(decode(given, content.get(name)))
        self.way.control.set_value(decode(self._specs[_WAY], content.get(_WAY)))
        self._follow()

    def _on_edited(self) -> None:
        self._follow()
        self.edited.emit()

    def _follow(self) -> None:
        agreed = any(field.value() is True for field in self.fields.values())
        self.way.setVisible(agreed)
