"""Children and whether somebody of age who answers for them is with them."""

from collections.abc import Iterable

from casedesk.domain import codelists
from casedesk.domain.answers import Answer, Missing


def accompanied(
    relation: Answer[str],
    others: Iterable[tuple[Answer[str], bool | None]],
    travels_with: Iterable[Answer[str]],
) -> bool | None:
    """Whether a child is with an adult of the family; None if it cannot be said.

    ``others`` are the other members of the household: relation to its head, and whether they
    are minors (None: not known). An adult answers for the child if the relation of at least one
    of the two is recorded and neither is recorded as not related (list ``household_relations``).
    Failing that, what was said on arrival decides (list ``travels_with``): family is company,
    anybody else is not. Failing that, a household of minors alone is no company; a household
    whose adults, ages or relations are not known, or no household at all, says nothing.
    """
    members = list(others)
    if any(minor is False and _answers_for(each, relation) for each, minor in members):
        return True
    said = [answer for answer in travels_with if not isinstance(answer, Missing)]
    if said:
        return any(_accompanies(answer) for answer in said)
    return False if members and all(minor for _relation, minor in members) else None


def _answers_for(adult: Answer[str], child: Answer[str]) -> bool:
    recorded = [each for each in (adult, child) if not isinstance(each, Missing)]
    return bool(recorded) and all(_related(each) for each in recorded)


def _related(relation: str) -> bool:
    return _attribute("household_relations", relation, "adult_responsible")


def _accompanies(answer: str) -> bool:
    return _attribute("travels_with", answer, "accompanies_minor")


def _attribute(codes: str, code: str, name: str) -> bool:
    found = codelists.load(codes).codes.get(code)
    return bool(found and found.attributes.get(name) is True)
