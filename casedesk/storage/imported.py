"""Which rows of files were brought in before: digests that say nothing without the vault."""

from collections.abc import Iterable, Sequence

from sqlalchemy import select

from casedesk.domain.cases import Case
from casedesk.storage.tables import TABLES, facts, imported_rows, insert_sql
from casedesk.storage.unit_of_work import UnitOfWork

#: SQLite takes 32,766 values in a statement
_BATCH = 10_000


def secret(uow: UnitOfWork) -> bytes:
    """The key of this vault's digests."""
    query = select(facts.c.value).where(facts.c.name == "secret")
    return bytes.fromhex(uow.connection.execute(query).scalar_one())


def known(uow: UnitOfWork, digests: Sequence[bytes]) -> dict[bytes, str]:
    """Those digests that are there, with the case that each became or belongs to."""
    found: dict[bytes, str] = {}
    for at in range(0, len(digests), _BATCH):
        some = list(digests[at : at + _BATCH])
        query = select(imported_rows).where(imported_rows.c.digest.in_(some))
        found.update((row.digest, row.case_id) for row in uow.connection.execute(query))
    return found


def remember(uow: UnitOfWork, digests: Iterable[tuple[bytes, str]]) -> None:
    """Keep digests, each with its case; the latest case stands."""
    rows = list(digests)
    if rows:
        sql = insert_sql(imported_rows).replace("INSERT", "INSERT OR REPLACE", 1)
        uow.connection.exec_driver_sql(sql, rows)


def folios(uow: UnitOfWork) -> set[str]:
    """Every folio in use: a large file needs so many new ones that two could be equal."""
    return set(uow.connection.execute(select(TABLES[Case].c.folio)).scalars())
