"""Whether officials had a part, and so whether an act is a crime or a human-rights violation."""

from collections.abc import Sequence

from casedesk.domain import codelists
from casedesk.domain.answers import REFUSED, UNKNOWN, Missing
from casedesk.domain.incidents import Act, Perpetrator

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
    """Whether an agent of a state took part, or allowed it; None: cannot be said.

    Where nobody asked whether officials allowed it, who did it decides. Whoever was asked and
    does not know, or does not say, leaves it open.
    """
    parts = [_official(each) for each in perpetrators]
    if True in parts:
        return True
    return None if None in parts or not parts else False


def _official(perpetrator: Perpetrator) -> bool | None:
    agent = state_agent(perpetrator)
    if agent or perpetrator.acquiescence is True:
        return True
    return None if perpetrator.acquiescence in (UNKNOWN, REFUSED) else agent


def doers(act: Act, perpetrators: Sequence[Perpetrator]) -> Sequence[Perpetrator]:
    """Those of an incident's perpetrators who did one of its acts; all if the act names none."""
    if not act.by:
        return perpetrators
    return tuple(each for each in perpetrators if each.key in act.by)


def nature(act: Act, perpetrators: Sequence[Perpetrator]) -> str | None:
    """``violation`` if officials had a part in the act, else ``crime``; None: cannot be said.

    It follows from who did it, never from the act alone.
    """
    involved = involves_officials(doers(act, perpetrators))
    return None if involved is None else VIOLATION if involved else CRIME
