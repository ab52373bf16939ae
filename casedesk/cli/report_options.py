"""Options of whatever says something of reports: periods, categories, files."""

from argparse import ArgumentParser, ArgumentTypeError
from pathlib import Path
from typing import Any

from casedesk.i18n import _

FORMATS = ("pdf", "xlsx", "csv")


def add_files(parser: ArgumentParser, *, required: bool = True) -> None:
    """``--format`` and ``--out``."""
    parser.add_argument(
        "--format",
        type=_formats,
        default=FORMATS,
        metavar="pdf,xlsx,csv",
        help=_("which files to write (all three unless told)"),
    )
    parser.add_argument(
        "--out", type=Path, required=required, metavar=_("FOLDER"), help=_("where the files go")
    )


def add_pairs(parser: ArgumentParser, option: str, words: str) -> None:
    """An option that takes ``NAME=CATEGORY``, again and again."""
    parser.add_argument(
        option, type=_pair, action="append", default=[], metavar=_("NAME=CATEGORY"), help=words
    )


def words_of(text: str) -> tuple[str, ...]:
    """Words with commas between, each once."""
    return tuple(dict.fromkeys(word.strip() for word in text.split(",") if word.strip()))


def month(text: str) -> Any:
    """A month as a period. Raises ArgumentTypeError."""
    return _period(text, _("a month as YYYY-MM is needed, for example 2026-03"), "month")


def quarter(text: str) -> Any:
    """A quarter as a period. Raises ArgumentTypeError."""
    return _period(text, _("a quarter as YYYY-QN is needed, for example 2026-Q1"), "quarter")


def year(text: str) -> Any:
    """A year as a period. Raises ArgumentTypeError."""
    return _period(text, _("a year as YYYY is needed, for example 2026"), "year")


def until(text: str) -> Any:
    """All months of a year up to one, as a period. Raises ArgumentTypeError."""
    last = month(text)
    words = _("a month after January and before December is needed")
    return _period(f"{last.year}-01..{text.strip()}", words, "to_date", "quarter")


def any_period(text: str) -> Any:
    """A period of whatever length. Raises ArgumentTypeError."""
    return _period(text, _("a period is needed: 2026-03, 2026-Q1 or 2026"))


def _period(text: str, words: str, *kinds: str) -> Any:
    """A period of one of these kinds; of any, if none is named."""
    from casedesk.reports.periods import Period  # noqa: PLC0415 - help is there at once

    try:
        found = Period.parse(text)
    except ValueError:
        raise ArgumentTypeError(words) from None
    if kinds and found.kind not in kinds:
        raise ArgumentTypeError(words)
    return found


def _pair(text: str) -> tuple[str, str]:
    name, _equals, value = (part.strip() for part in text.partition("="))
    if not name or not value:
        raise ArgumentTypeError(_("NAME=CATEGORY is needed, for example nationality=HND"))
    return name, value


def _formats(text: str) -> tuple[str, ...]:
    wanted = words_of(text.lower())
    if not wanted or not set(wanted) <= set(FORMATS):
        raise ArgumentTypeError(_("some of pdf, xlsx and csv are needed, with commas between"))
    return wanted
