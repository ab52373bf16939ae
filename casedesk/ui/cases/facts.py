"""What follows from a case and is shown as chips in its header."""

from dataclasses import dataclass
from datetime import date

from casedesk.domain import codelists
from casedesk.domain.cases import CLOSED, Stay
from casedesk.domain.derived import minors
from casedesk.domain.derived.stays import ended
from casedesk.i18n import N_, ngettext
from casedesk.services.asylum.standing import Standing, standing, told
from casedesk.services.cases import CaseFile
from casedesk.ui.cases import ages
from casedesk.ui.cases.asylum import group_of
from casedesk.ui.kit.binding import Text
from casedesk.ui.kit.chips import Tone


@dataclass(frozen=True)
class Fact:
    """A state with its icon and colour."""

    icon: str
    text: Text
    tone: Tone


def facts(file: CaseFile, today: date) -> list[Fact]:
    """The states of a case that everybody who opens it should see."""
    found = []
    if ages.minor(file.person, today):
        found.append(Fact("shield", N_("Minor"), "warn"))
        with_adult = accompanied(file, today)
        if with_adult is False:
            found.append(Fact("alert-triangle", N_("Unaccompanied child"), "danger"))
        elif with_adult is None:
            found.append(Fact("help", N_("Ask who is with the child"), "warn"))
    elif ages.perhaps_minor(file.person, today):
        found.append(Fact("shield", N_("Perhaps a minor"), "warn"))
    if file.case.needs_look:
        found.append(Fact("flag", N_("Needs a look"), "warn"))
    if open_stay(file) is not None:
        found.append(Fact("bed", N_("Here now"), "ok"))
    if file.case.state == CLOSED:
        found.append(Fact("lock", N_("Case closed"), "muted"))
    late = sum(each.overdue(today) for each in file.follow_ups)
    if late:
        found.append(Fact("bell", lambda: _overdue(late), "warn"))
    procedure = procedure_of(file, today)
    if procedure.code:
        found.append(_asylum(procedure.code))
    return found


def accompanied(file: CaseFile, today: date) -> bool | None:
    """Whether an adult of the family is with the person; None if nothing says so or not."""
    said = [stay.travels_with for stay in file.stays[-1:]]
    said += [journey.travels_with for journey in file.journeys[-1:]]
    others = [(member.relation, ages.minor(member, today)) for member in file.members]
    return minors.accompanied(file.person.relation, others, said)


def open_stay(file: CaseFile) -> Stay | None:
    """The stay that has not ended."""
    return next((stay for stay in file.stays[::-1] if not ended(stay.exited_on)), None)


def procedure_of(file: CaseFile, today: date) -> Standing:
    """Where the person's procedure stands."""
    return standing(told(file.applications, file.procedure), today)


def _overdue(count: int) -> str:
    words = ngettext("{count} follow-up overdue", "{count} follow-ups overdue", count)
    return words.format(count=count)


def _asylum(state: str) -> Fact:
    group = group_of(state)
    return Fact(group.icon, lambda: codelists.load("asylum_states").label(state), group.tone)
