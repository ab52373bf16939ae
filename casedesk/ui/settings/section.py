"""What every section of the settings is made of."""

from PySide6.QtWidgets import QVBoxLayout, QWidget

from casedesk.ui.desk import Desk
from casedesk.ui.kit.layouts import Part, add, vbox


class Section(QWidget):
    """Cards under one another; ``open`` is called each time the section is shown."""

    def __init__(self, desk: Desk, name: str) -> None:
        super().__init__()
        self.setObjectName(name)
        self.desk = desk
        self.box: QVBoxLayout = vbox(spacing=12)
        self.setLayout(self.box)

    def add(self, part: Part) -> None:
        """Append a part."""
        add(self.box, part)

    def open(self) -> None:
        """Show what is so now, and bring the person to the first control."""
