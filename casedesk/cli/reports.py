"""``casedesk report``: publishing a period's protected figures, and their files."""

from argparse import ArgumentParser, ArgumentTypeError
from collections.abc import Callable
from pathlib import Path
from typing import Any

from casedesk.cli.options import add_user, later
from casedesk.i18n import N_, _

FORMATS = ("pdf", "xlsx", "csv")
#: command -> what it does, the option that says the period, what is written there, and its help
_KINDS = {
    "monthly": (N_("publish a month"), "month", N_("YYYY-MM"), N_("which month")),
    "quarterly": (
        N_("publish a quarter, of records or of the months published"),
        "quarter",
        N_("YYYY-QN"),
        N_("which quarter, for example 2026-Q1"),
    ),
    "yearly": (N_("publish a whole year"), "year", N_("YYYY"), N_("which year")),
    "to-date": (
        N_("publish the sum of the months published since January"),
        "until",
        N_("YYYY-MM"),
        N_("the last month"),
    ),
}


def add(commands: Any) -> None:
    """Add the command and its reports."""
    words = _("publish a report from which nobody can be deduced, and write its files")
    parser = commands.add_parser("report", help=words, description=words)
    parser.set_defaults(run=lambda _options: parser.error(_("say which report to write")))
    reports = parser.add_subparsers(title=_("commands"), metavar=_("COMMAND"))
    for name, (words, option, metavar, help_) in _KINDS.items():
        kind = reports.add_parser(name, help=_(words), description=_(words))
        add_vault(kind)
        kind.add_argument(
            f"--{option}",
            dest="period",
            type=_READERS[name],
            required=True,
            metavar=_(metavar),
            help=_(help_),
        )
        _add_what(kind)
        _add_protection(kind)
        add_files(kind)
        add_user(kind)
        kind.set_defaults(run=later("report_orders", "run"), complain=kind.error)
    words = _("list the tables there are, and the categories to choose by")
    listed = reports.add_parser("catalogue", help=words, description=words)
    listed.add_argument(
        "--vault",
        type=Path,
        metavar=_("PATH"),
        help=_("also the tables by the fields that this vault's shelter added"),
    )
    add_user(listed)
    listed.set_defaults(run=later("report_orders", "catalogue"))


def add_vault(parser: ArgumentParser) -> None:
    """``--vault``."""
    parser.add_argument(
        "--vault", type=Path, required=True, metavar=_("PATH"), help=_("the vault's folder")
    )


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
        "--out",
        type=Path,
        required=required,
        metavar=_("FOLDER"),
        help=_("where the files go"),
    )


def _add_what(parser: ArgumentParser) -> None:
    parser.add_argument(
        "--tables",
        type=words_of,
        default=(),
        metavar=_("TABLES"),
        help=_("only these tables, with commas between; casedesk report catalogue lists them"),
    )
    parser.add_argument(
        "--only",
        type=pair,
        action="append",
        default=[],
        metavar=_("NAME=CATEGORY"),
        help=_("count only these, for example nationality=HND; can be given again"),
    )
    parser.add_argument("--recipient", default="", metavar=_("NAME"), help=_("for whom it is made"))
    parser.add_argument("--title", default="", metavar=_("TITLE"), help=_("what it is called"))
    parser.add_argument(
        "--sum",
        action="store_true",
        help=_("add up the months that were published instead of counting records"),
    )
    parser.add_argument(
        "--first",
        type=month,
        default=None,
        metavar=_("YYYY-MM"),
        help=_("state that nothing was published elsewhere of this month and after; needed once"),
    )
    parser.add_argument(
        "--dry-run",
        action="store_true",
        help=_("only say what would be hidden or moved; nothing is published"),
    )


def _add_protection(parser: ArgumentParser) -> None:
    """What the first report of a year settles for the whole year."""
    year = _("Settled for a whole year by its first report:")
    group = parser.add_argument_group(year)
    group.add_argument(
        "--mode",
        choices=("rounding", "exact"),
        help=_("rounded figures (unless told), or exact ones of which some are hidden"),
    )
    group.add_argument(
        "--coarse",
        type=words_of,
        metavar=_("NAMES"),
        help=_("fewer categories for these, for example nationality,age_group"),
    )
    group.add_argument(
        "--insiders",
        type=int,
        choices=range(21),
        metavar=_("N"),
        help=_("how many persons of a group may tell what they know (0 unless told)"),
    )


def month(text: str) -> Any:
    """A month as a period. Raises ArgumentTypeError."""
    return _period(text, ("month",), _("a month as YYYY-MM is needed, for example 2026-03"))


def pair(text: str) -> tuple[str, str]:
    """What stands at both sides of ``=``. Raises ArgumentTypeError."""
    name, _equals, value = (part.strip() for part in text.partition("="))
    if not name or not value:
        raise ArgumentTypeError(_("NAME=CATEGORY is needed, for example nationality=HND"))
    return name, value


def words_of(text: str) -> tuple[str, ...]:
    """Words with commas between, each once."""
    return tuple(dict.fromkeys(word.strip() for word in text.split(",") if word.strip()))


def _quarter(text: str) -> Any:
    return _period(text, ("quarter",), _("a quarter as YYYY-QN is needed, for example 2026-Q1"))


def _year(text: str) -> Any:
    return _period(text, ("year",), _("a year as YYYY is needed, for example 2026"))


def _until(text: str) -> Any:
    last = month(text)
    kinds = ("to_date", "quarter")
    words = _("a month after January and before December is needed")
    return _period(f"{last.year}-01..{text.strip()}", kinds, words)


def _period(text: str, kinds: tuple[str, ...], words: str) -> Any:
    from casedesk.reports.periods import Period  # noqa: PLC0415 - help is there at once

    try:
        found = Period.parse(text)
    except ValueError:
        raise ArgumentTypeError(words) from None
    if found.kind not in kinds:
        raise ArgumentTypeError(words)
    return found


def _formats(text: str) -> tuple[str, ...]:
    wanted = words_of(text.lower())
    if not wanted or not set(wanted) <= set(FORMATS):
        raise ArgumentTypeError(_("some of pdf, xlsx and csv are needed, with commas between"))
    return wanted


_READERS: dict[str, Callable[[str], Any]] = {
    "monthly": month,
    "quarterly": _quarter,
    "yearly": _year,
    "to-date": _until,
}
