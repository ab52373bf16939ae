"""What dated content says about itself, and the guard against a laptop whose date is wrong."""

import tomllib
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any, TypeVar

from casedesk.errors import CasedeskError
from casedesk.i18n import N_, language, medium_date

T = TypeVar("T")
#: the content of a TOML file, or a table of it
Table = Mapping[str, Any]
#: the keys of a file that describe the file
KEYS = (
    *("version", "published", "last_reviewed", "review_due"),
    *("reviewer", "jurisdiction", "changes_es", "changes_en"),
)


@dataclass(frozen=True)
class Content:
    """Which edition of some content it is."""

    id: str
    version: str
    published: date
    last_reviewed: date
    review_due: date
    reviewer: str
    jurisdiction: str
    changes_es: str
    changes_en: str


@dataclass(frozen=True)
class Words:
    """The same words in both languages."""

    es: str
    en: str

    def __post_init__(self) -> None:
        if not (self.es.strip() and self.en.strip()):
            raise ValueError("words are missing")

    def __str__(self) -> str:
        """In the current language."""
        return self.es if language() == "es" else self.en


class BadContent(CasedeskError):
    """A file of clocks or calendars cannot be used as it is."""

    msgid = N_("The file {file} cannot be used: {reason}.")
    advice = N_("Put back the file that came with the program.")


class LaptopDateTooEarly(CasedeskError):
    """The computer says a day before the content was published: no date is calculated."""

    msgid = N_(
        "This computer says it is {today}, but its rules and calendars are of {published}: "
        "its date must be wrong, so no date is calculated."
    )
    advice = N_("Set the date of the computer and try again.")

    def __init__(self, today: date, published: date) -> None:
        super().__init__()
        self.today, self.published = today, published

    def summary(self) -> str:
        """What happened, with both days in the current language."""
        self.details = {
            "today": medium_date(self.today),
            "published": medium_date(self.published),
        }
        return super().summary()


def read(path: Path, parse: Callable[[Table], T]) -> T:
    """What a file says, as ``parse`` understands it. Raises BadContent."""
    return parsed(read_text(path), path.name, parse)


def read_text(path: Path) -> str:
    """The text of a file. Raises BadContent."""
    try:
        return path.read_text(encoding="utf-8")
    except (OSError, ValueError) as error:
        raise BadContent(file=path.name, reason=error) from error


def parsed(text: str, name: str, parse: Callable[[Table], T]) -> T:
    """What a text says, as ``parse`` understands it; ``name`` is its file. Raises BadContent."""
    try:
        return parse(tomllib.loads(text))
    except KeyError as error:
        raise BadContent(file=name, reason=f"{error} is missing or unknown") from error
    except (TypeError, AttributeError, ValueError) as error:
        raise BadContent(file=name, reason=error) from error


def described(table: Table) -> Content:
    """The edition that a file names. Raises KeyError, TypeError or ValueError."""
    days = ("published", "last_reviewed", "review_due")
    if not all(type(table[key]) is date for key in days):
        raise ValueError("published, last_reviewed and review_due must be days")
    return Content(id=table["id"], **{key: table[key] for key in KEYS})


def guard(today: date, contents: Iterable[Content]) -> None:
    """Raise LaptopDateTooEarly if any of the content is of a later day than today."""
    newest = max(content.published for content in contents)
    if today < newest:
        raise LaptopDateTooEarly(today, newest)
