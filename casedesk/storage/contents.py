"""Content packs kept in the vault: what is used, what was used, and whose signature is trusted."""

from collections.abc import Mapping
from dataclasses import dataclass

from sqlalchemy import delete, insert, select

from casedesk.storage.tables import content_keys, content_packs, content_used, facts
from casedesk.storage.unit_of_work import UnitOfWork

_LEAVE_OUT = "unconfirmed_not_printed"


@dataclass(frozen=True)
class Kept:
    """One version of a pack, as the file it came in."""

    pack: str
    version: str
    text: str
    #: the public key whose signature it came under; empty if it shipped with the program
    signer: str


@dataclass(frozen=True)
class Used:
    """Which version of a pack is used; ``held``: even if the program ships a newer one."""

    version: str
    held: bool


@dataclass(frozen=True)
class Trusted:
    """A public key and whose it is."""

    key: str
    name: str


def keep(uow: UnitOfWork, kept: Kept) -> None:
    """Keep a version of a pack; one that is kept already stays as it is."""
    table = content_packs
    there = select(table.c.pack).where(table.c.pack == kept.pack, table.c.version == kept.version)
    if uow.connection.execute(there).first() is None:
        uow.connection.execute(
            insert(table).values(
                pack=kept.pack,
                version=kept.version,
                text=kept.text,
                signer=kept.signer,
                kept_at=uow.now.isoformat(timespec="milliseconds"),
                user=uow.session.user,
            )
        )


def kept(uow: UnitOfWork) -> list[Kept]:
    """Every version of every pack, in the order in which they came."""
    table = content_packs
    query = select(table.c.pack, table.c.version, table.c.text, table.c.signer)
    rows = uow.connection.execute(query.order_by(table.c.kept_at, table.c.version)).all()
    return [Kept(*row) for row in rows]


def used(uow: UnitOfWork) -> Mapping[str, Used]:
    """Pack -> the version chosen for it; packs of which none was chosen are the program's."""
    rows = uow.connection.execute(select(content_used)).all()
    return {row.pack: Used(row.version, row.held) for row in rows}


def use(uow: UnitOfWork, pack: str, chosen: Used) -> None:
    """Use a version of a pack from now on."""
    table = content_used
    uow.connection.execute(delete(table).where(table.c.pack == pack))
    values = {"pack": pack, "version": chosen.version, "held": chosen.held}
    uow.connection.execute(insert(table).values(values))


def keys(uow: UnitOfWork) -> list[Trusted]:
    """The keys that a coordinator trusts, by name."""
    query = select(content_keys.c.key, content_keys.c.name).order_by(content_keys.c.name)
    return [Trusted(*row) for row in uow.connection.execute(query).all()]


def add_key(uow: UnitOfWork, trusted: Trusted) -> None:
    """Trust a key; one that is there already gets the new name."""
    remove_key(uow, trusted.key)
    uow.connection.execute(
        insert(content_keys).values(
            key=trusted.key,
            name=trusted.name,
            added_at=uow.now.isoformat(timespec="milliseconds"),
            user=uow.session.user,
        )
    )


def remove_key(uow: UnitOfWork, key: str) -> None:
    """Trust a key no more; what came under it stays."""
    uow.connection.execute(delete(content_keys).where(content_keys.c.key == key))


def unconfirmed_printed(uow: UnitOfWork) -> bool:
    """Whether items that a lawyer has yet to confirm are printed; they are unless told."""
    query = select(facts.c.value).where(facts.c.name == _LEAVE_OUT)
    return uow.connection.execute(query).first() is None


def print_unconfirmed(uow: UnitOfWork, wanted: bool) -> None:
    """Print items that a lawyer has yet to confirm, or leave them out."""
    uow.connection.execute(delete(facts).where(facts.c.name == _LEAVE_OUT))
    if not wanted:
        uow.connection.execute(insert(facts).values(name=_LEAVE_OUT, value="yes"))
