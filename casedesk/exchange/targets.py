"""Where an answer goes: ``person.sex``, ``stay.entered_on``, ``incident.perpetrators.type``."""

import dataclasses
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from casedesk.domain.answers import NOT_ASKED, Missing, known
from casedesk.domain.cases import AsylumApplication, Case, Consent, Referral, Service, Stay
from casedesk.domain.extras import ExtraField
from casedesk.domain.fields import Spec, Type, specs
from casedesk.domain.ids import new_id
from casedesk.domain.incidents import Act, Incident, Perpetrator, Victimisation
from casedesk.domain.journeys import Journey
from casedesk.domain.people import Household, Person
from casedesk.domain.records import Record

_RECORDS = (
    *(Household, Person, Case, Stay, Journey, Incident),
    *(AsylumApplication, Service, Referral, Consent),
)
CLASSES: dict[str, type[Record]] = {cls.kind: cls for cls in _RECORDS}
#: made once for a row
SINGLE = ("household", "person", "case", "stay", "journey", "incident", "asylum")
#: made by a column, any number of times
SEVERAL = ("service", "referral", "consent")
_ONLY_PERPETRATOR = "1"


@dataclass(frozen=True)
class Target:
    """A field of a record, or of the one part of it that a row can hold."""

    kind: str
    #: ``sex``, or ``perpetrators.type``
    field: str
    spec: Spec
    #: the field that the shelter added, if it is one
    extra: ExtraField | None = None

    @property
    def path(self) -> str:
        """How validation names it."""
        outer, dot, inner = self.field.partition(".")
        return f"{outer}.0.{inner}" if dot else outer


@cache
def find(name: str) -> Target | None:
    """The target of a name as mappings write it; None if there is none."""
    kind, _dot, field = name.partition(".")
    cls = CLASSES.get(kind)
    if cls is None:
        return None
    outer, dot, inner = field.partition(".")
    spec = specs(cls).get(outer)
    if dot and spec is not None and spec.part is not None:
        spec = specs(spec.part).get(inner)
        if (outer, inner) == ("acts", "code") and spec is not None:
            spec = dataclasses.replace(spec, type=Type.CODES)
    elif dot:
        return None
    if spec is None or spec.type in (Type.LINK, Type.PARTS):
        return None
    return Target(kind, field, spec)


@cache
def decisive_fields(kind: str) -> tuple[str, ...]:
    """The fields whose answers can be impossible together, or by missing."""
    found = [
        name
        for name, spec in specs(CLASSES[kind]).items()
        if spec.type is not Type.LINK and (spec.required or spec.type is Type.DATE)
    ]
    return (*found, "acts.code") if kind == Incident.kind else tuple(found)


def made(kind: str, answers: Mapping[str, Any], *, victim: str = "", **links: str) -> Any:
    """A new record with the answers given, by target field; no check is made.

    ``victim`` is the person to whom the acts of an incident were done.
    """
    cls = CLASSES[kind]
    record = object.__new__(cls)
    content = vars(record)
    content.update(_defaults(kind))
    content["id"] = new_id()
    if _nested(kind) and any("." in field for field in answers):
        content.update(_with_parts(cls, answers, victim))
    else:
        content.update(answers)
    content.update(links)
    return record


@cache
def _defaults(kind: str) -> dict[str, Any]:
    # dataclasses set each of some thirty fields anew; imports make a million records
    cls = CLASSES[kind]
    blank = {spec.name: "" for spec in specs(cls).values() if spec.type is Type.LINK}
    return {
        each.name: each.default
        if each.default is not dataclasses.MISSING
        else blank.get(each.name, NOT_ASKED)
        for each in dataclasses.fields(cls)
    }


@cache
def _nested(kind: str) -> bool:
    return any(spec.type is Type.PARTS for spec in specs(CLASSES[kind]).values())


def _with_parts(cls: type[Record], answers: Mapping[str, Any], person: str) -> dict[str, Any]:
    result: dict[str, Any] = {}
    inner: dict[str, dict[str, Any]] = {}
    for field, value in answers.items():
        outer, dot, name = field.partition(".")
        if dot:
            inner.setdefault(outer, {})[name] = value
        else:
            result[outer] = value
    for outer, content in inner.items():
        if any(known(value) for value in content.values()):
            result[outer] = _parts(specs(cls)[outer], content, inner.get("acts", {}), person)
    return result


def _parts(
    spec: Spec, content: dict[str, Any], acts: Mapping[str, Any], person: str
) -> tuple[Any, ...]:
    codes = acts.get("code", ())
    codes = () if isinstance(codes, Missing) else codes
    if spec.part is Act:
        return tuple(Act(code=code) for code in codes)
    if spec.part is Victimisation:
        return tuple(Victimisation(person_id=person, act=code, **content) for code in codes)
    if spec.part is Perpetrator:
        return (Perpetrator(key=_ONLY_PERPETRATOR, **content),)
    assert spec.part is not None  # noqa: S101 - a field of parts has one
    return (spec.part(**content),)
