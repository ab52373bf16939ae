"""A month's rows as what the dimensions say of each unit: codes, or None where nothing is known."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from casedesk.domain import codelists
from casedesk.domain.answers import NOT_ASKED, Missing
from casedesk.domain.derived import ages, minors, officials
from casedesk.domain.incidents import Incident
from casedesk.domain.partial_dates import PartialDate
from casedesk.storage.month import MonthRows, StayRow

#: dimension -> one code, several codes, or None
Fact = Mapping[str, Any]

_WEEKS = ((7, "01-07"), (14, "08-14"), (21, "15-21"), (28, "22-28"), (31, "29-31"))


@dataclass(frozen=True)
class Facts:
    """Every unit of a month, and how often each combination occurs."""

    by_unit: Mapping[str, Counter[tuple[tuple[str, Any], ...]]]

    def of(self, unit: str) -> Iterator[tuple[Fact, int]]:
        """Each combination of a unit with its count."""
        for fact, count in self.by_unit[unit].items():
            yield dict(fact), count


def facts(rows: MonthRows) -> Facts:
    """All units of the month."""
    first_stays: dict[str, StayRow] = {}
    for stay in rows.stays:
        first_stays.setdefault(stay.person_id, stay)
    return Facts(
        {
            "stays": _counted(_stay(stay) for stay in rows.stays),
            "persons": _counted(_person(stay, rows) for stay in first_stays.values()),
            "incidents": _counted(_incident(each) for each in rows.incidents),
            "acts": _counted(fact for each in rows.incidents for fact in _acts(each)),
            "victimisations": _counted(
                {"act": each.act, "role": _code(each.role)}
                for incident in rows.incidents
                for each in incident.victimisations
            ),
            "services": Counter({(("service", code),): count for code, count in rows.services}),
            "referrals": Counter({(("referral", code),): count for code, count in rows.referrals}),
        }
    )


def _counted(found: Iterable[Fact]) -> Counter[tuple[tuple[str, Any], ...]]:
    return Counter(tuple(fact.items()) for fact in found)


def _stay(stay: StayRow) -> Fact:
    return {
        "week": _week(stay.entered_on),
        "returning": "returning" if stay.returning else "new",
    }


def _week(entered_on: str) -> str | None:
    day = PartialDate.from_edtf(entered_on).day
    return next((code for last, code in _WEEKS if day and day <= last), None)


def _person(stay: StayRow, rows: MonthRows) -> Fact:
    span = _span(stay.birth, stay.age, stay.age_on, stay.entered_on)
    journey = stay.journey
    return {
        "sex": stay.sex,
        "age_group": ages.age_group(span),
        "nationality": stay.nationality,
        "accompaniment": _accompaniment(stay, span, rows),
        "reason": journey.reasons if journey else None,
        "transport": journey.transport if journey else None,
        "corridor": journey.corridor if journey else None,
        "destination": journey.destination if journey else None,
        "need": stay.needs,
        "asylum": _asylum_group(stay.asylum),
    }


def _accompaniment(stay: StayRow, span: tuple[int, int] | None, rows: MonthRows) -> str | None:
    child = ages.minor(span)
    if child is None:
        return None
    if not child:
        return "adult"
    others = [
        (
            _answer(each.relation),
            ages.minor(_span(each.birth, each.age, each.age_on, stay.entered_on)),
        )
        for each in rows.members.get(stay.household_id or "", ())
        if each.id != stay.person_id
    ]
    said = [stay.travels_with, stay.journey.travels_with if stay.journey else None]
    with_adult = minors.accompanied(
        _answer(stay.relation), others, [_answer(each) for each in said]
    )
    return {True: "accompanied", False: "unaccompanied", None: "child"}[with_adult]


@lru_cache(maxsize=100_000)
def _span(
    birth: str | None, age: int | None, age_on: str | None, on: str
) -> tuple[int, int] | None:
    return ages.age_span(
        PartialDate.from_edtf(birth) if birth else NOT_ASKED,
        NOT_ASKED if age is None else age,
        PartialDate.from_edtf(age_on) if age_on else NOT_ASKED,
        PartialDate.from_edtf(on).first,
    )


def _asylum_group(state: str | None) -> str | None:
    found = codelists.load("asylum_states").codes.get(state or "")
    group = found.attributes.get("group") if found else None
    return None if group in (None, "unknown") else str(group)


def _incident(incident: Incident) -> Fact:
    involved = officials.involves_officials(incident.perpetrators)
    return {
        "state": _place(incident),
        "officials": {True: "yes", False: "no", None: None}[involved],
        "complaint": _complaint(incident),
    }


def _place(incident: Incident) -> str | None:
    state = _code(incident.state)
    if state is not None:
        return state
    return "abroad" if incident.zone in ("origin", "before_mexico", "us") else None


def _complaint(incident: Incident) -> str | None:
    if incident.complaint is False:
        return "not_filed"
    return _code(incident.outcome) if incident.complaint is True else None


def _acts(incident: Incident) -> Iterator[Fact]:
    for act in incident.acts:
        kinds = {_code(each.type) for each in officials.doers(act, incident.perpetrators)}
        yield {
            "act": _code(act.code),
            "nature": officials.nature(act, incident.perpetrators),
            "perpetrator": "several" if len(kinds) > 1 else next(iter(kinds), None),
        }


def _code(answer: object) -> str | None:
    return answer if isinstance(answer, str) else None


def _answer(code: str | None) -> str | Missing:
    return NOT_ASKED if code is None else code
