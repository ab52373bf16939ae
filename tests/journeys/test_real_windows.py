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

from casedesk.domain.answers import NOT_ASKED
from casedesk.domain.codes import fold
from casedesk.domain.counts import ABSENT, HERE
from casedesk.domain.handover import ShiftNote
from casedesk.domain.people import Person
from casedesk.services import cases, house
from casedesk.services.cases import Filter
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
    def filmed(self, name: str) -> Iterator[Effort]:
        """Count what is done, and keep a picture of it if one is wanted."""
        self.at.hands.effort = effort = Effort()
        begun = time.monotonic()
        film = Recording(Path(RECORDED, f"{name}.webp")).of(self.at.screen)
        with film if RECORDED else nullcontext():
            yield effort
        effort.lasted = time.monotonic() - begun
        if RECORDED:
            self._note(name, effort)

    @contextmanager
    def shift(self, user: str = ANA) -> Iterator[None]:
        """Unlock by typing, do the work, lock."""
        self.unlock(user)
        yield
        self.lock()

    def _note(self, name: str, effort: Effort) -> None:
        """What it took a person, beside the pictures."""
        file = Path(RECORDED, "effort.json")
        told = json.loads(file.read_bytes()) if file.exists() else {}
        told[name] = {
            "seconds": round(effort.lasted, 1),
            "keys": effort.keys,
            "clicks": effort.clicks,
        }
        file.write_text(json.dumps(told, indent=2, sort_keys=True) + "\n", encoding="utf-8")

    def unlock(self, user: str) -> None:
        """Type the passphrase on the lock screen."""
        self.at.is_at("¿Quién eres?")
        self.at.answer(user[:1])
        self.at.hands.type(PASSPHRASES[user])
        self.at.hands.press("Return")
        self.at.sees("Bloquear ahora")  # on the page of before
        self.at.hands.press("ctrl+1")
        self.at.sees("duermen aquí esta noche")

    def start(self) -> None:
        """Start the program on the vault."""
        self.at.start("demo", "--open", "--vault", str(self.path))

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


@pytest.fixture
def shelter(desk: Shelter) -> Iterator[Shelter]:
    """The locked program; started again if a journey did not come back to its lock screen."""
    yield desk
    if not desk.at.has("Abrir la bóveda"):
        desk.at.stop()
        desk.start()


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Shelter]:
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
        shelter.start()
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
    shelter.unlock(ANA)
    with shelter.filmed("family") as effort:
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
    shelter.lock()
    assert effort.lasted + (0 if RECORDED else effort.seconds) < WHOLE_FAMILY
    with reading(shelter) as uow:
        family = [each for each in records.find(uow, Person) if each.surnames == SURNAMES]
        assert [(each.given_names, each.age, each.relation) for each in family] == [
            ("Reina", 34, NOT_ASKED),
            ("Santos", 36, "partner"),
            ("Dilcia", 12, "child"),
            ("Kevin", 9, "child"),
            ("Nahomy", 3, "child"),
        ]
        assert {each.nationality for each in family} == {"HND"}
        assert len({each.household_id for each in family}) == 1


def test_the_evening_count_agrees_with_who_sleeps_here(shelter: Shelter) -> None:
    at = shelter.at
    with reading(shelter) as uow:
        asleep = len(house.today(uow).sleeping)
    shelter.unlock(ANA)
    with shelter.filmed("count"):
        at.click("Conteo nocturno")
        at.sees("Guardar el conteo")
        at.is_at("Personas en la casa")
        at.hands.press(*["space"] * (asleep - 1), "f")
        at.sees("No falta nadie por contar")
        at.hands.press("ctrl+Return")
        at.sees(f"Conteo: {asleep - 1} aquí, 1 fuera")
    shelter.lock()
    with reading(shelter) as uow:
        home = house.today(uow)
        assert home.count is not None
        outcomes = sorted(str(each.outcome) for each in home.count.people)
        assert outcomes == [ABSENT, *[HERE] * (asleep - 1)]
        assert (len(home.sleeping), len(home.absent)) == (asleep - 1, 1)


def test_a_duplicate_is_found_merged_and_parted_again(shelter: Shelter) -> None:
    at = shelter.at
    with reading(shelter) as uow:
        before = len(cases.numbers(uow, Filter()))
        known = _double_named(uow)[0]
    misheard = fold(str(known.given_names)).replace("e", "i", 1), fold(str(known.surnames))
    with shelter.filmed("merge"):
        shelter.unlock(ANA)
        at.hands.press("ctrl+3", "ctrl+n")
        at.is_at("Nombres")
        at.answer(*misheard)
        at.sees("Quizá esta persona ya está registrada")
        at.hands.press("ctrl+Return")
        at.sees("Aún no se ha guardado nada")
        at.hands.press("ctrl+Return")
        at.click("Persona y grupo familiar", "")
        at.click("¿Esta persona está registrada dos veces?")
        at.is_at("Busca el otro expediente")
        at.hands.type(fold(known.full_name))
        at.sees(f"{known.full_name} · ", "list item")
        at.hands.press("Down", "Return")
        at.click("Unir en una sola persona")
        at.sees("Ahora son una sola persona")
        shelter.lock()
        with reading(shelter) as uow:
            assert len(cases.numbers(uow, Filter())) == before
        shelter.unlock(ANA)
        at.hands.press("ctrl+3")
        at.is_at("Busca por nombre")
        at.hands.type(fold(known.full_name))
        at.sees("1 persona", "label")
        at.hands.press("Return", "Return")
        at.sees("Resumen", "page tab")
        at.hands.press("End")
        at.click("Deshacer: Se unió")
        at.sees("Son dos personas otra vez")
    shelter.lock()
    with reading(shelter) as uow:
        assert len(cases.numbers(uow, Filter())) == before + 1
        assert records.get(uow, Person, known.id).full_name == known.full_name


def test_what_one_shift_leaves_the_next_signs_as_read(shelter: Shelter) -> None:
    at, words = shelter.at, "Falta leche. Un vecino llega a las diez."
    with shelter.filmed("handover"):
        with shelter.shift(ANA):
            at.click("Escribir una nota")
            at.is_at("Nota para el siguiente turno")
            at.hands.type(words)
            at.hands.press("ctrl+Return")
            at.sees("La nota queda para el siguiente turno")
        with shelter.shift(BETO):
            at.sees(words, "label")
            at.click(f"Ya la leí: {words}")
            at.sees("Firmada como leída")
    with reading(shelter) as uow:
        note = next(each for each in records.find(uow, ShiftNote) if each.text == words)
        assert note.written_by == ANA
        assert [each.who for each in note.signatures if each.who != ANA] == [BETO]


def test_a_name_with_two_typing_errors_is_found(shelter: Shelter) -> None:
    at = shelter.at
    with reading(shelter) as uow:
        known = _double_named(uow)[1]
    words = _mistyped(known.full_name)
    with shelter.filmed("search"):
        shelter.unlock(ANA)
        at.hands.press("ctrl+3")
        at.is_at("Busca por nombre")
        at.hands.type(words)
        at.sees(known.full_name, "cell")
        at.hands.press("Return", "Return")
        at.sees("Resumen")
        at.sees(known.full_name, "label")
    shelter.lock()
    assert shelter.found(words)[0] in shelter.found(known.full_name)


def _double_named(uow: UnitOfWork) -> list[Person]:
    """Two people with two surnames each who have no word in common, and nobody has as many."""
    people = sorted(records.find(uow, Person), key=lambda each: (-len(each.full_name), each.id))
    long = [each for each in people if len(str(each.surnames).split()) == 2]
    return [long[0], next(each for each in long if not _words(each) & _words(long[0]))]


def _words(person: Person) -> set[str]:
    return set(fold(person.full_name).split())


def _mistyped(name: str) -> str:
    """A letter left out of the longest word, two swapped in the next."""
    one, two, *_others = sorted(fold(name).split(), key=len, reverse=True)
    return f"{one[:2]}{one[3:]} {two[:2]}{two[3]}{two[2]}{two[4:]}"
