"""What a record's field is: declared once, read by storage, forms, imports and history."""

import dataclasses
from collections.abc import Hashable, Iterable, Iterator
from dataclasses import dataclass
from enum import Enum
from functools import cache
from typing import Any, TypeAlias, cast

from casedesk.domain.answers import NOT_ASKED
from casedesk.i18n import N_

_SPEC = "spec"
#: the dataclass of a record or of its parts
RecordClass: TypeAlias = type[Any]


class Type(Enum):
    """The type of a field's value."""

    TEXT = "text"  # str, one line
    LONG_TEXT = "long_text"  # str, several lines
    CODE = "code"  # str, of a code list
    CODES = "codes"  # tuple[str, ...], of a code list; empty means "asked: none"
    DATE = "date"  # PartialDate
    NUMBER = "number"  # int
    YES_NO = "yes_no"  # bool
    LINK = "link"  # str, the id of another record
    PARTS = "parts"  # tuple of part dataclasses


@dataclass(frozen=True)
class Spec:
    """A field: its type, its words and its limits."""

    type: Type
    label: str
    hint: str = ""
    codes: str = ""  #: name of the code list
    links: str = ""  #: kind of the record linked to
    part: RecordClass | None = None  #: dataclass of the parts
    required: bool = False
    user: bool = False  #: the name of a user of the vault
    past: bool = False  #: a date that cannot lie in the future
    lowest: int = 0
    highest: int = 2**31
    name: str = ""


def text(label: str, hint: str = "", **limits: Any) -> Any:
    """One line of free text."""
    return _field(Spec(Type.TEXT, label, hint, **limits))


def long_text(label: str, hint: str = "", **limits: Any) -> Any:
    """Several lines of free text."""
    return _field(Spec(Type.LONG_TEXT, label, hint, **limits))


def code(label: str, codes: str, hint: str = "", **limits: Any) -> Any:
    """One code of a list."""
    return _field(Spec(Type.CODE, label, hint, codes=codes, **limits))


def codes(label: str, codes: str, hint: str = "") -> Any:
    """Any number of codes of a list."""
    return _field(Spec(Type.CODES, label, hint or N_("Choose all that apply"), codes=codes))


def user(label: str, hint: str = "") -> Any:
    """The name of a user of the vault."""
    return _field(Spec(Type.TEXT, label, hint, user=True))


def day(label: str, hint: str = "", *, past: bool = True, **limits: Any) -> Any:
    """A partial date."""
    return _field(Spec(Type.DATE, label, hint, past=past, **limits))


def number(label: str, hint: str = "", *, lowest: int = 0, highest: int = 2**31) -> Any:
    """A whole number."""
    return _field(Spec(Type.NUMBER, label, hint, lowest=lowest, highest=highest))


def yes_no(label: str, hint: str = "") -> Any:
    """Yes or no."""
    return _field(Spec(Type.YES_NO, label, hint))


def link(kind: str, label: str = "", *, required: bool = True) -> Any:
    """The id of another record."""
    spec = Spec(Type.LINK, label, links=kind, required=required)
    if required:
        return dataclasses.field(metadata={_SPEC: spec})
    return _field(spec)


def parts(part: type[Any], label: str) -> Any:
    """A tuple of parts that live and are saved with the record."""
    return dataclasses.field(default=(), metadata={_SPEC: Spec(Type.PARTS, label, part=part)})


def _field(spec: Spec) -> Any:
    return dataclasses.field(default=NOT_ASKED, metadata={_SPEC: spec})


def made_of(name: str, questions: Iterable[Spec]) -> RecordClass:
    """A class of answers to questions that are known only while the program runs."""
    made = [(each.name, Any, _field(each)) for each in questions]
    return dataclasses.make_dataclass(name, made, frozen=True, kw_only=True)


def specs(cls: RecordClass) -> dict[str, Spec]:
    """The declared fields of a record or part class, by name, in order."""
    return _specs(cast(Hashable, cls))


@cache
def _specs(cls: Any) -> dict[str, Spec]:
    return {
        each.name: dataclasses.replace(each.metadata[_SPEC], name=each.name)
        for each in dataclasses.fields(cls)
        if _SPEC in each.metadata
    }


def values(record: Any) -> Iterator[tuple[Spec, Any]]:
    """Each declared field of a record with its value."""
    for name, spec in specs(type(record)).items():
        yield spec, getattr(record, name)
