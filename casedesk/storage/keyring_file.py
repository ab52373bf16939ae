"""``vault.json``: the key slots as a file, read with suspicion."""

import json
from dataclasses import asdict
from pathlib import Path
from typing import Any

from casedesk.storage.errors import DamagedVault, NotAVault, VaultTooNew
from casedesk.storage.keyring import (
    FORMAT,
    MOST_SLOTS,
    ROLES,
    SALT_LENGTH,
    Kdf,
    Keyring,
    Slot,
    from_base64,
)

_LARGEST_FILE = 1 << 20


def load(path: Path) -> Keyring:
    """Read ``vault.json``. Raises NotAVault, VaultTooNew or DamagedVault."""
    if not path.is_file():
        raise NotAVault(path=path.parent)
    with path.open("rb") as file:
        raw = file.read(_LARGEST_FILE + 1)
    try:
        content = json.loads(raw)
        form = content["format"]
        if form != FORMAT and str(form).startswith("casedesk-vault/"):
            raise VaultTooNew(found=form)
        slots = tuple(_slot(each) for each in content["slots"])
        ring = Keyring(str(content["vault"]), int(content["generation"]), slots)
    except (ValueError, KeyError, TypeError, AttributeError, OverflowError, RecursionError):
        raise DamagedVault(part=path.name) from None
    if len(raw) > _LARGEST_FILE or not 1 <= len(slots) <= MOST_SLOTS or form != FORMAT:
        raise DamagedVault(part=path.name)
    return ring


def dump(ring: Keyring) -> bytes:
    """The bytes of ``vault.json``."""
    content = {"format": FORMAT, **asdict(ring)}
    return json.dumps(content, indent=1, sort_keys=True, ensure_ascii=True).encode()


def _slot(content: dict[str, Any]) -> Slot:
    slot = Slot(**{**content, "kdf": Kdf(**content["kdf"])})
    texts = (slot.id, slot.user, slot.salt, slot.nonce, slot.public, slot.private, slot.sealed)
    if slot.role not in ROLES or type(slot.recovery) is not bool:
        raise ValueError(slot.role)
    if not all(isinstance(text, str) and text for text in texts):
        raise ValueError(slot.id)
    if not isinstance(slot.sealed_next, str) or len(from_base64(slot.salt)) != SALT_LENGTH:
        raise ValueError(slot.id)
    return slot
