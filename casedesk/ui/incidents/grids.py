"""Two grids: which perpetrator did which act, and who was victim or witness of it."""

from collections.abc import Iterable, Mapping, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QComboBox, QGridLayout, QSizePolicy, QWidget

from casedesk.domain import codelists
from casedesk.domain.answers import value_or
from casedesk.domain.incidents import Act, Victimisation
from casedesk.i18n import N_, _
from casedesk.ui.incidents.acts_box import act_label
from casedesk.ui.kit.binding import bind
from casedesk.ui.kit.choices import WrappingCheck
from casedesk.ui.kit.labels import label
from casedesk.ui.kit.layouts import clear, spaced, vbox


class Grid(QWidget):
    """A small table of controls that is drawn anew when its rows or columns change."""

    changed = Signal()

    def __init__(self, title: str, hint: str) -> None:
        super().__init__()
        self._grid = QGridLayout()
        spaced(self._grid, 0, 8)
        self.setLayout(vbox(label(title, "label"), label(hint, "hint"), self._grid, spacing=4))

    def _begin(self) -> None:
        clear(self._grid)

    def _head(self, at: int, text: str) -> None:
        self._grid.addWidget(_shown(text, "label"), 0, at)
        self._grid.setColumnStretch(at, 1)

    def _side(self, at: int, text: str) -> None:
        self._grid.addWidget(_shown(text, "text"), at, 0)


class WhoDidWhat(Grid):
    """Acts down, perpetrators across; shown once there are two perpetrators."""

    def __init__(self) -> None:
        super().__init__(N_("Who did which?"), N_("Untick what a perpetrator had no part in."))
        self.setObjectName("who_did_what")
        self._boxes: dict[tuple[str, str], WrappingCheck] = {}
        self._unticked: set[tuple[str, str]] = set()

    def arrange(self, acts: Sequence[str], perpetrators: Sequence[tuple[str, str]]) -> None:
        """Show these acts and perpetrators (key and title), keeping what was unticked."""
        self._begin()
        self._boxes = {}
        for column, (key, title) in enumerate(perpetrators, start=1):
            self._head(column, title)
            for row, act in enumerate(acts, start=1):
                self._grid.addWidget(self._box(act, key, title), row, column)
        for row, act in enumerate(acts, start=1):
            self._side(row, act_label(act))
        self.setVisible(len(perpetrators) > 1 and bool(acts))

    def acts(self, codes: Iterable[str]) -> tuple[Act, ...]:
        """The acts with the keys of those who did them; none named means all did."""
        return tuple(Act(code=code, by=self._by(code)) for code in codes)

    def nobody_did(self, codes: Iterable[str]) -> bool:
        """Whether an act has lost all its perpetrators."""
        keys = {key for _act, key in self._boxes}
        return any(keys and all((code, key) in self._unticked for key in keys) for code in codes)

    def show_acts(self, acts: Sequence[Act], keys: Sequence[str]) -> None:
        """Remember who did what; takes effect at the next :meth:`arrange`."""
        self._unticked = {
            (value_or(act.code, ""), key)
            for act in acts
            for key in keys
            if act.by and key not in act.by
        }

    def _by(self, code: str) -> tuple[str, ...]:
        keys = [key for act, key in self._boxes if act == code]
        ticked = tuple(key for key in keys if (code, key) not in self._unticked)
        return () if len(ticked) == len(keys) else ticked

    def _box(self, act: str, key: str, title: str) -> WrappingCheck:
        box = WrappingCheck()
        box.setObjectName(f"did_{act}_{key}")
        box.setChecked((act, key) not in self._unticked)
        bind(box, "setAccessibleName", lambda: f"{act_label(act)}: {title}")
        box.toggled.connect(lambda on: self._on_toggled((act, key), on))
        self._boxes[act, key] = box
        return box

    def _on_toggled(self, place: tuple[str, str], on: bool) -> None:
        (self._unticked.discard if on else self._unticked.add)(place)
        self.changed.emit()


class ToWhom(Grid):
    """People down, acts across; each cell says victim, witness, or neither."""

    def __init__(self) -> None:
        super().__init__(
            N_("To whom?"), N_("For each person: victim of it, witness to it, or neither.")
        )
        self.setObjectName("to_whom")
        self._people: dict[str, str] = {}
        self._acts: tuple[str, ...] = ()
        self._roles: dict[tuple[str, str], str] = {}
        self._first = ""

    def set_people(self, people: Mapping[str, str]) -> None:
        """Who can be chosen (id and name); the first is the person whose case it is."""
        self._people = dict(people)
        self._first = next(iter(people), "")

    def rename(self, people: Mapping[str, str]) -> None:
        """Call the same people otherwise: names were hidden, or may be seen again."""
        self.set_people(people)
        self.arrange(self._acts)

    def arrange(self, acts: Sequence[str]) -> None:
        """Show these acts, keeping what was chosen."""
        self._acts = tuple(acts)
        self._begin()
        for column, act in enumerate(acts, start=1):
            self._head(column, act_label(act))
        for row, (person, name) in enumerate(self._people.items(), start=1):
            self._side(row, name)
            for column, act in enumerate(acts, start=1):
                self._grid.addWidget(self._role_box(person, name, act), row, column)
        self.setVisible(bool(acts))

    def victimisations(self, acts: Sequence[str]) -> tuple[Victimisation, ...]:
        """What was chosen for the acts given."""
        return tuple(
            Victimisation(person_id=person, act=act, role=role)
            for person in self._people
            for act in acts
            if (role := self._role(person, act))
        )

    def show_victimisations(self, shown: Sequence[Victimisation] | None) -> None:
        """Remember roles; None begins anew, with the first person as victim of everything."""
        self._roles = {}
        if shown is not None:
            chosen = {(each.person_id, each.act): value_or(each.role, "") for each in shown}
            acts = {each.act for each in shown}
            self._roles = {(person, act): "" for person in self._people for act in acts} | chosen

    def _role(self, person: str, act: str) -> str:
        usual = "victim" if person == self._first else ""
        return self._roles.get((person, act), usual)

    def _role_box(self, person: str, name: str, act: str) -> QComboBox:
        box = QComboBox()
        box.setObjectName(f"role_{act}_{list(self._people).index(person)}")
        box.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        box.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        box.addItem(_("Neither"), "")
        for role in codelists.load("roles").codes.values():
            box.addItem(role.label(), role.code)
        box.setCurrentIndex(max(0, box.findData(self._role(person, act))))
        bind(box, "setAccessibleName", lambda: f"{name}: {act_label(act)}")
        bind(box, "setAccessibleDescription", lambda: f"{name}: {act_label(act)}")
        box.currentIndexChanged.connect(
            lambda _row: self._on_role((person, act), box.currentData())
        )
        return box

    def _on_role(self, place: tuple[str, str], role: str) -> None:
        self._roles[place] = role
        self.changed.emit()


def _shown(text: str, kind: str) -> QWidget:
    made = label("", kind)
    made.setText(text)
    return made
