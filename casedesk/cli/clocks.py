"""``casedesk clocks``: until when something is due, and why that day."""

from argparse import ArgumentTypeError, Namespace
from datetime import date
from typing import Any

from casedesk.domain.partial_dates import NotADate, PartialDate
from casedesk.i18n import _

_FEWEST, _MOST = 2000, 2100


def add(commands: Any) -> None:
    """Add the command."""
    words = _("count a time limit of the procedure day by day; without a rule, list the rules")
    parser = commands.add_parser("clocks", help=words, description=words)
    parser.add_argument("--rule", metavar="D1…D20", help=_("which rule, or two in a row: D9+D10"))
    parser.add_argument(
        "--start",
        type=_start,
        metavar=_("YYYY-MM-DD"),
        help=_("the day it happened; a month or a year if no more is known"),
    )
    parser.add_argument(
        "--closure",
        type=_closure,
        action="append",
        default=[],
        metavar=_("FROM..TO"),
        help=_("days on which the authority was closed; can be given several times"),
    )
    parser.add_argument(
        "--place", default="", metavar=_("OFFICE"), help=_("code of the COMAR office")
    )
    parser.add_argument("--json", action="store_true", help=_("print JSON"))
    parser.set_defaults(run=lambda options: _run(parser, options))


def _run(parser: Any, options: Namespace) -> int:
    from casedesk.cli import counted  # noqa: PLC0415 - slow to load

    if options.rule and options.start is None:
        parser.error(_("say when it started: --start"))
    return counted.run(options) if options.rule else counted.rules()


def _start(text: str) -> PartialDate:
    try:
        found = PartialDate.from_edtf(text)
    except NotADate:
        found = None
    if found is None or not _FEWEST <= found.year <= _MOST:
        raise ArgumentTypeError(_("a day as YYYY-MM-DD is needed, or YYYY-MM, or YYYY"))
    return found


def _closure(text: str) -> tuple[date, date]:
    first, dots, last = text.partition("..")
    try:
        days = date.fromisoformat(first), date.fromisoformat(last if dots else first)
    except ValueError:
        days = None
    if days is None or days[1] < days[0] or not _FEWEST <= days[0].year <= days[1].year <= _MOST:
        raise ArgumentTypeError(_("two days are needed, as 2026-12-21..2027-01-04"))
    return days
