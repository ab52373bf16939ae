"""How well a rule or a sentence about the law is known; the mark travels with it everywhere."""

from enum import Enum

from casedesk.i18n import N_, _


class Mark(Enum):
    """Where it was read."""

    V = "V"  # on an official page, or in a word-for-word copy
    V2 = "V2"  # in a second-hand source
    B = "B"  # nowhere yet: background

    def __str__(self) -> str:
        """The words for it, in the current language."""
        return _(LABELS[self])


LABELS = {
    Mark.V: N_("read in an official text"),
    Mark.V2: N_("read in a second-hand source"),
    Mark.B: N_("to be confirmed by a lawyer"),
}
