"""Journeys through real windows on a screen, with real keys and a real mouse.

Nothing of the program is touched but its windows; what came of it is read from the closed vault.
With CASEDESK_RECORD=FOLDER everything goes at a person's pace, and a picture of it is kept.
"""

import json
import os
import time
from collections.abc import Iterator
from contextlib import contextmanager, nullcontext
from dataclasses import dataclass
from pathlib import Path

import pytest

from casedesk.domain.people import Person
from casedesk.storage import records
from casedesk.storage import vault as vaults
from casedesk.storage.unit_of_work import UnitOfWork
from tests.journeys.hands import Effort
from tests.journeys.recording import Recording
from tests.journeys.screen import Screen
from tests.journeys.volunteer import Volunteer

pytestmark = pytest.mark.xdist_group("real_windows")  # one screen, one program for all

ANA, BETO = "Ana Ejemplo", "Beto Ejemplo"
PASSPHRASES = {ANA: "abanico cometa ladera molino", BETO: "brocha cebolla nube tambor"}
SURNAMES = "Zurrapa Inventado"  # of nobody else in the vault
WHOLE_FAMILY = 180.0  # seconds
RECORDED = os.environ.get("CASEDESK_RECORD", "")


@dataclass
class Shelter:
    """A vault of invented people, and whoever is at its laptop."""

    path: Path
    at: Volunteer

    @contextmanager
    def shift(self, name: str, user: str = ANA) -> Iterator[None]:
        """Unlock by typing, do the work, lock."""
        self.unlock(user)
        film = Recording(Path(RECORDED, f"{name}.webp")).of(self.at.screen)
        with film if RECORDED else nullcontext():
            yield
        self.lock()

    def unlock(self, user: str) -> None:
        """Type the passphrase on the lock screen."""
        self.at.is_at("¿Quién eres?")
        self.at.answer(user[:1])
        self.at.hands.type(PASSPHRASES[user])
        self.at.hands.press("Return")
        self.at.sees("duermen aquí esta noche")

    def lock(self) -> None:
        """Lock, from wherever."""
        self.at.hands.press("ctrl+l")
        self.at.sees("Abrir la bóveda")

    def found(self, words: str) -> list[str]:
        """The folios that the command finds."""
        file = self.path.parent / "ana.txt"
        asked = ("find", words, "--json", "--vault", str(self.path), "--user", ANA)
        told = self.at.command(*asked, "--passphrase-file", str(file))
        return [each["folio"] for each in json.loads(told)["found"]]


@contextmanager
def reading(shelter: Shelter) -> Iterator[UnitOfWork]:
    """The locked vault, opened without the windows."""
    vault = vaults.unlock(shelter.path, ANA, PASSPHRASES[ANA])
    try:
        with vault.begin() as uow:
            yield uow
    finally:
        vault.close()


@pytest.fixture(scope="module")
def shelter(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Shelter]:
    """The program, started as a user starts it, its tour skipped, and locked again."""
    home = tmp_path_factory.mktemp("laptop")
    names = ("CONFIG_HOME", "DATA_HOME", "STATE_HOME", "CACHE_HOME")
    folders = {f"XDG_{name}": str(home / name.lower()) for name in names}
    environment = {**os.environ, **folders, "LANG": "es_MX.UTF-8", "TMPDIR": str(home)}
    with Screen(home) as screen:
        at = Volunteer(screen, environment, unhurried=bool(RECORDED))
        shelter = Shelter(home / "Demo.casedesk", at)
        at.command("demo", "--people", "30", "--vault", str(shelter.path))
        add_second_user(shelter)
        at.start("demo", "--open", "--vault", str(shelter.path))
        try:
            shelter.unlock(ANA)
            at.sees("Recorrido: paso 1")
            at.hands.press("Escape")
            at.sees_no_more("Recorrido")
            shelter.lock()
            yield shelter
        finally:
            at.stop()
            at.eyes.close()


def add_second_user(shelter: Shelter) -> None:
    """Give the next shift a key of its own."""
    files = {}
    for user, name in ((ANA, "ana.txt"), (BETO, "beto.txt")):
        files[user] = shelter.path.parent / name
        files[user].write_text(PASSPHRASES[user])
        files[user].chmod(0o600)
    shelter.at.command(
        *("vault", "users", str(shelter.path), "--add", BETO, "--role", "volunteer"),
        *("--user", ANA, "--passphrase-file", str(files[ANA])),
        *("--new-passphrase-file", str(files[BETO])),
    )


def test_a_family_of_five_is_taken_in_within_three_minutes(shelter: Shelter) -> None:
    at = shelter.at
    with shelter.shift("family"):
        begun, at.hands.effort = time.monotonic(), Effort()
        at.hands.press("ctrl+3")
        at.is_at("Busca por nombre")
        at.hands.press("ctrl+n")
        at.is_at("Nombres")
        at.answer("Reina", SURNAMES, "", "muj", "", "", "34", "hond")
        for given, sex, age, relation in (
            ("Santos", "hom", "36", "pareja"),
            ("Dilcia", "muj", "12", "hij"),
            ("Kevin", "hom", "9", "hij"),
            ("Nahomy", "muj", "3", "hij"),
        ):
            at.hands.press("ctrl+shift+Return")
            at.sees("Guardado. Folio")
            at.is_at("Nombres")
            at.answer(given, SURNAMES, "", sex, "", "", age, *[""] * 6)
            at.hands.type(relation)
        at.hands.press("ctrl+Return")
        at.sees("Resumen")
        waited = time.monotonic() - begun
    assert waited + (0 if RECORDED else at.hands.effort.seconds) < WHOLE_FAMILY
    with reading(shelter) as uow:
        family = [each for each in records.find(uow, Person) if each.surnames == SURNAMES]
        assert [(each.given_names, each.age, each.relation) for each in family] == [
            ("Reina", 34, Person().relation),
            ("Santos", 36, "partner"),
            ("Dilcia", 12, "child"),
            ("Kevin", 9, "child"),
            ("Nahomy", 3, "child"),
        ]
        assert {each.nationality for each in family} == {"HND"}
        assert len({each.household_id for each in family}) == 1
