"""What happened: the frequent acts as boxes to tick, all others in a list to search."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from casedesk.domain import codelists
from casedesk.domain.codelists import Code
from casedesk.i18n import N_
from casedesk.ui.kit.code_box import CodesBox
from casedesk.ui.kit.combos import Options
from casedesk.ui.kit.field import Field
from casedesk.ui.kit.layouts import vbox


class ActsBox(QWidget):
    """Any number of acts, as codes in the order of the list."""

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.frequent = CodesBox(_options(lambda code: _is_frequent(code)), states=False)
        self.others = CodesBox(_options(lambda code: not _is_frequent(code)), states=False)
        self.first = Field(
            N_("What happened?"),
            self.frequent,
            hint=N_("Choose all that apply"),
            name="acts",
        )
        self.rest = Field(N_("Something else"), self.others, name="other_acts")
        for box in (self.frequent, self.others):
            box.edited.connect(self.changed)
        self.setLayout(vbox(self.first, self.rest, spacing=10))

    def codes(self) -> tuple[str, ...]:
        """The acts chosen. Raises Unreadable if one is typed that is not in the list."""
        chosen = {*_codes(self.frequent), *_codes(self.others)}
        return tuple(code for code in codelists.load("acts").codes if code in chosen)

    def show_codes(self, codes: Sequence[str]) -> None:
        """Choose these acts."""
        self.frequent.set_value(tuple(codes))
        frequent = {code for code, _label in _options(_is_frequent)()}
        self.others.set_value(tuple(code for code in codes if code not in frequent))


def _codes(box: CodesBox) -> tuple[str, ...]:
    value = box.value()
    return value if isinstance(value, tuple) else ()


def _is_frequent(code: Code) -> bool:
    return bool(code.attributes.get("common"))


def _options(wanted: Callable[[Code], bool]) -> Options:
    def options() -> list[tuple[str, str]]:
        acts = codelists.load("acts").codes.values()
        return [(code.code, code.label()) for code in acts if wanted(code)]

    return options


def act_label(code: str) -> str:
    """The word for an act in the current language."""
    return codelists.load("acts").label(code)
