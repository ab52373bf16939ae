"""A vault: a folder ``NAME.casedesk`` with ``vault.json`` (key slots) and ``cases.db``."""

import secrets
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TypeVar

from filelock import FileLock, Timeout
from sqlalchemy import Engine, insert, select

from casedesk.storage import keyring, keyring_file, log, name_words, recovery, reserve, schema
from casedesk.storage.attempts import Attempts
from casedesk.storage.clock import Clock, SystemClock
from casedesk.storage.engine import make_engine
from casedesk.storage.errors import (
    DiskFull,
    NoSuchUser,
    NotAVault,
    VaultExists,
    VaultInUse,
    WrongPassphrase,
    clear_errors,
)
from casedesk.storage.files import sync_folder, write_whole
from casedesk.storage.keyring import FLOOR, Kdf, Keyring, Slot
from casedesk.storage.settling import was_replaced
from casedesk.storage.tables import facts
from casedesk.storage.unit_of_work import Session, UnitOfWork

SUFFIX = ".casedesk"
RING = "vault.json"
DATABASE = "cases.db"
_LOCK = "in-use.lock"
#: name under which the printed sheet signs the log
RECOVERY_USER = "recovery sheet"

T = TypeVar("T")


class Vault:
    """An open vault; made by :func:`create`, :func:`unlock` or :func:`recover`."""

    def __init__(
        self, path: Path, lock: FileLock, key: bytes, session: Session, clock: Clock
    ) -> None:
        self.path = path
        self.session = session
        self.clock = clock
        self._lock = lock
        self.key = key
        self.engine: Engine = make_engine(path / DATABASE, key)
        self.facts: dict[str, str] = {}

    @property
    def shelter(self) -> str:
        """The shelter's name as printed on reports."""
        return self.facts["shelter"]

    @property
    def invented(self) -> bool:
        """Whether the people in it are invented, for trying the program."""
        return "invented" in self.facts

    @contextmanager
    def begin(self) -> Iterator[UnitOfWork]:
        """One transaction: committed at the end of the block, rolled back if it raises."""
        with clear_errors(self.path), self.engine.connect() as connection, connection.begin():
            uow = UnitOfWork(connection, self.session, self.clock.now(), self.facts["node"])
            yield uow
            uow.flush()

    def run(self, work: Callable[[UnitOfWork], T]) -> T:
        """Run a use case in one transaction; a full disk is met with the reserve, once."""
        try:
            with self.begin() as uow:
                return work(uow)
        except DiskFull:
            if not reserve.release(self.path):
                raise
            with self.begin() as uow:
                return work(uow)

    def close(self) -> None:
        """Close the database and let others in."""
        self.engine.dispose()
        self._lock.release()

    def load_facts(self) -> None:
        """Read the facts about this vault."""
        with self.engine.connect() as connection:
            rows = connection.execute(select(facts.c.name, facts.c.value)).all()
            self.facts = {name: value for name, value in rows}  # noqa: C416 - rows are no pairs


def create(
    path: Path,
    *,
    shelter: str,
    user: str,
    role: str,
    passphrase: str,
    kdf: Kdf = FLOOR,
    clock: Clock | None = None,
    invented: bool = False,
) -> tuple[Vault, str]:
    """Make a vault and open it; also returns the recovery code, which is stored nowhere.

    Raises VaultExists; whatever fails leaves nothing behind.
    """
    path = with_suffix(path)
    if path.exists():
        raise VaultExists(path=path)
    partial = path.with_name(f".{path.name}.partial")
    code = recovery.new_code()
    with clear_errors(path):
        path.parent.mkdir(parents=True, exist_ok=True)
        shutil.rmtree(partial, ignore_errors=True)
        partial.mkdir(mode=0o700)
        try:
            key = _fill(partial, shelter, user, role, passphrase, code, kdf, invented)
            partial.rename(path)
        except BaseException:
            shutil.rmtree(partial, ignore_errors=True)
            raise
        try:
            sync_folder(path.parent)
            vault = _opened(path, _locked(path), key, Session(user.strip(), role), clock)
        except BaseException:
            # Nobody has been told the code: a vault left here could not be recovered.
            shutil.rmtree(path, ignore_errors=True)
            raise
    return vault, code


def unlock(path: Path, user: str, passphrase: str, *, clock: Clock | None = None) -> Vault:
    """Open a vault as one of its users.

    Raises NotAVault, NoSuchUser, WrongPassphrase, TooManyTries, VaultInUse, VaultTooNew
    or DamagedVault.
    """
    with clear_errors(path):
        ring = keyring_file.load(path / RING)
        slot = ring.slot(user)
        if slot is None:
            raise NoSuchUser(user=user)
        return _enter(path, ring, slot, passphrase, Session(slot.user, slot.role), clock)


def recover(path: Path, code: str, *, clock: Clock | None = None) -> Vault:
    """Open a vault with the code of the printed sheet, as coordinator."""
    with clear_errors(path):
        ring = keyring_file.load(path / RING)
        printed = recovery.read(code)
        if ring.recovery is None or printed is None:
            raise WrongPassphrase
        session = Session(RECOVERY_USER, keyring.COORDINATOR)
        return _enter(path, ring, ring.recovery, printed, session, clock)


def users(path: Path) -> tuple[Slot, ...]:
    """Who has a key to the vault, without opening it."""
    with clear_errors(path):
        return keyring_file.load(path / RING).users


def with_suffix(path: Path) -> Path:
    """The path of the folder, with ``.casedesk`` at its end."""
    return path if path.name.endswith(SUFFIX) else path.with_name(path.name + SUFFIX)


def save_ring(path: Path, ring: Keyring) -> None:
    """Write ``vault.json`` whole."""
    write_whole(path / RING, keyring_file.dump(ring))


def _fill(
    folder: Path,
    shelter: str,
    user: str,
    role: str,
    passphrase: str,
    code: str,
    kdf: Kdf,
    invented: bool,
) -> bytes:
    key = secrets.token_bytes(32)
    ring = Keyring()
    slot = keyring.make_slot(ring, key, passphrase, user=user, role=role, kdf=kdf)
    sheet = keyring.make_slot(
        ring, key, code, user=RECOVERY_USER, role=keyring.COORDINATOR, recovery=True, kdf=kdf
    )
    save_ring(folder, ring.with_slot(slot).with_slot(sheet))
    engine = make_engine(folder / DATABASE, key)
    try:
        schema.migrate(engine, new=True)
        known = {"shelter": shelter, "node": secrets.token_hex(4), "secret": secrets.token_hex(32)}
        if invented:
            known["invented"] = "yes"
        rows = [{"name": name, "value": value} for name, value in known.items()]
        with engine.begin() as connection:
            connection.execute(insert(facts), rows)
    finally:
        engine.dispose()
    (folder / DATABASE).chmod(0o600)
    return key


def _enter(
    path: Path, ring: Keyring, slot: Slot, secret: str, session: Session, clock: Clock | None
) -> Vault:
    clock = clock or SystemClock()
    attempts = Attempts(path)
    attempts.check(slot.id, clock.now())
    try:
        key, next_key = keyring.open_slot(ring, slot, secret)
    except WrongPassphrase:
        attempts.failed(slot.id, clock.now())
        raise
    attempts.succeeded(slot.id)
    if not (path / DATABASE).is_file():
        raise NotAVault(path=path)
    lock = _locked(path)
    try:
        if keyring_file.load(path / RING) != ring:
            # Changed elsewhere since it was read: settling the old one would undo that.
            raise VaultInUse
        if ring.moving:
            key = finish_replacement(path, ring, key, next_key)
        return _opened(path, lock, key, session, clock)
    except BaseException:
        lock.release()
        raise


def finish_replacement(path: Path, ring: Keyring, key: bytes, next_key: bytes | None) -> bytes:
    """Settle a replacement of the data key that was cut short; returns the key that opens.

    Raises what :func:`settling.was_replaced` raises, with both keys kept.
    """
    done = was_replaced(path / DATABASE, key, next_key)
    save_ring(path, ring.settled(moved=done))
    return next_key if next_key is not None and done else key


def _locked(path: Path) -> FileLock:
    # Opened by a worker thread and closed by the windows: the lock must not be the thread's own.
    lock = FileLock(path / _LOCK, thread_local=False)
    try:
        lock.acquire(timeout=0)
    except Timeout:
        raise VaultInUse from None
    return lock


def _opened(path: Path, lock: FileLock, key: bytes, session: Session, clock: Clock | None) -> Vault:
    try:
        return _open(path, lock, key, session, clock)
    except DiskFull:
        if not reserve.release(path):
            raise
        return _open(path, lock, key, session, clock)


def _open(path: Path, lock: FileLock, key: bytes, session: Session, clock: Clock | None) -> Vault:
    vault = Vault(path, lock, key, session, clock or SystemClock())
    try:
        with clear_errors(path):
            if schema.outdated(vault.engine):
                _back_up(vault)
            schema.migrate(vault.engine)
            vault.load_facts()
        with vault.begin() as uow:
            uow.note(log.UNLOCK, "vault")
            name_words.renew(uow.connection)
        reserve.keep(path)
    except BaseException:
        vault.engine.dispose()
        raise
    return vault


def _back_up(vault: Vault) -> None:
    from casedesk.storage import backups  # noqa: PLC0415 - which needs an open vault itself

    backups.backup_to(vault, vault.path / backups.FOLDER, make=True)


def chain_anchor(vault: Vault) -> str:
    """The short text that stands for everything recorded so far."""
    with vault.engine.connect() as connection:
        return log.anchor(log.read_head(connection))
