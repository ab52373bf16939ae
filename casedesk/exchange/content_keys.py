"""The two keys of whoever publishes content: one to sign with, one to hand out."""

from pathlib import Path

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.serialization import (
    BestAvailableEncryption,
    Encoding,
    PrivateFormat,
    load_pem_private_key,
)

from casedesk.errors import CasedeskError
from casedesk.exchange import content_files
from casedesk.i18n import N_
from casedesk.services.vaults import VaultExists, write_whole

PUBLIC = ".pub"


class NoKey(CasedeskError):
    """A file holds no key of the kind that is needed."""

    msgid = N_("“{name}” holds no key for content, or the passphrase is not right.")
    advice = N_("The public key is one line in a file that ends in .pub.")
    exit_code = 4


def make(path: Path, passphrase: str) -> str:
    """Write a new private key under a passphrase, and its public key beside it; returns that."""
    public = path.with_name(path.name + PUBLIC)
    for each in (path, public):
        if each.exists():
            raise VaultExists(path=each)
    key = Ed25519PrivateKey.generate()
    sealed = BestAvailableEncryption(passphrase.encode())
    write_whole(path, key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, sealed))
    path.chmod(0o600)
    text = content_files.public_text(key.public_key())
    write_whole(public, f"{text}\n".encode())
    return text


def private(path: Path, passphrase: str) -> Ed25519PrivateKey:
    """The key to sign with. Raises NoKey."""
    try:
        key = load_pem_private_key(path.read_bytes(), passphrase.encode())
    except (OSError, ValueError, TypeError) as error:
        raise NoKey(name=path.name) from error
    if not isinstance(key, Ed25519PrivateKey):
        raise NoKey(name=path.name)
    return key


def public(path: Path) -> str:
    """The key to hand out, from its file. Raises NoKey."""
    try:
        text = path.read_text(encoding="ascii").strip()
        content_files.public_key(text)
    except (OSError, ValueError) as error:
        raise NoKey(name=path.name) from error
    return text
