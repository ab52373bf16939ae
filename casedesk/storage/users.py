"""Who has a key: adding and removing users, their passphrases and roles, the printed sheet.

Everything here is logged before it happens, so that no key is ever given unseen.
"""

from casedesk.errors import Invalid
from casedesk.i18n import N_
from casedesk.storage import keyring, keyring_file, recovery
from casedesk.storage.attempts import Attempts
from casedesk.storage.calibration import calibrated_kdf
from casedesk.storage.errors import (
    LastCoordinator,
    NoSuchUser,
    NotAllowed,
    UserExists,
    WrongPassphrase,
)
from casedesk.storage.keyring import COORDINATOR, FLOOR, ROLES, Kdf, Keyring, Slot
from casedesk.storage.replacement import replace_data_key
from casedesk.storage.vault import RECOVERY_USER, RING, Vault, save_ring

__all__ = [
    "add_user",
    "calibrated_kdf",
    "change_passphrase",
    "change_role",
    "new_recovery_code",
    "remove_user",
    "reset_passphrase",
    "strengthen",
]

GIVE_KEY = "give_key"
REMOVE_KEY = "remove_key"
CHANGE_PASSPHRASE = "change_passphrase"  # noqa: S105 - a word of the log
RESET_PASSPHRASE = "reset_passphrase"  # noqa: S105 - a word of the log
STRENGTHEN = "strengthen"
CHANGE_ROLE = "change_role"
NEW_RECOVERY_CODE = "new_recovery_code"
_KIND = "user"


def add_user(vault: Vault, name: str, role: str, passphrase: str, kdf: Kdf = FLOOR) -> Slot:
    """Give somebody a key. Raises NotAllowed, UserExists or Invalid."""
    ring = _ring_for_coordinator(vault)
    _check_name(ring, name)
    _check_role(role)
    slot = keyring.make_slot(ring, vault.key, passphrase, user=name, role=role, kdf=kdf)
    _note(vault, GIVE_KEY, user=slot.user, role=role)
    save_ring(vault.path, ring.with_slot(slot))
    return slot


def remove_user(vault: Vault, name: str) -> str:
    """Take somebody's key away and replace the data key; returns the new recovery code.

    What the person could read until now they may have copied: old backups still open with the
    old passphrase. Raises NotAllowed, NoSuchUser or LastCoordinator.
    """
    ring = _ring_for_coordinator(vault)
    slot = _slot(ring, name)
    _check_not_last(ring, slot)
    _note(vault, REMOVE_KEY, user=slot.user)
    return replace_data_key(vault, ring, without=slot)


def change_passphrase(vault: Vault, user: str, old: str, new: str, kdf: Kdf = FLOOR) -> None:
    """Change one's own passphrase. Raises NotAllowed, WrongPassphrase or TooManyTries."""
    _rewrap(vault, user, old, new, kdf, CHANGE_PASSPHRASE)


def strengthen(vault: Vault, user: str, passphrase: str, kdf: Kdf) -> None:
    """Make guesses at one's own passphrase costlier; the passphrase stays."""
    _rewrap(vault, user, passphrase, passphrase, kdf, STRENGTHEN)


def reset_passphrase(vault: Vault, name: str, passphrase: str, kdf: Kdf = FLOOR) -> Slot:
    """Give somebody who forgot it a new passphrase. Raises NotAllowed or NoSuchUser."""
    ring = _ring_for_coordinator(vault)
    slot = _slot(ring, name)
    return _remade(vault, ring, slot, slot.role, passphrase, kdf, RESET_PASSPHRASE)


def change_role(vault: Vault, name: str, role: str, passphrase: str, kdf: Kdf = FLOOR) -> Slot:
    """Change somebody's role. Raises NotAllowed, NoSuchUser or LastCoordinator.

    The role is sealed under the passphrase, so that nobody alters it in the file: the person
    types their passphrase, or a new one.
    """
    ring = _ring_for_coordinator(vault)
    slot = _slot(ring, name)
    _check_role(role)
    if role != COORDINATOR:
        _check_not_last(ring, slot)
    return _remade(vault, ring, slot, role, passphrase, kdf, CHANGE_ROLE)


def new_recovery_code(vault: Vault, kdf: Kdf | None = None) -> str:
    """A new printed sheet; the old one opens nothing from now on. Raises NotAllowed."""
    ring = _ring_for_coordinator(vault)
    old = ring.recovery
    rest = ring.without(old) if old else ring
    code = recovery.new_code()
    cost = kdf or (old.kdf if old else FLOOR)
    sheet = keyring.make_slot(
        rest, vault.key, code, user=RECOVERY_USER, role=COORDINATOR, recovery=True, kdf=cost
    )
    _note(vault, NEW_RECOVERY_CODE)
    save_ring(vault.path, rest.with_slot(sheet))
    return code


def _remade(
    vault: Vault, ring: Keyring, slot: Slot, role: str, passphrase: str, kdf: Kdf, action: str
) -> Slot:
    rest = ring.without(slot)
    made = keyring.make_slot(rest, vault.key, passphrase, user=slot.user, role=role, kdf=kdf)
    _note(vault, action, user=slot.user, role=role)
    save_ring(vault.path, rest.with_slot(made))
    return made


def _rewrap(vault: Vault, user: str, old: str, new: str, kdf: Kdf, action: str) -> None:
    if keyring.same_name(user) != keyring.same_name(vault.session.user):
        raise NotAllowed
    ring = keyring_file.load(vault.path / RING)
    slot = _slot(ring, user)
    tries, now = Attempts(vault.path), vault.clock.now()
    tries.check(slot.id, now)
    try:
        changed = keyring.rewrap(ring, slot, old, new, kdf=kdf)
    except WrongPassphrase:
        tries.failed(slot.id, now)
        raise
    tries.succeeded(slot.id)
    _note(vault, action, user=slot.user)
    save_ring(vault.path, ring.with_slot(changed))


def _note(vault: Vault, action: str, **content: str) -> None:
    with vault.begin() as uow:
        uow.note(action, _KIND, **content)


def _ring_for_coordinator(vault: Vault) -> Keyring:
    if not vault.session.coordinator:
        raise NotAllowed
    return keyring_file.load(vault.path / RING)


def _slot(ring: Keyring, name: str) -> Slot:
    slot = ring.slot(name)
    if slot is None:
        raise NoSuchUser(user=name)
    return slot


def _check_name(ring: Keyring, name: str) -> None:
    if ring.slot(name) or keyring.same_name(name) == keyring.same_name(RECOVERY_USER):
        raise UserExists(user=name.strip())


def _check_role(role: str) -> None:
    if role not in ROLES:
        raise Invalid({"role": N_("Choose volunteer or coordinator.")})


def _check_not_last(ring: Keyring, slot: Slot) -> None:
    others = [each for each in ring.users if each.role == COORDINATOR and each.id != slot.id]
    if slot.role == COORDINATOR and not others:
        raise LastCoordinator(user=slot.user)
