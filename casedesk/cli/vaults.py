"""``casedesk vault``: making a vault and looking after it."""

from pathlib import Path
from typing import Any

from casedesk.cli.options import Run, add_passphrase_file, add_user, later, vault_path
from casedesk.i18n import _

_ROLES = ("volunteer", "coordinator")


def add(commands: Any) -> None:
    """Add the command and what it can do."""
    words = _("make a vault and look after it")
    parser = commands.add_parser("vault", help=words, description=words)
    parser.set_defaults(run=lambda _options: parser.error(_("say what to do with the vault")))
    actions = parser.add_subparsers(title=_("commands"), metavar=_("COMMAND"))
    _add_create(actions)
    _add_users(actions)
    _add_passphrase(actions)
    _add_backup(actions)
    _add_restore(actions)
    _add_check(actions)


def _action(actions: Any, name: str, words: str, run: Run) -> Any:
    parser = actions.add_parser(name, help=words, description=words)
    parser.add_argument("path", type=vault_path, metavar=_("PATH"), help=_("the vault's folder"))
    parser.set_defaults(run=run)
    return parser


def _add_create(actions: Any) -> None:
    parser = _action(actions, "create", _("make an empty vault"), later("vault_creation", "create"))
    parser.add_argument(
        "--shelter",
        required=True,
        metavar=_("NAME"),
        help=_("the shelter, as it stands on reports"),
    )
    parser.add_argument("--user", required=True, metavar=_("NAME"), help=_("the first user"))
    parser.add_argument(
        "--role", choices=_ROLES, default="coordinator", help=_("what the first user may do")
    )
    parser.add_argument(
        "--recovery-sheet",
        type=Path,
        metavar=_("FILE"),
        help=_("write the sheet with the recovery code as PDF, to be printed"),
    )
    add_passphrase_file(parser)


def _add_users(actions: Any) -> None:
    parser = _action(
        actions, "users", _("list, add and remove users"), later("vault_users", "users")
    )
    change = parser.add_mutually_exclusive_group()
    change.add_argument("--add", metavar=_("NAME"), help=_("give somebody a key"))
    change.add_argument(
        "--remove",
        metavar=_("NAME"),
        help=_("take somebody's key away; there is a new recovery code"),
    )
    parser.add_argument(
        "--role", choices=_ROLES, default="volunteer", help=_("what the new user may do")
    )
    _add_new_passphrase(parser)
    parser.add_argument(
        "--recovery-sheet",
        type=Path,
        metavar=_("FILE"),
        help=_("write the sheet with the new recovery code as PDF, to be printed"),
    )
    add_user(parser)


def _add_passphrase(actions: Any) -> None:
    words = _("change your passphrase")
    parser = _action(actions, "passphrase", words, later("vault_users", "passphrase"))
    _add_new_passphrase(parser)
    add_user(parser)


def _add_new_passphrase(parser: Any) -> None:
    parser.add_argument(
        "--new-passphrase-file",
        type=Path,
        metavar=_("FILE"),
        help=_("read the new passphrase from the first line of a file"),
    )


def _add_backup(actions: Any) -> None:
    words = _("write an encrypted copy")
    parser = _action(actions, "backup", words, later("vault_copies", "backup"))
    parser.add_argument(
        "--to",
        type=Path,
        metavar=_("FOLDER"),
        help=_(
            "where the copy goes; into the vault, which keeps the last three and one of each of "
            "the last seven days, unless told"
        ),
    )
    parser.add_argument(
        "--make-folder", action="store_true", help=_("make that folder if it is not there")
    )
    add_user(parser)


def _add_restore(actions: Any) -> None:
    words = _("make a working vault from a backup")
    parser = _action(actions, "restore", words, later("vault_copies", "restore"))
    parser.add_argument(
        "--from",
        dest="backup",
        type=Path,
        required=True,
        metavar=_("BACKUP"),
        help=_("the backup to restore"),
    )


def _add_check(actions: Any) -> None:
    words = _("check that nothing in it is damaged or was tampered with")
    add_user(_action(actions, "check", words, later("vault_copies", "check")))
