"""Who did it: one card per perpetrator, added and taken away in place."""

from collections.abc import Sequence
from string import ascii_lowercase

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from casedesk.domain import codelists
from casedesk.domain.answers import NOT_ASKED
from casedesk.domain.fields import specs
from casedesk.domain.incidents import Perpetrator
from casedesk.i18n import N_, _
from casedesk.ui.forms.rows import Row
from casedesk.ui.kit.binding import bind
from casedesk.ui.kit.buttons import button, icon_button
from casedesk.ui.kit.code_box import CodeBox, YesNoBox
from casedesk.ui.kit.combos import Options
from casedesk.ui.kit.control import Control
from casedesk.ui.kit.field import Field
from casedesk.ui.kit.labels import label
from casedesk.ui.kit.layouts import hbox, vbox
from casedesk.ui.kit.surfaces import Card
from casedesk.ui.kit.text_boxes import NumberBox

_MOST = len(ascii_lowercase)


class PerpetratorCard(Card):
    """What is known of one perpetrator."""

    changed = Signal()
    removed = Signal()

    def __init__(self, key: str) -> None:
        super().__init__(name=f"perpetrator_{key}", margin=14)
        self.key = key
        self.number = 1
        self.heading = label("", "label")
        self.remove = icon_button(N_("Remove this perpetrator"), "trash", name="remove")
        self.remove.clicked.connect(self.removed)
        known = specs(Perpetrator)
        controls: dict[str, Control] = {
            "type": CodeBox(_options("perpetrator_types")),
            "body": CodeBox(_options("perpetrator_bodies")),
            "number": NumberBox(lowest=1, highest=10_000),
            "acquiescence": YesNoBox(),
        }
        self.fields = {
            name: Field(known[name].label, control, hint=known[name].hint, name=name)
            for name, control in controls.items()
        }
        for control in controls.values():
            control.edited.connect(self.changed)
        head = hbox(self.heading, spacing=8)
        head.setStretch(0, 1)
        head.addWidget(self.remove)
        self.add(head)
        self.add(Row(self.fields["type"], self.fields["body"]))
        self.add(Row(self.fields["number"], self.fields["acquiescence"]))
        bind(self.heading, "setText", self.title)

    def title(self) -> str:
        """``Perpetrator 2: police``."""
        title = _("Perpetrator {number}").format(number=self.number)
        kind = self.fields["type"].control.state.state()
        if kind is NOT_ASKED and not self.fields["type"].control.problem():
            code = self.fields["type"].control.content()
            if code:
                title += ": " + codelists.load("perpetrator_types").label(code)
        return title

    def perpetrator(self) -> Perpetrator:
        """What the card says. Raises Unreadable."""
        values = {name: field.control.value() for name, field in self.fields.items()}
        return Perpetrator(key=self.key, **values)

    def show_perpetrator(self, perpetrator: Perpetrator) -> None:
        """Fill the card in."""
        for name, field in self.fields.items():
            field.control.set_value(getattr(perpetrator, name))


class PerpetratorsBox(QWidget):
    """Any number of perpetrators; none if nothing is known of them."""

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.cards: list[PerpetratorCard] = []
        self._column = vbox(spacing=10)
        self.add_button = button(N_("Add a perpetrator"), "plus", name="add_perpetrator")
        self.add_button.clicked.connect(self._add_by_hand)
        self.setLayout(
            vbox(
                label(N_("Who did it?"), "h2"),
                label(
                    N_("As the person describes them. One card for each kind of perpetrator."),
                    "hint",
                ),
                self._column,
                hbox(self.add_button, None),
                spacing=8,
            )
        )

    def perpetrators(self) -> tuple[Perpetrator, ...]:
        """Those of whom anything is said. Raises Unreadable."""
        made = (card.perpetrator() for card in self.cards)
        return tuple(each for each in made if each != Perpetrator(key=each.key))

    def questions(self) -> dict[str, Field]:
        """The fields of all cards, as ``perpetrators.0.number``."""
        return {
            f"perpetrators.{at}.{name}": field
            for at, card in enumerate(self.cards)
            for name, field in card.fields.items()
        }

    def titles(self) -> list[tuple[str, str]]:
        """Key and title of each card."""
        return [(card.key, card.title()) for card in self.cards]

    def show_perpetrators(self, perpetrators: Sequence[Perpetrator]) -> None:
        """Show these, or one empty card if there are none."""
        for card in list(self.cards):
            self._drop(card)
        for perpetrator in perpetrators:
            self._add(perpetrator.key).show_perpetrator(perpetrator)
        if not perpetrators:
            self._add("a")
        self._number()

    def _add_by_hand(self) -> None:
        used = {card.key for card in self.cards}
        card = self._add(next(letter for letter in ascii_lowercase if letter not in used))
        self._number()
        card.fields["type"].go()
        self.changed.emit()

    def _add(self, key: str) -> PerpetratorCard:
        card = PerpetratorCard(key)
        card.changed.connect(self._on_changed)
        card.removed.connect(lambda: self._remove(card))
        self.cards.append(card)
        self._column.addWidget(card)
        return card

    def _remove(self, card: PerpetratorCard) -> None:
        self._drop(card)
        if not self.cards:
            self._add("a")
        self._number()
        self.add_button.setFocus()
        self.changed.emit()

    def _drop(self, card: PerpetratorCard) -> None:
        self.cards.remove(card)
        self._column.removeWidget(card)
        card.hide()
        card.deleteLater()

    def _number(self) -> None:
        for number, card in enumerate(self.cards, start=1):
            card.number = number
            card.heading.setText(card.title())
            card.remove.setVisible(len(self.cards) > 1)
        self.add_button.setEnabled(len(self.cards) < _MOST)

    def _on_changed(self) -> None:
        self._number()
        self.changed.emit()


def _options(name: str) -> Options:
    def options() -> list[tuple[str, str]]:
        return [(code.code, code.label()) for code in codelists.load(name).codes.values()]

    return options
