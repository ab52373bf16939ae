"""Key slots open with their own passphrase, as they were written, and in no other way."""

import base64
import hashlib
import json
import random
from pathlib import Path
from typing import Any

import pytest

from casedesk.errors import CasedeskError, Invalid
from casedesk.storage import keyring, keyring_file, recovery
from casedesk.storage.errors import DamagedVault, NotAVault, VaultTooNew, WrongPassphrase
from casedesk.storage.keyring import COORDINATOR, VOLUNTEER, Kdf, Keyring

KEY = bytes(range(32))
SECRET = "farol nube tinta remo"


@pytest.fixture(scope="module")
def ring() -> Keyring:
    """A ring with one volunteer."""
    empty = Keyring()
    slot = keyring.make_slot(empty, KEY, SECRET, user="Ana Prueba", role=VOLUNTEER)
    return empty.with_slot(slot)


def _load(folder: Path, content: object) -> Keyring:
    path = folder / "vault.json"
    path.write_text(json.dumps(content))
    return keyring_file.load(path)


def _opened(folder: Path, content: object) -> bytes:
    ring = _load(folder, content)
    return keyring.open_slot(ring, ring.slots[0], SECRET)[0]


@pytest.fixture
def content(ring: Keyring) -> Any:
    """What the file of the ring holds."""
    return json.loads(keyring_file.dump(ring))


def test_a_slot_opens_with_its_passphrase(tmp_path: Path, content: Any, ring: Keyring) -> None:
    assert _load(tmp_path, content) == ring
    assert _opened(tmp_path, content) == KEY


def test_a_wrong_passphrase_is_no_damage(ring: Keyring) -> None:
    for wrong in ("", SECRET + " ", SECRET.upper(), "farol nube tinta"):
        with pytest.raises(WrongPassphrase):
            keyring.open_slot(ring, ring.slots[0], wrong)


@pytest.mark.parametrize(
    ("name", "value"),
    [("user", "Otra Prueba"), ("role", COORDINATOR), ("recovery", True), ("id", "0" * 16)],
)
def test_nobody_rewrites_a_name_or_role(
    tmp_path: Path, content: Any, name: str, value: object
) -> None:
    content["slots"][0][name] = value
    with pytest.raises(WrongPassphrase):
        _opened(tmp_path, content)


def test_another_vaults_slot_opens_nothing(tmp_path: Path, content: Any) -> None:
    content["vault"] = Keyring().vault
    with pytest.raises(WrongPassphrase):
        _opened(tmp_path, content)


@pytest.mark.parametrize(
    "kdf",
    [
        {"memory": 1024, "passes": 3, "lanes": 4},
        {"memory": 1 << 16, "passes": 1, "lanes": 4},
        {"memory": 1 << 24, "passes": 3, "lanes": 4},
        {"memory": 1 << 16, "passes": 3, "lanes": 0},
        {"memory": True, "passes": 3, "lanes": 4},
        {"memory": "65536", "passes": 3, "lanes": 4},
        {"memory": 1 << 16, "passes": 3, "lanes": 4, "more": 1},
    ],
)
def test_a_cheaper_or_ruinous_derivation_is_refused(
    tmp_path: Path, content: Any, kdf: object
) -> None:
    content["slots"][0]["kdf"] = kdf
    with pytest.raises(DamagedVault):
        _load(tmp_path, content)


def test_another_key_put_in_place_of_the_data_key_is_seen(tmp_path: Path, content: Any) -> None:
    """Anybody can seal to a public key, but not for this generation of this vault unseen."""
    ring = _load(tmp_path, content)
    other = keyring.seal(Keyring(), ring.slots[0], bytes(32))
    content["slots"][0]["sealed"] = other.sealed
    with pytest.raises(DamagedVault):
        _opened(tmp_path, content)


@pytest.fixture
def swift(monkeypatch: pytest.MonkeyPatch) -> None:
    """A derivation from the same values in no time, for thousands of tries."""

    def derive(secret: bytes, salt: bytes, *costs: object) -> bytes:
        return hashlib.sha256(repr((secret, salt, costs)).encode()).digest()

    monkeypatch.setattr(keyring, "hash_secret_raw", derive)


def test_no_mutation_opens(tmp_path: Path, swift: None) -> None:
    chance = random.Random(20261123)  # noqa: S311 - the same tries each time
    seen = set()
    ring = Keyring()
    slot = keyring.make_slot(ring, KEY, SECRET, user="Ana Prueba", role=VOLUNTEER)
    content = json.loads(keyring_file.dump(ring.with_slot(slot)))
    assert _opened(tmp_path, content) == KEY
    for _ in range(1_000):
        mutated = json.loads(json.dumps(content))
        name = _mutate(mutated, chance)
        with pytest.raises(CasedeskError) as refusal:
            _opened(tmp_path, mutated)
        assert not isinstance(refusal.value, NotAVault)
        seen.add(name)
    assert seen >= set(content["slots"][0]) - {"kdf"}


def _mutate(content: Any, chance: random.Random) -> str:
    """Alter one value; returns its name."""
    place = chance.choice([content, *[content["slots"][0]] * 10, content["slots"][0]["kdf"]])
    name = chance.choice(
        [key for key, value in place.items() if not isinstance(value, list | dict)]
    )
    value = place[name]
    if isinstance(value, bool):
        place[name] = not value
    elif isinstance(value, int):
        place[name] = value + chance.choice([-1, 1, 2])
    elif name in ("salt", "nonce", "public", "private", "sealed", "sealed_next"):
        raw = bytearray(base64.b64decode(value) or bytes(80))
        raw[chance.randrange(len(raw))] ^= 1 << chance.randrange(8)
        place[name] = base64.b64encode(raw).decode()
    else:
        at = chance.randrange(len(value))
        place[name] = value[:at] + chance.choice("xyzñ") + value[at + 1 :]
    return str(name)


def test_no_bytes_bring_more_than_a_clear_error(tmp_path: Path, ring: Keyring) -> None:
    chance = random.Random(20261124)  # noqa: S311 - the same tries each time
    whole = keyring_file.dump(ring)
    path = tmp_path / "vault.json"
    for _ in range(1_000):
        raw = bytearray(whole)
        for _ in range(chance.choice([1, 1, 3, 20])):
            raw[chance.randrange(len(raw))] = chance.randrange(256)
        path.write_bytes(bytes(raw[: chance.choice([len(raw), chance.randrange(len(raw))])]))
        try:
            keyring_file.load(path)
        except CasedeskError as error:
            assert str(error)


@pytest.mark.parametrize(
    "raw",
    [
        b"",
        b"[]",
        b"null",
        b"[" * 100_000,
        b'{"format": "casedesk-vault/1", "vault": "v", "generation": 1e999, "slots": []}',
        b'{"format": "casedesk-vault/1", "vault": "v", "generation": 1, "slots": []}',
        b'{"format": "casedesk-vault/1", "vault": "v", "generation": 1, "slots": [3]}',
        b" " * (2 << 20),
    ],
)
def test_nonsense_is_damage(tmp_path: Path, raw: bytes) -> None:
    path = tmp_path / "vault.json"
    path.write_bytes(raw)
    with pytest.raises(DamagedVault):
        keyring_file.load(path)


def test_a_later_format_is_told_apart(tmp_path: Path, content: Any) -> None:
    content["format"] = "casedesk-vault/2"
    with pytest.raises(VaultTooNew, match="casedesk-vault/2"):
        _load(tmp_path, content)


def test_no_file_is_no_vault(tmp_path: Path) -> None:
    with pytest.raises(NotAVault):
        keyring_file.load(tmp_path / "vault.json")


def test_the_next_data_key_replaces_the_present_one(ring: Keyring) -> None:
    moving = ring.with_slot(keyring.seal_next(ring, ring.slots[0], bytes(32)))
    assert keyring.open_slot(moving, moving.slots[0], SECRET) == (KEY, bytes(32))
    after = moving.settled(moved=True)
    assert after.generation == ring.generation + 1
    assert keyring.open_slot(after, after.slots[0], SECRET) == (bytes(32), None)
    assert moving.settled(moved=False) == ring


def test_the_file_never_holds_the_key_or_the_passphrase(ring: Keyring) -> None:
    raw = keyring_file.dump(ring)
    for secret in (KEY.hex().encode(), base64.b64encode(KEY), SECRET.encode()):
        assert secret not in raw


def test_what_would_not_load_is_never_written(swift: None) -> None:
    ring = Keyring()
    for name in ("", "  ", "x" * 101):
        with pytest.raises(Invalid):
            keyring.make_slot(ring, KEY, SECRET, user=name, role=VOLUNTEER)
    for number in range(200):
        slot = keyring.make_slot(ring, KEY, SECRET, user=f"{number:0100}", role=VOLUNTEER)
        ring = ring.with_slot(slot)
    with pytest.raises(Invalid):
        keyring.make_slot(ring, KEY, SECRET, user="One more", role=VOLUNTEER)
    for slot in ring.slots:
        ring = ring.with_slot(keyring.seal_next(ring, slot, KEY))
    assert len(keyring_file.dump(ring)) < 1 << 20


def test_floor_is_what_the_design_says() -> None:
    assert Kdf(memory=64 * 1024, passes=3, lanes=4) == keyring.FLOOR


def test_a_recovery_code_is_read_as_people_copy_it() -> None:
    code = recovery.new_code()
    assert recovery.read(code.lower().replace("-", " ")) == code
    assert recovery.read(code.replace("1", "l").replace("0", "o")) == code
    wrong = [code[:at] + ("A" if code[at] != "A" else "B") + code[at + 1 :] for at in (0, 8, 20)]
    assert [recovery.read(each) for each in wrong] == [None] * 3
    assert recovery.read("") is None
