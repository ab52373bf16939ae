"""Rules: what must be done within how long of what, by whom, and where that is written."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from enum import Enum

from casedesk.domain.clocks.content import Content, Words
from casedesk.domain.clocks.lengths import Length
from casedesk.domain.marks import Mark

PERSON = "person"


class Kind(Enum):
    """What the day at the end of a clock means."""

    DEADLINE = "deadline"  # something is due
    VALIDITY = "validity"  # a paper runs to that day
    DAY_SET = "day_set"  # the authority wrote the day itself
    RISK = "risk"  # what may follow
    WAIT = "wait"  # not before that day


@dataclass(frozen=True)
class Basis:
    """An article, with a mark of its own."""

    text: str
    mark: Mark


@dataclass(frozen=True)
class Term:
    """One length that the law names; a conflict of laws has several."""

    length: Length
    basis: tuple[Basis, ...]
    #: by which law, if there are several
    words: Words | None = None


@dataclass(frozen=True, eq=False)
class Rule:
    """One clock. Events are those of the procedures; other facts are ``track.code``."""

    id: str
    words: Words
    kind: Kind
    #: whose duty: the person's or an authority's
    duty: str
    #: whose closures and suspensions stop it
    authority: str
    start: tuple[str, ...]
    terms: tuple[Term, ...]
    mark: Mark
    next: Words
    notes: Words | None = None
    #: events after which nothing is due any more
    met_by: frozenset[str] = frozenset()
    #: start -> what leaves it uncounted
    unless: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    #: it waits for this event
    only_after: str = ""
    #: the rule at whose end it starts
    follows: str = ""
    #: the event that gives the same length once more
    again_after: str = ""
    #: days, counted from the start, on which to tell
    warn_on_days: tuple[int, ...] = ()
    #: it holds for few, so it is counted only when asked for
    asked: bool = False
    #: states of the application in which it is due; empty: any
    states: frozenset[str] = frozenset()
    #: every event has a clock of its own; otherwise the latest one starts it
    each: bool = False
    #: nobody here sees whether it was done, so it is told in the case alone
    quiet: bool = False
    #: a term that has passed opens a follow-up with the authority
    advocacy: bool = False

    @property
    def persons(self) -> bool:
        """Whether it is the person who must act: then the safe date counts."""
        return self.duty == PERSON

    def then(self, other: "Rule") -> "Rule":
        """This rule and one that follows it, counted in one go from this one's start.

        Raises ValueError if it does not follow, TypeError if their units differ.
        """
        if other.follows != self.id:
            raise ValueError(f"{other.id} does not follow {self.id}")
        first, second = self.terms[0], other.terms[0]
        term = Term(first.length + second.length, first.basis)
        return replace(other, id=f"{self.id}+{other.id}", start=self.start, terms=(term,))


@dataclass(frozen=True)
class Rules:
    """All rules, with the words for who must act."""

    content: Content
    rules: Mapping[str, Rule]
    duties: Mapping[str, Words]
