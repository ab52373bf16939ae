"""``casedesk content``: checking, building, signing and installing content packs."""

from pathlib import Path
from typing import Any

from casedesk.cli.options import Run, add_passphrase_file, add_user, add_vault, later
from casedesk.i18n import _

_MODULES = {
    **dict.fromkeys(("check", "build", "key", "sign"), "content_making"),
    "diff": "content_changes",
}


def add(commands: Any) -> None:
    """Add the command and what it can do."""
    words = _("look after rights, contacts and other content that has a date")
    parser = commands.add_parser("content", help=words, description=words)
    parser.set_defaults(run=lambda _options: parser.error(_("say what to do with the content")))
    actions = parser.add_subparsers(title=_("commands"), metavar=_("COMMAND"))
    _add_check(actions)
    _add_diff(actions)
    _add_build(actions)
    _add_key(actions)
    _add_sign(actions)
    _add_trust(actions)
    _add_install(actions)
    _add_back(actions)
    _add_list(actions)


def _action(actions: Any, name: str, words: str) -> Any:
    parser = actions.add_parser(name, help=words, description=words)
    parser.set_defaults(run=_later(name))
    return parser


def _later(name: str) -> Run:
    return later(_MODULES.get(name, "content_using"), name)


def _add_check(actions: Any) -> None:
    parser = _action(
        actions, "check", _("check packs, and tell how easily each Spanish item is read")
    )
    parser.add_argument(
        "folders",
        type=Path,
        nargs="*",
        metavar=_("FOLDER"),
        help=_("folders or files of packs; those of the program unless told"),
    )
    parser.add_argument(
        "--brief", action="store_true", help=_("leave out how easily each item is read")
    )


def _add_diff(actions: Any) -> None:
    parser = _action(
        actions, "diff", _("tell row by row what packs say otherwise than those of the program")
    )
    parser.add_argument(
        "paths",
        type=Path,
        nargs="+",
        metavar=_("PATH"),
        help=_("folders or files of packs, or signed files"),
    )


def _add_build(actions: Any) -> None:
    parser = _action(actions, "build", _("make one file of packs that pass the check"))
    parser.add_argument(
        "folders", type=Path, nargs="+", metavar=_("FOLDER"), help=_("folders or files of packs")
    )
    _add_out(parser, _("the file to write; its name ends in .casedesk-content"))


def _add_key(actions: Any) -> None:
    parser = _action(actions, "key", _("make the two keys of whoever publishes content"))
    _add_out(parser, _("the private key; the public one goes beside it, with .pub at its end"))
    add_passphrase_file(parser)


def _add_out(parser: Any, words: str) -> None:
    parser.add_argument("--out", type=Path, required=True, metavar=_("FILE"), help=words)


def _add_sign(actions: Any) -> None:
    parser = _action(actions, "sign", _("sign a file of packs"))
    parser.add_argument("file", type=Path, metavar=_("FILE"), help=_("the file to sign"))
    parser.add_argument(
        "--key", type=Path, required=True, metavar=_("FILE"), help=_("the private key")
    )
    add_passphrase_file(parser)


def _add_vault(parser: Any) -> None:
    add_vault(parser)
    add_user(parser)


def _add_trust(actions: Any) -> None:
    parser = _action(actions, "trust", _("take content signed with a key from now on"))
    parser.add_argument("key", type=Path, metavar=_("FILE"), help=_("the public key"))
    parser.add_argument("--name", required=True, metavar=_("NAME"), help=_("whose key it is"))
    _add_vault(parser)


def _add_install(actions: Any) -> None:
    parser = _action(actions, "install", _("use the packs of a signed file"))
    parser.add_argument("file", type=Path, metavar=_("FILE"), help=_("the signed file"))
    parser.add_argument(
        "--dry-run", action="store_true", help=_("tell what would change, and change nothing")
    )
    _add_vault(parser)


def _add_back(actions: Any) -> None:
    parser = _action(actions, "back", _("use the earlier version of a pack again"))
    parser.add_argument("pack", metavar=_("PACK"), help=_("the pack, for example L2"))
    _add_vault(parser)


def _add_list(actions: Any) -> None:
    _add_vault(_action(actions, "list", _("list the packs that a vault uses, and their dates")))
