"""``casedesk ledger``: everything this organisation ever published."""

from argparse import ArgumentParser, ArgumentTypeError
from pathlib import Path
from typing import Any

from casedesk.cli.options import Run, add_user, add_vault, later
from casedesk.cli.report_options import add_files, add_pairs, any_period, month
from casedesk.i18n import _


def add(commands: Any) -> None:
    """Add the command and what it can do."""
    words = _("see, carry over and complete what was ever published")
    parser = commands.add_parser("ledger", help=words, description=words)
    parser.set_defaults(run=lambda _options: parser.error(_("say what to do with the ledger")))
    actions = parser.add_subparsers(title=_("commands"), metavar=_("COMMAND"))
    _add_open(actions)
    _action(actions, "show", _("list what was published"), later("ledger_actions", "show"))
    _add_save(actions)
    _add_carry(actions)
    _add_state(actions)


def _action(
    actions: Any, name: str, words: str, run: Run, *, own_language: bool = False
) -> ArgumentParser:
    parser: ArgumentParser = actions.add_parser(
        name, help=words, description=words, own_language=own_language
    )
    add_vault(parser)
    add_user(parser)
    parser.set_defaults(run=run, complain=parser.error)
    return parser


def _add_open(actions: Any) -> None:
    words = _("state from which month on nothing was published elsewhere")
    parser = _action(actions, "open", words, later("ledger_actions", "open_"))
    parser.add_argument(
        "--first", type=month, required=True, metavar=_("YYYY-MM"), help=_("that month")
    )
    parser.add_argument(
        "--lost",
        action="store_true",
        help=_("although this computer has seen later entries: they are lost for good"),
    )


def _add_save(actions: Any) -> None:
    words = _("write the files of a published report again, the same bytes")
    run = later("ledger_actions", "save")
    parser = _action(actions, "save", words, run, own_language=True)
    parser.add_argument(
        "--number", type=int, required=True, metavar=_("N"), help=_("the report's number")
    )
    add_files(parser)


def _add_carry(actions: Any) -> None:
    words = _("write the whole ledger into one sealed file, for another computer")
    parser = _action(actions, "export", words, later("ledger_actions", "export"))
    _add_file(parser)
    words = _("add what such a file holds to this vault's ledger")
    parser = _action(actions, "import", words, later("ledger_actions", "bring_in"))
    _add_file(parser)


def _add_file(parser: ArgumentParser) -> None:
    parser.add_argument("file", type=Path, metavar=_("FILE"), help=_("the ledger's file"))
    parser.add_argument(
        "--ledger-passphrase-file",
        type=Path,
        metavar=_("FILE"),
        help=_("read the passphrase of the ledger's file from the first line of a file"),
    )


def _add_state(actions: Any) -> None:
    words = _("enter a count that was told outside the reports, for example to the press")
    parser = _action(actions, "state", words, later("ledger_actions", "state"))
    parser.add_argument(
        "--period",
        type=any_period,
        required=True,
        metavar=_("PERIOD"),
        help=_("of what period: 2026-03, 2026-Q1 or 2026"),
    )
    words = _("of whom, for example nationality=HND; can be given again")
    add_pairs(parser, "--of", words)
    parser.add_argument(
        "--population",
        default="persons",
        metavar=_("NAME"),
        help=_("what was counted: persons (unless told), minors, stays, incidents, acts…"),
    )
    parser.add_argument(
        "--count",
        type=_count,
        required=True,
        metavar=_("N"),
        help=_("how many were named: a number, or two with a hyphen between"),
    )
    parser.add_argument("--to", default="", metavar=_("NAME"), help=_("to whom it was told"))


def _count(text: str) -> tuple[int, int]:
    low, _hyphen, high = text.replace("–", "-").partition("-")
    try:
        found = int(low), int(high or low)
    except ValueError:
        found = (1, 0)
    if not 0 <= found[0] <= found[1]:
        raise ArgumentTypeError(_("a number is needed, or two with a hyphen between"))
    return found
