"""How easily a Spanish text is read: the Szigriszt-Pazos index on the INFLESZ scale.

Perspicuity P = 206.835 - 62.3 syllables/words - words/sentences (Szigriszt Pazos 1993); the five
grades are those of INFLESZ (Barrio Cantalejo et al. 2008). Libraries that offer the index count
hyphenation points for syllables, which Spanish hyphenation does not print for every syllable.
"""

import re
import unicodedata
from dataclasses import dataclass

from casedesk.i18n import N_

_SENTENCE = re.compile(r"(?<=[.!?…])[\"”»)]*\s+(?=[\"“«(¿¡]*[A-ZÁÉÍÓÚÑ])")
_WORD = re.compile(r"[^\W_]+(?:[-'’][^\W_]+)*")
#: an i or u joins its neighbour unless it is accented; two strong vowels stand apart
_NUCLEUS = re.compile(r"[iuü]*[aeoáéó](?:[iuü]|y$)*|[íú]|[iuü]+y?$|[iuü]+|y$")
_GRADES = (
    (80, N_("very easy")),
    (65, N_("fairly easy")),
    (55, N_("normal")),
    (40, N_("somewhat hard")),
)
_HARDEST = N_("very hard")
#: what plain language aims at
TARGET = 65


@dataclass(frozen=True)
class Readability:
    """An index, 0 (hard) to 100 (easy) for usual texts, and its grade, a message id."""

    index: float
    grade: str


def sentences(text: str) -> list[str]:
    """The sentences of a text."""
    return [each for each in _SENTENCE.split(text.strip()) if each]


def words(text: str) -> list[str]:
    """The words of a text; a number is a word."""
    return _WORD.findall(text)


def syllables(word: str) -> int:
    """The syllables of a Spanish word; a number counts as two, initials without vowels as one."""
    if word.isdigit():
        return 2
    bare = unicodedata.normalize("NFC", word.lower())
    bare = re.sub(r"(?<=q)u|(?<=g)u(?=[eiéí])", "", bare).replace("h", "")
    return max(1, len(_NUCLEUS.findall(bare)))


def of(text: str) -> Readability:
    """How easily a Spanish text is read."""
    found = words(text)
    count, parts = max(1, len(found)), max(1, len(sentences(text)))
    index = 206.835 - 62.3 * sum(map(syllables, found)) / count - count / parts
    grade = next((name for least, name in _GRADES if index >= least), _HARDEST)
    return Readability(round(index, 1), grade)
