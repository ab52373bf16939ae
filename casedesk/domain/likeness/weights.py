"""Whether two descriptions are of one person: evidence in bits, and what it comes to."""

import tomllib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from math import log2
from typing import Any

from casedesk.domain.codes import fold
from casedesk.domain.likeness import births
from casedesk.domain.likeness.births import Birth
from casedesk.domain.likeness.comparing import ORDER, Kind, compare
from casedesk.domain.likeness.explaining import WORDS
from casedesk.domain.likeness.sought import Agreement, Word, agreement
from casedesk.domain.likeness.words import FOLDER
from casedesk.i18n import N_, _

#: the least share of a nationality, and the most bits that it can say
_RAREST, _MOST_FOR_A_COUNTRY = 1e-6, 7.0

#: the words for each evidence; those in braces are left out while names are hidden
_WORDS: dict[str, str] = {
    "word_differs": N_("another word in the name"),
    "word_alone": N_("a word of the name on one side alone"),
    "order_differs": N_("names in another order"),
    "birth_same": N_("same date of birth"),
    "birth_swapped": N_("day and month of birth swapped"),
    "birth_one_part_off": N_("date of birth with one part different"),
    "birth_same_year": N_("same year of birth, another day"),
    "birth_differs": N_("another date of birth"),
    "year_same": N_("same year of birth"),
    "year_about": N_("about the same age"),
    "year_next": N_("year of birth one apart"),
    "year_typed": N_("year of birth with one digit different"),
    "year_near": N_("year of birth two apart"),
    "year_differs": N_("another year of birth"),
    "country_same": N_("same nationality"),
    "country_differs": N_("another nationality"),
    "sex_same": N_("same sex or gender"),
    "sex_differs": N_("another sex or gender"),
    "place_same": N_("same place of birth"),
    "place_differs": N_("another place of birth"),
    "phone_same": N_("same telephone"),
}


@dataclass(frozen=True)
class Description:
    """What is compared of a person; empty or None what is not known."""

    names: Sequence[str]
    birth: Birth | None = None
    country: str | None = None
    sex: str | None = None
    place: str = ""
    phone: str = ""


@dataclass(frozen=True)
class Evidence:
    """One thing that agrees or differs, and how much it says, in bits."""

    kind: str
    bits: float
    found: str = ""

    def text(self, *, hidden: bool = False) -> str:
        """In the language now; without words of names while they are hidden."""
        if self.kind in _WORDS:
            return _(_WORDS[self.kind])
        shown, covered = WORDS[self.kind]
        return _(covered) if hidden else _(shown).format(found=self.found, said=self.found)


def of_names(words: Sequence[Word], names: Sequence[str], people: float) -> list[Evidence]:
    """What the best agreeing of a person's names says."""
    found = [agreement(words, name) for name in names if name]
    return max((_of_name(each, people) for each in found), key=total, default=[])


def of_birth(one: Description, other: Description, this_year: int) -> Iterator[Evidence]:
    """What dates of birth say, or years, or ages; the fewer are of an age, the more."""
    if one.birth is None or other.birth is None:
        return
    kind = births.agreement(one.birth, other.birth)
    if kind in _data()["births"]:
        chance = births.years_meant(kind, one.birth, other.birth) * _of_an_age(
            this_year - one.birth.last.year
        )
        bits = log2(_data()["births"][kind] / chance)
        yield Evidence(kind, min(bits, _data()["most_for_a_birth"]))
    else:
        yield _evidence(kind)


def of_country(one: Description, other: Description, share: float) -> Iterator[Evidence]:
    """What nationalities say; the fewer have the same, the more. ``share`` is theirs, 0 to 1."""
    if not one.country or not other.country:
        return
    if one.country == other.country:
        yield Evidence("country_same", rarity(share))
    else:
        yield _evidence("country_differs")


def rarity(share: float) -> float:
    """What it says, in bits, to be one of the few of a nationality."""
    return min(-log2(max(share, _RAREST)), _MOST_FOR_A_COUNTRY)


def of_the_rest(one: Description, other: Description) -> Iterator[Evidence]:
    """What sex, place of birth and telephone say."""
    if one.sex and other.sex:
        yield _evidence("sex_same" if one.sex == other.sex else "sex_differs")
    if one.place and other.place:
        same = compare(fold(one.place), fold(other.place)) is not None
        yield _evidence("place_same" if same else "place_differs")
    if _digits(one.phone) and _digits(one.phone) == _digits(other.phone):
        yield _evidence("phone_same")


def rest_at_most(one: Description) -> float:
    """The most that sex, place of birth and telephone can say."""
    known = (("sex_same", one.sex), ("place_same", one.place), ("phone_same", _digits(one.phone)))
    return sum(_evidence(kind).bits for kind, value in known if value)


def at_most(words: Sequence[Word], one: Description, people: float, share: float) -> float:
    """The most that anybody on file can agree with a description, in bits."""
    kinds = [kind for kind in ORDER if kind.value in _data()["words"]]
    named = sum(max(_of_word(word, kind, people) for kind in kinds) for word in words)
    born = _data()["most_for_a_birth"] if one.birth else 0.0
    return named + float(born) + rarity(share) + rest_at_most(one)


def told(evidence: Iterable[Evidence], *, hidden: bool = False) -> str:
    """Evidence in the language now, words of the name that agree alike together."""
    kinds: dict[str, list[str]] = {}
    for each in evidence:
        kinds.setdefault(each.kind, []).append(each.found)
    parts = (Evidence(kind, 0, ", ".join(found)) for kind, found in kinds.items())
    return "; ".join(each.text(hidden=hidden) for each in parts)


def total(evidence: Sequence[Evidence]) -> float:
    """All of it, in bits."""
    return sum(each.bits for each in evidence)


def probability(bits: float, people: int) -> float:
    """How likely it is that they are one person, among so many on file."""
    against = log2(max(people, 2) / _data()["before"]) - bits
    return 1 / (1 + 2 ** min(against, 60))


def warns(likely: float) -> bool:
    """Whether somebody should be told."""
    return likely >= float(_data()["warn"])


def least_bits(people: int) -> float:
    """The evidence from which on somebody is told."""
    warn = _data()["warn"]
    return log2(max(people, 2) / _data()["before"]) + log2(warn / (1 - warn))


def _of_word(word: Word, kind: Kind, people: float) -> float:
    """What it says that a word agrees so: the more, the fewer of so many people bear such."""
    chance = max(word.lines.get(kind, 1), 1) / max(people, 1)
    return float(min(log2(_data()["words"][kind.value] / chance), _data()["most_for_a_word"]))


def _of_name(found: Agreement, people: float) -> list[Evidence]:
    evidence = []
    for pair in found.pairs:
        bits = _of_word(pair.sought, pair.kind, people)
        evidence.append(Evidence(pair.kind.value, bits, pair.found))
    if not found.ordered:
        evidence.append(_evidence("order_differs"))
    left, unmet = _without_initials(found)
    differing = min(sum(not word.may_miss for word in left), len(unmet))
    alone = len(left) + len(unmet) - 2 * differing
    evidence += [_evidence("word_differs")] * differing
    return evidence + [_evidence("word_alone")] * alone


def _without_initials(found: Agreement) -> tuple[list[Word], list[str]]:
    """The words left on either side, but for those that may be each other's initial."""
    left, unmet = list(found.left), list(found.unmet)
    for word in found.left:
        fitting = (each for each in unmet if 1 in (len(each), len(word.text)))
        other = next((each for each in fitting if each[0] == word.text[0]), None)
        if other is not None:
            left.remove(word)
            unmet.remove(other)
    return left, unmet


def _of_an_age(years: int) -> float:
    """The part of those who come who are of one age in years."""
    ages = _data()["ages"]
    return float(next((share for oldest, share in ages if years <= oldest), ages[-1][1]))


def _evidence(kind: str) -> Evidence:
    return Evidence(kind, float(_data()["bits"][kind]))


def _digits(phone: str) -> str:
    digits = "".join(letter for letter in phone if letter.isdigit())
    return digits[-8:] if len(digits) >= 8 else ""


@cache
def _data() -> dict[str, Any]:
    return tomllib.loads((FOLDER / "weights.toml").read_text(encoding="utf-8"))
