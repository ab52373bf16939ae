"""Questions that are asked only if another answer calls for them, as data."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from casedesk.domain.answers import known
from casedesk.domain.cases import AsylumApplication, Case, Consent, Service, Stay
from casedesk.domain.fields import RecordClass
from casedesk.domain.incidents import Incident
from casedesk.domain.journeys import Journey
from casedesk.domain.people import Person
from casedesk.domain.procedure_entries import ProcedureEntry

MEXICO = "MEX"
FOOD = "food"


@dataclass(frozen=True)
class Condition:
    """Ask only if the answer named ``on`` is as wanted."""

    on: str
    wanted: Callable[[Any], bool]


def _is(value: object) -> Callable[[Any], bool]:
    return lambda answer: answer == value


#: class -> name of the dependent field -> when it is asked
CONDITIONS: Mapping[RecordClass, Mapping[str, Condition]] = {
    Person: {
        "birth_state": Condition("birth_country", _is(MEXICO)),
        "age_on": Condition("age", known),
    },
    Stay: {
        "exit_reason": Condition("exited_on", known),
        "exit_to": Condition("exited_on", known),
    },
    Service: {
        "meal": Condition("what", _is(FOOD)),
    },
    Journey: {
        "guide_cost": Condition("guide", _is(True)),
        "detained_at": Condition("detained", _is(True)),
        "destination_state": Condition("destination", _is("mexico")),
        "us_state": Condition("us_time", known),
        "us_authority": Condition("us_time", known),
    },
    Consent: {
        "way": Condition("given", _is(True)),
        "withdrawn_on": Condition("given", _is(True)),
    },
    AsylumApplication: {},
    ProcedureEntry: {},
    Case: {},
    Incident: {
        "country": Condition("zone", _is("before_mexico")),
        "state": Condition("zone", lambda zone: zone in ("in_mexico", "border")),
        "municipality": Condition("state", known),
        "currency": Condition("amount", known),
        "why_no_complaint": Condition("complaint", _is(False)),
        "authority": Condition("complaint", _is(True)),
        "complaint_number": Condition("complaint", _is(True)),
        "outcome": Condition("complaint", _is(True)),
    },
}


def of(cls: RecordClass) -> Mapping[str, Condition]:
    """The conditions of a class's fields."""
    return CONDITIONS.get(cls, {})
