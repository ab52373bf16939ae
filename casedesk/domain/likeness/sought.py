"""What is looked for, word by word, and how a name on file agrees with it."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from casedesk.domain.likeness.comparing import CLOSENESS, Kind
from casedesk.domain.likeness.words import telling, words_of


@dataclass(frozen=True)
class Word:
    """A word that is looked for."""

    text: str
    #: words on file that may be meant, and how they agree
    alike: Mapping[str, Kind] = field(default_factory=dict)
    #: in how many lines of the list a word agrees so closely, or closer; may be an estimate
    lines: Mapping[Kind, float] = field(default_factory=dict)
    #: whether it may be the beginning of a word
    begins: bool = False
    #: whether it may well be missing on file: a surname by marriage
    may_miss: bool = False

    def kind(self, word: str) -> Kind | None:
        """How a word on file agrees; None if it does not."""
        found = self.alike.get(word)
        if found is None and self.begins and word.startswith(self.text):
            return Kind.BEGINNING
        return found


@dataclass(frozen=True)
class Pair:
    """A word looked for, the word on file that agrees with it, and how."""

    sought: Word
    found: str
    kind: Kind


@dataclass(frozen=True)
class Agreement:
    """How a name agrees: the pairs, and the words that are left on either side."""

    pairs: tuple[Pair, ...]
    left: tuple[Word, ...]
    unmet: tuple[str, ...]
    #: whether the words stand in the same order
    ordered: bool = True

    @property
    def closeness(self) -> int:
        """The less, the closer: for choosing between the names of one person."""
        return sum(CLOSENESS[pair.kind] for pair in self.pairs) + 10 * len(self.left)


def agreement(words: Iterable[Word], name: str) -> Agreement:
    """Pair the words looked for with those of a name, the closest first, each used once."""
    wanted = tuple(words)
    there = telling(words_of(name))
    options = sorted(
        (CLOSENESS[kind], abs(at - place), at, place, kind)
        for at, word in enumerate(wanted)
        for place, found in enumerate(there)
        if (kind := word.kind(found)) is not None
    )
    pairs: dict[int, tuple[int, Kind]] = {}
    used: set[int] = set()
    for _closeness, _apart, at, place, kind in options:
        if at not in pairs and place not in used:
            pairs[at] = (place, kind)
            used.add(place)
    places = [pairs[at][0] for at in sorted(pairs)]
    return Agreement(
        pairs=tuple(
            Pair(wanted[at], there[place], kind) for at, (place, kind) in sorted(pairs.items())
        ),
        left=tuple(word for at, word in enumerate(wanted) if at not in pairs),
        unmet=tuple(word for place, word in enumerate(there) if place not in used),
        ordered=places == sorted(places),
    )
