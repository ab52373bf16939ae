"""Walking through a checklist with a person: the text in use, the answers, what is left to do."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date

from casedesk.domain.answers import Missing, value_or
from casedesk.domain.cases import Case
from casedesk.domain.follow_ups import RIGHTS_ITEM, FollowUp
from casedesk.domain.packs.library import Library
from casedesk.domain.packs.pack import Item, Pack, said
from casedesk.domain.partial_dates import PartialDate
from casedesk.domain.rights import PENDING, Checklist
from casedesk.services import contents, entries, follow_ups, situations
from casedesk.services.cases import CaseFile
from casedesk.storage import records
from casedesk.storage.unit_of_work import UnitOfWork

_PRINT = "print"
_WHAT = 180  #: letters of an item that fit into a follow-up


@dataclass(frozen=True)
class Suggestion:
    """A list that fits the case, and the rule that says so."""

    pack: Pack
    why: dict[str, str]


def suggestions(library_: Library, file: CaseFile, today: date) -> list[Suggestion]:
    """The lists whose rules hold for a case, in their order: suggested, never forced."""
    facts = situations.of(file, today)
    return [
        Suggestion(library_.packs[rule.list], dict(rule.why))
        for rule in library_.rules
        if rule.list in library_.packs
        and any(facts.get(fact, frozenset()) & codes for fact, codes in rule.when)
    ]


def under_way(file: CaseFile, pack: Pack) -> Checklist | None:
    """The list as it was begun with this text and not ended; None if it is to be begun anew."""
    latest = latest_of(file.checklists, pack.id)
    if latest is None or latest.pack_version != pack.version or ended(latest, pack):
        return None
    return latest


def latest_of(checklists: Sequence[Checklist], list_: str) -> Checklist | None:
    """The list as it was explained last; None if it never was."""
    return next((each for each in checklists[::-1] if each.list == list_), None)


def ended(checklist: Checklist, pack: Pack) -> bool:
    """Whether every item has an answer and none is pending."""
    answers = checklist.by_item
    return all(answers.get(item.id, PENDING) != PENDING for item in pack.shown_items)


def begin(case_id: str, pack: Pack, *, today: date, by: str, language: str) -> Checklist:
    """A list to be walked through now; nothing is stored before the first answer."""
    return Checklist(
        case_id=case_id,
        list=pack.id,
        given_on=PartialDate.of(today),
        by=by,
        language=language,
        pack_version=pack.version,
    )


def answer(uow: UnitOfWork, checklist: Checklist, pack: Pack, item: str, given: str) -> Checklist:
    """Store one answer at once, on top of what others stored; an empty one takes it back.

    The text that was explained is kept with it. Raises Invalid.
    """
    contents.keep(uow, pack)
    saved = entries.save(uow, again(uow, checklist).answered(item, given))
    if given and given != PENDING:
        _settle(uow, saved.case_id, item)
    return saved


def again(uow: UnitOfWork, checklist: Checklist) -> Checklist:
    """A list as it is on file now; one that was never stored as it is."""
    return next(iter(records.find(uow, Checklist, id=checklist.id)), checklist)


def explained_in(checklist: Checklist, language: str) -> Checklist:
    """The list as explained in another language."""
    return replace(checklist, language=language)


def explain_in(uow: UnitOfWork, checklist: Checklist, language: str) -> Checklist:
    """Say in which language the list is explained; stored once there is an answer."""
    changed = explained_in(again(uow, checklist), language)
    return entries.save(uow, changed) if changed.version else changed


def follow(uow: UnitOfWork, case_id: str, item: Item, language: str) -> FollowUp:
    """Make a follow-up of a pending item unless one is open; it says the item, never the story."""
    there = next(_open_follow_ups(uow, case_id, item.id), None)
    if there is not None:
        return there
    words = said(item.texts, language)
    return follow_ups.add(
        uow,
        FollowUp(
            case_id=case_id,
            what=words if len(words) <= _WHAT else f"{words[:_WHAT]}…",
            whom=uow.session.user,
            origin=RIGHTS_ITEM,
            source=item.id,
        ),
    )


def followed(file: CaseFile) -> frozenset[str]:
    """The items that have an open follow-up."""
    found = (each for each in file.follow_ups if each.origin == RIGHTS_ITEM and each.open)
    return frozenset(str(each.source) for each in found)


def printed(uow: UnitOfWork, case_id: str, pack: Pack, *, named: bool) -> None:
    """Log that a sheet was made for somebody, and whether their name stands on it.

    Its text is kept, so that it can be read again what they took away.
    """
    contents.keep(uow, pack)
    uow.note(_PRINT, Case.kind, case_id, list=pack.id, version=pack.version, named=named)


def language_of(file: CaseFile, spoken: str) -> str:
    """The language to begin with: the first one the person speaks, else that of the window."""
    languages = value_or(file.person.languages, ())
    return languages[0] if languages else spoken


def list_of(checklist: Checklist) -> str:
    """The list's id; empty if it is not known."""
    return "" if isinstance(checklist.list, Missing) else checklist.list


def _settle(uow: UnitOfWork, case_id: str, item: str) -> None:
    """What was pending is answered: its follow-up is done."""
    for each in list(_open_follow_ups(uow, case_id, item)):
        follow_ups.done(uow, each)


def _open_follow_ups(uow: UnitOfWork, case_id: str, item: str) -> Iterator[FollowUp]:
    found = records.find(uow, FollowUp, case_id=case_id, origin=RIGHTS_ITEM, source=item)
    yield from (each for each in found if each.open)
