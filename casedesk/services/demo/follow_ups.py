"""Invented follow-ups: what somebody still needs, and what was done."""

from collections.abc import Iterator
from datetime import date, timedelta

from casedesk.domain.answers import NOT_ASKED, Answer
from casedesk.domain.cases import OPEN, Case
from casedesk.domain.follow_ups import BY_HAND, DONE, MONTHLY, WEEKLY, FollowUp
from casedesk.domain.partial_dates import PartialDate
from casedesk.services.demo.chance import Chance, read
from casedesk.services.demo.journeys import Together


def of_case(chance: Chance, case: Case, shared: Together, today: date) -> Iterator[FollowUp]:
    """One for many of those who are here, and for few of those who left."""
    words = read("follow_ups")
    here = shared.visits[-1].left is None
    if case.state != OPEN or not chance.within(words["here" if here else "left"]):
        return
    entered = shared.visits[-1].entered
    if here:
        days = chance.number(-words["days_before"], words["days_after"])
        due = max(entered, today + timedelta(days=days))
    else:
        due = entered + timedelta(days=chance.days(words["days_after"]))
    user = read("vault")["user"]
    done = due <= today and chance.within(words["done"])
    yield FollowUp(
        case_id=case.id,
        what=chance.one(words["what"]),
        due_on=PartialDate.of(due),
        whom=user if chance.within(words["taken"]) else NOT_ASKED,
        repeat=NOT_ASKED if done else _repeat(chance, words["weekly"], words["monthly"]),
        ended=DONE if done else NOT_ASKED,
        ended_on=PartialDate.of(due) if done else NOT_ASKED,
        ended_by=user if done else NOT_ASKED,
        origin=BY_HAND,
    )


def _repeat(chance: Chance, weekly: float, monthly: float) -> Answer[str]:
    if chance.within(monthly):
        return MONTHLY
    return WEEKLY if chance.within(weekly) else NOT_ASKED
