"""What is to be done for the person: added, done, given to somebody, opened again."""

from collections.abc import Callable
from typing import Any

from casedesk.domain.answers import Missing
from casedesk.domain.follow_ups import FollowUp
from casedesk.i18n import N_, _
from casedesk.services import follow_ups, users
from casedesk.services.cases import CaseFile
from casedesk.services.vaults import UnitOfWork
from casedesk.ui.cases.casefile import kinds
from casedesk.ui.cases.casefile.entries import EntriesBox, Step
from casedesk.ui.cases.casefile.tab import Tab
from casedesk.ui.desk import Desk
from casedesk.ui.forms.controls import UserBox

_LAST = "9999"  # where what has no date stands among the dates


def open_ones(file: CaseFile) -> list[FollowUp]:
    """What is still to be done in a case, the earliest first."""
    return sorted((each for each in file.follow_ups if each.open), key=_due)


class FollowUpsTab(Tab):
    """What is open comes first, the earliest at the top; then what ended, the latest first."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        done = Step(N_("Done"), "check", _open, self._does(follow_ups.done, N_("Done")), "done")
        dropped = Step(
            N_("Not needed"),
            "ban",
            _open,
            self._does(follow_ups.not_needed, N_("It stays in the history.")),
            "not_needed",
        )
        again = Step(
            N_("Do it after all"),
            "rotate",
            lambda each: not each.open,
            self._does(follow_ups.reopen, N_("It is to be done again.")),
            "reopen",
        )
        kind = kinds.follow_ups(lambda: desk.clock.now().date())
        self.box = EntriesBox(desk, kind, done, dropped, again)
        self.add(self.box)
        self.add(None)

    def draw(self, file: CaseFile) -> None:
        """List them; learn who there is to do them."""
        ended = [each for each in file.follow_ups if not each.open]
        ended.sort(key=lambda each: (str(each.ended_on), each.id))
        # The box shows the last one first.
        self.box.show_entries(file.case.id, [*ended, *open_ones(file)[::-1]])
        self.desk.tasks.call(lambda vault, _progress: users.names(vault), self._offer, owner=self)

    def save(self) -> None:
        """Save the follow-up being written."""
        self.box.save()

    def _offer(self, names: list[str]) -> None:
        whom = self.box.editor.form.questions.fields["whom"].control
        if isinstance(whom, UserBox):
            whom.show_names(names)

    def _does(
        self, work: Callable[[UnitOfWork, FollowUp], Any], words: str
    ) -> Callable[[FollowUp], None]:
        def do(follow_up: FollowUp) -> None:
            self.desk.tasks.run(
                lambda uow: work(uow, follow_up),
                lambda _stored: self.desk.say(_(words)),
                owner=self,
            )

        return do


def _open(follow_up: FollowUp) -> bool:
    return follow_up.open


def _due(follow_up: FollowUp) -> tuple[str, str]:
    due = follow_up.due_on
    return (_LAST if isinstance(due, Missing) else str(due)), follow_up.id
