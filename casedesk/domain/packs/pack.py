"""What a content pack holds: checklists, contacts, US cards, words, sources, rules."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import TypeAlias

from casedesk.domain.marks import Mark

CHECKLIST, CONTACTS, US_CARDS, GLOSSARY, SOURCES, SUGGESTIONS, CALENDAR = KINDS = (
    "checklist",
    "contacts",
    "us_cards",
    "glossary",
    "sources",
    "suggestions",
    "calendar",
)
#: languages that every text must have, and those it may have
NEEDED = ("es", "en")
FURTHER = ("pt", "fr", "ht")
DRAFT, REVIEWED, SUSPENDED, WITHDRAWN = STATES = ("draft", "reviewed", "suspended", "withdrawn")
#: states in which a part may be shown
SHOWN = (DRAFT, REVIEWED)
#: to whom an item speaks: the person, or whoever sits at the desk with them
PERSON, DESK = "person", "desk"
#: an item that tells the person of the right to ask for asylum
ASYLUM = "asylum"

#: a text by language
Texts: TypeAlias = Mapping[str, str]


def said(texts: Texts, language: str) -> str:
    """A text in a language; in Spanish where that is missing."""
    return texts.get(language) or texts.get("es", "")


@dataclass(frozen=True)
class Basis:
    """What a statement rests on, and how well that is known."""

    text: str
    mark: str


@dataclass(frozen=True, kw_only=True)
class Item:
    """One thing to say or to do, of one checklist. Its id never changes."""

    id: str
    texts: Texts
    basis: tuple[Basis, ...] = ()
    mark: str = ""
    source: tuple[str, ...] = ()
    state: str = DRAFT
    speaks_to: str = PERSON
    #: ids of contacts whose numbers belong to it
    contacts: tuple[str, ...] = ()
    #: another list that goes on from here
    see: str = ""
    tells: str = ""
    confirm: bool = False

    @property
    def unconfirmed(self) -> bool:
        """Whether a lawyer has yet to confirm it."""
        return self.mark == Mark.B.value or self.confirm

    @property
    def shown(self) -> bool:
        """Whether it may be shown at all."""
        return self.state in SHOWN


@dataclass(frozen=True, kw_only=True)
class Number:
    """One way to reach somebody."""

    way: str
    number: str
    mark: str
    source: tuple[str, ...] = ()
    #: another source gives another number
    conflict: bool = False
    #: the year of the source, if that is long ago
    year: int = 0

    @property
    def a_fact(self) -> bool:
        """Whether it may be shown as one."""
        return self.mark in (Mark.V.value, Mark.V2.value) and not self.conflict


@dataclass(frozen=True, kw_only=True)
class Contact:
    """An office or a line, with its numbers."""

    id: str
    texts: Texts
    use: Texts
    numbers: tuple[Number, ...] = ()
    #: the day somebody called it last; None if nobody has
    tested_on: date | None = None

    @property
    def facts(self) -> tuple[Number, ...]:
        """The numbers that may be shown."""
        return tuple(number for number in self.numbers if number.a_fact)


@dataclass(frozen=True, kw_only=True)
class Card:
    """What happens with one programme or rule of the United States."""

    id: str
    title: Texts
    texts: Texts
    status: str
    mark: str
    source: tuple[str, ...] = ()
    state: str = DRAFT


@dataclass(frozen=True, kw_only=True)
class Term:
    """A word of the procedure, and what it means."""

    id: str
    texts: Texts
    means: Texts
    mark: str
    state: str = DRAFT


@dataclass(frozen=True, kw_only=True)
class Rule:
    """When a list is suggested: any of its conditions, each a fact of the case and its codes."""

    list: str
    why: Texts
    when: tuple[tuple[str, frozenset[str]], ...]


@dataclass(frozen=True, kw_only=True)
class Pack:
    """One file of content, with what everybody must know about it."""

    id: str
    kind: str
    version: str
    published: date
    last_reviewed: date
    review_due: date
    #: empty while nobody entitled to has reviewed it
    reviewer: str
    jurisdiction: str
    title: Texts
    changes: Texts
    #: what is shown instead of the detail once that is too old
    safe: Texts = field(default_factory=dict)
    #: what to ask before the sheet is handed over
    caution: Texts = field(default_factory=dict)
    icon: str = ""
    items: tuple[Item, ...] = ()
    contacts: tuple[Contact, ...] = ()
    cards: tuple[Card, ...] = ()
    terms: tuple[Term, ...] = ()
    rules: tuple[Rule, ...] = ()
    sources: Mapping[str, str] = field(default_factory=dict)
    #: the file as it was signed
    text: str = ""

    @property
    def order(self) -> tuple[int, ...]:
        """The version as numbers: ``2026-11`` comes before ``2026-11.1``."""
        return tuple(int(part) for part in self.version.replace("-", ".").split("."))

    @property
    def shown_items(self) -> tuple[Item, ...]:
        """The items that may be shown."""
        return tuple(item for item in self.items if item.shown)
