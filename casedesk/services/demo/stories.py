"""What is on file about an invented person: case, stays, what was given, what was said."""

from collections.abc import Iterator
from datetime import date, timedelta

from casedesk.domain import sharing
from casedesk.domain.answers import NOT_ASKED, Answer, Missing
from casedesk.domain.cases import (
    CLOSED,
    OPEN,
    AsylumApplication,
    Case,
    Consent,
    Referral,
    Service,
    Stay,
)
from casedesk.domain.partial_dates import PartialDate
from casedesk.domain.people import Person
from casedesk.domain.records import Record
from casedesk.services.demo import follow_ups, rights
from casedesk.services.demo.chance import Chance, read
from casedesk.services.demo.journeys import Together, Visit, journey


def case(chance: Chance, person: Person, shared: Together, folio: str) -> Case:
    """The file on one person, opened on the first day."""
    last = shared.visits[-1].left
    closed = last is not None and chance.happens("closed")
    return Case(
        person_id=person.id,
        folio=folio,
        state=CLOSED if closed else OPEN,
        opened_on=PartialDate.of(shared.visits[0].entered),
        closed_on=PartialDate.of(last) if closed and last else NOT_ASKED,
        close_reason=chance.draw("close_reasons") if closed else NOT_ASKED,
    )


def entries(
    chance: Chance, person: Person, case: Case, shared: Together, today: date
) -> Iterator[Record]:
    """Everything in the case but its incidents."""
    for visit in shared.visits:
        yield _stay(chance, person, case, visit, shared)
        yield from _services(chance, case, visit, today)
    yield journey(chance, person, case, shared)
    yield from _consents(chance, case, shared.visits[0].entered)
    if chance.happens("referred"):
        yield _referral(chance, case, shared.visits[-1].entered)
    mexican = person.birth_country == read("weights")["codes"]["mexico"]
    if chance.happens("asylum") and not mexican:  # nobody asks their own country for asylum
        yield _application(chance, case, shared.visits[0].entered, today)
    yield from follow_ups.of_case(chance, case, shared, today)
    yield from rights.of_case(chance, case, shared, today)


def _stay(chance: Chance, person: Person, case: Case, visit: Visit, shared: Together) -> Stay:
    return Stay(
        case_id=case.id,
        entered_on=PartialDate.of(visit.entered),
        exited_on=PartialDate.of(visit.left) if visit.left else NOT_ASKED,
        slept_at=_dormitory(person, shared),
        travels_with=shared.travels_with,
        exit_reason=chance.draw("exit_reasons") if visit.left else NOT_ASKED,
    )


def _dormitory(person: Person, shared: Together) -> Answer[str]:
    beds: dict[str, str] = read("weights")["dormitories"]
    if not isinstance(person.household_id, Missing):
        return beds["household"]
    return beds["children"] if shared.child_alone else beds.get(str(person.sex), NOT_ASKED)


def _services(chance: Chance, case: Case, visit: Visit, today: date) -> Iterator[Service]:
    until = min(visit.left or today, visit.entered + timedelta(days=3), today)
    for what in chance.some("services"):
        given = PartialDate.of(chance.day(visit.entered, until))
        yield Service(case_id=case.id, what=what, given_on=given)


def _consents(chance: Chance, case: Case, asked: date) -> Iterator[Consent]:
    for purpose in read("weights")["consents"]["purposes"]:
        given: Answer[bool] = chance.said(chance.happens(f"consent_{purpose}"))
        yield Consent(
            case_id=case.id,
            purpose=purpose,
            given=given,
            given_on=PartialDate.of(asked),
            way=chance.draw("consent_ways") if given is True else NOT_ASKED,
        )


def _referral(chance: Chance, case: Case, day: date) -> Referral:
    to = chance.draw("referrals")
    purpose = read("weights")["referral_purposes"].get(to, NOT_ASKED)
    return Referral(
        case_id=case.id,
        to=to,
        purpose=purpose,
        shared=sharing.needed(purpose),
        without_consent="asks_now" if sharing.needed(purpose) else NOT_ASKED,
        referred_on=PartialDate.of(day),
        outcome=chance.said(chance.draw("referral_outcomes")),
    )


def _application(chance: Chance, case: Case, arrived: date, today: date) -> AsylumApplication:
    weights = read("weights")
    state = chance.draw("asylum_states")
    since = chance.day(arrived, today)
    filed = state not in weights["asylum"]["not_filed"]
    decided = state in weights["asylum"]["decided"]
    return AsylumApplication(
        case_id=case.id,
        state=state,
        state_since=PartialDate.of(since),
        filed_on=chance.remembered(chance.day(arrived, since)) if filed else NOT_ASKED,
        decided_on=PartialDate.of(since) if decided else NOT_ASKED,
        office=chance.draw("comar_offices") if filed else NOT_ASKED,
        us_status=chance.draw("us_statuses") if chance.happens("us_status") else NOT_ASKED,
    )
