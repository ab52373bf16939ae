"""Errors that a person can act on: each one composes its own sentence, late, in their language."""

from collections.abc import Mapping
from typing import ClassVar

from casedesk.i18n import N_, _


class CasedeskError(Exception):
    """Base of every expected failure; anything else is a bug.

    Subclasses set ``msgid`` (what happened) and ``advice`` (what to do), with ``{name}``
    placeholders filled from the keyword arguments.
    """

    msgid: ClassVar[str] = N_("Something went wrong.")
    advice: ClassVar[str] = ""
    #: exit code of the command line
    exit_code: ClassVar[int] = 1

    def __init__(self, **details: object) -> None:
        super().__init__(type(self).__name__)
        self.details = details

    def __str__(self) -> str:
        """What happened and what to do, in the current language."""
        return " ".join(part for part in (self.summary(), self.what_to_do()) if part)

    def summary(self) -> str:
        """What happened, in the current language."""
        return _(self.msgid).format(**self.details)

    def what_to_do(self) -> str:
        """Advice in the current language; empty if there is none."""
        return _(self.advice).format(**self.details) if self.advice else ""


class Invalid(CasedeskError):
    """Input that cannot be saved as it is: one message id per field name."""

    msgid = N_("Some answers need to be corrected.")

    def __init__(self, fields: Mapping[str, str]) -> None:
        super().__init__()
        #: field name (``"entered_on"``, or ``"legs.0.started_on"`` within parts) -> message id
        self.fields = dict(fields)

    def __str__(self) -> str:
        return " ".join([self.summary(), *(_(message) for message in self.fields.values())])
