"""Recording incidents."""

from collections.abc import Iterator

from casedesk.domain.answers import value_or
from casedesk.domain.incidents import Incident
from casedesk.domain.people import Person
from casedesk.errors import Invalid
from casedesk.i18n import N_
from casedesk.services import validation
from casedesk.storage import records
from casedesk.storage.unit_of_work import UnitOfWork

NO_ACT = N_("Choose at least one answer: what happened?")
WHO_DID_IT = N_("Choose who did it among the perpetrators of this incident.")
TO_WHOM = N_("Choose what happened to this person among the acts of this incident.")
TWICE = N_("This is there twice.")


def record(uow: UnitOfWork, incident: Incident) -> Incident:
    """Store an incident, or what changed in it. Raises Invalid with a message per field."""
    check(uow, incident)
    if not incident.version:
        return records.add(uow, incident)
    changed = records.change(uow, incident)
    check(uow, changed)  # with what somebody else changed in it meanwhile
    return changed


def check(uow: UnitOfWork, incident: Incident) -> None:
    """Raise Invalid if an answer is impossible or the parts do not point at each other."""
    found = validation.problems(incident, today=uow.today) | dict(_inconsistencies(incident))
    if found:
        raise Invalid(found)


def case_of(uow: UnitOfWork, incident_id: str) -> str:
    """The id of the case an incident stands in. Raises NoSuchRecord."""
    return records.get(uow, Incident, incident_id).case_id


def people_in(uow: UnitOfWork, incident: Incident) -> list[Person]:
    """The persons named as victims or witnesses."""
    ids = {each.person_id for each in incident.victimisations}
    return records.find_in(uow, Person, "id", ids)


def _inconsistencies(incident: Incident) -> Iterator[tuple[str, str]]:
    codes = [value_or(act.code, "") for act in incident.acts]
    keys = {perpetrator.key for perpetrator in incident.perpetrators}
    if not codes:
        yield "acts", NO_ACT
    for at, act in enumerate(incident.acts):
        if codes.index(codes[at]) != at:
            yield f"acts.{at}.code", TWICE
        if not keys.issuperset(act.by):
            yield f"acts.{at}.by", WHO_DID_IT
    for at, victimisation in enumerate(incident.victimisations):
        if victimisation.act not in codes:
            yield f"victimisations.{at}.act", TO_WHOM
