"""What keeps a content pack from being used: each problem says where it is and what is wrong."""

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any

from casedesk.domain.clocks import calendar_files
from casedesk.domain.clocks.content import BadContent
from casedesk.domain.marks import Mark
from casedesk.domain.packs import readability
from casedesk.domain.packs.library import Library
from casedesk.domain.packs.pack import (
    ASYLUM,
    CALENDAR,
    CHECKLIST,
    DESK,
    NEEDED,
    PERSON,
    STATES,
    Item,
    Pack,
    Texts,
)
from casedesk.i18n import N_, _

#: words in one sentence, at most
LONGEST = 20
_MARKS = {mark.value for mark in Mark}
#: what an editor writes for another editor
_NOTE = re.compile(
    r"\[[^\]]*\]|\?\?|<!--|\b(?-i:TODO|FIXME|TBD|XXX+)\b|\blorem ipsum\b"
    r"|\bverifi(?:car|quen|ca (?:si|que))\b|\bpor verificar\b|\brevisar (?:la )?redacci[oó]n\b"
    r"|\bfalta (?:revisar|traducir)\b|\bre-?read\b|\bcheck (?:that|whether|if)\b|\bto be checked\b"
    r"|\bverify (?:that|this|whether)\b|\bnota del editor\b|\beditor'?s note\b",
    re.IGNORECASE,
)
#: telephone numbers belong with the contacts, which are dated apart
_TELEPHONE = re.compile(r"\d{2,4}[ .-]\d{3,4}[ .-]?\d{2,4}")


@dataclass(frozen=True)
class Problem:
    """Where it is and what is wrong, a message id."""

    where: str
    msgid: str
    details: dict[str, object] = field(default_factory=dict)

    def __str__(self) -> str:
        return f"{self.where}: {_(self.msgid).format(**self.details)}"


def problems(pack: Pack, around: Library, previous: Pack | None = None) -> list[Problem]:
    """What is wrong with a pack, among the packs ``around`` it and after the ``previous`` one."""
    found = [*_metadata(pack), *_calendar(pack)]
    for where, texts in _texts(pack):
        found += _language(where, texts)
        found += _wording(where, texts)
    for item in pack.items:
        found += _item(item, pack, around)
    for where, mark, source in _marked(pack):
        found += _sources(where, mark, source, around)
    found += _references(pack, around)
    found += _twice(pack)
    if previous is not None:
        found += _changed_ids(pack, previous)
    return found


def _metadata(pack: Pack) -> Iterator[Problem]:
    if pack.kind != CALENDAR and not pack.title:
        yield Problem(pack.id, N_("it has no title"))
    yield from _language(f"{pack.id} changes", pack.changes)
    if not pack.last_reviewed <= pack.review_due:
        yield Problem(pack.id, N_("its review is due before it was reviewed"))
    if pack.kind == CHECKLIST and not pack.items:
        yield Problem(pack.id, N_("it has no items"))


def _calendar(pack: Pack) -> Iterator[Problem]:
    """A calendar that could not be counted with."""
    if pack.kind == CALENDAR:
        try:
            calendar_files.check(pack.id, pack.text)
        except BadContent as error:
            reason = error.details["reason"]
            yield Problem(
                pack.id, N_("no time limit can be counted by it: {reason}"), {"reason": reason}
            )


def _texts(pack: Pack) -> Iterator[tuple[str, Texts]]:
    """Every text that people read, and where it stands; a calendar's are its own affair."""
    if pack.kind == CALENDAR:
        return
    yield f"{pack.id} title", pack.title
    for name, texts in (("safe", pack.safe), ("caution", pack.caution)):
        if texts:
            yield f"{pack.id} {name}", texts
    for item in pack.items:
        yield item.id, item.texts
    for contact in pack.contacts:
        yield contact.id, contact.texts
        yield f"{contact.id} use", contact.use
    for card in pack.cards:
        yield f"{card.id} title", card.title
        yield card.id, card.texts
    for term in pack.terms:
        yield term.id, term.texts
        yield f"{term.id} means", term.means
    for rule in pack.rules:
        yield f"{rule.list} why", rule.why


def _language(where: str, texts: Texts) -> Iterator[Problem]:
    for language in NEEDED:
        if not texts.get(language, "").strip():
            yield Problem(where, N_("the text is missing in “{language}”"), {"language": language})


def _wording(where: str, texts: Texts) -> Iterator[Problem]:
    for language, text in texts.items():
        if note := _NOTE.search(text):
            yield Problem(where, N_("an editor's note was left: “{note}”"), {"note": note[0]})
        for sentence in readability.sentences(text):
            count = len(readability.words(sentence))
            if count > LONGEST:
                yield Problem(
                    where,
                    N_("a sentence in “{language}” has {count} words; {most} are the most"),
                    {"language": language, "count": count, "most": LONGEST},
                )


def _item(item: Item, pack: Pack, around: Library) -> Iterator[Problem]:
    if not re.fullmatch(rf"{re.escape(pack.id)}\.[1-9]\d?", item.id):
        yield Problem(item.id, N_("the id does not belong to the list {list}"), {"list": pack.id})
    if not any(each.text.strip() for each in item.basis):
        yield Problem(item.id, N_("the basis is missing"))
    if {each.mark for each in item.basis} - _MARKS:
        yield Problem(item.id, N_("a basis has no mark"))
    if item.state not in STATES:
        yield _unknown(item.id, item.state)
    if item.speaks_to not in (PERSON, DESK):
        yield _unknown(item.id, item.speaks_to)
    if item.tells not in ("", ASYLUM):
        yield _unknown(item.id, item.tells)
    for id in item.contacts:
        if around.contact(id) is None:
            yield _unknown(item.id, id)
    if item.see and item.see not in around.packs:
        yield _unknown(item.id, item.see)
    if any(_TELEPHONE.search(text) for text in item.texts.values()):
        yield Problem(item.id, N_("a telephone number belongs with the contacts"))


def _marked(pack: Pack) -> Iterator[tuple[str, str, tuple[str, ...]]]:
    parts: tuple[Any, ...] = (*pack.items, *pack.cards)
    for part in parts:
        yield part.id, part.mark, part.source
    for contact in pack.contacts:
        for number in contact.numbers:
            yield contact.id, number.mark, number.source
    for term in pack.terms:
        yield term.id, term.mark, ("",) if term.mark != Mark.B.value else ()


def _sources(where: str, mark: str, source: tuple[str, ...], around: Library) -> Iterator[Problem]:
    if mark not in _MARKS:
        yield Problem(where, N_("the mark is missing"))
    elif mark != Mark.B.value and not source:
        yield Problem(where, N_("it is marked as read, but says not where"))
    for id in source:
        if id not in around.sources:
            yield _unknown(where, id)


def _references(pack: Pack, around: Library) -> Iterator[Problem]:
    for rule in pack.rules:
        if rule.list not in around.packs:
            yield _unknown(pack.id, rule.list)
        if not rule.when:
            yield Problem(rule.list, N_("it says not when the list is suggested"))


def _twice(pack: Pack) -> Iterator[Problem]:
    parts: tuple[Any, ...] = (*pack.items, *pack.contacts, *pack.cards, *pack.terms)
    ids = [part.id for part in parts]
    for id in sorted({id for id in ids if ids.count(id) > 1}):
        yield Problem(id, N_("the id stands twice"))


def _changed_ids(pack: Pack, previous: Pack) -> Iterator[Problem]:
    """Answers on file point to ids: none may go, and none may come to mean something else."""
    if pack.kind != previous.kind:
        yield Problem(pack.id, N_("it was of another kind: {kind}"), {"kind": previous.kind})
    now = {item.id: item for item in pack.items}
    for old in previous.items:
        if old.id not in now:
            yield Problem(old.id, N_("the id is gone: withdraw the item instead"))
            continue
        es = old.texts.get("es")
        moved = next((n.id for n in pack.items if n.id != old.id and n.texts.get("es") == es), "")
        if moved and now[old.id].texts.get("es") != es:
            yield Problem(old.id, N_("the id was changed: it is {id} now"), {"id": moved})
    for kind in ("contacts", "cards", "terms"):
        left = {part.id for part in getattr(pack, kind)}
        for part in getattr(previous, kind):
            if part.id not in left:
                yield Problem(part.id, N_("the id is gone: withdraw the item instead"))


def _unknown(where: str, id: str) -> Problem:
    return Problem(where, N_("“{id}” is not known"), {"id": id})


def all_problems(
    packs: Iterable[Pack], around: Library, previous: Callable[[str], Pack | None]
) -> list[Problem]:
    """What is wrong with several packs that come together."""
    coming = list(packs)
    together = around.with_(coming)
    return [each for pack in coming for each in problems(pack, together, previous(pack.id))]
