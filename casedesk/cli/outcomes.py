"""How a command ends: an exit code and, if it failed, one line on the error output."""

import contextlib
import os
import sys
from collections.abc import Callable

from casedesk.errors import CasedeskError
from casedesk.i18n import N_, _

USAGE = 2
BUG = 70
INTERRUPTED = 130
BROKEN_PIPE = 141

EXIT_CODES = N_(
    """exit codes:
  0    done
  1    a failure that the message explains
  2    the arguments are wrong
  3    not a vault, or something is already there
  4    wrong passphrase, unknown user, or too many tries
  5    the vault is damaged
  6    the vault was saved by a newer Casedesk
  7    the vault is open somewhere else
  8    the disk is full, or the computer does not allow it
  9    only a coordinator can do this
  10   rows of the file cannot be brought in
  11   there is no screen for the windows
  12   there is no way to ask for the passphrase
  13   the content is not fit for use, or not to be trusted
  14   small numbers can be deduced, or what was published is not proved
  15   the report cannot be published safely
  16   the ledger of what was published has to be opened first
  70   a fault in Casedesk
  130  interrupted"""
)


#: what a command does; returns its exit code
Work = Callable[[], int]


def of(work: Work) -> int:
    """Do the work; the exit code, after saying in one line what went wrong."""
    try:
        code = _done(work)
        sys.stdout.flush()
    except CasedeskError as error:
        return failed(str(error), error.exit_code)
    except KeyboardInterrupt:
        return failed(_("Interrupted."), INTERRUPTED)
    except BrokenPipeError:
        return _reader_gone()
    except Exception as error:  # noqa: BLE001 - whatever else happens is a bug, told without data
        return failed(_bug(error), BUG)
    return code


def _done(work: Work) -> int:
    """The exit code of the work; argparse ends by itself after help and errors."""
    try:
        return work()
    except SystemExit as ended:
        return ended.code if isinstance(ended.code, int) else 0


def failed(text: str, code: int) -> int:
    """Say on one line why it failed; returns the code."""
    warn(text)
    return code


def warn(text: str) -> None:
    """One line on the error output."""
    with contextlib.suppress(OSError):
        print(f"casedesk: {' '.join(text.split())}", file=sys.stderr, flush=True)


def _bug(error: Exception) -> str:
    # Qt is loaded for this alone: the windows' log and the form of its lines are the same.
    from casedesk.ui import crashes  # noqa: PLC0415

    with contextlib.suppress(OSError):
        path = crashes.log_to_file()
        crashes.Crashes().report(error)
        return _("A fault in Casedesk. Where it happened is written in {path}.").format(path=path)
    return _("A fault in Casedesk: {kind}.").format(kind=type(error).__name__)


def _reader_gone() -> int:
    # Python would complain once more when it flushes at its end.
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    return BROKEN_PIPE
