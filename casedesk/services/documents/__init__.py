"""Documents inside the vault: taken in clean, looked at, saved outside only when asked."""

from dataclasses import dataclass, replace
from pathlib import Path

from casedesk.domain.answers import NOT_ASKED, value_or
from casedesk.domain.documents import ENDINGS, LARGEST_TAKEN, Document
from casedesk.domain.partial_dates import PartialDate
from casedesk.services import entries
from casedesk.services.documents.cleaning import Cleaned, clean
from casedesk.services.documents.errors import DamagedFile, TooLarge, UnknownForm
from casedesk.storage import blobs, log, records
from casedesk.storage.errors import clear_errors
from casedesk.storage.files import write_whole
from casedesk.storage.unit_of_work import UnitOfWork

__all__ = [
    "Cleaned",
    "DamagedFile",
    "Taken",
    "TooLarge",
    "UnknownForm",
    "add",
    "clean",
    "content",
    "ending",
    "erase",
    "export",
    "read_file",
    "remove",
    "restore",
    "whole",
]

ERASE = "erase"


@dataclass(frozen=True)
class Taken:
    """A document as stored, and what was not cleaned of it: a message id."""

    document: Document
    stays: str


def read_file(path: Path) -> bytes:
    """The bytes of a file somebody chose; no more than tells that it is too large."""
    with clear_errors(path), path.open("rb") as file:
        return file.read(LARGEST_TAKEN + 1)


def add(uow: UnitOfWork, case_id: str, name: str, raw: bytes) -> Taken:
    """Take a file in, cleaned; its name becomes its title until somebody gives a better one.

    Raises TooLarge, UnknownForm or DamagedFile.
    """
    cleaned = clean(name, raw)
    document = Document(
        case_id=case_id,
        title=_title(name),
        media=cleaned.media,
        size=len(cleaned.content),
        digest=blobs.put(uow, cleaned.content),
    )
    return Taken(entries.save(uow, document), cleaned.stays)


def content(uow: UnitOfWork, document: Document) -> bytes:
    """The bytes to look at. The looking is logged. Raises NoSuchRecord."""
    found = blobs.get(uow, value_or(document.digest, ""))
    uow.note(log.READ, Document.kind, document.id)
    return found


def whole(uow: UnitOfWork, document: Document) -> bool:
    """Whether its bytes are there, or it says that they were erased."""
    return document.erased_on is not NOT_ASKED or blobs.has(uow, value_or(document.digest, ""))


def export(uow: UnitOfWork, document: Document, path: Path) -> None:
    """Write it to a file outside the vault, its owner's alone; logged. Raises NotAllowed."""
    uow.require_coordinator()
    found = blobs.get(uow, value_or(document.digest, ""))
    uow.note(log.EXPORT, Document.kind, document.id)
    uow.flush()
    with clear_errors(path):
        write_whole(path, found)


def ending(document: Document) -> str:
    """The ending of its file name."""
    return ENDINGS.get(value_or(document.media, ""), "")


def remove(uow: UnitOfWork, document: Document) -> Document:
    """Take it out of the case; it can be put back until it is erased."""
    stored = records.get(uow, Document, document.id)
    return records.change(uow, replace(stored, removed_on=PartialDate.of(uow.today)))


def restore(uow: UnitOfWork, document: Document) -> Document:
    """Put back what was taken out."""
    stored = records.get(uow, Document, document.id)
    return records.change(uow, replace(stored, removed_on=NOT_ASKED))


def erase(uow: UnitOfWork, document: Document) -> Document:
    """Forget its bytes for good, unless another document holds the same. Coordinators only."""
    uow.require_coordinator()
    stored = records.get(uow, Document, document.id)
    digest = value_or(stored.digest, "")
    erased = records.change(uow, replace(stored, erased_on=PartialDate.of(uow.today)))
    others = records.find(uow, Document, digest=digest)
    if all(each.erased_on is not NOT_ASKED for each in others):
        blobs.erase(uow, digest)
    uow.note(ERASE, Document.kind, document.id)
    return erased


def _title(name: str) -> str:
    stem = Path(name).stem.replace("_", " ").strip()
    return "".join(letter for letter in stem if letter.isprintable())[:120] or "?"
