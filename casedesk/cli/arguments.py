"""The arguments of every command; their words are looked up when they are shown."""

from argparse import SUPPRESS, ArgumentParser, RawDescriptionHelpFormatter
from typing import Any, NoReturn

from casedesk import __version__
from casedesk.cli import (
    audit,
    clocks,
    contents,
    demo,
    finding,
    imports,
    language,
    ledgers,
    outcomes,
    reports,
    vaults,
    windows,
)
from casedesk.cli.options import vault_path
from casedesk.i18n import LANGUAGES, _


class Parser(ArgumentParser):
    """A parser that says what is wrong on one line, and takes no abbreviated options.

    What a command with an ``own_language`` writes may be in another language than its messages.
    """

    def __init__(self, *, own_language: bool = False, **given: Any) -> None:
        super().__init__(
            allow_abbrev=False,
            formatter_class=RawDescriptionHelpFormatter,
            **given,
        )
        words = (
            _("language of the files; of all messages too, unless --lang stands before the command")
            if own_language
            else _("language of all messages")
        )
        self.add_argument("--lang", choices=tuple(LANGUAGES), default=SUPPRESS, help=words)
        self.set_defaults(own_language=own_language)

    def error(self, message: str) -> NoReturn:
        """Say it, say where help is, and end."""
        where = _("See {command} --help.").format(command=self.prog)
        raise SystemExit(outcomes.failed(f"{message}. {where}", outcomes.USAGE))


def parser() -> Parser:
    """The parser of the whole command line, in the current language."""
    language.teach_argparse()
    root = Parser(
        prog="casedesk",
        description=_(
            "A locked case file for migrant shelters. Without a command, the windows open."
        ),
        epilog=_(outcomes.EXIT_CODES),
    )
    root.add_argument(
        "--version",
        action="version",
        version=f"casedesk {__version__}",
        help=_("show the version and exit"),
    )
    root.add_argument(
        "--vault", type=vault_path, metavar=_("PATH"), help=_("the vault to open the windows on")
    )
    root.set_defaults(run=windows.run)
    commands = root.add_subparsers(title=_("commands"), metavar=_("COMMAND"))
    for subject in (vaults, finding, imports, reports, ledgers, audit, clocks, contents, demo):
        subject.add(commands)
    return root
