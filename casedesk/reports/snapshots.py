"""What a period held when it was first published, frozen: every later report of it counts this."""

import hashlib
import hmac
import json
import zlib
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from itertools import compress
from types import MappingProxyType
from typing import Any

from casedesk.reports import definition_files
from casedesk.reports.facts import GROUP, MARK, PERSON, RECORDS, TWIN, Columns, Facts, Said

#: nobody turned out to be another one
NOBODY: Mapping[Said, Said] = MappingProxyType({})
_KEY_LENGTH = 8
_KEYED = frozenset({PERSON, GROUP, MARK, TWIN})


def keyed(secret: str) -> Callable[[Said], str]:
    """The digests by which a vault's snapshots tell of whom and of what they are."""
    key = secret.encode()

    def digest(code: Said) -> str:
        mac = hmac.digest(key, f"report {code}".encode(), hashlib.sha256)
        return mac[:_KEY_LENGTH].hex()

    return digest


def pack(found: Facts, secret: str) -> bytes:
    """The facts as bytes; who and what each of them is about is told by a keyed digest."""
    digest = keyed(secret)
    content = {
        population: {
            name: _column(codes, digest if name in _KEYED else None)
            for name, codes in columns.items()
        }
        for population, columns in found.items()
    }
    return zlib.compress(json.dumps(content, separators=(",", ":")).encode())


def unpack(packed: bytes) -> Facts:
    """The facts that :func:`pack` wrote."""
    content = json.loads(zlib.decompress(packed))
    return {
        population: {name: _codes(column) for name, column in columns.items()}
        for population, columns in content.items()
    }


def of_persons(population: str) -> bool:
    """Whether it is one of persons: each counts once, however many months they came in."""
    return any(
        table.population == population and table.unit.code == "persons"
        for table in definition_files.load().tables
    )


def of_year(snapshots: Sequence[Facts], merged: Mapping[Said, Said] = NOBODY) -> Facts:
    """The facts of several snapshots as one; persons count once, as they were the first time.

    What a person is in one population of persons they are in all: whoever is a child only since
    their age was learned counts as of unknown age, and not among the children. ``merged`` are
    people who turned out to be another one.
    """
    one = _known_as_one(snapshots, merged)
    first: dict[Said, tuple[int, Said]] = {}
    for at, snapshot in enumerate(snapshots):
        for person in snapshot["persons"][PERSON]:
            first.setdefault(one.get(person, person), (at, person))
    chosen = set(first.values())
    return {
        population: _all(
            [
                _kept(snapshot[population], [(at, each) in chosen for each in whose])
                if of_persons(population)
                else snapshot[population]
                for at, snapshot in enumerate(snapshots)
                for whose in (snapshot[population][PERSON],)
            ]
        )
        for population in snapshots[0]
        if population != RECORDS
    }


def _known_as_one(snapshots: Sequence[Facts], merged: Mapping[Said, Said]) -> Mapping[Said, Said]:
    """Who counts as another: nobody whom one report counted as two, which everybody can read."""
    apart: set[Said] = set()
    for snapshot in snapshots:
        times = Counter(merged.get(each, each) for each in snapshot["persons"][PERSON])
        apart.update(each for each in times if times[each] > 1)
    return {gone: stayed for gone, stayed in merged.items() if stayed not in apart}


def _all(parts: Sequence[Columns]) -> Columns:
    """All rows; of a field that a shelter added since, nothing is known before."""
    names = dict.fromkeys(name for part in parts for name in part)
    nothing = [[None] * len(part[PERSON]) for part in parts]
    return {
        name: [code for at, part in enumerate(parts) for code in part.get(name, nothing[at])]
        for name in names
    }


def _kept(columns: Columns, kept: Sequence[bool]) -> Columns:
    return {name: list(compress(codes, kept)) for name, codes in columns.items()}


def _column(codes: Iterable[Said], digest: Callable[[Said], str] | None) -> dict[str, Any]:
    """A column as its different codes, and which of them stands where."""
    places: dict[Said, int] = {}
    at = [places.setdefault(code, len(places)) for code in codes]
    return {"codes": [digest(code) if digest else code for code in places], "at": at}


def _codes(column: Mapping[str, Any]) -> list[Said]:
    codes = [tuple(code) if isinstance(code, list) else code for code in column["codes"]]
    return [codes[at] for at in column["at"]]
