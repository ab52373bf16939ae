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


def placed(asked: Sequence[Asked], fields: Mapping[str, Field]) -> list[QWidget]:
    """The questions as widgets, short ones in rows."""
    return [
        fields[each] if isinstance(each, str) else Row(*(fields[name] for name in each))
        for each in asked
    ]


def section(title: Text, *parts: Part, help: Text = "", name: str = "") -> QWidget:
    """A heading with parts under it, no wider than can be read."""
    made = QWidget()
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
    restyle(made, "setMaximumWidth", lambda: px(_WIDEST))
    policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
    policy.setHeightForWidth(True)
    made.setSizePolicy(policy)
    return made
