"""``casedesk report``: the month as protected figures, in files."""

from argparse import ArgumentTypeError, Namespace
from datetime import date
from pathlib import Path
from typing import Any

from casedesk.cli.options import add_user
from casedesk.i18n import _, language

FORMATS = ("pdf", "xlsx", "csv")


def add(commands: Any) -> None:
    """Add the command and its reports."""
    words = _("write a report in which nobody can be recognised")
    parser = commands.add_parser("report", help=words, description=words)
    parser.set_defaults(run=lambda _options: parser.error(_("say which report to write")))
    reports = parser.add_subparsers(title=_("commands"), metavar=_("COMMAND"))
    words = _("write the month's report")
    monthly = reports.add_parser("monthly", help=words, description=words)
    monthly.add_argument(
        "--vault", type=Path, required=True, metavar=_("PATH"), help=_("the vault's folder")
    )
    monthly.add_argument(
        "--month", type=_month, required=True, metavar=_("YYYY-MM"), help=_("which month")
    )
    monthly.add_argument(
        "--format",
        type=_formats,
        default=FORMATS,
        metavar="pdf,xlsx,csv",
        help=_("which files to write (all three unless told)"),
    )
    monthly.add_argument(
        "--out", type=Path, required=True, metavar=_("FOLDER"), help=_("where the files go")
    )
    add_user(monthly)
    monthly.set_defaults(run=run)


def run(options: Namespace) -> int:
    """Write the month's report in the language of the messages."""
    from casedesk.cli.opening import opened  # noqa: PLC0415 - slow to load
    from casedesk.reports import monthly  # noqa: PLC0415 - slow to load

    with opened(options, options.vault) as vault:
        written = monthly.export(vault, options.month, language(), options.format, options.out)
    for path in written:
        print(_("Written: {path}").format(path=path))
    return 0


def _month(text: str) -> date:
    try:
        if len(text) == len("2026-03"):
            return date.fromisoformat(f"{text}-01")
    except ValueError:
        pass
    raise ArgumentTypeError(_("a month as YYYY-MM is needed, for example 2026-03"))


def _formats(text: str) -> tuple[str, ...]:
    wanted = tuple(dict.fromkeys(word.strip().lower() for word in text.split(",")))
    if not set(wanted) <= set(FORMATS):
        raise ArgumentTypeError(_("some of pdf, xlsx and csv are needed, with commas between"))
    return wanted
