"""The words of all names in the case list, found again by sound and despite typing errors.

A word is kept once, however many people bear it, with a number for each of its keys: its sounds,
and its Spanish sound with one or two letters left out. Two words within two errors of each other
share such a key (symmetric deletion), so that looking up takes the index and no comparison with
every word.
"""

import hashlib
import zlib
from collections.abc import Iterable, Iterator
from itertools import combinations

from sqlalchemy import Connection, delete, insert, select

from casedesk.domain.likeness.words import FOLDER, sound, sounds, words_of
from casedesk.storage.tables import directory, facts, name_keys, name_words

#: letters of a sound in which errors are looked for; the rest is compared afterwards
_PREFIX = 8
#: SQLite takes 32,766 values in a statement
_BATCH = 5_000
_RULES = "name_rules"
# Written out: these are asked for every word that somebody types.
_ALIKE = (
    "SELECT DISTINCT w.word FROM name_keys k JOIN name_words w ON w.id = k.word_id"
    " WHERE k.key IN ({keys})"
)
_COUNTS = "SELECT term, doc FROM directory_search_terms WHERE term IN ({words})"


def learn(connection: Connection, names: Iterable[str]) -> None:
    """Keep the words of some names that are not there yet."""
    words = sorted({word for name in names for word in words_of(name)})
    for at in range(0, len(words), _BATCH):
        _learn(connection, words[at : at + _BATCH])


def alike(connection: Connection, words: Iterable[str], *, errors: bool) -> set[str]:
    """Kept words that may sound like one of some folded words, or be it with typing errors."""
    keys = {key for word in words for key in (_keys(word) if errors else _sound_keys(word))}
    query = _ALIKE.format(keys=", ".join(map(str, sorted(keys))))
    return set(connection.exec_driver_sql(query).scalars())


def kept(connection: Connection, words: Iterable[str]) -> set[str]:
    """Those of some folded words that are kept."""
    query = select(name_words.c.word).where(name_words.c.word.in_(list(words)))
    return set(connection.execute(query).scalars())


def counts(connection: Connection, words: Iterable[str]) -> dict[str, int]:
    """In how many lines of the list each word stands."""
    wanted = tuple(words)
    query = _COUNTS.format(words=", ".join("?" * len(wanted)))
    return {row.term: row.doc for row in connection.exec_driver_sql(query, wanted)}


def renew(connection: Connection) -> None:
    """Keep the words of all names anew if they were never kept, or by other rules of sounds."""
    rules = hashlib.sha256((FOLDER / "sounds.toml").read_bytes()).hexdigest()
    known = select(facts.c.value).where(facts.c.name == _RULES)
    if connection.execute(known).scalar() == rules:
        return
    forget(connection)
    query = select(directory.c.name, directory.c.alias, directory.c.also)
    learn(connection, (" ".join(row) for row in connection.execute(query)))
    connection.execute(delete(facts).where(facts.c.name == _RULES))
    connection.execute(insert(facts).values(name=_RULES, value=rules))


def forget(connection: Connection) -> None:
    """Let go of every word; :func:`renew` then keeps those that still stand in the list."""
    for table in (name_keys, name_words):
        connection.execute(delete(table))
    connection.execute(delete(facts).where(facts.c.name == _RULES))


def _learn(connection: Connection, words: list[str]) -> None:
    new = [word for word in words if word not in kept(connection, words)]
    if not new:
        return
    connection.execute(insert(name_words), [{"word": word} for word in new])
    query = select(name_words.c.id, name_words.c.word).where(name_words.c.word.in_(new))
    rows = [
        {"key": key, "word_id": id} for id, word in connection.execute(query) for key in _keys(word)
    ]
    connection.execute(insert(name_keys), rows)


def _keys(word: str) -> set[int]:
    return _sound_keys(word) | {_number(left) for left in _left(sound(word)[:_PREFIX])}


def _sound_keys(word: str) -> set[int]:
    return {_number(key[:_PREFIX]) for key in sounds(word)}


def _left(key: str) -> Iterator[str]:
    """A key, and what is left of it without one letter or two."""
    yield key
    for letters in (1, 2) if len(key) >= 5 else (1,) if len(key) >= 3 else ():
        for places in combinations(range(len(key)), letters):
            yield "".join(letter for place, letter in enumerate(key) if place not in places)


def _number(key: str) -> int:
    return zlib.crc32(key.encode())
