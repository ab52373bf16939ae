"""A month's rows as what is counted: per population a column of codes for each dimension.

A code is None where nothing is known; several codes are a tuple. Two columns are no dimensions:
whom each of them is about, and with whom that person belongs.
"""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from functools import lru_cache
from typing import Any, TypeAlias

from casedesk.domain import codelists
from casedesk.domain.answers import NOT_ASKED, Missing
from casedesk.domain.derived import ages, minors, officials
from casedesk.domain.derived.stays import new_or_returning
from casedesk.domain.incidents import Perpetrator
from casedesk.domain.partial_dates import PartialDate
from casedesk.storage.month_rows import (
    IncidentRow,
    JourneyRow,
    MonthRows,
    StateRow,
    StayRow,
)

Code: TypeAlias = str | None
Said: TypeAlias = Code | tuple[str, ...]
#: population -> dimension -> what each of them says
Columns: TypeAlias = Mapping[str, Sequence[Said]]
Facts: TypeAlias = Mapping[str, Columns]
Span: TypeAlias = tuple[int, int] | None

#: columns of persons, and of the families or groups that they belong to
PERSON, GROUP = "*person", "*group"
#: what was counted, record by record, kept with what is counted and never shown; its two columns
RECORDS = "*records"
MARK, TWIN = "*mark", "*twin"

#: the dimensions by which each population can be classified; persons by own fields as well
DIMENSIONS: Mapping[str, tuple[str, ...]] = {
    "stays": ("week", "returning", "place"),
    "persons": (
        *("sex", "age_group", "nationality", "reason", "transport", "corridor"),
        *("destination", "need", "asylum", "place", "entry_state"),
    ),
    "minors": ("sex", "minor_age", "company", "place"),
    "incidents": ("state", "officials", "complaint"),
    "complaints": ("outcome",),
    "acts": ("act", "nature", "perpetrator"),
    "victimisations": ("act", "role"),
    "services": ("service",),
    "referrals": ("referral",),
    "informed": ("told",),
    "lists": ("list", "language"),
    "steps": ("procedure_state",),
    "decisions": ("decision", "office", "waited"),
    "terms": ("duty", "kept"),
}
_WEEKS = ((7, "01-07"), (14, "08-14"), (21, "15-21"), (28, "22-28"), (31, "29-31"))
#: states that are decisions of COMAR on the claim itself
DECISIONS = ("A8", "A9", "A10")
#: longest wait of a class in days
_WAITS = ((90, "3_months"), (182, "6_months"), (365, "year"), (10**6, "longer"))
_OUTSIDE = ("origin", "before_mexico", "us")
_MEXICO = "MEX"
#: a category of those that are not named
OTHER = "other"
_NO_JOURNEY = JourneyRow(None, None, None, None, None)


def facts(rows: MonthRows, begins: date) -> Facts:
    """What is counted of a period that begins on a day; stays of before it came to light late."""
    told = [(each.person_id, each.household_id) for each in rows.incidents]
    complained = [each for each in rows.incidents if each.complaint]
    suffered = [victim for each in rows.incidents for victim in each.victimisations]
    return {
        "stays": {
            "week": [_week(each, begins) for each in rows.stays],
            "returning": [_returning(each, rows) for each in rows.stays],
            "place": [each.place for each in rows.stays],
            **_whose((each.person_id, each.household_id) for each in rows.stays),
        },
        **_people(rows),
        "incidents": {
            "state": [_place(each) for each in rows.incidents],
            "officials": [_officials(each) for each in rows.incidents],
            "complaint": [_complaint(each) for each in rows.incidents],
            **_whose(told),
        },
        "complaints": {
            "outcome": [each.outcome for each in complained],
            **_whose((each.person_id, each.household_id) for each in complained),
        },
        "acts": {
            **_acts(rows.incidents),
            **_whose(
                (each.person_id, each.household_id) for each in rows.incidents for _act in each.acts
            ),
        },
        "victimisations": {
            "act": [act for act, _role, _person in suffered],
            "role": [role for _act, role, _person in suffered],
            **_whose(
                (person, each.household_id)
                for each in rows.incidents
                for _act, _role, person in each.victimisations
            ),
        },
        "services": {
            "service": [each.code for each in rows.services],
            **_whose((each.person_id, each.household_id) for each in rows.services),
        },
        "referrals": {
            "referral": [each.code for each in rows.referrals],
            **_whose((each.person_id, each.household_id) for each in rows.referrals),
        },
        "lists": {
            "list": [each.code for each in rows.lists],
            "language": [each.language for each in rows.lists],
            **_whose((each.person_id, each.household_id) for each in rows.lists),
        },
        **_procedures(rows),
        "terms": {
            "duty": [each.duty for each in rows.terms],
            "kept": [each.kept for each in rows.terms],
            **_whose((each.person_id, each.household_id) for each in rows.terms),
        },
    }


def listed(rows: MonthRows) -> Columns:
    """What is counted, by what it is known by again, and what else might say the same."""
    pairs = [(mark, each.twin) for each in rows.counted() for mark in each.marks]
    return {MARK: [mark for mark, _twin in pairs], TWIN: [twin for _mark, twin in pairs]}


def _whose(whose: Iterable[tuple[str, str | None]]) -> dict[str, list[Said]]:
    """The columns of persons and groups; whoever belongs to nobody is a group alone."""
    known = list(whose)
    return {
        PERSON: [person for person, _group in known],
        GROUP: [group or person for person, group in known],
    }


def _people(rows: MonthRows) -> Facts:
    """Everybody who entered, by their first stay of the month; and the children among them."""
    stays = list({each.person_id: each for each in reversed(rows.stays)}.values())
    journeys = [each.journey or _NO_JOURNEY for each in stays]
    spans = [_span(each.birth, each.age, each.age_on, each.entered_on) for each in stays]
    groups = [ages.age_group(span) for span in spans]
    children = [at for at, span in enumerate(spans) if ages.minor(span)]
    return {
        "persons": {
            "sex": [each.sex for each in stays],
            "age_group": groups,
            "nationality": [each.nationality for each in stays],
            "reason": [each.reasons for each in journeys],
            "transport": [each.transport for each in journeys],
            "corridor": [each.corridor for each in journeys],
            "destination": [each.destination for each in journeys],
            "entry_state": [_entered(each.entry_point) for each in journeys],
            "need": [each.needs for each in stays],
            "asylum": [_asylum_group(each.asylum) for each in stays],
            "place": [each.place for each in stays],
            **{name: [each.answers.get(name) for each in stays] for name in rows.own},
            **_whose((each.person_id, each.household_id) for each in stays),
        },
        "informed": {
            "told": [each.told for each in stays],
            **_whose((each.person_id, each.household_id) for each in stays),
        },
        "minors": {
            "sex": [stays[at].sex for at in children],
            "minor_age": [groups[at] for at in children],
            "company": [_company(stays[at], rows) for at in children],
            "place": [stays[at].place for at in children],
            **_whose((stays[at].person_id, stays[at].household_id) for at in children),
        },
    }


def _procedures(rows: MonthRows) -> Facts:
    """The states that began in the period, and the decisions among them."""
    decided = [each for each in rows.states if each.state in DECISIONS]
    return {
        "steps": {
            "procedure_state": [each.state for each in rows.states],
            **_whose((each.person_id, each.household_id) for each in rows.states),
        },
        "decisions": {
            "decision": [each.state for each in decided],
            "office": [each.office for each in decided],
            "waited": [_waited(each, rows.filings.get(each.case_id, ())) for each in decided],
            **_whose((each.person_id, each.household_id) for each in decided),
        },
    }


def _waited(decision: StateRow, filings: Sequence[str]) -> Code:
    """How long a decision took, if its class is certain however its days are meant."""
    decided = _date(decision.day)
    filed = min((_date(day) for day in filings if _date(day).first <= decided.last), default=None)
    if filed is None:
        return None
    spans = (decided.first - filed.last, decided.last - filed.first)
    classes = {next(code for most, code in _WAITS if span.days <= most) for span in spans}
    return classes.pop() if len(classes) == 1 else None


def _week(stay: StayRow, begins: date) -> Code:
    if _date(stay.entered_on).last < begins:
        return "earlier"
    day = _date(stay.entered_on).exact
    return next(code for last, code in _WEEKS if day.day <= last) if day else None


def _returning(stay: StayRow, rows: MonthRows) -> Code:
    others = [
        (_date(entered_on), id) for id, entered_on in rows.entries[stay.person_id] if id != stay.id
    ]
    return new_or_returning((_date(stay.entered_on), stay.id), others)


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


def _entered(point: Code) -> Code:
    """The state in which an entry point lies; another one if it lies in none that is listed."""
    found = codelists.load("entry_points").codes.get(point or "")
    if found is None or point == "unknown":
        return None
    return str(found.attributes.get("state", OTHER))


def _officials(incident: IncidentRow) -> Code:
    involved = officials.involves_officials(incident.perpetrators)
    return {True: "yes", False: "no", None: None}[involved]


def _complaint(incident: IncidentRow) -> Code:
    return {True: "filed", False: "not_filed", None: None}[incident.complaint]


def _place(incident: IncidentRow) -> Code:
    if incident.state is not None:
        return incident.state
    elsewhere = incident.country not in (None, _MEXICO)
    return "abroad" if elsewhere or incident.zone in _OUTSIDE else None


def _acts(incidents: Iterable[IncidentRow]) -> Mapping[str, Sequence[Code]]:
    done = [(act, each.perpetrators) for each in incidents for act in each.acts]
    return {
        "act": [_code(act.code) for act, _perpetrators in done],
        "nature": [officials.nature(act, perpetrators) for act, perpetrators in done],
        "perpetrator": [_kind(officials.doers(act, perpetrators)) for act, perpetrators in done],
    }


def _kind(perpetrators: Iterable[Perpetrator]) -> Code:
    kinds = {_code(each.type) for each in perpetrators}
    return "several" if len(kinds) > 1 else next(iter(kinds), None)


def _code(answer: Any) -> Code:
    return answer if isinstance(answer, str) else None


def _answer(code: Code) -> str | Missing:
    return NOT_ASKED if code is None else code
