"""A month's rows as what is counted: per population a column of codes for each dimension.

A code is None where nothing is known; several codes are a tuple.
"""

from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from typing import Any, TypeAlias

from casedesk.domain import codelists
from casedesk.domain.answers import NOT_ASKED, Missing
from casedesk.domain.derived import ages, minors, officials, stays
from casedesk.domain.partial_dates import PartialDate
from casedesk.storage.month import IncidentRow, MonthRows, StayRow

Code: TypeAlias = str | None
Said: TypeAlias = Code | tuple[str, ...]
#: population -> dimension -> what each of them says
Facts: TypeAlias = Mapping[str, Mapping[str, Sequence[Said]]]
Span: TypeAlias = tuple[int, int] | None

#: the dimensions by which each population can be classified
DIMENSIONS: Mapping[str, tuple[str, ...]] = {
    "stays": ("week", "returning"),
    "persons": (
        *("sex", "age_group", "nationality", "reason", "transport", "corridor"),
        *("destination", "need", "asylum"),
    ),
    "minors": ("sex", "minor_age", "company"),
    "incidents": ("state", "officials", "complaint"),
    "complaints": ("outcome",),
    "acts": ("act", "nature", "perpetrator"),
    "victimisations": ("act", "role"),
    "services": ("service",),
    "referrals": ("referral",),
}
_WEEKS = ((7, "01-07"), (14, "08-14"), (21, "15-21"), (28, "22-28"), (31, "29-31"))
_OUTSIDE = ("origin", "before_mexico", "us")
_MEXICO = "MEX"


def facts(rows: MonthRows) -> Facts:
    """What is counted of the month."""
    first_stays: dict[str, StayRow] = {}
    for stay in rows.stays:
        first_stays.setdefault(stay.person_id, stay)
    found: dict[str, list[tuple[Said, ...]]] = {
        "stays": [(_week(each), _returning(each, rows)) for each in rows.stays],
        "persons": [_person(each) for each in first_stays.values()],
        "minors": [
            (stay.sex, ages.age_group(_span_of(stay)), _company(stay, rows))
            for stay in first_stays.values()
            if ages.minor(_span_of(stay))
        ],
        "incidents": [_incident(each) for each in rows.incidents],
        "complaints": [(each.outcome,) for each in rows.incidents if each.complaint],
        "acts": [fact for each in rows.incidents for fact in _acts(each)],
        "victimisations": [
            (each.act, _code(each.role))
            for incident in rows.incidents
            for each in incident.victimisations
        ],
        "services": [(code,) for code, count in rows.services for _each in range(count)],
        "referrals": [(code,) for code, count in rows.referrals for _each in range(count)],
    }
    return {population: _columns(population, facts) for population, facts in found.items()}


def _columns(population: str, facts: Sequence[tuple[Said, ...]]) -> Mapping[str, Sequence[Said]]:
    names = DIMENSIONS[population]
    columns = list(zip(*facts, strict=True)) or [()] * len(names)
    return dict(zip(names, columns, strict=True))


def _week(stay: StayRow) -> Code:
    day = _date(stay.entered_on).exact
    return next(code for last, code in _WEEKS if day.day <= last) if day else None


def _returning(stay: StayRow, rows: MonthRows) -> Code:
    others = [
        (_date(entered_on), id) for id, entered_on in rows.entries[stay.person_id] if id != stay.id
    ]
    return stays.new_or_returning((_date(stay.entered_on), stay.id), others)


def _person(stay: StayRow) -> tuple[Said, ...]:
    journey = stay.journey
    return (
        stay.sex,
        ages.age_group(_span_of(stay)),
        stay.nationality,
        journey.reasons if journey else None,
        journey.transport if journey else None,
        journey.corridor if journey else None,
        journey.destination if journey else None,
        stay.needs,
        _asylum_group(stay.asylum),
    )


def _company(stay: StayRow, rows: MonthRows) -> Code:
    others = [
        (
            _answer(each.relation),
            ages.minor(_span(each.birth, each.age, each.age_on, stay.entered_on)),
        )
        for each in rows.members.get(stay.household_id or "", ())
        if each.id != stay.person_id
    ]
    said = [stay.travels_with, stay.journey.travels_with if stay.journey else None]
    with_adult = minors.accompanied(_answer(stay.relation), others, map(_answer, said))
    return {True: "accompanied", False: "unaccompanied", None: None}[with_adult]


def _span_of(stay: StayRow) -> Span:
    return _span(stay.birth, stay.age, stay.age_on, stay.entered_on)


@lru_cache(maxsize=100_000)
def _span(birth: str | None, age: int | None, age_on: str | None, on: str) -> Span:
    return ages.age_span(
        _date(birth) if birth else NOT_ASKED,
        NOT_ASKED if age is None else age,
        _date(age_on) if age_on else NOT_ASKED,
        _date(on).first,
    )


@lru_cache(maxsize=100_000)
def _date(edtf: str) -> PartialDate:
    return PartialDate.from_edtf(edtf)


def _asylum_group(state: Code) -> Code:
    found = codelists.load("asylum_states").codes.get(state or "")
    return str(found.attributes["group"]) if found else None


def _incident(incident: IncidentRow) -> tuple[Said, ...]:
    involved = officials.involves_officials(incident.perpetrators)
    complaint = {True: "filed", False: "not_filed", None: None}[incident.complaint]
    return (_place(incident), {True: "yes", False: "no", None: None}[involved], complaint)


def _place(incident: IncidentRow) -> Code:
    if incident.state is not None:
        return incident.state
    elsewhere = incident.country not in (None, _MEXICO)
    return "abroad" if elsewhere or incident.zone in _OUTSIDE else None


def _acts(incident: IncidentRow) -> Iterator[tuple[Said, ...]]:
    for act in incident.acts:
        kinds = {_code(each.type) for each in officials.doers(act, incident.perpetrators)}
        kind = "several" if len(kinds) > 1 else next(iter(kinds), None)
        yield _code(act.code), officials.nature(act, incident.perpetrators), kind


def _code(answer: Any) -> Code:
    return answer if isinstance(answer, str) else None


def _answer(code: Code) -> str | Missing:
    return NOT_ASKED if code is None else code
