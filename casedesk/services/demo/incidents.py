"""Invented incidents, with the shares that the networks of shelters have published."""

from collections.abc import Sequence
from datetime import date, timedelta

from casedesk.domain.answers import NOT_ASKED
from casedesk.domain.cases import Case
from casedesk.domain.incidents import Act, Incident, Perpetrator, Victimisation
from casedesk.domain.partial_dates import PartialDate
from casedesk.domain.people import Person
from casedesk.services.demo.chance import Chance, read
from casedesk.services.demo.journeys import Together


def incident(
    chance: Chance, case: Case, people: Sequence[Person], shared: Together, reported: date
) -> Incident:
    """Something that happened to the first of ``people`` on the way, perhaps before the others."""
    weights = read("weights")
    happened = chance.day(shared.entered_mexico, reported)
    zone = chance.draw("zones")
    in_mexico = zone in weights["codes"]["zones_in_mexico"]
    perpetrators = _perpetrators(chance)
    acts = _acts(chance, perpetrators)
    taken = any(act.code in weights["codes"]["acts_about_property"] for act in acts)
    hurt = any(act.code in weights["codes"]["acts_that_injure"] for act in acts)
    complaint = chance.happens("complaint")
    return Incident(
        case_id=case.id,
        reported_on=PartialDate.of(reported),
        occurred=chance.remembered(happened),
        zone=chance.said(zone),
        country=weights["codes"]["mexico"] if in_mexico else NOT_ASKED,
        state=chance.said(chance.draw("states_of_occurrence")) if in_mexico else NOT_ASKED,
        corridor=shared.route if in_mexico else NOT_ASKED,
        acts=acts,
        perpetrators=perpetrators,
        victimisations=_victimisations(chance, people, acts),
        amount=chance.number(2, 80) * 100 if taken and chance.happens("amount") else NOT_ASKED,
        currency=chance.draw("currencies") if taken else NOT_ASKED,
        property=chance.some("property") if taken else NOT_ASKED,
        documents=chance.some("documents_taken") if taken else NOT_ASKED,
        injuries=chance.said(chance.draw("injuries")) if hurt else NOT_ASKED,
        care=chance.said(chance.draw("care")) if hurt else NOT_ASKED,
        source=chance.draw("sources"),
        reliability=chance.said(chance.draw("reliability")),
        complaint=chance.said(complaint),
        why_no_complaint=NOT_ASKED if complaint else chance.said(chance.draw("why_no_complaint")),
        authority=chance.draw("complaint_authorities") if complaint else NOT_ASKED,
        outcome=chance.said(chance.draw("complaint_outcomes")) if complaint else NOT_ASKED,
    )


def told_on(chance: Chance, entered: date, today: date) -> date:
    """The day somebody tells it: the first ones of the stay."""
    return min(entered + timedelta(days=chance.days(1)), today)


def _perpetrators(chance: Chance) -> tuple[Perpetrator, ...]:
    count = 2 if chance.happens("second_perpetrator") else 1
    return tuple(_perpetrator(chance, str(at + 1)) for at in range(count))


def _perpetrator(chance: Chance, key: str) -> Perpetrator:
    kind = chance.draw("perpetrators")
    official = kind in read("weights")["codes"]["officials"]
    return Perpetrator(
        key=key,
        type=kind,
        body=chance.said(chance.draw(f"bodies_{kind}")) if official else NOT_ASKED,
        number=chance.number(1, 6) if chance.happens("counted") else NOT_ASKED,
        acquiescence=NOT_ASKED if official else chance.said(chance.happens("acquiescence")),
    )


def _acts(chance: Chance, perpetrators: Sequence[Perpetrator]) -> tuple[Act, ...]:
    official = perpetrators[0].type in read("weights")["codes"]["officials"]
    table = "acts_of_officials" if official else "acts_of_others"
    codes = [chance.draw(table)]
    while chance.happens("another_act") and len(codes) < 4:
        codes.append(chance.draw(table))
    keys = tuple(each.key for each in perpetrators)
    return tuple(Act(code=code, by=_by(chance, keys)) for code in dict.fromkeys(codes))


def _by(chance: Chance, keys: Sequence[str]) -> tuple[str, ...]:
    """Who of several did it; nobody in particular stands for all of them."""
    return (chance.one(keys),) if len(keys) > 1 and chance.happens("one_did_it") else ()


def _victimisations(
    chance: Chance, people: Sequence[Person], acts: Sequence[Act]
) -> tuple[Victimisation, ...]:
    roles = read("weights")["codes"]
    found = []
    for act in acts:
        role = roles["victim"] if chance.happens("victim") else roles["witness"]
        found.append(Victimisation(person_id=people[0].id, act=str(act.code), role=role))
        for other in people[1:]:
            if chance.happens("others_present"):
                role = chance.draw("roles_of_others")
                found.append(Victimisation(person_id=other.id, act=str(act.code), role=role))
    return tuple(found)
