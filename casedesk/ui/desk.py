"""What every page is given: the way to the vault, to other pages, and to the person's eyes."""

from collections.abc import Callable
from typing import Any, TypeVar

from PySide6.QtCore import QObject, Signal

from casedesk.errors import CasedeskError
from casedesk.services import steps
from casedesk.services.steps import Step
from casedesk.services.vaults import Clock, Session, UnitOfWork
from casedesk.ui.kit.binding import Text
from casedesk.ui.preferences import Preferences
from casedesk.ui.tasks import Tasks

T = TypeVar("T")


class Desk(QObject):
    """Handed to each page by the shell.

    A page is a widget made as ``Page(desk)`` on first use. The shell calls its
    ``open(**arguments)`` each time it is shown.
    """

    went = Signal(str, dict)  # name of the page to show, its arguments
    stepped = Signal(object, object)  # a Step that can be taken back, and a Text: what was done
    told = Signal(str)  # a warning, translated, to show until somebody closes it
    said = Signal(str)  # a short sentence, translated, to show and to speak
    refused = Signal(object)  # a CasedeskError to show above the page
    names_hidden_changed = Signal(bool)
    help_wanted = Signal(str)  # the help of the page, the keys or the tour

    def __init__(
        self,
        tasks: Tasks,
        preferences: Preferences | None = None,
        parent: QObject | None = None,
    ) -> None:
        """Pages can be shown without preferences, but not the settings."""
        super().__init__(parent)
        self.tasks = tasks
        self.preferences = preferences
        self._names_hidden = False
        tasks.refused.connect(self.refused)

    @property
    def session(self) -> Session:
        """Who has the vault open."""
        return self.tasks.vault.session

    @property
    def clock(self) -> Clock:
        """Where the time comes from."""
        return self.tasks.vault.clock

    @property
    def shelter(self) -> str:
        """The shelter's name."""
        return self.tasks.vault.shelter

    @property
    def names_hidden(self) -> bool:
        """Whether names are covered because somebody may be looking."""
        return self._names_hidden

    def hide_names(self, hidden: bool) -> None:
        """Cover or show names on every page."""
        self._names_hidden = hidden
        self.names_hidden_changed.emit(hidden)

    def go(self, page: str, **arguments: Any) -> None:
        """Show another page: ``cases``, ``person``, ``case``, ``incident``, ``reports`` …"""
        self.went.emit(page, arguments)

    def say(self, sentence: str) -> None:
        """Show and speak a short sentence that needs no answer, such as "Saved"."""
        self.said.emit(sentence)

    def tell(self, sentence: str) -> None:
        """Show a warning that stays until it is closed, on whatever page comes next."""
        self.told.emit(sentence)

    def offer_undo(self, step: Step[Any], sentence: Text) -> None:
        """Say what was done, and offer to take it back, on whatever page comes next.

        A sentence with names is a function, asked again when names are hidden.
        """
        self.stepped.emit(step, sentence)

    def keep(
        self,
        work: Callable[[UnitOfWork], T],
        sentence: Callable[[], str],
        *,
        owner: QObject,
        done: Callable[[T], None] = lambda _result: None,
        failed: Callable[[CasedeskError], None] | None = None,
    ) -> None:
        """Save something in one step, say that it is saved, and offer to take it back."""

        def ended(step: Step[T]) -> None:
            self.offer_undo(step, sentence())
            done(step.result)

        self.tasks.run(lambda uow: steps.taken(uow, work), ended, owner=owner, failed=failed)

    def refuse(self, error: CasedeskError) -> None:
        """Show an error above the page."""
        self.refused.emit(error)
