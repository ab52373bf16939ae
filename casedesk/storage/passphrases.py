"""Passphrases: made of random words, and weak ones seen.

A word of the Spanish list (5,650 left of 8,192) is worth 12.5 bits, of the English one 12.9:
five words are 62 bits or more, six 74 or more. With Argon2id at a second per guess, 62 bits
keep a thousand guessing machines busy for millions of years.
"""

import math
import re
import tomllib
import unicodedata
from collections.abc import Iterable
from collections.abc import Set as AbstractSet
from functools import cache
from pathlib import Path
from secrets import SystemRandom

import diceware
from zxcvbn import zxcvbn

from casedesk.i18n import N_
from casedesk.resources import RESOURCES
from casedesk.storage.keyring import COORDINATOR

_LISTS = {"es": "wordlist_es.txt", "en": "wordlist_en_eff.txt"}
_WORDS = {False: 5, True: 6}
_SHORTEST = 12
#: guesses, as a power of ten, below which a passphrase is refused
_WEAK = 12.0
#: what zxcvbn reads of a text: its time grows with the square
_READ = 72
_YEAR = re.compile(r"(?:19|20)\d\d")


def words_for(role: str) -> int:
    """How many words a role's passphrase is made of: coordinators can give keys."""
    return _WORDS[role == COORDINATOR]


def generate(words: int = 5, language: str = "es") -> str:
    """So many random words of a language, with spaces between them."""
    choice = SystemRandom()
    return " ".join(choice.choice(word_list(language)) for _ in range(words))


def bits(words: int, language: str = "es") -> float:
    """The entropy of a generated passphrase."""
    return words * math.log2(len(word_list(language)))


@cache
def word_list(language: str) -> tuple[str, ...]:
    """The words to choose from, each once, without those reviewed and left out."""
    path = Path(diceware.__file__).parent / "wordlists" / _LISTS[language]
    lines = path.read_text(encoding="utf-8").splitlines()
    words = dict.fromkeys(line.split()[-1] for line in lines if line.strip())
    return tuple(word for word in words if word not in _excluded(language))


def weakness(passphrase: str, own_words: Iterable[str] = ()) -> str | None:
    """Why a passphrase must not be used, as a message id; None says nothing good about it.

    ``own_words`` are what others know: the shelter's name, the user's, the town's.
    """
    if len(passphrase) < _SHORTEST:
        return N_("Too short: use at least 12 letters, or let Casedesk make one.")
    local = _guessed() | {word for text in own_words for word in _plain(text).split()}
    rest = _without(_plain(passphrase), local)
    if len(set(rest)) < _SHORTEST // 2:
        return N_("Too easy to guess for somebody who knows this shelter. Add other words.")
    found = zxcvbn(passphrase[:_READ], user_inputs=sorted(local))
    if min(found["guesses_log10"], _guesses(rest, local)) < _WEAK:
        return N_("Too easy to guess. Use words that have nothing to do with each other.")
    return None


def _guesses(text: str, local: AbstractSet[str]) -> float:
    return float(zxcvbn(text[:_READ], user_inputs=sorted(local))["guesses_log10"]) if text else 0.0


def _without(text: str, local: AbstractSet[str]) -> str:
    for word in sorted(local, key=len, reverse=True):
        if len(word) > 2:
            text = text.replace(word, "")
    return re.sub(r"[\W_]+", "", _YEAR.sub("", text))


def _plain(text: str) -> str:
    """Small letters without accents."""
    letters = unicodedata.normalize("NFD", text.casefold())
    return "".join(each for each in letters if not unicodedata.combining(each))


@cache
def _guessed() -> frozenset[str]:
    with (RESOURCES / "passphrases" / "guessed.toml").open("rb") as file:
        return frozenset(_plain(word) for word in tomllib.load(file)["words"])


@cache
def _excluded(language: str) -> frozenset[str]:
    with (RESOURCES / "passphrases" / "excluded.toml").open("rb") as file:
        groups = tomllib.load(file)[language]
    return frozenset(word for words in groups.values() for word in words)
