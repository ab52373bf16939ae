"""What a report of one's own holds: tables, filters, protection, words, and a name to keep it."""

from collections.abc import Iterable, Sequence

from PySide6.QtCore import Signal

from casedesk import i18n
from casedesk.i18n import N_, _
from casedesk.reports import orders
from casedesk.reports.orders import Policy
from casedesk.reports.own_reports import Choice
from casedesk.reports.own_tables import OwnField
from casedesk.reports.tables import EXACT, ROUNDING
from casedesk.ui.kit.binding import bind
from casedesk.ui.kit.buttons import button
from casedesk.ui.kit.code_box import CodeBox, CodesBox
from casedesk.ui.kit.control import Control
from casedesk.ui.kit.field import Field
from casedesk.ui.kit.labels import h2, hint
from casedesk.ui.kit.layouts import hbox
from casedesk.ui.kit.surfaces import Card, line
from casedesk.ui.kit.text_boxes import TextBox

ONE_OF_EACH = N_("Choose one category of each kind.")
SETTLED = N_("Settled for {year} by its first report: it stays the same for the year.")
OPEN = N_("The first report of a year settles this for the whole year.")
_MODES = {
    ROUNDING: N_("Rounded to multiples of 5: nothing is hidden"),
    EXACT: N_("Exact, with as much hidden as it takes"),
}
_MOST_INSIDERS = 10
_MANY = 100


class OrderForm(Card):
    """Choices out of the catalogue; ``edited`` at each change of one."""

    edited = Signal()
    saving = Signal(str)  # the name to keep it under
    removing = Signal(str)

    def __init__(self) -> None:
        super().__init__(name="order_form")
        self._own: tuple[OwnField, ...] = ()
        self.tables = _field(
            N_("Tables"), CodesBox(self._tables, states=False, picker_from=_MANY), "tables"
        )
        self.filters = _field(
            N_("Count only"),
            CodesBox(_filters, states=False),
            "filters",
            N_("Tables that cannot be confined to these are left out."),
        )
        self.mode = _field(N_("Protection"), CodeBox(_modes, states=False, empty=False), "mode")
        self.coarse = _field(N_("Fewer categories of"), CodesBox(_coarse, states=False), "coarse")
        self.insiders = _field(
            N_("Persons of a group who may tell what they know"),
            CodeBox(_insiders, states=False, empty=False),
            "insiders",
        )
        self.title = _field(N_("Title"), TextBox(states=False), "title")
        self.recipient = _field(N_("Made for"), TextBox(states=False), "recipient")
        self.settled = hint(OPEN)
        self.name = _field(N_("Keep this choice under a name"), TextBox(states=False), "own_name")
        self.save = button(N_("Keep"), "device-floppy", name="save_own")
        self.remove = button(N_("Forget it"), "trash", "link", name="remove_own")
        self._parts: dict[str, Field] = {
            each.objectName(): each
            for each in (
                *(self.tables, self.filters, self.mode, self.coarse, self.insiders),
                *(self.title, self.recipient),
            )
        }
        self._build()
        self.show_choice(Choice(), "")

    def offer(self, own: Sequence[OwnField]) -> None:
        """Offer tables by these fields of the shelter's own as well."""
        chosen = self._codes(self.tables)
        self._own = tuple(own)
        self.tables.control.set_value(chosen)

    def choice(self, language: str) -> Choice | None:
        """What is chosen; None, with the errors shown, if it cannot be understood."""
        chosen = tuple(sorted(_pair(code) for code in self._codes(self.filters)))
        several = len({name for name, _value in chosen}) < len(chosen)
        unfinished = self.filters.control.problem()
        control = self.filters.control
        typing = isinstance(control, CodesBox) and control.choice.writing
        self.filters.set_error(ONE_OF_EACH if several else "" if typing else unfinished)
        if several or unfinished:
            return None
        policy = Policy(
            self.mode.control.content() or ROUNDING,
            int(self.insiders.control.content() or 0),
            tuple(sorted(self._codes(self.coarse))),
        )
        return Choice(
            tables=orders.chosen(self._codes(self.tables), self._own),
            filters=chosen,
            policy=policy,
            recipient=self.recipient.control.content() or "",
            title=self.title.control.content() or "",
            language=language,
        )

    def show_choice(self, choice: Choice, name: str) -> None:
        """Show a choice kept under a name, or the whole catalogue."""
        everything = tuple(table.id for table in orders.catalogue().tables)
        self.tables.control.set_value(choice.tables or everything)
        self.filters.control.set_value(tuple(f"{name}={value}" for name, value in choice.filters))
        self.show_policy(choice.policy)
        self.title.control.set_value(choice.title)
        self.recipient.control.set_value(choice.recipient)
        self.name.control.set_value(name)
        self.name.set_error(None)
        self.remove.setVisible(bool(name))

    def show_policy(self, policy: Policy) -> None:
        """Show how it is protected."""
        self.mode.control.set_value(policy.mode)
        self.coarse.control.set_value(policy.coarse)
        self.insiders.control.set_value(str(min(policy.insiders, _MOST_INSIDERS)))

    def settle(self, year: int, policy: Policy | None) -> None:
        """Show what a year's first report settled, which cannot be chosen; None if it is open."""
        if policy is not None:
            self.show_policy(policy)
        for each in (self.mode, self.coarse, self.insiders):
            each.setEnabled(policy is None)
        bind(
            self.settled,
            "setText",
            OPEN if policy is None else (lambda: _(SETTLED).format(year=year)),
        )

    def leave_out(self, ids: Iterable[str]) -> None:
        """Take tables away."""
        gone = set(ids)
        left = tuple(code for code in self._codes(self.tables) if code not in gone)
        self.tables.control.set_value(left)

    def redraw(self) -> None:
        """Write the lists in the current language."""
        for each in self._parts.values():
            if isinstance(each.control, CodeBox):
                each.control.combo.reload()

    def _build(self) -> None:
        self.add(h2(N_("What the report holds")))
        for each in (self.tables, self.filters, self.title, self.recipient):
            self.add(each)
        self.add(line())
        self.add(h2(N_("How it is protected")))
        self.add(self.settled)
        for each in (self.mode, self.coarse, self.insiders):
            self.add(each)
        self.add(line())
        self.add(self.name)
        self.add(hbox(self.save, self.remove, None, spacing=10))
        for each in self._parts.values():
            each.control.edited.connect(self.edited)
        self.save.clicked.connect(lambda: self.saving.emit(self._name()))
        self.remove.clicked.connect(lambda: self.removing.emit(self._name()))

    def _tables(self) -> list[tuple[str, str]]:
        tables = orders.catalogue(own=self._own).tables
        return [(table.id, table.words.in_language(i18n.language())) for table in tables]

    def _name(self) -> str:
        return self.name.control.content() or ""

    @staticmethod
    def _codes(field: Field) -> tuple[str, ...]:
        return field.control.content() or ()


def _field(text: str, control: Control, name: str, about: str = "") -> Field:
    return Field(text, control, hint=about, name=name)


def _pair(code: str) -> tuple[str, str]:
    name, _equals, value = code.partition("=")
    return name, value


def _filters() -> list[tuple[str, str]]:
    language = i18n.language()
    return [
        (
            f"{each.name}={value}",
            f"{each.words.in_language(language)}: {each.label(value, language)}",
        )
        for each in orders.filters_offered()
        for value in each.values
    ]


def _modes() -> list[tuple[str, str]]:
    return [(code, _(words)) for code, words in _MODES.items()]


def _coarse() -> list[tuple[str, str]]:
    found = orders.catalogue().dimensions.values()
    return [(each.name, each.words.in_language(i18n.language())) for each in found if each.coarse]


def _insiders() -> list[tuple[str, str]]:
    return [(str(each), i18n.number(each)) for each in range(_MOST_INSIDERS + 1)]
