"""Key slots: a random data key, sealed once per user; passphrases open only their own slot.

Each slot holds a key pair. Its private half is wrapped under the passphrase (Argon2id, HKDF,
AES-256-GCM); the data key is sealed to its public half (HPKE, RFC 9180). So the data key can be
replaced for everybody who stays without knowing anybody's passphrase.
"""

import base64
import binascii
import json
import os
import secrets
import unicodedata
from dataclasses import asdict, dataclass, field, replace

from argon2.low_level import Type, hash_secret_raw
from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives import hashes, hpke
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey, X25519PublicKey
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from casedesk.domain.ids import new_id
from casedesk.errors import Invalid
from casedesk.i18n import N_
from casedesk.storage.errors import DamagedVault, WrongPassphrase

FORMAT = "casedesk-vault/1"
VOLUNTEER = "volunteer"
COORDINATOR = "coordinator"
ROLES = (VOLUNTEER, COORDINATOR)
RECOVERY = "recovery"
_SUITE = hpke.Suite(hpke.KEM.X25519, hpke.KDF.HKDF_SHA256, hpke.AEAD.AES_256_GCM)
SALT_LENGTH = 16
LONGEST_NAME = 100
MOST_SLOTS = 200


@dataclass(frozen=True)
class Kdf:
    """Cost of Argon2id: memory in KiB, passes, lanes."""

    memory: int = 1 << 16
    passes: int = 3
    lanes: int = 4

    def __post_init__(self) -> None:
        for value, low, high in (
            (self.memory, 1 << 16, 1 << 20),
            (self.passes, 3, 12),
            (self.lanes, 1, 8),
        ):
            # Neither a downgrade nor a denial of service may come in with the file.
            if type(value) is not int or not low <= value <= high:
                raise DamagedVault(part="vault.json")


#: the cheapest that is accepted
FLOOR = Kdf()


@dataclass(frozen=True)
class Slot:
    """One user's way to the data key. Byte fields are base64."""

    id: str
    user: str
    role: str
    recovery: bool
    kdf: Kdf
    salt: str
    nonce: str
    public: str
    private: str
    sealed: str
    #: the data key being moved to, while a replacement is under way
    sealed_next: str = ""


@dataclass(frozen=True)
class Keyring:
    """What ``vault.json`` holds."""

    vault: str = field(default_factory=new_id)
    generation: int = 1
    slots: tuple[Slot, ...] = ()

    def slot(self, user: str) -> Slot | None:
        """The slot of a user, by name as typed in any case."""
        wanted = same_name(user)
        return next((each for each in self.users if same_name(each.user) == wanted), None)

    @property
    def users(self) -> tuple[Slot, ...]:
        """The slots of people."""
        return tuple(each for each in self.slots if not each.recovery)

    @property
    def recovery(self) -> Slot | None:
        """The slot of the printed sheet."""
        return next((each for each in self.slots if each.recovery), None)

    @property
    def moving(self) -> bool:
        """Whether a replacement of the data key was begun and not settled."""
        return any(slot.sealed_next for slot in self.slots)

    def settled(self, *, moved: bool) -> "Keyring":
        """The ring after a replacement of the data key has happened, or has been given up.

        Slots that were not given the next data key go only if it has happened.
        """
        if not moved:
            return replace(self, slots=tuple(replace(s, sealed_next="") for s in self.slots))
        slots = tuple(
            replace(slot, sealed=slot.sealed_next, sealed_next="")
            for slot in self.slots
            if slot.sealed_next
        )
        return replace(self, generation=self.generation + 1, slots=slots)

    def with_slot(self, slot: Slot) -> "Keyring":
        """The ring with ``slot`` added, in place of the one with its id if there is one."""
        others = tuple(each for each in self.slots if each.id != slot.id)
        return replace(self, slots=(*others, slot))

    def without(self, slot: Slot) -> "Keyring":
        """The ring without a slot."""
        return replace(self, slots=tuple(each for each in self.slots if each.id != slot.id))


def same_name(user: str) -> str:
    """What the names of one user have in common, however typed."""
    return unicodedata.normalize("NFC", user.strip()).casefold()


def make_slot(
    ring: Keyring,
    data_key: bytes,
    secret: str,
    *,
    user: str,
    role: str,
    recovery: bool = False,
    kdf: Kdf = FLOOR,
) -> Slot:
    """A new slot that opens ``data_key`` with ``secret``. Raises Invalid.

    What keyring_file.load would refuse must not get into the file.
    """
    if not 1 <= len(user.strip()) <= LONGEST_NAME:
        raise Invalid({"name": N_("Write a name of at most 100 letters.")})
    if len(ring.slots) >= MOST_SLOTS:
        raise Invalid({"name": N_("This vault has as many users as it can hold.")})
    pair = X25519PrivateKey.generate()
    slot = Slot(
        id=secrets.token_hex(8),
        user=user.strip(),
        role=role,
        recovery=recovery,
        kdf=kdf,
        salt="",
        nonce="",
        public=_b64(pair.public_key().public_bytes_raw()),
        private="",
        sealed="",
    )
    return seal(ring, _wrap(ring, slot, pair, secret, kdf), data_key)


def rewrap(ring: Keyring, slot: Slot, old: str, new: str, *, kdf: Kdf = FLOOR) -> Slot:
    """The same slot under another passphrase. Raises WrongPassphrase."""
    return _wrap(ring, slot, _unwrap(ring, slot, old), new, kdf)


def seal(ring: Keyring, slot: Slot, data_key: bytes) -> Slot:
    """The slot with ``data_key`` sealed to it for the ring's generation."""
    return replace(slot, sealed=_sealed(ring, slot, data_key, ring.generation), sealed_next="")


def seal_next(ring: Keyring, slot: Slot, data_key: bytes) -> Slot:
    """The slot with the next generation's data key beside the present one."""
    return replace(slot, sealed_next=_sealed(ring, slot, data_key, ring.generation + 1))


def open_slot(ring: Keyring, slot: Slot, secret: str) -> tuple[bytes, bytes | None]:
    """The data key, and the next one if a replacement is under way.

    Raises WrongPassphrase, or DamagedVault if the slot itself is broken.
    """
    pair = _unwrap(ring, slot, secret)
    present = _opened(ring, slot, slot.sealed, pair, ring.generation)
    if not slot.sealed_next:
        return present, None
    return present, _opened(ring, slot, slot.sealed_next, pair, ring.generation + 1)


def _wrap(ring: Keyring, slot: Slot, pair: X25519PrivateKey, secret: str, kdf: Kdf) -> Slot:
    nonce = os.urandom(12)
    slot = replace(slot, kdf=kdf, salt=_b64(os.urandom(SALT_LENGTH)), nonce=_b64(nonce))
    wrapped = AESGCM(_passphrase_key(slot, secret)).encrypt(
        nonce, pair.private_bytes_raw(), _bound(ring, slot)
    )
    return replace(slot, private=_b64(wrapped))


def _unwrap(ring: Keyring, slot: Slot, secret: str) -> X25519PrivateKey:
    nonce, private = from_base64(slot.nonce), from_base64(slot.private)
    try:
        raw = AESGCM(_passphrase_key(slot, secret)).decrypt(nonce, private, _bound(ring, slot))
    except InvalidTag:
        raise WrongPassphrase from None
    except ValueError:
        raise DamagedVault(part="vault.json") from None
    return X25519PrivateKey.from_private_bytes(raw)


def _passphrase_key(slot: Slot, secret: str) -> bytes:
    raw = hash_secret_raw(
        # Keyboards differ in how they send an accented letter.
        unicodedata.normalize("NFC", secret).encode("utf-8", "surrogatepass"),
        from_base64(slot.salt),
        slot.kdf.passes,
        slot.kdf.memory,
        slot.kdf.lanes,
        32,
        Type.ID,
    )
    return HKDF(hashes.SHA256(), 32, salt=None, info=b"casedesk slot 1|" + slot.id.encode()).derive(
        raw
    )


def _bound(ring: Keyring, slot: Slot) -> bytes:
    """What the wrapped private key vouches for: nobody's name or role can be altered."""
    content = [FORMAT, ring.vault, slot.id, slot.user, slot.role, slot.recovery]
    return json.dumps([*content, asdict(slot.kdf), slot.salt, slot.public]).encode()


def _info(ring: Keyring, slot: Slot, generation: int) -> bytes:
    return json.dumps([FORMAT, ring.vault, slot.id, slot.user, slot.role, generation]).encode()


def _sealed(ring: Keyring, slot: Slot, data_key: bytes, generation: int) -> str:
    try:
        public = X25519PublicKey.from_public_bytes(from_base64(slot.public))
    except ValueError:
        raise DamagedVault(part="vault.json") from None
    return _b64(_SUITE.encrypt(data_key, public, info=_info(ring, slot, generation)))


def _opened(
    ring: Keyring, slot: Slot, sealed: str, pair: X25519PrivateKey, generation: int
) -> bytes:
    try:
        return _SUITE.decrypt(from_base64(sealed), pair, info=_info(ring, slot, generation))
    except (InvalidTag, ValueError):
        raise DamagedVault(part="vault.json") from None


def _b64(raw: bytes) -> str:
    return base64.b64encode(raw).decode()


def from_base64(text: str) -> bytes:
    try:
        return base64.b64decode(text, validate=True)
    except (binascii.Error, ValueError):
        raise DamagedVault(part="vault.json") from None
