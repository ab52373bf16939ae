"""What a case says, as facts and codes: what the rules of suggested lists are about.

``person.needs`` is a coded field of a record, ``incident.acts.code`` one of its parts;
``derived.…`` follows from them. Answers without a value say nothing.
"""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from typing import Any

from casedesk.domain.answers import Missing
from casedesk.domain.derived import ages, minors, officials
from casedesk.domain.fields import Type, specs, values
from casedesk.domain.people import Person
from casedesk.domain.procedure_entries import STATE
from casedesk.services.asylum import standing
from casedesk.services.cases import CaseFile

_MEXICO = "MEX"
#: facts that follow from the records, and the codes they can have
DERIVED: Mapping[str, tuple[str, ...]] = {
    "derived.stay": ("here", "left"),
    "derived.asylum": ("not_known",),
    "derived.age": ("minor", "perhaps_minor", "adult"),
    "derived.company": ("alone", "with_adult", "not_known"),
    "derived.officials": ("yes",),
    "derived.nature": (officials.CRIME, officials.VIOLATION),
}


def of(file: CaseFile, today: date) -> Mapping[str, frozenset[str]]:
    """The facts of a case on a day."""
    found: dict[str, set[str]] = {}
    for fact, code in (*_coded(file), *_derived(file, today)):
        found.setdefault(fact, set()).add(code)
    return {fact: frozenset(codes) for fact, codes in found.items()}


def _coded(file: CaseFile) -> Iterator[tuple[str, str]]:
    records = (
        *(file.person, *file.stays, *file.journeys, *file.incidents),
        *(*file.applications[-1:], *file.services, *file.referrals),
        *(each for each in file.procedure if each.mistaken is not True),
    )
    for record in records:
        yield from _codes(record, record.kind)


def _codes(record: Any, name: str) -> Iterator[tuple[str, str]]:
    for spec, value in values(record):
        fact = f"{name}.{spec.name}"
        if isinstance(value, Missing):
            continue
        if spec.type is Type.CODE:
            yield fact, value
        elif spec.type is Type.CODES:
            yield from ((fact, code) for code in value)
        elif spec.type is Type.YES_NO:
            yield fact, "yes" if value else "no"
        elif spec.type is Type.PARTS:
            for part in value:
                yield from _codes(part, fact)


def _derived(file: CaseFile, today: date) -> Iterator[tuple[str, str]]:
    for stay in file.stays:
        yield "derived.stay", "here" if isinstance(stay.exited_on, Missing) else "left"
    if _may_ask(file):
        yield "derived.asylum", "not_known"
    minor = ages.minor(_span(file.person, today))
    if minor is not None:
        yield "derived.age", "minor" if minor else "adult"
    elif _span(file.person, today) is not None:
        yield "derived.age", "perhaps_minor"
    if minor:
        yield "derived.company", _company(file, today)
    for incident in file.incidents:
        if officials.involves_officials(incident.perpetrators):
            yield "derived.officials", "yes"
        for act in incident.acts:
            if nature := officials.nature(act, incident.perpetrators):
                yield "derived.nature", nature


def _may_ask(file: CaseFile) -> bool:
    """Whether nobody knows where a person who is not Mexican stands with asylum."""
    told = standing.told(file.applications, file.procedure)
    return file.person.nationality != _MEXICO and not any(
        each.track == STATE and each.code != "AX" for each in told
    )


def _company(file: CaseFile, today: date) -> str:
    said = [stay.travels_with for stay in file.stays[-1:]]
    said += [journey.travels_with for journey in file.journeys[-1:]]
    others = [(each.relation, ages.minor(_span(each, today))) for each in file.members]
    found = minors.accompanied(file.person.relation, others, said)
    return {True: "with_adult", False: "alone", None: "not_known"}[found]


def _span(person: Person, today: date) -> tuple[int, int] | None:
    return ages.age_span(person.birth, person.age, person.age_on, today)


def codes_of(fact: str, classes: Iterable[type[Any]]) -> str | None:
    """The code list of a fact of the records, empty for yes and no; None if there is no such."""
    kind, *names = fact.split(".")
    cls: Any = next((each for each in classes if each.kind == kind), None)
    spec = None
    for name in names:
        spec = specs(cls).get(name) if cls is not None else None
        cls = spec.part if spec is not None else None
    if spec is None or spec.type not in (Type.CODE, Type.CODES, Type.YES_NO):
        return None
    return spec.codes
