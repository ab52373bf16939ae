"""Invented journeys, and what those who arrive together share."""

from dataclasses import dataclass
from datetime import date, timedelta

from casedesk.domain.answers import NOT_ASKED
from casedesk.domain.cases import Case
from casedesk.domain.journeys import Journey, Leg
from casedesk.domain.people import Person
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


def _visits(chance: Chance, arrived: date, today: date) -> tuple[Visit, ...]:
    found = []
    entered = arrived
    while True:
        left = entered + timedelta(days=1 + chance.days(float(chance.draw("length_of_stay"))))
        found.append(Visit(entered, left if left <= today else None))
        entered = left + timedelta(days=5 + chance.days(25))
        if entered > today or not chance.happens("returns"):
            return tuple(found)


def journey(chance: Chance, person: Person, case: Case, shared: Together) -> Journey:
    """The way of one person."""
    codes = read("weights")["codes"]
    guide = chance.happens("guide")
    detained = chance.happens("detained")
    foreign = person.birth_country != codes["mexico"]
    stays = shared.destination == codes["destination_mexico"]
    return Journey(
        case_id=case.id,
        origin_country=person.birth_country,
        departed_on=chance.remembered(shared.departed),
        reasons=chance.said(_reasons(person, shared)),
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


def _reasons(person: Person, shared: Together) -> tuple[str, ...]:
    """A child comes with the family, never to work."""
    codes = read("weights")["codes"]
    if person.relation != codes["child"]:
        return shared.reasons
    kept = tuple(code for code in shared.reasons if code != codes["reason_work"])
    return kept or (codes["reason_family"],)


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
