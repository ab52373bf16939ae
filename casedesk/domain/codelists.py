"""Code lists: the words that can be chosen, kept as data in ``resources/codelists``."""

from functools import cache

from casedesk.domain.codelist_files import BadCodeList, UnknownCodeList, read
from casedesk.domain.codes import Code, CodeList, Crosswalk, fold
from casedesk.resources import RESOURCES

__all__ = [
    "FOLDER",
    "BadCodeList",
    "Code",
    "CodeList",
    "Crosswalk",
    "UnknownCodeList",
    "fold",
    "keep",
    "load",
    "load_all",
    "names",
]

FOLDER = RESOURCES / "codelists"
#: lists that shelters made of their own, as last read from a vault
_OWN: dict[str, CodeList] = {}


def load(name: str) -> CodeList:
    """A list by name. Raises UnknownCodeList or BadCodeList."""
    return _OWN.get(name) or _shipped(name)


def load_all() -> None:
    """Read every list that ships with the program, so that nobody waits for one."""
    for name in names():
        _shipped(name)


def keep(own: CodeList) -> None:
    """Have a list that a shelter made be found by its name, in place of an earlier state."""
    _OWN[own.name] = own


@cache
def _shipped(name: str) -> CodeList:
    if name not in names():
        raise UnknownCodeList(name=name)
    return read(FOLDER / f"{name}.toml")


@cache
def names() -> tuple[str, ...]:
    """The names of all lists, in alphabetical order."""
    return tuple(sorted(path.stem for path in FOLDER.glob("*.toml")))
