"""What a mapping says: from somebody's columns and values to our fields and codes."""

from collections.abc import Mapping as Table
from dataclasses import dataclass, field
from typing import Any

from casedesk import i18n
from casedesk.exchange.targets import Target

PERSON = "person"
HOUSEHOLD = "household"


@dataclass(frozen=True)
class Words:
    """What stands for yes, no and for having no answer; folded, with and without punctuation."""

    yes: frozenset[str]
    no: frozenset[str]
    unknown: frozenset[str]
    refused: frozenset[str]
    not_asked: frozenset[str]


@dataclass(frozen=True)
class Creation:
    """A record that a cell makes: one if it says yes, or one for each of its codes."""

    kind: str
    answers: Table[str, Any]
    #: the field that takes the codes of the cell; empty if the cell says yes or no
    each: Target | None = None


@dataclass(frozen=True)
class Column:
    """What becomes of a column."""

    name: str
    #: how the file may call it, the first being the one to write
    headers: tuple[str, ...]
    words: Words
    required: bool = False
    targets: tuple[Target, ...] = ()
    #: folded text -> code, or text that can be read, or ``?unknown`` and the like
    values: Table[str, str] = field(default_factory=dict)
    #: answers to other fields where this one has an answer
    also: Table[Target, Any] = field(default_factory=dict)
    creates: tuple[Creation, ...] = ()
    #: what parts several codes in a cell; empty if there is only one
    separator: str = ""
    dates: tuple[str, ...] = ()
    #: numbers outside are impossible, or unknown where ``outside_unknown``
    lowest: int | None = None
    highest: int | None = None
    outside_unknown: bool = False
    #: ``person`` or ``household`` where equal cells mean the same one
    key: str = ""

    @property
    def title(self) -> str:
        """What the column is called in messages."""
        return self.headers[0]


@dataclass(frozen=True)
class Skip:
    """Rows that are not data, such as an example: those with such a value in a column."""

    column: str
    values: frozenset[str]


@dataclass(frozen=True)
class Mapping:
    """A mapping that has been checked: its fields exist, and so do its codes."""

    name: str
    #: says which rows are the same ones; keep it when the file gets another name
    source: str
    es: str
    en: str
    columns: tuple[Column, ...]
    constants: Table[Target, Any]
    #: kind of record -> columns of which one must have an answer for it to be made
    when: Table[str, frozenset[str]]
    sheet: str = ""
    skip: Skip | None = None
    #: what a template is written from, if the mapping reads one
    template: Table[str, Any] = field(default_factory=dict)

    @property
    def label(self) -> str:
        """Its name in the current language."""
        return self.es if i18n.language() == "es" else self.en

    def kinds(self) -> tuple[str, ...]:
        """The kinds of record that every row makes, or makes under a condition."""
        named = {target.kind for column in self.columns for target in column.targets}
        named |= {target.kind for column in self.columns for target in column.also}
        return tuple(sorted(named | {target.kind for target in self.constants}))
