"""Whether officials had a part, and so whether an act is a crime or a human-rights violation."""

from collections.abc import Sequence

from casedesk.domain import codelists
from casedesk.domain.answers import Missing
from casedesk.domain.incidents import Act, Incident, Perpetrator

CRIME = "crime"
VIOLATION = "violation"


def state_agent(perpetrator: Perpetrator) -> bool | None:
    """Whether a perpetrator is an agent of a state, by body, else by kind; None: not known."""
    for codes, code in (
        ("perpetrator_bodies", perpetrator.body),
        ("perpetrator_types", perpetrator.type),
    ):
        if isinstance(code, Missing):
            continue
        found = codelists.load(codes).codes.get(code)
        known = found.attributes.get("state_agent") if found else None
        if isinstance(known, bool):
            return known
    return None


def level_of_government(perpetrator: Perpetrator) -> str | None:
    """``federal``, ``state``, ``municipal`` or ``foreign`` by the body; None: none or not known."""
    if isinstance(perpetrator.body, Missing):
        return None
    found = codelists.load("perpetrator_bodies").codes.get(perpetrator.body)
    level = str(found.attributes.get("level", "none")) if found else "none"
    return None if level == "none" else level


def involves_officials(perpetrators: Sequence[Perpetrator]) -> bool | None:
    """Whether an agent of a state took part, or allowed it; None: cannot be said."""
    if any(each.acquiescence is True for each in perpetrators):
        return True
    agents = [state_agent(each) for each in perpetrators]
    if True in agents:
        return True
    return None if None in agents or not agents else False


def doers(act: Act, incident: Incident) -> tuple[Perpetrator, ...]:
    """The perpetrators of one act; all of the incident's if the act names none."""
    if not act.by:
        return incident.perpetrators
    return tuple(each for each in incident.perpetrators if each.key in act.by)


def nature(act: Act, incident: Incident) -> str | None:
    """``violation`` if officials had a part in the act, else ``crime``; None: cannot be said.

    It follows from who did it, never from the act alone.
    """
    involved = involves_officials(doers(act, incident))
    return None if involved is None else VIOLATION if involved else CRIME
