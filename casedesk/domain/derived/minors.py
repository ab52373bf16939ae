"""Children and whether somebody of age who answers for them is with them."""

from collections.abc import Iterable

from casedesk.domain import codelists
from casedesk.domain.answers import Answer, Missing


def accompanied(
    relation: Answer[str],
    others: Iterable[tuple[Answer[str], bool | None]],
    travels_with: Iterable[Answer[str]],
) -> bool | None:
    """Whether a child is with an adult of the family; None if nothing was recorded about it.

    ``others`` are the other members of the household: relation to its head, and whether they
    are minors (None: not known). A member counts if of age and answerable (list
    ``household_relations``). Failing that, what was said on arrival counts (list
    ``travels_with``). A household without any such adult means alone.
    """
    members = list(others)
    if any(is_minor is False and _answerable(each) for each, is_minor in members):
        return True if _belongs(relation) else None
    said = [answer for answer in travels_with if not isinstance(answer, Missing)]
    if any(_accompanies(answer) for answer in said):
        return True
    if said or (members and all(is_minor for _relation, is_minor in members)):
        return False
    return None


def _answerable(relation: Answer[str]) -> bool:
    return isinstance(relation, Missing) or _attribute(
        "household_relations", relation, "adult_responsible"
    )


def _belongs(relation: Answer[str]) -> bool:
    return _answerable(relation)


def _accompanies(answer: str) -> bool:
    return _attribute("travels_with", answer, "accompanies_minor")


def _attribute(codes: str, code: str, name: str) -> bool:
    found = codelists.load(codes).codes.get(code)
    return bool(found and found.attributes.get(name) is True)
