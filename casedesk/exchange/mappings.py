"""The mappings that came with the program, and those that somebody wrote."""

from functools import cache
from pathlib import Path

from casedesk.domain.codelists import fold
from casedesk.exchange.errors import NoSuchMapping
from casedesk.exchange.mapping import Mapping
from casedesk.exchange.mapping_files import FOLDER, WORDS, read

__all__ = ["Mapping", "load", "shipped"]


def shipped() -> tuple[Mapping, ...]:
    """The mappings that came with the program."""
    return tuple(_shipped(path) for path in _files())


def load(name: str) -> Mapping:
    """A mapping by its name or by the path of its file. Raises NoSuchMapping or BadMapping."""
    for path in _files():
        if fold(path.stem) == fold(name):
            return _shipped(path)
    path = Path(name).expanduser()
    if not path.is_file():
        raise NoSuchMapping(name=name, names=", ".join(each.stem for each in _files()))
    return read(path)


def _files() -> list[Path]:
    return sorted(path for path in FOLDER.glob("*.toml") if path != WORDS)


@cache
def _shipped(path: Path) -> Mapping:
    return read(path)
