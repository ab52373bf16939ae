"""Content in words: dates, marks, numbers to call, and what is wrong with its age."""

from collections.abc import Callable, Iterator
from datetime import date

from casedesk import i18n
from casedesk.domain import codelists
from casedesk.domain.marks import Mark
from casedesk.domain.packs import freshness
from casedesk.domain.packs.freshness import Freshness
from casedesk.domain.packs.library import Library
from casedesk.domain.packs.pack import Contact, Item, Number, Pack, said
from casedesk.domain.rights import Checklist, ItemAnswer
from casedesk.i18n import N_, _

WAYS = {
    "phone": N_("{number}"),
    "whatsapp": N_("WhatsApp {number}"),
    "abroad": N_("from abroad {number}"),
}
UNCONFIRMED = N_("To be confirmed by a lawyer")
NOT_REVIEWED = N_("No lawyer has reviewed these texts yet. They are no legal advice.")
_STALE = N_(
    "“{title}” was reviewed on {day}. It may have changed: ask for newer content before you "
    "rely on it."
)
_HIDDEN = N_("“{title}” was reviewed on {day}. It is too old to be shown: ask for newer content.")
_AHEAD = N_("The clock of this computer is behind “{title}”: set date and time.")


#: calendars that have no title of their own
_CALENDARS = {
    "closures": N_("Closures of the authorities"),
    "suspensions": N_("Time limits suspended"),
    "weekends": N_("Weekends"),
}


def title(pack: Pack) -> str:
    """The title in the language of the window."""
    if pack.id in _CALENDARS:
        return _(_CALENDARS[pack.id])
    return said(pack.title, i18n.language())


def edition(pack: Pack) -> str:
    """Version and review of a pack."""
    reviewer = pack.reviewer or _("nobody yet")
    return _("Version {version} · sources of {day} · reviewed by {reviewer}").format(
        version=pack.version, day=i18n.medium_date(pack.last_reviewed), reviewer=reviewer
    )


def age(pack: Pack, today: date) -> Callable[[], str] | None:
    """What is to be said about how old a pack is; None if it is fresh."""
    words = {
        Freshness.STALE: _STALE,
        Freshness.HIDDEN: _HIDDEN,
        Freshness.AHEAD: _AHEAD,
    }.get(freshness.freshness(pack, today))
    if words is None:
        return None
    return lambda: _(words).format(title=title(pack), day=i18n.medium_date(pack.last_reviewed))


def hidden(pack: Pack, today: date) -> bool:
    """Whether only the safe sentence of a pack may be shown."""
    return freshness.freshness(pack, today) is Freshness.HIDDEN


def basis(item: Item) -> str:
    """What an item rests on, and how well that is known."""
    parts = (f"{each.text} ({_mark(each.mark)})" for each in item.basis)
    return _("Basis: {basis}").format(basis="; ".join(parts))


def _mark(mark: str) -> str:
    return str(Mark(mark))


def number(found: Number) -> str:
    """How somebody is reached, and the year of the source if that is long ago."""
    words = _(WAYS[found.way]).format(number=found.number)
    return (
        _("{number} (as of {year})").format(number=words, year=found.year) if found.year else words
    )


def contact(found: Contact) -> str:
    """Who it is and the numbers that may be shown."""
    numbers = " · ".join(number(each) for each in found.facts)
    return f"{said(found.texts, i18n.language())}: {numbers}"


def contacts(item: Item, library: Library, today: date) -> Iterator[str]:
    """The lines with the numbers that belong to an item, and the day they were checked."""
    pack = library.contacts
    if not item.contacts or pack is None:
        return
    if hidden(pack, today):
        yield freshness.safe(pack, i18n.language())
        return
    found = library.contacts_of(item)
    for each in found:
        day = i18n.medium_date(each.tested_on or pack.last_reviewed)
        yield _("{contact} (sources of {day})").format(contact=contact(each), day=day)
    if not found:
        yield _("There is no confirmed number: ask the coordinator.")


def answers(checklist: Checklist) -> str:
    """How many items have which answer."""
    labels = codelists.load("item_answers").codes
    counts = ((code.label(), checklist.count(code.code)) for code in labels.values())
    return " · ".join(f"{label}: {i18n.number(count)}" for label, count in counts if count)


def answers_changed(before: tuple[ItemAnswer, ...], after: tuple[ItemAnswer, ...]) -> str:
    """Each item whose answer changed, with its answer now."""
    old = {each.item: each.answer for each in before}
    new = {each.item: each.answer for each in after}
    known = codelists.load("item_answers")
    parts = [
        f"{item}: {known.label(str(answer))}"
        for item, answer in new.items()
        if old.get(item) != answer
    ]
    parts += [f"{item}: {_('Not asked')}" for item in old if item not in new]
    return "; ".join(parts)
