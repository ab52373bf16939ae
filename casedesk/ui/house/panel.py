"""What every way of using the table of the house shares."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from typing import Any

from PySide6.QtCore import Signal

from casedesk import i18n
from casedesk.i18n import _, ngettext
from casedesk.services import steps
from casedesk.services.house import Guest, House
from casedesk.services.vaults import UnitOfWork
from casedesk.ui.cases import names
from casedesk.ui.desk import Desk
from casedesk.ui.forms.controls import Choices
from casedesk.ui.forms.save_keys import tell_keys
from casedesk.ui.house.model import State
from casedesk.ui.kit.binding import bind
from casedesk.ui.kit.buttons import button
from casedesk.ui.kit.code_box import CodeBox
from casedesk.ui.kit.field import Field
from casedesk.ui.kit.forms import Form
from casedesk.ui.kit.labels import muted
from casedesk.ui.kit.layouts import hbox
from casedesk.ui.kit.surfaces import Card, holding


class Panel(Card):
    """Asks what is to be done with those ticked, and does it in one step."""

    done = Signal()
    redraw = Signal()  # what the table says of people has changed

    #: whether ticking somebody ticks their household
    households = False
    #: whether letters say something of whoever stands in the row
    marks = False

    def __init__(self, desk: Desk, help_text: str, do_text: str, icon: str, name: str) -> None:
        super().__init__(margin=16, spacing=12, name=name)
        self.desk = desk
        self.chosen: Sequence[Guest] = ()
        self.house: House | None = None
        self._do_text = do_text
        self.count = muted()
        self.count.setObjectName("ticked")
        self.do_button = button(do_text, icon, "primary", name="do")
        tell_keys(self.do_button)
        self.do_button.clicked.connect(self.do)
        self.foot_row = holding(hbox(self.do_button, None, margin=(16, 0, 16, 16)))
        self.add(muted(help_text))
        self.add(self.count)
        bind(self.count, "setText", self._count_words)

    def foot(self) -> None:
        """End what was added; the button stands under it, in sight wherever one has scrolled."""
        self.add(None)

    def show_house(self, home: House) -> None:
        """The house was read again."""
        self.house = home

    def day(self) -> date:
        """The day whose house is shown."""
        return self.desk.clock.now().date()

    def guests(self, home: House) -> Sequence[Guest]:
        """Who is listed."""
        return home.staying

    def ticks(self, _home: House) -> list[str] | None:
        """Who is ticked to begin with, by the stay's id; None leaves the ticks alone."""
        return None

    def state(self, _guest: Guest) -> State | None:
        """What the last column says of somebody."""
        return None

    def set_chosen(self, chosen: Sequence[Guest]) -> None:
        """Those ticked now."""
        self.chosen = chosen
        bind(self.count, "setText", self._count_words)
        self.do_button.setEnabled(bool(chosen))

    def marked(self, _key: int, _guest: Guest) -> None:
        """A letter was pressed on somebody's row."""

    def do(self) -> None:
        """Do it."""

    def once_ready(self, do: Callable[[], None]) -> None:
        """Do something as soon as people can be ticked."""
        do()

    def failed(self) -> None:
        """What was to be done could not be done: whoever tries again finds all as it was."""

    def asking(self, fields: Mapping[str, Field]) -> Form:
        """A form of some questions: what is wrong stands beside them and above the panel."""
        form = Form(fields, self)
        self.body.insertWidget(0, form.summary)
        self.done.connect(lambda: form.show_errors({}))
        return form

    def untick(self) -> None:
        """Nobody is ticked: what was ticked was for something else, or is done."""
        self.set_chosen(())

    def run(
        self,
        work: Callable[[UnitOfWork], Any],
        words: Callable[[int], str],
        whom: Sequence[Guest] = (),
    ) -> None:
        """Do some work in one step that can be taken back; ``words`` says it for a number.

        ``whom`` are those to be named; of one alone the step itself says who it is.
        """
        count = len(self.chosen)
        people = [guest.person for guest in whom] if len(whom) > 1 else []

        def ended(step: steps.Step[Any]) -> None:
            said = words(count)

            def sentence() -> str:
                return f"{names.of_people(people, self.desk)}: {said}" if people else said

            self.do_button.setEnabled(True)
            self.desk.offer_undo(step, sentence)
            self.done.emit()

        def failed(error: Any) -> None:
            self.do_button.setEnabled(True)
            self.failed()
            self.desk.refuse(error)

        self.do_button.setEnabled(False)
        self.desk.tasks.run(lambda uow: steps.taken(uow, work), ended, owner=self, failed=failed)

    def _count_words(self) -> str:
        count = len(self.chosen)
        if not count:
            return _("Nobody is ticked yet.")
        words = ngettext("{count} person ticked", "{count} people ticked", count)
        return words.format(count=i18n.number(count))


def code_field(desk: Desk, label: str, codes: str) -> Field:
    choices = Choices(codes, lambda: desk.clock.now().date())
    return Field(label, CodeBox(choices, states=False), name=f"panel_{codes}")
