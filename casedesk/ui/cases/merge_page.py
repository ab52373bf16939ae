"""Two people side by side, answer by answer: one person or two?"""

import dataclasses
from typing import Any

from PySide6.QtWidgets import QButtonGroup, QGridLayout

from casedesk.domain.answers import LABELS, Missing, value_or
from casedesk.domain.cases import Case
from casedesk.domain.fields import Type
from casedesk.domain.people import Person
from casedesk.i18n import N_, _
from casedesk.services import likenesses, merging
from casedesk.services.cases import CaseLine
from casedesk.services.doubles import Pair as LikelyPair
from casedesk.services.merging import Choice, Doubled, Pair
from casedesk.services.vaults import UnitOfWork
from casedesk.ui.cases import names
from casedesk.ui.cases.likely_pairs import LikelyPairs
from casedesk.ui.cases.people_search import PeopleSearch
from casedesk.ui.desk import Desk
from casedesk.ui.forms.wording import answer_text
from casedesk.ui.kit.binding import bind
from casedesk.ui.kit.buttons import button
from casedesk.ui.kit.choices import WrappingRadio
from casedesk.ui.kit.labels import h2, hint, label, muted, raw
from casedesk.ui.kit.layouts import FlowLayout, clear, spaced, vbox
from casedesk.ui.kit.page import Page
from casedesk.ui.kit.surfaces import Card, holding


class MergePage(Page):
    """Chooses which answers stay, and merges; or says that they are two."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(N_("One person or two?"), name="merge_page")
        self._desk = desk
        self._ids = ("", "")
        #: whether it was opened without a case: to go through everybody
        self._listing = False
        self._pair: Pair | None = None
        self._groups: dict[str, QButtonGroup] = {}
        self.back = self.add_back(self._back_words)
        self.other = PeopleSearch(desk, accessible=N_("Search the other case of this person"))
        self.choose = Card(h2(N_("Which is the other case?")), self.other, name="merge_other")
        self.merge_button = button(N_("Merge into one person"), "users", "primary", name="merge")
        self.swap_button = button(N_("Keep the other folio"), "refresh", name="merge_swap")
        self.deny_button = button(N_("Not the same person"), "x", name="merge_deny")
        self._rows = QGridLayout()
        spaced(self._rows, 4, 10)
        actions = FlowLayout(10)
        for each in (self.merge_button, self.swap_button, self.deny_button):
            actions.addWidget(each)
        self.agree = muted(N_("All the other answers are the same."))
        self.both = Card(
            label(
                N_(
                    "Stays, incidents and everything else of both stand in one case afterwards, "
                    "and either folio leads to it. Reports count one person, unless one that is "
                    "published already counted two."
                )
            ),
            holding(self._rows),
            self.agree,
            holding(actions),
            hint(N_("A merge can be undone, whole, from the history of the case.")),
            name="merge_both",
        )
        self.likely = LikelyPairs(desk)
        self.add(self.likely)
        self.add(self.choose)
        self.add(self.both)
        self.add(None)
        self._connect()

    def open(self, case_id: str = "", other_id: str = "", **_arguments: Any) -> None:
        """Show two cases; without the other one, propose some; without any, everybody's doubles."""
        self._show_nothing()
        self._ids = (case_id, other_id)
        self._listing = not case_id
        bind(self.back, "setText", self._back_words)
        self.choose.setVisible(bool(case_id) and not other_id)
        self.likely.setVisible(not other_id)
        self.other.choose(None)
        if other_id:
            self._read()
            return
        self.likely.look(case_id)
        if self._listing:
            self.likely.take_focus()
        else:
            self.other.search.setFocus()

    def chosen(self) -> Person:
        """The person who stays, with the answers that were chosen."""
        assert self._pair is not None  # noqa: S101 - the button is hidden until both are there
        answers = {
            choice.spec.name: choice.gone if self._takes_gone(choice) else choice.kept
            for choice in self._pair.choices
        }
        return dataclasses.replace(self._pair.kept, **answers)  # type: ignore[arg-type]  # by the fields' names

    def _connect(self) -> None:
        self.back.clicked.connect(self._go_back)
        self.other.picked.connect(self._picked)
        self.likely.picked.connect(self._picked_pair)
        self.merge_button.clicked.connect(self._merge)
        self.swap_button.clicked.connect(self._swap)
        self.deny_button.clicked.connect(self._deny)
        self._desk.names_hidden_changed.connect(lambda _hidden: self._draw())

    def _picked(self, line: CaseLine) -> None:
        self._ids = (self._ids[0], line.case_id)
        self._read()

    def _picked_pair(self, pair: LikelyPair) -> None:
        """Whoever was written down first stays; asked about a case, that case does."""
        lines = (pair.line, pair.like.line)
        if self._listing:
            lines = (min(lines, key=_number), max(lines, key=_number))
        self._ids = (lines[0].case_id, lines[1].case_id)
        self.likely.setVisible(not self._listing)
        self._read()

    def _go_back(self) -> None:
        if self._listing:
            self._desk.go("merge" if self._pair else "cases")
        else:
            self._desk.go("case", case_id=self._ids[0])

    def _back_words(self) -> str:
        if not self._listing:
            return _("Back to the case")
        return _("Back to the pairs") if self._pair else _("Back to cases")

    def _swap(self) -> None:
        self._ids = (self._ids[1], self._ids[0])
        self._show_nothing()
        self._read()

    def _show_nothing(self) -> None:
        """Nobody who was compared before stays in sight."""
        self._pair = None
        self._groups = {}
        clear(self._rows)
        self.both.hide()

    def _read(self) -> None:
        kept, gone = ids = self._ids
        self._desk.tasks.run(
            lambda uow: merging.pair(uow, kept, gone),
            lambda pair: self._arrived(ids, pair),
            owner=self,
            latest="pair",
        )

    def _arrived(self, ids: tuple[str, str], pair: Pair) -> None:
        if ids != self._ids:
            return  # an answer about two others
        self._pair = pair
        self._groups = {}
        bind(self.back, "setText", self._back_words)
        self._draw()
        self.merge_button.setFocus()

    def _draw(self) -> None:
        pair = self._pair
        self.both.setVisible(pair is not None)
        if pair is None:
            return
        taken = {choice.spec.name for choice in pair.choices if self._takes_gone(choice)}
        self._groups = {}
        clear(self._rows)
        self._draw_head(pair)
        for place, choice in enumerate(pair.choices, start=1):
            self._draw_choice(place, choice, gone=choice.spec.name in taken)
        for column, stretch in enumerate((2, 3, 3)):
            self._rows.setColumnStretch(column, stretch)

    def _draw_head(self, pair: Pair) -> None:
        heads = (
            (_("Stays: {folio}"), pair.kept_case, pair.kept),
            (_("Goes into it: {folio}"), pair.gone_case, pair.gone),
        )
        for column, (text, case, person) in enumerate(heads, start=1):
            words = text.format(folio=_folio(case))
            name = raw(names.of_person(person, self._desk), "muted", name=f"merge_name_{column}")
            head = vbox(raw(words, "strong"), name, spacing=2)
            self._rows.addWidget(holding(head), 0, column)

    def _draw_choice(self, place: int, choice: Choice, *, gone: bool) -> None:
        question = _(choice.spec.label) or _("Household")
        self._rows.addWidget(raw(question, "muted"), place, 0)
        group = QButtonGroup(self)
        for column, value in enumerate((choice.kept, choice.gone)):
            text = self._words(choice, value)
            radio = WrappingRadio(lambda text=text: text)
            radio.setObjectName(f"merge_{choice.spec.name}_{column}")
            radio.setAccessibleName(f"{question}: {text}")
            radio.setChecked(gone is bool(column))
            group.addButton(radio, column)
            self._rows.addWidget(radio, place, column + 1)
        self._groups[choice.spec.name] = group

    def _takes_gone(self, choice: Choice) -> bool:
        group = self._groups.get(choice.spec.name)
        if group is None:
            return choice.stays is choice.gone
        return group.checkedId() == 1

    def _words(self, choice: Choice, value: object) -> str:
        if isinstance(value, Missing):
            return _(LABELS[value])
        if choice.spec.type is Type.LINK:
            known = self._pair.households if self._pair is not None else {}
            return names.text(known.get(str(value), ""), self._desk) or _("one on file")
        words = answer_text(choice.spec, value)
        free = choice.spec.type in (Type.TEXT, Type.LONG_TEXT)
        return names.text(words, self._desk) if free else words

    def _merge(self) -> None:
        pair = self._pair
        if pair is None:
            return
        person = self.chosen()

        def work(uow: UnitOfWork) -> tuple[Case, Doubled]:
            case = merging.merge(uow, person, pair.kept_case.id, pair.gone.id)
            return case, merging.doubled(uow, case.id)

        self._desk.tasks.run(
            work, lambda made: self._merged(pair, *made), owner=self, failed=self._desk.refuse
        )

    def _merged(self, pair: Pair, case: Case, doubled: Doubled) -> None:
        self.likely.drop(pair.gone.id)
        self._desk.say(_("They are one person now. The history of the case can undo it."))
        if doubled:
            self._desk.tell(_doubled_words(_folio(case), doubled))
        self._leave(case.id)

    def _deny(self) -> None:
        pair = self._pair
        if pair is None:
            return
        self._desk.tasks.run(
            lambda uow: likenesses.keep_apart(uow, pair.kept.id, pair.gone.id),
            lambda _said: self._denied(pair),
            owner=self,
        )

    def _denied(self, pair: Pair) -> None:
        self.likely.drop(pair.kept.id, pair.gone.id)
        self._desk.say(_("Noted: they are two people. Nobody will be asked again."))
        self._leave(pair.kept_case.id)

    def _leave(self, case_id: str) -> None:
        """To the next pair, or to the case."""
        if self._listing:
            self._desk.go("merge")
        else:
            self._desk.go("case", case_id=case_id)


def _doubled_words(folio: str, doubled: Doubled) -> str:
    told = [f"{folio}:"]
    if doubled.stays:
        told.append(_("Both were here by the records. Under Stays, end the one that is not true."))
    if doubled.incidents:
        told.append(
            _("The same incident may have been told in both. Compare them under Incidents.")
        )
    if doubled.steps:
        told.append(_("A step of the procedure stands there twice. Reports count it once."))
    if doubled.services:
        told.append(
            _("Something was given twice on one day. In the history, take out what is not true.")
        )
    return " ".join(told)


def _number(line: CaseLine) -> int:
    return line.number


def _folio(case: Case) -> str:
    return str(value_or(case.folio, ""))
