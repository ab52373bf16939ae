"""What is on file about an invented person: case, stays, journey, what was given, what was said."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

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
from casedesk.domain.journeys import Journey, Leg
from casedesk.domain.partial_dates import PartialDate
from casedesk.domain.people import Person
from casedesk.domain.records import Record
from casedesk.services.demo.chance import Chance, read
from casedesk.services.demo.people import CHILD_ALONE, Party


@dataclass(frozen=True)
class Visit:
    """From when to when somebody was here; ``left`` is None for those who still are."""

    entered: date
    left: date | None


@dataclass(frozen=True)
class Together:
    """What those who arrive together share, drawn once."""

    travels_with: str
    child_alone: bool
    route: str
    entry_point: str
    reasons: tuple[str, ...]
    transport: tuple[str, ...]
    destination: str
    visits: tuple[Visit, ...]
    departed: date
    entered_mexico: date


def together(chance: Chance, arrived: date, today: date, party: Party) -> Together:
    """What a party shares that first arrives on a day."""
    in_mexico = arrived - timedelta(days=2 + chance.days(18))
    route = chance.draw("corridors")
    return Together(
        travels_with=read("weights")["travels_with"][party.kind],
        child_alone=party.kind == CHILD_ALONE,
        route=route,
        entry_point=chance.draw(f"entry_points_{route}"),
        reasons=chance.several("reasons"),
        transport=chance.several("transport"),
        destination=chance.draw("destinations"),
        visits=_visits(chance, arrived, today),
        departed=in_mexico - timedelta(days=3 + chance.days(15)),
        entered_mexico=in_mexico,
    )


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
    yield _journey(chance, person, case, shared)
    yield from _consents(chance, case, shared.visits[0].entered)
    if chance.happens("referred"):
        yield _referral(chance, case, shared.visits[-1].entered)
    if chance.happens("asylum"):
        yield _application(chance, case, shared.visits[0].entered, today)


def _visits(chance: Chance, arrived: date, today: date) -> tuple[Visit, ...]:
    found = []
    entered = arrived
    while True:
        left = entered + timedelta(days=1 + chance.days(float(chance.draw("length_of_stay"))))
        found.append(Visit(entered, left if left <= today else None))
        entered = left + timedelta(days=5 + chance.days(25))
        if entered > today or not chance.happens("returns"):
            return tuple(found)


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


def _journey(chance: Chance, person: Person, case: Case, shared: Together) -> Journey:
    codes = read("weights")["codes"]
    guide = chance.happens("guide")
    detained = chance.happens("detained")
    foreign = person.birth_country != codes["mexico"]
    stays = shared.destination == codes["destination_mexico"]
    return Journey(
        case_id=case.id,
        origin_country=person.birth_country,
        departed_on=chance.remembered(shared.departed),
        reasons=chance.said(shared.reasons),
        contexts=chance.some("contexts") if chance.happens("contexts_asked") else NOT_ASKED,
        entered_mexico_on=chance.remembered(shared.entered_mexico) if foreign else NOT_ASKED,
        entry_point=chance.said(shared.entry_point) if foreign else NOT_ASKED,
        travels_with=shared.travels_with,
        corridor=chance.said(shared.route),
        transport=chance.said(shared.transport),
        guide=chance.said(guide),
        guide_cost=chance.said(chance.draw("guide_cost")) if guide else NOT_ASKED,
        earlier_crossings=chance.said(chance.draw("earlier_crossings")),
        earlier_deportations=chance.said(chance.draw("earlier_deportations")),
        detained=chance.said(detained),
        detained_at=chance.said(chance.draw("detained_at")) if detained else NOT_ASKED,
        destination=chance.said(shared.destination),
        destination_state=chance.draw("destination_state") if stays else NOT_ASKED,
        legs=_legs(chance, shared) if chance.happens("legs_told") else (),
    )


def _legs(chance: Chance, shared: Together) -> tuple[Leg, ...]:
    places: list[str] = read("weights")["places"][shared.route]
    count = chance.number(1, len(places) - 1)
    return tuple(
        Leg(
            origin=places[at],
            destination=places[at + 1],
            started_on=chance.remembered(shared.entered_mexico) if at == 0 else NOT_ASKED,
            transport=chance.one(shared.transport),
            corridor=shared.route,
        )
        for at in range(count)
    )


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
    return Referral(
        case_id=case.id,
        to=chance.draw("referrals"),
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
