"""The ledger as coordinators read it, and carry it to the computer that publishes next."""

from dataclasses import dataclass
from pathlib import Path

from casedesk.domain.clocks.content import LaptopDateTooEarly
from casedesk.reports import counted_before, newest
from casedesk.reports.own_reports import own_fields
from casedesk.reports.own_tables import OwnField
from casedesk.reports.periods import Period
from casedesk.reports.published import Published, Stated
from casedesk.reports.releases import Release
from casedesk.storage import ledger, ledger_file, ledger_memory
from casedesk.storage.calibration import calibrated_kdf
from casedesk.storage.ledger import Entry
from casedesk.storage.unit_of_work import UnitOfWork
from casedesk.storage.vault import Vault


@dataclass(frozen=True)
class File:
    """A file that was made of a release."""

    name: str
    sha256: str
    language: str
    form: str


@dataclass(frozen=True)
class Account:
    """A release, that of the period before it, and its files."""

    release: Release
    before: Release | None
    files: tuple[File, ...]


@dataclass(frozen=True)
class Book:
    """All that was published, the latest first."""

    #: the first month that the ledger vouches for; None if it was not opened
    first: Period | None
    accounts: tuple[Account, ...]
    #: counts told outside
    stated: tuple[Stated, ...]
    #: months published of which records were noted afterwards
    late: tuple[Period, ...]
    #: entries that this computer has seen and the vault lacks
    behind: int
    #: whether the ledger came here with a vault, and this computer has never seen it before
    unseen: bool = False
    #: the shelter's own fields by which reports can count
    own: tuple[OwnField, ...] = ()


def read(vault: Vault) -> Book:
    """Everything published from a vault. Raises NotAllowed or LedgerMemoryDamaged."""
    name = ledger_memory.vault_id(vault)
    return vault.run(lambda uow: _book(uow, name))


def carry_out(vault: Vault, path: Path, passphrase: str) -> Path:
    """Write the whole ledger into one sealed file.

    Raises what :func:`casedesk.storage.ledger_file.export` raises.
    """
    kdf = calibrated_kdf()
    return vault.run(lambda uow: ledger_file.export(uow, path, passphrase, kdf))


def bring_in(vault: Vault, path: Path, passphrase: str) -> int:
    """Add what such a file holds beyond the vault's ledger; returns how many entries were added.

    Raises what :func:`casedesk.storage.ledger_file.bring_in` raises; then nothing is added.
    """
    name = ledger_memory.vault_id(vault)
    with vault.begin() as uow:
        added = ledger_file.bring_in(uow, path, passphrase)
        head = ledger.head(uow)
    ledger_memory.remember(name, head)
    return added


def _book(uow: UnitOfWork, name: str) -> Book:
    uow.require_coordinator()
    published = Published(uow)
    files: dict[int, list[File]] = {}
    for entry in published.entries:
        if entry.kind == ledger.FILES:
            files.setdefault(entry.body["release"], []).append(_file(entry))
    accounts = [
        Account(each, published.before(each), tuple(files.get(each.number, ())))
        for each in published.releases
    ]
    return Book(
        first=published.first,
        accounts=tuple(reversed(accounts)),
        stated=tuple(reversed(published.stated)),
        late=tuple(_late(uow, published)),
        behind=ledger_memory.missing_from(uow, name),
        unseen=newest.unseen(uow, name),
        own=tuple(own_fields(uow, published)),
    )


def _late(uow: UnitOfWork, published: Published) -> list[Period]:
    try:
        return sorted(counted_before.before(uow, published).late())
    except LaptopDateTooEarly:  # whoever publishes is told
        return []


def _file(entry: Entry) -> File:
    body = entry.body
    return File(body["name"], body["sha256"], body["language"], body["form"])
