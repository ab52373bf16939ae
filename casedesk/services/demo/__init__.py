"""A vault of invented people, for trying the program and for measuring it."""

import json
import shutil
from dataclasses import dataclass
from pathlib import Path

from casedesk.progress import Progress, silent
from casedesk.services.demo import day, family, papers
from casedesk.services.demo.chance import read
from casedesk.services.demo.filling import fill, months_before
from casedesk.settings import data_folder
from casedesk.storage import vault as vaults
from casedesk.storage.clock import Clock
from casedesk.storage.errors import VaultExists, clear_errors
from casedesk.storage.files import sync_folder
from casedesk.storage.keyring import COORDINATOR

__all__ = ["Login", "create", "default_path", "fill", "login", "months_before"]

#: how many people there are unless somebody asks for more: about a month of a small shelter
PEOPLE, MONTHS, SEED = 240, 6, 1
_LOGIN = "demo.json"


@dataclass(frozen=True)
class Login:
    """Who opens the vault of invented people, and with what; no secret."""

    user: str
    passphrase: str


def default_path() -> Path:
    """Where the vault of invented people is unless somebody chooses another place."""
    return data_folder() / f"Demo{vaults.SUFFIX}"


def create(
    path: Path,
    *,
    people: int = PEOPLE,
    months: int = MONTHS,
    seed: int = SEED,
    clock: Clock | None = None,
    progress: Progress = silent,
) -> Login:
    """Make a vault of invented people; it appears at ``path`` only once it is whole.

    Raises VaultExists.
    """
    path = vaults.with_suffix(path)
    if path.exists():
        raise VaultExists(path=path)
    partial = path.with_name(f".filling-{path.name}")
    shutil.rmtree(partial, ignore_errors=True)
    words = read("vault")
    entry = Login(words["user"], words["passphrase"])
    with clear_errors(path):
        try:
            _make(partial, words["shelter"], entry, people, months, seed, clock, progress)
            partial.rename(path)
        except BaseException:
            shutil.rmtree(partial, ignore_errors=True)
            raise
        sync_folder(path.parent)
    return entry


def login(path: Path) -> Login | None:
    """How to open the vault at ``path`` if its people are invented; else None."""
    try:
        content = json.loads((path / _LOGIN).read_bytes())
        return Login(str(content["user"]), str(content["passphrase"]))
    except (OSError, ValueError, KeyError, TypeError):
        return None


def _make(
    path: Path,
    shelter: str,
    entry: Login,
    people: int,
    months: int,
    seed: int,
    clock: Clock | None,
    progress: Progress,
) -> None:
    vault, _code = vaults.create(
        path,
        shelter=shelter,
        user=entry.user,
        role=COORDINATOR,
        passphrase=entry.passphrase,
        clock=clock,
        invented=True,
    )
    try:
        told = family.size(people)
        fill(vault, people - told, months, seed, progress)
        if told:
            vault.run(family.take_in)
        vault.run(lambda uow: day.live(uow, seed))
        vault.run(papers.add)
    finally:
        vault.close()
    content = {"user": entry.user, "passphrase": entry.passphrase, "people": "invented"}
    (path / _LOGIN).write_text(json.dumps(content, ensure_ascii=False), encoding="utf-8")
