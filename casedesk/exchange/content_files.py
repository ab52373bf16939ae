"""A content update: one file of packs, signed with Ed25519 by whoever made it.

Three lines and the packs: what it is, the signature, the public key, and a JSON object of pack
files by id. The signature covers the first line and the packs, so that nothing signed for another
purpose passes for content. There are no file names in it and nothing to unpack.
"""

import base64
import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

from casedesk.domain.packs import files
from casedesk.domain.packs.pack import Pack
from casedesk.errors import CasedeskError
from casedesk.i18n import N_
from casedesk.services import contents
from casedesk.services.contents import Change
from casedesk.services.vaults import UnitOfWork, write_whole

SUFFIX = ".casedesk-content"
_MAGIC = "Casedesk content 1"
_UNSIGNED = "-"
#: all packs together are far smaller
_LARGEST = 8_000_000


class NoContent(CasedeskError):
    """The file is no content update."""

    msgid = N_("“{name}” is no content for Casedesk, or it is damaged.")
    advice = N_("Copy the file again from where it came. Nothing was changed.")
    exit_code = 13


class NotSigned(CasedeskError):
    """Nobody signed the update."""

    msgid = N_("“{name}” is not signed.")
    advice = N_("Ask whoever made it to sign it. Nothing was changed.")
    exit_code = 13


class BadSignature(CasedeskError):
    """The packs are not those that were signed."""

    msgid = N_("The signature of “{name}” is not right: the file was altered.")
    advice = N_("Do not use it, and tell whoever sent it. Nothing was changed.")
    exit_code = 13


class StrangerSigned(CasedeskError):
    """It is signed with a key that nobody here trusts."""

    msgid = N_("“{name}” is signed by somebody whom this vault does not know: {fingerprint}.")
    advice = N_(
        "Ask them for their key and compare these letters by telephone. A coordinator can then "
        "add the key."
    )
    exit_code = 13


@dataclass(frozen=True)
class Update:
    """An update as read; ``key`` is empty if it is not signed."""

    name: str
    packs: tuple[Pack, ...]
    key: str


def build(packs: Sequence[Pack], to: Path) -> None:
    """Write packs into one file that is not signed yet."""
    write_whole(to, _written(_payload({pack.id: pack.text for pack in packs}), "", ""))


def sign(path: Path, key: Ed25519PrivateKey) -> None:
    """Sign an update, whoever signed it before. Raises NoContent."""
    payload, _signature, _key = _parts(path)
    signature = base64.b64encode(key.sign(_signed(payload))).decode()
    write_whole(path, _written(payload, signature, public_text(key.public_key())))


def read(path: Path) -> Update:
    """An update whose signature is right; whose it is, is to be judged by the vault.

    Raises NoContent, NotSigned, BadSignature or BadPack.
    """
    payload, signature, key = _parts(path)
    if not signature:
        raise NotSigned(name=path.name)
    try:
        public_key(key).verify(_bytes(signature), _signed(payload))
    except (InvalidSignature, ValueError) as error:
        raise BadSignature(name=path.name) from error
    return Update(path.name, _packs(payload, path.name), key)


def look(uow: UnitOfWork, update: Update) -> list[Change]:
    """What an update would change. Raises StrangerSigned, OlderContent or BadContent."""
    _check_signer(uow, update)
    return contents.changes(uow, update.packs)


def install(uow: UnitOfWork, update: Update) -> list[Change]:
    """Use what an update holds. Raises NotAllowed and all that :func:`look` does."""
    _check_signer(uow, update)
    return contents.install(uow, update.packs, update.key)


def public_text(key: Ed25519PublicKey) -> str:
    """A public key as one line of text."""
    return base64.b64encode(key.public_bytes(Encoding.Raw, PublicFormat.Raw)).decode()


def public_key(text: str) -> Ed25519PublicKey:
    """The key that a line of text holds. Raises ValueError."""
    return Ed25519PublicKey.from_public_bytes(_bytes(text))


def _bytes(text: str) -> bytes:
    """What a line of text stands for, in its one spelling only. Raises ValueError."""
    content = base64.b64decode(text, validate=True)
    if base64.b64encode(content).decode() != text:
        raise ValueError("base64 with unused bits set")
    return content


def fingerprint(key: str) -> str:
    """Letters and digits in groups that two people can compare by telephone."""
    digest = base64.b32encode(hashlib.sha256(base64.b64decode(key)).digest()).decode()[:24]
    return "-".join(digest[at : at + 4] for at in range(0, len(digest), 4))


def _check_signer(uow: UnitOfWork, update: Update) -> None:
    if update.key not in {each.key for each in contents.trusted(uow)}:
        raise StrangerSigned(name=update.name, fingerprint=fingerprint(update.key))


def _payload(texts: Mapping[str, str]) -> bytes:
    return json.dumps({"packs": texts}, ensure_ascii=False, sort_keys=True, indent=1).encode()


def _signed(payload: bytes) -> bytes:
    return _MAGIC.encode() + b"\n" + payload


def _written(payload: bytes, signature: str, key: str) -> bytes:
    head = (_MAGIC, signature or _UNSIGNED, key or _UNSIGNED)
    return "\n".join(head).encode() + b"\n" + payload


def _parts(path: Path) -> tuple[bytes, str, str]:
    """The packs, the signature and the key, unjudged."""
    try:
        if path.stat().st_size > _LARGEST:
            raise NoContent(name=path.name)
        magic, signature, key, payload = path.read_bytes().split(b"\n", 3)
        parts = [part.decode("ascii") for part in (magic, signature, key)]
    except (OSError, ValueError) as error:
        raise NoContent(name=path.name) from error
    if parts[0] != _MAGIC:
        raise NoContent(name=path.name)
    signature_text, key_text = ("" if part == _UNSIGNED else part for part in parts[1:])
    return payload, signature_text, key_text


def _packs(payload: bytes, name: str) -> tuple[Pack, ...]:
    try:
        texts = json.loads(payload)["packs"].items()
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise NoContent(name=name) from error
    packs = tuple(files.parse(str(text), str(id)) for id, text in texts)
    if [pack.id for pack in packs] != [id for id, _text in texts]:
        raise NoContent(name=name)
    return packs
