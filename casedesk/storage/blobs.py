"""The bytes of stored files, inside the encrypted database, each content once."""

import hashlib

from sqlalchemy import delete, insert, select

from casedesk.storage.errors import NoSuchRecord
from casedesk.storage.tables import blobs
from casedesk.storage.unit_of_work import UnitOfWork


def put(uow: UnitOfWork, content: bytes) -> str:
    """Keep some bytes; returns their digest. The same bytes are kept once."""
    digest = hashlib.sha256(content).hexdigest()
    if not has(uow, digest):
        uow.connection.execute(insert(blobs).values(digest=digest, content=content))
    return digest


def has(uow: UnitOfWork, digest: str) -> bool:
    """Whether there are bytes under a digest."""
    query = select(blobs.c.digest).where(blobs.c.digest == digest)
    return uow.connection.execute(query).scalar() is not None


def get(uow: UnitOfWork, digest: str) -> bytes:
    """The bytes under a digest. Raises NoSuchRecord."""
    query = select(blobs.c.content).where(blobs.c.digest == digest)
    content = uow.connection.execute(query).scalar()
    if content is None:
        raise NoSuchRecord
    return bytes(content)


def erase(uow: UnitOfWork, digest: str) -> None:
    """Forget some bytes; the database writes zeros over them."""
    uow.connection.execute(delete(blobs).where(blobs.c.digest == digest))
