"""Which reports of one's own are published together with the one that is shown."""

from collections.abc import Sequence

from PySide6.QtWidgets import QWidget

from casedesk.i18n import N_
from casedesk.ui.kit.choices import WrappingCheck
from casedesk.ui.kit.labels import hint, label
from casedesk.ui.kit.layouts import clear, vbox

TOGETHER = N_("Publish these with it?")
WHY = N_(
    "Parts of the same period, such as one place or one nationality, are rounded together with it. "
    "Afterwards there may be no room left for them."
)


class Beside(QWidget):
    """A box for each of them."""

    def __init__(self) -> None:
        super().__init__()
        self._boxes: dict[str, WrappingCheck] = {}
        self._rows = vbox(spacing=4)
        self.setLayout(vbox(label(TOGETHER, "strong"), hint(WHY), self._rows, spacing=6))
        self.hide()

    def offer(self, names: Sequence[str]) -> None:
        """Offer reports by their names, none of them chosen; without any it hides."""
        clear(self._rows)
        self._boxes = {name: _box(name) for name in names}
        for box in self._boxes.values():
            self._rows.addWidget(box)
        self.setVisible(bool(names))

    def chosen(self) -> tuple[str, ...]:
        """The names chosen."""
        return tuple(name for name, box in self._boxes.items() if box.isChecked())


def _box(name: str) -> WrappingCheck:
    box = WrappingCheck(lambda: name)
    box.setObjectName(f"beside_{name}")
    return box
