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
    "load",
    "names",
]

FOLDER = RESOURCES / "codelists"


@cache
def load(name: str) -> CodeList:
    """A list by name, read once. Raises UnknownCodeList or BadCodeList."""
    if name not in names():
        raise UnknownCodeList(name=name)
    return read(FOLDER / f"{name}.toml")


@cache
def names() -> tuple[str, ...]:
    """The names of all lists, in alphabetical order."""
    return tuple(sorted(path.stem for path in FOLDER.glob("*.toml")))
