"""What this computer remembers of ledgers, outside the vaults: the newest end seen of each.

A vault made of an older backup does not know of what was published after it; this computer may.
"""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from filelock import FileLock
from platformdirs import user_state_path

from casedesk.storage import keyring_file, ledger
from casedesk.storage.errors import LedgerMemoryDamaged, clear_errors
from casedesk.storage.files import write_whole
from casedesk.storage.ledger import Head
from casedesk.storage.unit_of_work import UnitOfWork
from casedesk.storage.vault import RING, Vault

_FORMAT = "casedesk-ledgers/1"
_CHAIN_LENGTH = 64
#: seconds to wait for another window that is writing
_PATIENCE = 10


def path() -> Path:
    """The file; it holds ids of vaults, numbers of entries and chains, and no names."""
    return user_state_path("casedesk", appauthor=False) / "ledgers.json"


def vault_id(vault: Vault) -> str:
    """The id that a vault shares with its backups and with what is restored from them."""
    return keyring_file.load(vault.path / RING).vault


def remember(vault_id: str, head: Head | None) -> None:
    """Keep the end of a vault's ledger, unless a later one was seen. Ask :func:`missing` first.

    Raises LedgerMemoryDamaged, DiskFull or NoPermission.
    """
    with _changing() as heads:
        if head and (vault_id not in heads or heads[vault_id].seq < head.seq):
            heads[vault_id] = head


def accept(vault_id: str, head: Head | None) -> None:
    """Keep this end although a later or another one was seen: somebody decided that it is right.

    Raises what :func:`remember` raises.
    """
    with _changing() as heads:
        heads.pop(vault_id, None)
        if head:
            heads[vault_id] = head


def known(vault_id: str) -> Head | None:
    """The newest end seen on this computer. Raises LedgerMemoryDamaged."""
    return _read(path()).get(vault_id)


def missing(vault_id: str, head: Head | None) -> int:
    """How many entries seen on this computer an open vault lacks, by the end of its ledger.

    0 if none is known to be lacking; at least 1 if the same entry has another chain. A ledger
    that is longer is taken to go on from what was seen: :func:`missing_from` looks.
    Raises LedgerMemoryDamaged.
    """
    seen = known(vault_id)
    if seen is None or (head is not None and head.seq > seen.seq):
        return 0
    if head is not None and head.seq == seen.seq:
        return int(head.chain != seen.chain)
    return seen.seq - (head.seq if head else 0)


def missing_from(uow: UnitOfWork, vault_id: str) -> int:
    """The same of the whole ledger: also tells if it went another way and on from there."""
    seen = known(vault_id)
    there = ledger.head(uow)
    if seen is None or (there and ledger.chain_at(uow, seen.seq) == seen.chain):
        return 0
    return max(seen.seq - (there.seq if there else 0), 1)


@contextmanager
def _changing() -> Iterator[dict[str, Head]]:
    """What is remembered, to be changed in the block; written if it was."""
    target = path()
    with clear_errors(target):
        target.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        # Two windows with two vaults must not write over what the other has seen.
        with FileLock(target.with_suffix(".lock"), timeout=_PATIENCE, mode=0o600):
            before = _read(target)
            heads = dict(before)
            yield heads
            if heads != before:
                content = {"format": _FORMAT, "vaults": heads}
                write_whole(target, json.dumps(content, indent=1, sort_keys=True).encode())


def _read(source: Path) -> dict[str, Head]:
    try:
        with clear_errors(source):
            if not source.exists():
                return {}
            content = json.loads(source.read_bytes())
        heads = {each: _head(*end) for each, end in content["vaults"].items()}
        form = content["format"]
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
        raise LedgerMemoryDamaged(path=source) from None
    if form != _FORMAT:
        raise LedgerMemoryDamaged(path=source)
    return heads


def _head(seq: object, chain: object) -> Head:
    if type(seq) is not int or seq < 1 or not isinstance(chain, str):
        raise ValueError(seq)
    if len(chain) != _CHAIN_LENGTH or bytes.fromhex(chain).hex() != chain:
        raise ValueError(chain)
    return Head(seq, chain)
