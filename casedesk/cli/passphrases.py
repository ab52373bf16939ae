"""Passphrases: typed at the terminal or read from a file, never an argument."""

import getpass
import os
import stat
import sys
from argparse import Namespace
from pathlib import Path

from casedesk import i18n
from casedesk.cli import outcomes
from casedesk.cli.errors import (
    EmptyPassphrase,
    NoSuchFile,
    NoTerminal,
    NothingTyped,
    NotTheSame,
    WeakPassphrase,
)
from casedesk.i18n import _

_OTHERS = stat.S_IRWXG | stat.S_IRWXO


def asked(options: Namespace, question: str) -> str:
    """The passphrase from the file named, or as typed. Raises NoTerminal."""
    return of(options.passphrase_file, question, "--passphrase-file")


def of(file: Path | None, question: str, option: str) -> str:
    """A passphrase from a file, or as typed. Raises NoTerminal, which names the ``option``."""
    return from_file(file) if file is not None else _typed(question, option)


def chosen(
    file: Path | None,
    role: str,
    *known: str,
    question: str = "",
    option: str = "--passphrase-file",
) -> str:
    """A new passphrase: from a file, or the generated one typed once, or one's own typed twice.

    ``known`` are words that others know: the shelter's name and the user's; ``question`` says what
    it is for, and ``option`` is the one that names the file.
    Raises WeakPassphrase, NothingTyped, NotTheSame or NoTerminal.
    """
    from casedesk.storage import passphrases  # noqa: PLC0415 - reads long lists of words

    if file is None:
        count = passphrases.words_for(role)
        generated = passphrases.generate(count, i18n.language())
        words = _generated_or_typed(generated, question or _("New passphrase: "), option)
    else:
        words = from_file(file)
    why = passphrases.weakness(words, known)
    if why is not None:
        raise WeakPassphrase(why)
    return words


def from_file(path: Path) -> str:
    """The first line of a file. Raises NoSuchFile or EmptyPassphrase."""
    try:
        with path.open(encoding="utf-8-sig") as file:
            words = file.readline().rstrip("\r\n")
            mode = os.fstat(file.fileno()).st_mode
    except (OSError, UnicodeDecodeError):
        raise NoSuchFile(path=path) from None
    if os.name == "posix" and mode & _OTHERS:
        outcomes.warn(_("Others on this computer can read “{path}”: chmod 600.").format(path=path))
    if not words.strip():
        raise EmptyPassphrase(path=path)
    return words


def _generated_or_typed(generated: str, question: str, option: str) -> str:
    _require_terminal(option)
    print(_("A passphrase made for you: {words}").format(words=generated), file=sys.stderr)
    # Typed, not taken with Enter: a passphrase nobody wrote down locks everybody out.
    print(_("Write it on paper now, and type it from there; or type your own."), file=sys.stderr)
    typed = _typed(question, option)
    if typed == generated:
        return typed
    if not typed:
        raise NothingTyped
    if _typed(_("Type it again: "), option) != typed:
        raise NotTheSame
    return typed


def _typed(question: str, option: str) -> str:
    _require_terminal(option)
    try:
        return getpass.getpass(question)
    except EOFError:
        raise NoTerminal(option=option) from None


def _require_terminal(option: str) -> None:
    if not sys.stdin.isatty():
        raise NoTerminal(option=option)
