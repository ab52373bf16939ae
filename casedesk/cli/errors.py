"""What can go wrong on the command line alone."""

from casedesk.cli import outcomes
from casedesk.errors import CasedeskError
from casedesk.i18n import N_, _


class NoScreen(CasedeskError):
    """Windows were asked for where none can be shown."""

    msgid = N_("There is no screen here, so the windows cannot open.")
    advice = N_("Work on the computer itself, or use the commands that casedesk --help lists.")
    exit_code = 11


class NoTerminal(CasedeskError):
    """Nobody is there to type a passphrase."""

    msgid = N_("There is no terminal to type the passphrase at.")
    advice = N_("Write it in the first line of a file that only you can read: {option}.")
    exit_code = 12


class EmptyPassphrase(CasedeskError):
    """The passphrase file has nothing in its first line."""

    msgid = N_("The first line of “{path}” is empty: there is no passphrase.")
    exit_code = 12


class NoSuchFile(CasedeskError):
    """A file named in the arguments is not there or cannot be read."""

    msgid = N_("“{path}” cannot be read.")
    advice = N_("Check the name, and that the file is yours.")
    exit_code = outcomes.USAGE


class WhichUser(CasedeskError):
    """Several people have a key to the vault and none was named."""

    msgid = N_("Several people have a key to this vault.")
    advice = N_("Say who you are: --user NAME.")
    exit_code = outcomes.USAGE


class NotTheSame(CasedeskError):
    """The two typed passphrases differ."""

    msgid = N_("The two passphrases are not the same.")
    advice = N_("Start again. Nothing was changed.")
    exit_code = 4


class CannotWrite(CasedeskError):
    """A file cannot be made where it was asked for."""

    msgid = N_("“{path}” cannot be written.")
    advice = N_("Choose a name that is not taken, in a folder of your own.")
    exit_code = 8


class TwoLanguages(CasedeskError):
    """Two languages were asked for, where only one can be spoken."""

    msgid = N_("Two languages are asked for: {one} and {other}.")
    advice = N_("Give --lang once.")
    exit_code = outcomes.USAGE


class NothingTyped(CasedeskError):
    """Nothing was typed where a passphrase is needed."""

    msgid = N_("No passphrase was typed.")
    advice = N_("Start again. Nothing was changed.")
    exit_code = 4


class OtherKind(CasedeskError):
    """A file would be written under a name that says it is of another kind."""

    msgid = N_("“{path}” cannot be written: this file is of the kind {ending}.")
    advice = N_("Give it a name that ends in {ending}. Nothing was done.")
    exit_code = outcomes.USAGE


class WeakPassphrase(CasedeskError):
    """The passphrase would be guessed; ``why`` is a message id."""

    advice = N_("Nothing was changed.")
    exit_code = 4

    def __init__(self, why: str) -> None:
        super().__init__()
        self.why = why

    def summary(self) -> str:
        """Why it would be guessed."""
        return _(self.why)


class NoSuchOffice(CasedeskError):
    """The place is not in the list of COMAR offices."""

    msgid = N_("There is no COMAR office with the code “{place}”.")
    advice = N_("These are known: {known}.")
    exit_code = outcomes.USAGE


class OpenLedger(CasedeskError):
    """Nobody has said what was published before this vault."""

    msgid = N_("This vault does not know what was published before.")
    advice = N_(
        "If nothing of {first} or later was ever published elsewhere, say so: --first {first}. "
        "If something was published from another vault: casedesk ledger import."
    )
    exit_code = 16
