"""With whom somebody belongs: nobody here, or a person already on file."""

from collections.abc import Mapping
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from casedesk.i18n import N_
from casedesk.ui.cases.people_search import PeopleSearch
from casedesk.ui.desk import Desk
from casedesk.ui.kit.choices import WrappingRadio
from casedesk.ui.kit.field import Field
from casedesk.ui.kit.layouts import vbox

_RELATIVE = "relative"


class FamilyBox(QWidget):
    """Alone, or in the household of somebody who is on file."""

    edited = Signal()

    def __init__(self, desk: Desk, relation: Field) -> None:
        super().__init__()
        self._relation = relation
        self._filling = False
        self.alone = WrappingRadio(N_("With no family member on file"))
        self.alone.setObjectName("family_alone")
        self.with_family = WrappingRadio(N_("With a family member who is on file"))
        self.with_family.setObjectName("family_with")
        self.search = PeopleSearch(desk)
        self.setLayout(vbox(self.alone, self.with_family, self.search, relation, spacing=8))
        self.alone.setChecked(True)
        self.with_family.toggled.connect(self._toggled)
        self.search.chosen.connect(self._chosen)
        self._follow()

    @property
    def relative_id(self) -> str:
        """The person whose household it is; empty if there is none."""
        return self.search.person_id if self.with_family.isChecked() else ""

    def set_relative(self, person_id: str) -> None:
        """Choose a person by id, or nobody; nobody has written anything by that."""
        self._filling = True
        self.alone.setChecked(not person_id)
        self.with_family.setChecked(bool(person_id))
        if person_id:
            self.search.choose_person(person_id)
        else:
            self.search.choose(None)
        self._filling = False
        self._follow()

    def content(self) -> dict[str, Any]:
        """What was chosen, for a draft."""
        return {_RELATIVE: self.relative_id} if self.relative_id else {}

    def restore(self, content: Mapping[str, Any]) -> None:
        """Put a draft back."""
        if content.get(_RELATIVE):
            self.set_relative(content[_RELATIVE])

    def _toggled(self, _on: bool) -> None:
        self._follow()
        if self._filling:
            return
        if self.with_family.hasFocus() and self.with_family.isChecked():
            self.search.search.setFocus()
        self.edited.emit()

    def _chosen(self) -> None:
        self.edited.emit()

    def _follow(self) -> None:
        related = self.with_family.isChecked()
        self.search.setVisible(related)
        self._relation.setVisible(related)
