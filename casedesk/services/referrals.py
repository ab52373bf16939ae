"""Sending a person on: what is told, whether they agreed, the answer, and asking again."""

from dataclasses import dataclass, replace
from datetime import date, timedelta

from casedesk.domain import sharing
from casedesk.domain.answers import NOT_ASKED, Answer, Missing, value_or
from casedesk.domain.cases import Consent, Referral
from casedesk.domain.follow_ups import REFERRAL, FollowUp
from casedesk.domain.partial_dates import PartialDate
from casedesk.domain.people import Person
from casedesk.domain.sharing import Permission
from casedesk.errors import Invalid
from casedesk.i18n import N_, _
from casedesk.services import cases, follow_ups, validation
from casedesk.storage import records
from casedesk.storage.unit_of_work import UnitOfWork

__all__ = ["Permission", "Slip", "ask_again", "permission", "save", "slip"]

#: after so many days without an answer somebody should ask
ANSWER_WITHIN = timedelta(days=7)
ASK = N_("Ask for their answer: {recipient}")
#: answers that decide what goes to whom, and why it may
_CONSENTED = ("to", "recipient", "purpose", "shared", "without_consent")
SAY_WHY = N_(
    "The person has not agreed to it. Write down why it goes all the same, or share nothing."
)


@dataclass(frozen=True, kw_only=True)
class Slip:
    """What is on file of what a slip may say; its printing takes the shared fields alone."""

    shelter: str
    today: date
    folio: str
    referral: Referral
    permission: Permission
    person: Person
    #: the others of the household, for their number and ages
    members: tuple[Person, ...]
    asylum: Answer[str]


def slip(uow: UnitOfWork, referral: Referral, shelter: str) -> Slip:
    """A stored referral as a slip."""
    stored = records.get(uow, Referral, referral.id)
    file = cases.read(uow, stored.case_id)
    return Slip(
        shelter=shelter,
        today=uow.today,
        folio=value_or(file.case.folio, ""),
        referral=stored,
        permission=sharing.permission(stored, file.consents),
        person=file.person,
        members=file.members,
        asylum=file.applications[-1].state if file.applications else NOT_ASKED,
    )


def permission(uow: UnitOfWork, referral: Referral) -> Permission:
    """What the person said about being referred to this organisation for this purpose."""
    return sharing.permission(referral, records.find(uow, Consent, case_id=referral.case_id))


def save(uow: UnitOfWork, referral: Referral) -> Referral:
    """Store a referral, or what changed in one, and see to it that the answer is asked for.

    Raises Invalid, also if something is shared to which the person has not agreed and nobody
    says why; or ChangedMeanwhile.
    """
    before = records.get(uow, Referral, referral.id) if referral.version else None
    referral = _dated(uow, referral, before)
    _check(uow, referral, before)
    if before is None:
        stored = records.add(uow, referral)
    else:
        stored = records.change(uow, referral)
        _check(uow, stored, before)  # with what somebody else changed meanwhile
    _follow(uow, stored, answered=before is not None and not sharing.waiting(before))
    return stored


def ask_again(uow: UnitOfWork, referral: Referral) -> Referral:
    """They were asked again today; the answer is waited for anew."""
    stored = records.get(uow, Referral, referral.id)
    asked = records.change(uow, replace(stored, asked_again_on=PartialDate.of(uow.today)))
    for each in _open(uow, stored):
        follow_ups.not_needed(uow, each)
    _add_follow_up(uow, asked)
    return asked


def _dated(uow: UnitOfWork, referral: Referral, before: Referral | None) -> Referral:
    """An answer has a day: today, unless somebody wrote another."""
    if sharing.waiting(referral) or not isinstance(referral.answered_on, Missing):
        return referral
    if before is not None and before.outcome == referral.outcome:
        return referral  # it was answered before, on a day that nobody knows
    return replace(referral, answered_on=PartialDate.of(uow.today))


def _check(uow: UnitOfWork, referral: Referral, before: Referral | None) -> None:
    """What was sent has been sent: their answer is written down whatever the person says since."""
    found = validation.problems(referral, today=uow.today)
    sent = before is None or any(
        getattr(referral, name) != getattr(before, name) for name in _CONSENTED
    )
    if (
        sent
        and value_or(referral.shared, ())
        and not sharing.may_share(referral, permission(uow, referral))
    ):
        found.setdefault("without_consent", SAY_WHY)
    if found:
        raise Invalid(found)


def _follow(uow: UnitOfWork, referral: Referral, *, answered: bool) -> None:
    """Have somebody ask for the answer as long as there is none; ``answered``: there was one."""
    if sharing.waiting(referral):
        made = _made(uow, referral)
        if not made:
            _add_follow_up(uow, referral)
        elif answered and not any(each.open for each in made):
            follow_ups.reopen(uow, made[-1])  # the answer was none
    else:
        for each in _open(uow, referral):
            follow_ups.done(uow, each)


def _add_follow_up(uow: UnitOfWork, referral: Referral) -> None:
    asked = referral.asked_again_on
    since = referral.referred_on if isinstance(asked, Missing) else asked
    day = uow.today if isinstance(since, Missing) else since.last
    follow_ups.add(
        uow,
        FollowUp(
            case_id=referral.case_id,
            what=_(ASK).format(recipient=sharing.recipient(referral)),
            due_on=PartialDate.of(max(day, uow.today - ANSWER_WITHIN) + ANSWER_WITHIN),
            whom=uow.session.user if referral.asked_again_on is not NOT_ASKED else NOT_ASKED,
            origin=REFERRAL,
            source=referral.id,
        ),
    )


def _made(uow: UnitOfWork, referral: Referral) -> list[FollowUp]:
    return records.find(uow, FollowUp, origin=REFERRAL, source=referral.id)


def _open(uow: UnitOfWork, referral: Referral) -> list[FollowUp]:
    return [each for each in _made(uow, referral) if each.open]
