"""Invented walks through rights lists: what was explained to somebody, and the answers."""

from collections.abc import Iterator, Mapping
from datetime import date, timedelta

from casedesk.domain.cases import Case
from casedesk.domain.packs import library
from casedesk.domain.partial_dates import PartialDate
from casedesk.domain.rights import Checklist, ItemAnswer
from casedesk.services.demo.chance import Chance, read
from casedesk.services.demo.journeys import Together


def of_case(chance: Chance, case: Case, shared: Together, today: date) -> Iterator[Checklist]:
    """One or two lists for many, soon after they arrived."""
    words = read("rights")
    if not chance.within(words["explained"]):
        return
    entered = shared.visits[0].entered
    for name in dict.fromkeys((chance.one(words["lists"]), chance.one(words["lists"]))):
        pack = library.shipped().packs[name]
        given = min(entered + timedelta(days=chance.number(0, 3)), today)
        yield Checklist(
            case_id=case.id,
            list=pack.id,
            given_on=PartialDate.of(given),
            by=read("vault")["user"],
            language=_one(chance, words["languages"]),
            pack_version=pack.version,
            answers=tuple(
                ItemAnswer(item=item.id, answer=_one(chance, words["answers"]))
                for item in pack.shown_items
            ),
        )


def _one(chance: Chance, shares: Mapping[str, float]) -> str:
    """One of the keys by their shares; the first one for what is left."""
    for key, share in list(shares.items())[1:]:
        if chance.within(share):
            return key
    return next(iter(shares))
