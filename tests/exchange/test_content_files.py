"""The signed file in which content travels."""

import base64
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from casedesk.domain.packs import library
from casedesk.errors import CasedeskError
from casedesk.exchange import content_files, content_keys
from casedesk.exchange.content_files import BadSignature, NoContent, NotSigned, StrangerSigned
from casedesk.exchange.content_keys import NoKey
from casedesk.services import contents
from casedesk.services.vaults import Vault
from tests.domain.packs.made import altered

KEY = Ed25519PrivateKey.generate()
ES = 'es = "Pide tu constancia. Revisa tu nombre y las fechas."'
BETTER = 'es = "Pide tu constancia y revisa tu nombre."'


@pytest.fixture
def signed(tmp_path: Path) -> Path:
    """An update of two packs, on a stick."""
    path = tmp_path / f"Derechos de diciembre{content_files.SUFFIX}"
    content_files.build([altered("L2", (ES, BETTER)), altered("contacts")], path)
    content_files.sign(path, KEY)
    return path


def trust(vault: Vault) -> None:
    """Make the signer known to the vault."""
    key = content_files.public_text(KEY.public_key())
    vault.run(lambda uow: contents.trust(uow, key, "Red de albergues"))


def test_a_signed_file_of_a_known_signer_is_installed(vault: Vault, signed: Path) -> None:
    trust(vault)
    update = content_files.read(signed)
    changes = vault.run(lambda uow: content_files.look(uow, update))
    assert [(each.new.id, [row.id for row in each.rows]) for each in changes] == [
        ("L2", ["L2.6"]),
        ("contacts", []),
    ]
    vault.run(lambda uow: content_files.install(uow, update))
    used = vault.run(contents.current).packs
    assert (used["L2"].version, used["contacts"].version) == ("2026-12", "2026-12")
    (in_use,) = [each for each in vault.run(contents.in_use) if each.pack.id == "L2"]
    assert in_use.signer == content_files.public_text(KEY.public_key())
    assert in_use.before == library.shipped().packs["L2"]


def test_a_file_of_a_stranger_is_refused_with_letters_to_compare(
    vault: Vault, signed: Path
) -> None:
    update = content_files.read(signed)
    letters = content_files.fingerprint(content_files.public_text(KEY.public_key()))
    with pytest.raises(StrangerSigned, match=letters):
        vault.run(lambda uow: content_files.install(uow, update))
    trust(vault)
    vault.run(lambda uow: contents.distrust(uow, update.key))
    with pytest.raises(StrangerSigned):
        vault.run(lambda uow: content_files.look(uow, update))


def test_a_file_that_nobody_signed_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "unsigned.casedesk-content"
    content_files.build([altered("L2")], path)
    with pytest.raises(NotSigned):
        content_files.read(path)


def test_any_altered_byte_is_noticed(signed: Path) -> None:
    whole = signed.read_bytes()
    for at in {*range(200), *range(200, len(whole), 211), len(whole) - 1}:
        signed.write_bytes(whole[:at] + bytes([whole[at] ^ 1]) + whole[at + 1 :])
        with pytest.raises(CasedeskError):
            content_files.read(signed)


def test_a_key_that_is_spelt_otherwise_is_refused() -> None:
    zero = base64.b64encode(bytes(31) + b"\x0d").decode()
    assert content_files.public_text(content_files.public_key(zero)) == zero
    with pytest.raises(ValueError, match="unused bits"):
        content_files.public_key(zero.replace("0=", "1="))


def test_a_file_cut_short_is_noticed(signed: Path) -> None:
    whole = signed.read_bytes()
    for length in range(0, len(whole), 97):
        signed.write_bytes(whole[:length])
        with pytest.raises((NoContent, BadSignature)):
            content_files.read(signed)


def test_a_signature_under_another_key_is_no_signature(vault: Vault, signed: Path) -> None:
    trust(vault)
    lines = signed.read_bytes().split(b"\n", 3)
    other = content_files.public_text(Ed25519PrivateKey.generate().public_key())
    signed.write_bytes(b"\n".join([*lines[:2], other.encode(), lines[3]]))
    with pytest.raises(BadSignature):
        content_files.read(signed)


def test_a_file_that_is_something_else_is_told(tmp_path: Path) -> None:
    path = tmp_path / "foto.casedesk-content"
    path.write_bytes(b"\x89PNG\r\n\x1a\n\x00\x00")
    with pytest.raises(NoContent, match=r"foto\.casedesk-content"):
        content_files.read(path)


def test_the_private_key_is_kept_under_its_passphrase(tmp_path: Path) -> None:
    path = tmp_path / "llave"
    public = content_keys.make(path, "cinco palabras que nadie sabe")
    assert content_keys.public(tmp_path / "llave.pub") == public
    key = content_keys.private(path, "cinco palabras que nadie sabe")
    assert content_files.public_text(key.public_key()) == public
    assert path.stat().st_mode & 0o077 == 0
    for file, words in ((path, "otra"), (tmp_path / "llave.pub", "otra")):
        with pytest.raises(NoKey):
            content_keys.private(file, words)
    with pytest.raises(NoKey):
        content_keys.public(path)
    with pytest.raises(CasedeskError, match="already exists"):
        content_keys.make(path, "otra")
