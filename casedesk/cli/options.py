"""Options of several commands, and commands that are loaded when they are wanted."""

from argparse import ArgumentParser, Namespace
from collections.abc import Callable
from importlib import import_module
from pathlib import Path

from casedesk.i18n import _

_SUFFIX = ".casedesk"
#: what a command does; returns its exit code
Run = Callable[[Namespace], int]


def vault_path(text: str) -> Path:
    """The folder of a vault; its name may be given without the ending it has."""
    path = Path(text)
    named = path.with_name(f"{path.name}{_SUFFIX}") if path.name else path
    return named if not path.exists() and named.exists() else path


def add_vault(parser: ArgumentParser) -> None:
    """``--vault``."""
    parser.add_argument(
        "--vault", type=vault_path, required=True, metavar=_("PATH"), help=_("the vault's folder")
    )


def add_user(parser: ArgumentParser) -> None:
    """``--user`` and ``--passphrase-file``, for what opens a vault."""
    parser.add_argument(
        "--user", metavar=_("NAME"), help=_("who you are; not needed if only one has a key")
    )
    add_passphrase_file(parser)


def add_passphrase_file(parser: ArgumentParser) -> None:
    """``--passphrase-file``."""
    parser.add_argument(
        "--passphrase-file",
        type=Path,
        metavar=_("FILE"),
        help=_("read the passphrase from the first line of a file instead of asking for it"),
    )


def later(module: str, name: str) -> Run:
    """A function of this package that is loaded when it is called: help is there at once."""

    def run(options: Namespace) -> int:
        code: int = getattr(import_module(f"casedesk.cli.{module}"), name)(options)
        return code

    return run
