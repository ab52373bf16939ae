"""What a period held when it was first published, frozen: every later report of it counts this."""

import hashlib
import hmac
import json
import zlib
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

from casedesk.reports import terms
from casedesk.reports.facts import GROUP, PERSON, Columns, Facts, Said, facts
from casedesk.reports.periods import Period
from casedesk.storage import month as months
from casedesk.storage.unit_of_work import UnitOfWork

#: populations of persons: each counts once, however many months they came in
OF_PERSONS = ("persons", "minors")
_KEY_LENGTH = 8


def take(uow: UnitOfWork, period: Period, late: Mapping[Period, str]) -> Facts:
    """What is counted of a period now.

    ``late`` are earlier months that have been published, each with the id noted last before: what
    was noted of them since then counts here.
    """
    parts = [terms.load(uow, month) for month in period.months()]
    touched = months.noted_since(uow.connection, min(late.values())) if late else set()
    parts += [
        terms.load(uow, month, after=after)
        for month, after in late.items()
        if month.label in touched or terms.passed_since(uow, month, after)
    ]
    return facts(months.together(parts), period.begins)


def pack(found: Facts, secret: str) -> bytes:
    """The facts as bytes; who each of them is about is told by a keyed digest."""

    def digest(code: Said) -> str:
        mac = hmac.digest(secret.encode(), f"report {code}".encode(), hashlib.sha256)
        return mac[:_KEY_LENGTH].hex()

    content = {
        population: {
            name: _column(codes, digest if name in (PERSON, GROUP) else None)
            for name, codes in columns.items()
        }
        for population, columns in found.items()
    }
    return zlib.compress(json.dumps(content, separators=(",", ":")).encode(), 9)


def unpack(packed: bytes) -> Facts:
    """The facts that :func:`pack` wrote."""
    content = json.loads(zlib.decompress(packed))
    return {
        population: {name: _codes(column) for name, column in columns.items()}
        for population, columns in content.items()
    }


def of_year(snapshots: Sequence[Facts]) -> Facts:
    """The facts of several snapshots as one; persons count once, as they were the first time."""
    populations = snapshots[0]
    return {
        population: (_once if population in OF_PERSONS else _all)(
            [snapshot[population] for snapshot in snapshots]
        )
        for population in populations
    }


def _all(parts: Sequence[Columns]) -> Columns:
    """All rows; of a field that a shelter added since, nothing is known before."""
    names = dict.fromkeys(name for part in parts for name in part)
    nothing = [[None] * len(part[PERSON]) for part in parts]
    return {
        name: [code for at, part in enumerate(parts) for code in part.get(name, nothing[at])]
        for name in names
    }


def _once(parts: Sequence[Columns]) -> Columns:
    everybody = _all(parts)
    first: dict[Said, int] = {}
    for at, person in enumerate(everybody[PERSON]):
        first.setdefault(person, at)
    return {name: [codes[at] for at in first.values()] for name, codes in everybody.items()}


def _column(codes: Iterable[Said], digest: Callable[[Said], str] | None) -> dict[str, Any]:
    """A column as its different codes, and which of them stands where."""
    places: dict[Said, int] = {}
    at = [places.setdefault(code, len(places)) for code in codes]
    return {"codes": [digest(code) if digest else code for code in places], "at": at}


def _codes(column: Mapping[str, Any]) -> list[Said]:
    codes = [tuple(code) if isinstance(code, list) else code for code in column["codes"]]
    return [codes[at] for at in column["at"]]
