"""Why somebody was found: how what was typed agrees with what is on file."""

from collections.abc import Iterable
from dataclasses import dataclass
from math import log2
from typing import Protocol

from casedesk.domain.ids import plain_folio
from casedesk.domain.likeness.comparing import Kind
from casedesk.domain.likeness.sought import Agreement, Pair, Word, agreement
from casedesk.domain.likeness.typed import Typed
from casedesk.i18n import N_, _

NAME, ALIAS, FORMER = "name", "alias", "former_name"
FOLIO, FORMER_FOLIO, FOLIO_ERROR = "folio", "former_folio", "folio_error"
YEAR, NEAR_YEAR, COUNTRY = "year", "near_year", "country"
MISSING = "missing"
#: found by what was answered to a field that the shelter added
ANSWER = "answer"

#: how much of a word's weight counts if it agrees so
_WORTH = {
    Kind.SAME: 1.0,
    Kind.BEGINNING: 0.95,
    Kind.SOUND: 0.95,
    Kind.SPELLING: 0.92,
    Kind.NICKNAME: 0.9,
    Kind.TYPING: 0.88,
    Kind.TYPING_TWO: 0.75,
}
#: a word on file that nobody looked for, and another year or country than was typed
_UNMET, _OTHER_YEAR, _OTHER_COUNTRY = 0.98, 0.5, 0.7

_ANSWER = N_("an answer to a field of this shelter")

#: the words for each reason; those in braces are left out while names are hidden
WORDS: dict[str, tuple[str, str]] = {
    Kind.SAME.value: (N_("same word: {found}"), N_("same word")),
    Kind.BEGINNING.value: (N_("begins so: {found}"), N_("begins so")),
    Kind.SOUND.value: (N_("sounds alike: {found}"), N_("sounds alike")),
    Kind.SPELLING.value: (N_("other spelling: {found}"), N_("other spelling")),
    Kind.NICKNAME.value: (N_("short form or nickname: {found}"), N_("short form or nickname")),
    Kind.TYPING.value: (N_("one letter off: {found}"), N_("one letter off")),
    Kind.TYPING_TWO.value: (N_("two letters off: {found}"), N_("two letters off")),
    MISSING: (N_("not on file: {said}"), N_("a word is not on file")),
    ALIAS: (N_("alias"), N_("alias")),
    FORMER: (N_("name before a merge"), N_("name before a merge")),
    FOLIO: (N_("folio"), N_("folio")),
    FORMER_FOLIO: (N_("folio before a merge"), N_("folio before a merge")),
    FOLIO_ERROR: (N_("folio with one letter off"), N_("folio with one letter off")),
    YEAR: (N_("born in {found}"), N_("year of birth")),
    NEAR_YEAR: (N_("born about {found}"), N_("year of birth, about")),
    COUNTRY: (N_("country"), N_("country")),
    ANSWER: (_ANSWER, _ANSWER),
}


@dataclass(frozen=True)
class Reason:
    """One way in which somebody agrees with what was typed."""

    kind: str
    said: str = ""
    found: str = ""

    def text(self, *, hidden: bool = False) -> str:
        """In the language now; without words of names while they are hidden."""
        shown, covered = WORDS[self.kind]
        return _(covered) if hidden else _(shown).format(said=self.said, found=self.found)


def told(reasons: Iterable[Reason], *, hidden: bool = False) -> str:
    """Reasons in the language now, those of a kind together, what is the same last."""
    kinds: dict[str, list[Reason]] = {}
    for reason in sorted(reasons, key=lambda each: each.kind == Kind.SAME.value):
        kinds.setdefault(reason.kind, []).append(reason)
    return "; ".join(_together(some).text(hidden=hidden) for some in kinds.values())


def _together(reasons: list[Reason]) -> Reason:
    said = ", ".join(dict.fromkeys(each.said for each in reasons if each.said))
    found = ", ".join(dict.fromkeys(each.found for each in reasons if each.found))
    return Reason(reasons[0].kind, said, found)


@dataclass(frozen=True)
class Match:
    """How well somebody agrees, from 0 to 1, and why."""

    score: float
    reasons: tuple[Reason, ...]


class OnFile(Protocol):
    """What a line of the case list says of a person."""

    @property
    def name(self) -> str: ...
    @property
    def alias(self) -> str: ...
    @property
    def also(self) -> str: ...
    @property
    def folio(self) -> str: ...
    @property
    def folio_plain(self) -> str: ...
    @property
    def nationality(self) -> str | None: ...
    @property
    def born(self) -> int | None: ...


@dataclass(frozen=True)
class Search:
    """What was typed, with the words on file that may be meant."""

    typed: Typed
    #: every word as one of a name; and those without year and country
    words: tuple[Word, ...]
    names: tuple[Word, ...]
    people: int

    def match(self, line: OnFile) -> Match:
        """How a line agrees, in the better of both readings."""
        for folio in self.typed.folios:
            if folio in line.folio_plain.split():
                return self._by_folio(folio, line)
        readings = [self._named(self.words, line)] if self.words else []
        if self.typed.narrowed:
            readings.append(self._narrowed(line))
        return max(readings, key=lambda match: match.score, default=Match(0, ()))

    def _by_folio(self, folio: str, line: OnFile) -> Match:
        if len(self.typed.folios) > 1:
            return Match(0.9, (Reason(FOLIO_ERROR),))
        own = folio == plain_folio(line.folio)
        return Match(1.0, (Reason(FOLIO if own else FORMER_FOLIO),))

    def _named(self, words: tuple[Word, ...], line: OnFile) -> Match:
        names = ((NAME, line.name), (ALIAS, line.alias), (FORMER, line.also))
        found = [(where, agreement(words, name)) for where, name in names if name]
        if not found:
            return Match(0, ())
        where, best = min(found, key=lambda each: each[1].closeness)
        reasons = [_reason(pair) for pair in best.pairs]
        if where != NAME and best.pairs:
            reasons.append(Reason(where))
        reasons += [Reason(MISSING, word.text) for word in best.left if best.pairs]
        return Match(self._score(best), tuple(reasons))

    def _narrowed(self, line: OnFile) -> Match:
        match = self._named(self.names, line) if self.names else Match(1.0, ())
        score, reasons = match.score, list(match.reasons)
        if self.typed.year is not None:
            off = None if line.born is None else abs(line.born - self.typed.year)
            if off is not None and off <= 1:
                reasons.append(Reason(NEAR_YEAR if off else YEAR, found=str(line.born)))
                score *= 0.97 if off else 1.0
            else:
                score *= _OTHER_YEAR
        if self.typed.country is not None:
            if line.nationality == self.typed.country:
                reasons.append(Reason(COUNTRY))
            else:
                score *= _OTHER_COUNTRY
        return Match(score, tuple(reasons))

    def _score(self, found: Agreement) -> float:
        """The part of what was looked for that agrees; rare words count for more."""
        total = sum(self._weight(word) for word in (*found.left, *_words(found.pairs)))
        met = sum(self._weight(pair.sought) * _WORTH[pair.kind] for pair in found.pairs)
        return met / total * _UNMET ** len(found.unmet) if total else 0

    def _weight(self, word: Word) -> float:
        lines = max(word.lines.get(Kind.TYPING_TWO, 0), 1)
        return 1 + log2(max(self.people, lines) / lines)


def _words(pairs: Iterable[Pair]) -> list[Word]:
    return [pair.sought for pair in pairs]


def _reason(pair: Pair) -> Reason:
    return Reason(pair.kind.value, pair.sought.text, pair.found)
