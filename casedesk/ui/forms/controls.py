"""The control for each type of answer."""

from collections.abc import Callable, Sequence
from datetime import date

from PySide6.QtWidgets import QComboBox, QLineEdit, QPlainTextEdit, QWidget

from casedesk.domain import codelists
from casedesk.domain.codes import Code
from casedesk.domain.fields import Spec, Type
from casedesk.i18n import N_
from casedesk.ui.kit.choices import WrappingCheck
from casedesk.ui.kit.code_box import CodeBox, CodesBox, YesNoBox
from casedesk.ui.kit.control import Control
from casedesk.ui.kit.date_box import DateBox
from casedesk.ui.kit.layouts import vbox
from casedesk.ui.kit.text_boxes import LongTextBox, NumberBox, TextBox

#: lists that say "none" themselves need no box for it
_NONE = "none"
#: lists of which only a part is offered, once another answer says which
_WAITING = ("municipalities",)


class Choices:
    """The codes that a question offers today, and one that a record still has from before."""

    def __init__(self, name: str, today: Callable[[], date]) -> None:
        self.name = name
        self._today = today
        self.kept: set[str] = set()
        #: how a code is said, and whether it is offered at all
        self.words: Callable[[Code], str] = Code.label
        self.wanted: Callable[[Code], bool] = lambda _code: True
        #: offer only codes under this one, for example the municipalities of a state;
        #: a long list waits for it
        self.parent: str | None = "" if name in _WAITING else None

    def __call__(self) -> Sequence[tuple[str, str]]:
        """Codes with their labels, in the current language."""
        known = codelists.load(self.name)
        offered = [
            (code.code, self.words(code))
            for code in known.current(self._today())
            if self.wanted(code) and (self.parent is None or code.parent == self.parent)
        ]
        missing = sorted(self.kept.difference(code for code, _label in offered))
        # A code that its list has no longer is said as it is: dropped, its answer would be lost.
        kept = ((code, known.codes.get(code)) for code in missing)
        return [*offered, *((code, self.words(each) if each else code) for code, each in kept)]


class CodeOf(CodeBox):
    """One code of a list."""

    def __init__(self, choices: Choices, *, required: bool) -> None:
        super().__init__(choices, states=not required, empty=not required)
        self.choices = choices


class UserBox(CodeBox):
    """Somebody who has a key to the vault; told by its page who they are."""

    def __init__(self) -> None:
        self._names: list[str] = []
        self.kept: set[str] = set()
        super().__init__(self._offered, states=False)

    def show_names(self, names: Sequence[str]) -> None:
        """Offer these, and whoever a record still names from before."""
        self._names = list(names)
        self._filling = True
        self.combo.reload()
        self._filling = False

    def _offered(self) -> Sequence[tuple[str, str]]:
        missing = sorted(self.kept.difference(self._names))
        return [(name, name) for name in [*self._names, *missing]]


class CodesOrNone(CodesBox):
    """Any number of codes; "none of these" is an answer too: an empty tuple."""

    def __init__(self, options: Choices) -> None:
        self.none = WrappingCheck(N_("None of these"))
        self.none.setObjectName("none_of_these")
        if _NONE in codelists.load(options.name).codes:
            self.none.hide()
        self.choices = options
        super().__init__(options)
        self.none.toggled.connect(self._none_toggled)

    def build(self, body: QWidget, *, stretch: bool = True) -> None:
        """Put the box for none under the others."""
        both = QWidget()
        both.setLayout(vbox(body, self.none, spacing=2))
        super().build(both, stretch=stretch)

    def content(self) -> tuple[str, ...] | None:
        """The codes chosen, () for none of them, None for no answer."""
        chosen: tuple[str, ...] | None = super().content()
        return () if chosen is None and self.none.isChecked() else chosen

    def show_content(self, content: tuple[str, ...] | None) -> None:
        """Show codes, or that there are none."""
        super().show_content(content)
        self.none.setChecked(content == ())

    def on_typed(self) -> None:
        """A code chosen takes "none" away."""
        if not self._filling and super().content() and self.none.isChecked():
            self._filling = True
            self.none.setChecked(False)
            self._filling = False
        super().on_typed()

    def _none_toggled(self, on: bool) -> None:
        if self._filling:
            return
        if on:
            self._fill(())
        self.on_typed()


def control_for(spec: Spec, today: Callable[[], date]) -> Control:
    """A new control for a field."""
    states = not spec.required
    if spec.user:
        return UserBox()
    if spec.type is Type.LONG_TEXT:
        return LongTextBox(states=states)
    if spec.type is Type.CODE:
        return CodeOf(Choices(spec.codes, today), required=spec.required)
    if spec.type is Type.CODES:
        return CodesOrNone(Choices(spec.codes, today))
    if spec.type is Type.DATE:
        return DateBox(states=states, approximate=not spec.required)
    if spec.type is Type.NUMBER:
        return NumberBox(lowest=spec.lowest, highest=spec.highest, states=states)
    if spec.type is Type.YES_NO:
        return YesNoBox(states=states)
    return TextBox(states=states)


def written(control: Control) -> str:
    """What stands in a control that cannot be understood, letter by letter."""
    target = control.focus_target()
    if isinstance(target, QComboBox):
        return target.currentText()
    if isinstance(target, QPlainTextEdit):
        return target.toPlainText()
    return target.text() if isinstance(target, QLineEdit) else ""


def write(control: Control, text: str) -> None:
    """Put back what :func:`written` read."""
    target = control.focus_target()
    if isinstance(target, QComboBox):
        target.setEditText(text)
    elif isinstance(target, QPlainTextEdit):
        target.setPlainText(text)
    elif isinstance(target, QLineEdit):
        target.setText(text)


def keep_codes(control: Control, value: object) -> None:
    """Offer a code that a record has, even if it is offered no longer."""
    if isinstance(control, CodeOf | UserBox) and isinstance(value, str):
        kept = control.kept if isinstance(control, UserBox) else control.choices.kept
        kept.add(value)
        control.combo.reload()
    elif isinstance(control, CodesOrNone) and isinstance(value, tuple):
        control.choices.kept.update(value)
