"""Counts that were told outside the reports, such as to the press: each is a publication too."""

from collections.abc import Callable, Sequence
from datetime import date

from PySide6.QtCore import Signal

from casedesk import i18n
from casedesk.i18n import N_
from casedesk.reports import orders
from casedesk.reports.ledger_words import stated_in_words
from casedesk.reports.own_tables import OwnField
from casedesk.reports.periods import Period
from casedesk.reports.published import Stated
from casedesk.reports.refusals import NotOneGroup
from casedesk.reports.wording import Words
from casedesk.ui.kit.buttons import button
from casedesk.ui.kit.code_box import CodeBox, CodesBox
from casedesk.ui.kit.field import Field
from casedesk.ui.kit.labels import h2, label, muted
from casedesk.ui.kit.layouts import clear, hbox, vbox
from casedesk.ui.kit.surfaces import Card
from casedesk.ui.kit.text_boxes import TextBox
from casedesk.ui.reports.period_choice import PeriodChoice

WHY = N_(
    "A number given to the press, to a donor or in a talk is a publication: together with the "
    "reports it can give somebody away. Enter it, and every report from now on takes it into "
    "account."
)
A_NUMBER = N_("Write a number, or two with a hyphen between.")


class StatedCard(Card):
    """The list, and a form for one more."""

    stated = Signal(object)  # a Stated

    def __init__(self, today: Callable[[], date]) -> None:
        super().__init__(name="stated")
        self._rows = vbox(spacing=4)
        self._own: tuple[OwnField, ...] = ()
        self.period = PeriodChoice(today)
        self.population = Field(
            N_("What was counted"),
            CodeBox(_populations, states=False, empty=False),
            name="stated_population",
        )
        self.of = Field(N_("Of whom"), CodesBox(self._of, states=False), name="stated_of")
        self.count = Field(N_("How many"), TextBox(states=False, width=160), name="stated_count")
        self.whom = Field(N_("Told to"), TextBox(states=False), name="stated_to")
        self.enter = button(N_("Enter it"), "plus", name="enter_stated")
        self.population.control.set_value("persons")
        for part in (
            h2(N_("Counts told outside")),
            muted(WHY),
            self._rows,
            self.period,
            self.population,
            self.of,
            self.count,
            self.whom,
            hbox(self.enter, None),
        ):
            self.add(part)
        self.population.control.edited.connect(lambda: self.of.control.set_value(None))
        self.enter.clicked.connect(self._enter)

    def show_stated(
        self, stated: Sequence[Stated], months: list[Period], own: Sequence[OwnField] = ()
    ) -> None:
        """Show what was told, the latest first; by these own fields too."""
        clear(self._rows)
        self._own = tuple(own)
        self.of.control.set_value(None)
        self.period.offer(months)
        self.setVisible(bool(months))
        for each in stated:
            self._rows.addWidget(label(_in_words(each, self._own)))

    def redraw(self) -> None:
        """Write the lists in the current language."""
        self.period.redraw()
        if isinstance(self.population.control, CodeBox):
            self.population.control.combo.reload()

    def _enter(self) -> None:
        period, count = self.period.content(), _count(self.count.control.content() or "")
        self.count.set_error(None if count else A_NUMBER)
        if count is None or period is None:
            self.count.go()
            return
        population = self.population.control.content() or "persons"
        codes = self.of.control.content() or ()
        known = orders.classified_by(population, self._own)
        of = sorted(_pair(code) for code in codes if _pair(code)[0] in known)
        stated = Stated(period, population, tuple(of), *count, self.whom.control.content() or "")
        self.of.set_error(None if stated.of_one_group else NotOneGroup.advice)
        if not stated.of_one_group:
            self.of.go()
            return
        self.stated.emit(stated)

    def clear(self) -> None:
        """What was written stands in the ledger."""
        for field in (self.of, self.count, self.whom):
            field.control.set_value(None)

    def _of(self) -> list[tuple[str, str]]:
        whole, language = orders.catalogue(own=self._own).dimensions, i18n.language()
        found = [
            *orders.filters_offered(),
            *(whole[each.name] for each in self._own if not each.several),
        ]
        return [
            (
                f"{each.name}={value}",
                f"{each.words.in_language(language)}: {each.label(value, language)}",
            )
            for each in found
            for value in each.values
        ]


def _in_words(stated: Stated, own: Sequence[OwnField]) -> Callable[[], str]:
    return lambda: stated_in_words(stated, Words(i18n.language()), own)


def _pair(code: str) -> tuple[str, str]:
    name, _equals, value = code.partition("=")
    return name, value


def _count(text: str) -> tuple[int, int] | None:
    """One number or two; None if it is none."""
    low, _hyphen, high = text.replace("–", "-").partition("-")
    try:
        found = int(low), int(high or low)
    except ValueError:
        return None
    return found if 0 <= found[0] <= found[1] else None


def _populations() -> list[tuple[str, str]]:
    units = {table.population: table.unit for table in orders.catalogue().tables}
    names = {name: unit.base.in_language(i18n.language()) for name, unit in units.items()}
    return list(names.items())
