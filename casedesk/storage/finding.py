"""People on file whom a name may mean: words that may be meant, and the lines that hold them."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise
from typing import NamedTuple

from sqlalchemy import Connection

from casedesk.domain.likeness.births import Birth, days_meant, years_near
from casedesk.domain.likeness.comparing import ORDER, Kind, compare
from casedesk.domain.likeness.explaining import Search
from casedesk.domain.likeness.sought import Word
from casedesk.domain.likeness.typed import Typed
from casedesk.domain.likeness.variants import NICKNAMES, SPELLINGS, variants
from casedesk.storage import name_words

#: a word shorter than this is looked for as it is typed, and as a beginning
_SHORTEST = 3
#: a word at least so long may be two written together, each at least so long
_TWO_FROM, _PART_FROM = 6, 3
#: and one so long may be two of which one is misspelled; halves are at least so long
_WRONG_FROM, _TOLD_FROM = 9, 4
#: particles of names as they are written together with what follows
GLUED = frozenset({"dela", "delos", "delas", "del"})
_NAMES = "{name alias also}"
#: how many people in general stand beside those of a nationality who are on file
_IN_GENERAL = 200
#: how many lines are looked at for one reading; how many are enough; and words of which one
#: may be missing
MOST, _ENOUGH, _MANY = 300, 20, 3
#: how many lines are looked at that have all surnames or all given names, or the day of birth
_ALL_NAMES, _BORN_THAT_DAY = 100, 100


class Line(NamedTuple):
    """What is compared of a line of the case list."""

    number: int
    name: str
    alias: str
    also: str
    folio: str
    folio_plain: str
    nationality: str | None
    born: int | None
    birth: str | None
    age: int | None
    age_on: str | None
    person_id: str


_COLUMNS = ", ".join(Line._fields)
_AMONG = (
    "SELECT count(*) FROM directory WHERE number IN"
    " (SELECT rowid FROM directory_search WHERE directory_search MATCH ?) AND nationality = ?"
)


def words(connection: Connection, texts: Sequence[str], *, begins: bool = False) -> list[Word]:
    """Folded words as they are looked for: with those on file that may be meant."""
    texts = _taken_apart(connection, texts)
    if not begins:  # whole names, of which no word may be left over
        texts = _put_together(connection, texts)
    joined = _joined(connection, texts)
    return [
        _word(connection, each, joined.get(at, frozenset()), begins=begins)
        for at, each in enumerate(texts)
    ]


def expression(word: Word) -> str:
    """What the full-text index is asked for one word."""
    ways = [f'{_NAMES} : "{each}"' for each in word.alike]
    if word.begins or not ways:
        ways.append(f'{_NAMES} : "{word.text}"*')
    return f"({' OR '.join(ways)})"


def _word(connection: Connection, given: str, joined: frozenset[str], *, begins: bool) -> Word:
    if len(given) < _SHORTEST:
        alike = {given: Kind.SAME} if name_words.kept(connection, [given]) else {}
    else:
        alike = _alike(connection, given)
    alike |= {each: Kind.SPELLING for each in joined if each not in alike}
    counts = name_words.counts(connection, alike)
    lines, total = {}, 0
    for kind in ORDER:
        total += sum(counts.get(each, 0) for each, how in alike.items() if how is kind)
        lines[kind] = total
    return Word(given, alike, lines, begins)


def _alike(connection: Connection, given: str) -> dict[str, Kind]:
    found = name_words.alike(connection, [given], errors=True)
    others = variants(given, NICKNAMES) | variants(given, SPELLINGS)
    if others:
        found |= name_words.alike(connection, others, errors=False)
    kinds = ((word, compare(given, word)) for word in found)
    return {word: kind for word, kind in kinds if kind is not None}


def _taken_apart(connection: Connection, texts: Sequence[str]) -> list[str]:
    """*mariajose* as *maria jose*, if only those are on file."""
    long = [each for each in texts if len(each) >= _TWO_FROM]
    strange = set(long) - name_words.kept(connection, long) if long else set()
    parts: list[str] = []
    for each in texts:
        parts.extend(_halves(connection, each) if each in strange else (each,))
    return parts


def _halves(connection: Connection, word: str) -> tuple[str, ...]:
    cuts = range(_PART_FROM, len(word) - _PART_FROM + 1)
    kept = name_words.kept(connection, {part for cut in cuts for part in (word[:cut], word[cut:])})
    for cut in cuts:
        if word[:cut] in GLUED and word[cut:] in kept:
            return (word[cut:],)
        if word[:cut] in kept and word[cut:] in kept:
            return word[:cut], word[cut:]
    if len(word) >= _WRONG_FROM and not _alike(connection, word):
        return _halves_with_errors(connection, word, kept)
    return (word,)


def _halves_with_errors(connection: Connection, word: str, kept: set[str]) -> tuple[str, ...]:
    """*anagabeila* as *ana gabeila*: one half as it is on file, the other nearly."""
    longest = sorted((part for part in kept if len(part) >= _TOLD_FROM), key=len, reverse=True)
    for part in longest:
        begins = word.startswith(part)
        rest = word[len(part) :] if begins else word[: -len(part)]
        if len(rest) >= _TOLD_FROM and _alike(connection, rest):
            return (part, rest) if begins else (rest, part)
    return (word,)


def _put_together(connection: Connection, texts: Sequence[str]) -> list[str]:
    """*alcan tara* as *alcantara*, if that is on file and not both halves are."""
    pairs = {one + other: (one, other) for one, other in pairwise(texts)}
    whole = name_words.kept(connection, pairs) if pairs else set()
    kept = name_words.kept(connection, texts) if whole else set()
    parts: list[str] = []
    for each in texts:
        both = (parts[-1], each) if parts else None
        if both and "".join(both) in whole and not kept.issuperset(both):
            parts[-1] += each
        else:
            parts.append(each)
    return parts


def _joined(connection: Connection, texts: Sequence[str]) -> dict[int, frozenset[str]]:
    """For each place, words on file that are this word and a neighbour written together."""
    pairs = {texts[at] + texts[at + 1]: at for at in range(len(texts) - 1)}
    found: dict[int, frozenset[str]] = {}
    for word in name_words.kept(connection, pairs) if pairs else ():
        for at in (pairs[word], pairs[word] + 1):
            found[at] = found.get(at, frozenset()) | {word}
    return found


def search(connection: Connection, typed: Typed) -> Search:
    """What was typed, with the words on file that may be meant."""
    every = tuple(words(connection, typed.words, begins=True))
    names = every
    if typed.narrowed:
        names = tuple(words(connection, typed.names, begins=True)) if typed.names else ()
    return Search(typed, every, names, people(connection))


def people(connection: Connection) -> int:
    """About how many lines there are: numbers are given out in order."""
    return int(connection.exec_driver_sql("SELECT max(number) FROM directory").scalar() or 0)


def people_of(connection: Connection, country: str | None) -> int:
    """How many lines there are of a nationality."""
    query = "SELECT count(*) FROM directory WHERE nationality = ?"
    return int(connection.exec_driver_sql(query, (country,)).scalar_one()) if country else 0


def among(
    connection: Connection, words: Sequence[Word], country: str | None
) -> tuple[list[Word], float]:
    """The words counted among those of one nationality; and how many these are, as it were.

    Where they are few on file, as many more are taken to be called as people are in general.
    """
    everybody, theirs = people(connection), people_of(connection, country)
    share = _IN_GENERAL / max(everybody, 1)
    counted = [
        replace(
            word,
            lines={
                kind: count + share * word.lines.get(kind, 0)
                for kind, count in _lines_among(connection, word, country).items()
            },
        )
        for word in words
    ]
    return counted, theirs + _IN_GENERAL


def _lines_among(connection: Connection, word: Word, country: str | None) -> dict[Kind, int]:
    counted, total = {}, 0
    for kind in ORDER:
        alike = [each for each, how in word.alike.items() if how is kind]
        if alike:
            match = " OR ".join(f'{_NAMES} : "{each}"' for each in alike)
            rows = connection.exec_driver_sql(_AMONG, (match, country))
            total += int(rows.scalar_one())
        counted[kind] = total
    return counted


def candidates(connection: Connection, sought: Search) -> list[Line]:
    """Lines that may be meant: those with all the words; if they are few, with all but one."""
    found = {line.number: line for line in _with_folio(connection, sought.typed.folios)}
    for names, narrowing, values in _readings(sought):
        length = sum(len(word.text) + 1 for word in names)
        for match in _ways(names):
            lines = _lines(connection, match, narrowing, values, length)
            found |= {line.number: line for line in lines}
            if len(found) >= _ENOUGH:
                break
    return list(found.values())


def _readings(sought: Search) -> Iterator[tuple[tuple[Word, ...], str, tuple[object, ...]]]:
    """What was typed as a name alone; and as a name, a year and a country."""
    if sought.words:
        yield sought.words, "", ()
    typed = sought.typed
    if typed.narrowed:
        narrowing, values = "", tuple[object, ...]()
        if typed.country is not None:
            narrowing, values = narrowing + " AND nationality = ?", (*values, typed.country)
        if typed.year is not None:
            narrowing += " AND born BETWEEN ? - 1 AND ? + 1"
            values = (*values, typed.year, typed.year)
        yield sought.names, narrowing, values


def _ways(names: tuple[Word, ...]) -> Iterator[str]:
    """What the index is asked: for all the words, then for all but any one of three or more."""
    asked = [expression(word) for word in names]
    yield " AND ".join(asked)
    if len(asked) >= _MANY:
        every = range(len(asked))
        some = (" AND ".join(asked[at] for at in every if at != left) for left in every)
        yield " OR ".join(f"({each})" for each in some)


def _lines(
    connection: Connection,
    match: str,
    narrowing: str,
    values: tuple[object, ...],
    length: int,
    most: int = MOST,
) -> list[Line]:
    """The lines whose name is about as long as what was typed come first."""
    within = " AND number IN (SELECT rowid FROM directory_search WHERE directory_search MATCH ?)"
    query = (
        f"SELECT {_COLUMNS} FROM directory WHERE 1{narrowing}{within if match else ''}"  # noqa: S608
        " ORDER BY abs(length(name) - ?), arrived DESC LIMIT ?"
    )
    asked = (*values, *((match,) if match else ()), length, most)
    return [Line._make(row) for row in connection.exec_driver_sql(query, asked)]


def _with_folio(connection: Connection, folios: Sequence[str]) -> list[Line]:
    if not folios:
        return []
    match = " OR ".join(f'"{folio}"' for folio in folios)
    query = (
        f"SELECT {_COLUMNS} FROM directory WHERE number IN (SELECT rowid FROM directory_search"  # noqa: S608
        " WHERE directory_search MATCH ?)"
    )
    rows = connection.exec_driver_sql(query, (f"folio_plain : ({match})",))
    return [Line._make(row) for row in rows]


def akin(
    connection: Connection, given: Sequence[Word], surnames: Sequence[Word], born: Birth | None
) -> list[Line]:
    """Lines that may be of one person, found in several ways; each may fail.

    A given name and a surname agree; or all the surnames do, or all the given names; or the day of
    birth does, perhaps with day and month swapped, or a year off.
    """
    years = [] if born is None else years_near(born)
    marks = ", ".join("?" * len(years))
    near = f" AND (born IS NULL OR born IN ({marks}))" if years else ""
    length = sum(len(word.text) + 1 for word in (*given, *surnames))
    found = []
    for match, most in _namesakes(given, surnames):
        found += _lines(connection, match, near, tuple(years), length, most)
    if born is not None and born.day:
        found += _born_on(connection, [day.isoformat() for day in days_meant(born.day)])
    return list({line.number: line for line in found}.values())


def _namesakes(given: Sequence[Word], surnames: Sequence[Word]) -> Iterator[tuple[str, int]]:
    """What the index is asked, and how many lines are looked at."""
    written = [word for word in given if len(word.text) > 1] or given
    yield " AND ".join(_any(group) for group in (written, surnames) if group), MOST
    for group in (surnames, written):
        if len(group) > 1:
            yield " AND ".join(expression(word) for word in group), _ALL_NAMES


def _born_on(connection: Connection, days: Sequence[str]) -> list[Line]:
    marks = ", ".join("?" * len(days))
    query = f"SELECT {_COLUMNS} FROM directory WHERE birth IN ({marks}) LIMIT ?"  # noqa: S608
    rows = connection.exec_driver_sql(query, (*days, _BORN_THAT_DAY))
    return [Line._make(row) for row in rows]


def _any(group: Sequence[Word]) -> str:
    return f"({' OR '.join(expression(word) for word in group)})"
