"""Parts of a form: a heading and its questions, one under another."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TypeAlias

from PySide6.QtWidgets import QSizePolicy, QWidget

from casedesk.ui.forms.rows import Row
from casedesk.ui.kit.binding import Text
from casedesk.ui.kit.field import Field
from casedesk.ui.kit.labels import h2, hint
from casedesk.ui.kit.layouts import Part, vbox
from casedesk.ui.kit.theme import px, restyle

#: the name of a question, or several short ones that may stand side by side
Asked: TypeAlias = str | tuple[str, ...]
#: lines longer than this are hard to read and to hit
_WIDEST = 780


@dataclass(frozen=True)
class Section:
    """A heading and the names of its questions."""

    title: str
    asked: tuple[Asked, ...]
    hint: str = ""

    @property
    def names(self) -> list[str]:
        """The names of all its questions."""
        return [
            name for each in self.asked for name in ((each,) if isinstance(each, str) else each)
        ]


class Readable(QWidget):
    """No wider than can be read; Qt alone would count its height for a width it never gets."""

    def __init__(self) -> None:
        super().__init__()
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        restyle(self, "setMaximumWidth", lambda: px(_WIDEST))

    def hasHeightForWidth(self) -> bool:
        """Its words wrap."""
        return True

    def heightForWidth(self, width: int) -> int:
        """How high it is in the width it can have."""
        inner = self.layout()
        return inner.totalHeightForWidth(min(width, self.maximumWidth())) if inner else -1


def placed(asked: Sequence[Asked], fields: Mapping[str, Field]) -> list[QWidget]:
    """The questions as widgets, short ones in rows."""
    return [
        fields[each] if isinstance(each, str) else Row(*(fields[name] for name in each))
        for each in asked
    ]


def section(title: Text, *parts: Part, help: Text = "", name: str = "") -> QWidget:
    """A heading with parts under it, no wider than can be read."""
    made = Readable()
    made.setObjectName(name)
    box = vbox(spacing=14)
    if title:
        box.addWidget(h2(title))
    if help:
        box.addWidget(hint(help))
    for part in parts:
        if isinstance(part, QWidget):
            box.addWidget(part)
        elif part is not None and not isinstance(part, int):
            box.addLayout(part)
    made.setLayout(box)
    return made
