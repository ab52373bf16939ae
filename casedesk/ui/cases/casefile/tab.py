"""What the tabs of a case share."""

from PySide6.QtCore import QSize, Signal
from PySide6.QtWidgets import QFrame, QWidget

from casedesk.services.cases import CaseFile
from casedesk.ui.desk import Desk
from casedesk.ui.kit.layouts import Part, add, scrolling, vbox


class _Flowing(QWidget):
    """As high as its words need in the width there is; Qt would count them as if it were narrow."""

    def minimumSizeHint(self) -> QSize:
        """As narrow as its parts allow; the height follows from the width."""
        inner = self.layout()
        return QSize(inner.totalMinimumSize().width(), 0) if inner else super().minimumSizeHint()


class Tab(QFrame):
    """Shows a case file, or a part of one; told again when it was read again."""

    wanted = Signal(str)  # the key of another tab

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.desk = desk
        self.file: CaseFile | None = None
        self.same_case = False
        inner = _Flowing()
        self.body = vbox(margin=(22, 18, 22, 24), spacing=18)
        inner.setLayout(self.body)
        self.area = scrolling(inner)
        self.setProperty("kind", "card")
        self.setLayout(vbox(self.area, margin=1))

    def add(self, part: Part) -> None:
        """Append a part."""
        add(self.body, part)

    def show_file(self, file: CaseFile) -> None:
        """Show a case; ``self.file`` is the one shown before."""
        self.same_case = self.file is not None and self.file.case.id == file.case.id
        self.file = file
        self.draw(file)

    def draw(self, file: CaseFile) -> None:
        """Draw it; ``self.same_case`` tells whether it was only read once more."""
        raise NotImplementedError  # each tab draws its own; QWidget leaves no room for ABC

    def redraw(self) -> None:
        """Say computed words again: language, or names covered."""
        if self.file is not None:
            self.same_case = True
            self.draw(self.file)

    def save(self) -> None:
        """Save what is being written, if anything is."""
