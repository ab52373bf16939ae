"""What stands on the sheet that a person takes away, and as plain text in its codes."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date

from babel import dates

from casedesk.domain.packs import freshness
from casedesk.domain.packs.freshness import Freshness
from casedesk.domain.packs.library import Library
from casedesk.domain.packs.pack import PERSON, Contact, Item, Number, Pack, said
from casedesk.i18n import LANGUAGES, N_, catalogue

NO_ADVICE = N_("This is no legal advice. Ask a lawyer about your case.")
TO_CONFIRM = N_("* To be confirmed by a lawyer.")
_EDITION = N_("Version {version}, sources of {day}")
_OLD = N_("These texts are of {day} and may have changed. Ask before you rely on them.")
_CONTACTS = N_("Numbers (sources of {day})")
FOR = N_("For: {name}")
SCAN = N_("The text of this sheet for your telephone, without internet")
_AS_OF = N_("{number} (as of {year})")
_WAYS = {"whatsapp": N_("WhatsApp {number}"), "abroad": N_("from abroad {number}")}


@dataclass(frozen=True)
class Handout:
    """A sheet: which list, in which languages, and what the volunteer chose."""

    pack: Pack
    library: Library
    languages: tuple[str, ...]
    today: date
    #: the person's name, only if asked for
    name: str = ""
    codes: bool = True
    #: print items that a lawyer has yet to confirm
    unconfirmed: bool = True
    #: print what the shelter does as well
    desk: bool = False

    @property
    def items(self) -> tuple[Item, ...]:
        """The items on it; a list that speaks to the desk alone is printed as it is."""
        shown = [item for item in self.pack.shown_items if self.unconfirmed or not item.unconfirmed]
        to_person = [item for item in shown if item.speaks_to == PERSON]
        return tuple(shown if self.desk or not to_person else to_person)

    @property
    def hidden(self) -> bool:
        """Whether the list is too old for its detail to be printed."""
        return _fresh(self.pack, self.today) is Freshness.HIDDEN

    @property
    def contacts(self) -> tuple[Contact, ...]:
        """The contacts of its items of which a number may be printed."""
        pack = self.library.contacts
        if pack is None or self.hidden or _fresh(pack, self.today) is Freshness.HIDDEN:
            return ()
        found = (each for item in self.items for each in self.library.contacts_of(item))
        return tuple({each.id: each for each in found}.values())


@dataclass(frozen=True)
class Side:
    """A sheet in one language, in lines."""

    language: str
    title: str
    #: what is said before the items: for whom, and that the text is old
    before: tuple[str, ...]
    items: tuple[str, ...]
    contacts_title: str
    contacts: tuple[str, ...]
    after: tuple[str, ...]
    #: number of its first item
    first: int = 1

    def halves(self) -> tuple["Side", "Side"]:
        """Two sides with half of the items each; what follows the items stands on the second."""
        half = len(self.items) // 2
        return (
            replace(self, items=self.items[:half], contacts=(), after=()),
            replace(self, items=self.items[half:], before=(), first=self.first + half),
        )

    def plain(self) -> tuple[str, ...]:
        """The whole of it for a telephone, a line each; never the name."""
        numbered = tuple(f"{at}. {text}" for at, text in enumerate(self.items, self.first))
        contacts = (f"{self.contacts_title}:", *self.contacts) if self.contacts else ()
        return (self.title, *numbered, *contacts, *self.after)


def side(handout: Handout, language: str) -> Side:
    """What stands on a sheet in one language."""
    pack = handout.pack
    return Side(
        language=language,
        title=said(pack.title, language),
        before=tuple(_before(handout, language)),
        items=tuple(_items(handout, language)),
        contacts_title=_words(_CONTACTS, language, day=_contacts_day(handout, language)),
        contacts=tuple(_contact(each, language) for each in handout.contacts),
        after=tuple(_after(handout, language)),
    )


def in_codes(side: Side, most: int) -> list[str]:
    """The text of a side in as few parts of about ``most`` bytes as it takes, all about as long.

    Each part has whole lines.
    """
    lines = side.plain()
    count = -(-_bytes(lines) // most)
    parts: list[list[str]] = [[]]
    for at, line in enumerate(lines):
        if len(parts) < count and _bytes(lines[:at]) >= len(parts) * _bytes(lines) / count:
            parts.append([])
        parts[-1].append(line)
    return ["\n".join(part) for part in parts]


def _before(handout: Handout, language: str) -> Iterator[str]:
    if handout.name:
        yield _words(FOR, language, name=handout.name)
    if _fresh(handout.pack, handout.today) is Freshness.STALE:
        yield _words(_OLD, language, day=_day(handout.pack.last_reviewed, language))


def _items(handout: Handout, language: str) -> Iterator[str]:
    if handout.hidden:
        yield freshness.safe(handout.pack, language)
        return
    for item in handout.items:
        mark = " *" if item.unconfirmed else ""
        yield f"{said(item.texts, language)}{mark}"


def _after(handout: Handout, language: str) -> Iterator[str]:
    if not handout.hidden and any(item.unconfirmed for item in handout.items):
        yield _words(TO_CONFIRM, language)
    edition = _words(
        _EDITION,
        language,
        version=handout.pack.version,
        day=_day(handout.pack.last_reviewed, language),
    )
    yield f"{_words(NO_ADVICE, language)} {edition}."


def _contact(contact: Contact, language: str) -> str:
    ways = (_way(each, language) for each in contact.facts)
    return f"{said(contact.texts, language)}: {' · '.join(ways)}"


def _way(number: Number, language: str) -> str:
    words = _words(_WAYS.get(number.way, "{number}"), language, number=number.number)
    return _words(_AS_OF, language, number=words, year=number.year) if number.year else words


def _contacts_day(handout: Handout, language: str) -> str:
    pack = handout.library.contacts
    return _day(pack.last_reviewed, language) if pack is not None else ""


def _fresh(pack: Pack, today: date) -> Freshness:
    return freshness.freshness(pack, today)


def _day(day: date, language: str) -> str:
    return dates.format_date(day, "medium", locale=LANGUAGES[language])


def _words(message: str, language: str, **details: object) -> str:
    return catalogue(language).gettext(message).format(**details)


def _bytes(lines: Sequence[str]) -> int:
    return len("\n".join(lines).encode())
