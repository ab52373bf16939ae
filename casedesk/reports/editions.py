"""The catalogue of tables as the first report of a year had it: the whole year keeps to it.

The catalogue that ships grows and changes its words and categories. What was published must stay
readable and provable as it was, and the reports of one year can be held against each other only if
they have the same categories; so the first release of a year carries the catalogue in full.
"""

import zlib
from collections.abc import Iterable
from functools import lru_cache

import msgspec

from casedesk.reports.definitions import Definition
from casedesk.reports.periods import Period
from casedesk.storage import ledger
from casedesk.storage.ledger import Entry
from casedesk.storage.unit_of_work import UnitOfWork


def pack(edition: Definition) -> bytes:
    """A catalogue as the ledger keeps it."""
    return zlib.compress(msgspec.json.encode(edition), 9)


def load(uow: UnitOfWork, releases: Iterable[Entry]) -> dict[int, Definition]:
    """The catalogue of each year of which anything was published, from the ledger's releases."""
    first: dict[int, Entry] = {}
    for entry in releases:
        first.setdefault(Period.parse(entry.body["period"]).year, entry)
    kept = ((year, ledger.blob(uow, entry.seq)) for year, entry in first.items())
    return {year: _unpacked(packed) for year, packed in kept if packed}


@lru_cache(maxsize=32)
def _unpacked(packed: bytes) -> Definition:
    return msgspec.json.decode(zlib.decompress(packed), type=Definition)
