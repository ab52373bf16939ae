"""``casedesk report``: publishing a period's protected figures, and their files."""

from argparse import ArgumentParser
from collections.abc import Callable
from typing import Any

from casedesk.cli.options import add_user, add_vault, later, vault_path
from casedesk.cli.report_options import (
    add_files,
    add_pairs,
    month,
    quarter,
    until,
    words_of,
    year,
)
from casedesk.i18n import N_, _

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
        kind = reports.add_parser(name, help=_(words), description=_(words), own_language=True)
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
        add_files(kind, required=False)
        add_user(kind)
        kind.set_defaults(run=later("report_orders", "run"), complain=kind.error)
    words = _("list the tables there are, and the categories to choose by")
    listed = reports.add_parser("catalogue", help=words, description=words)
    listed.add_argument(
        "--vault",
        type=vault_path,
        metavar=_("PATH"),
        help=_("also the tables by the fields that this vault's shelter added"),
    )
    add_user(listed)
    listed.set_defaults(run=later("report_orders", "catalogue"))


def _add_what(parser: ArgumentParser) -> None:
    parser.add_argument(
        "--tables",
        type=words_of,
        default=(),
        metavar=_("TABLES"),
        help=_("only these tables, with commas between; casedesk report catalogue lists them"),
    )
    words = _("count only these, for example nationality=HND; can be given again")
    add_pairs(parser, "--only", words)
    words = _("publish a report of these alone together with it; can be given again")
    add_pairs(parser, "--beside", words)
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
    parser.add_argument(
        "--yes",
        action="store_true",
        help=_("publish a month of fewer than 50 persons without being asked"),
    )
    parser.add_argument(
        "--nobody-came",
        action="store_true",
        help=_("publish a period of which nothing is on file without being asked"),
    )


def _add_protection(parser: ArgumentParser) -> None:
    """What the first report of a year settles for the whole year."""
    title = _("Settled for a whole year by its first report:")
    group = parser.add_argument_group(title)
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


_READERS: dict[str, Callable[[str], Any]] = {
    "monthly": month,
    "quarterly": quarter,
    "yearly": year,
    "to-date": until,
}
