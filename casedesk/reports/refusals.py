"""Why a month's report is not made, or not written."""

from collections.abc import Iterable

from casedesk.errors import CasedeskError
from casedesk.i18n import N_, _, language
from casedesk.reports import definition_files


class MonthNotBegun(CasedeskError):
    """The month lies in the future."""

    msgid = N_("{month} has not begun.")
    advice = N_("Choose an earlier month. If this one has begun, set the computer's clock right.")


class MonthNotOver(CasedeskError):
    """Publishing a month twice would let the two be subtracted."""

    msgid = N_("{month} is not over yet.")
    advice = N_("Save its report once it is over: a month is published once.")


class NothingInMonth(CasedeskError):
    """Nobody entered and nothing was told."""

    msgid = N_("Nothing is on file for {month}.")
    advice = N_("Choose another month.")


class ReportRefused(CasedeskError):
    """No rounding protects all tables of the month together."""

    msgid = N_("This month cannot be published safely, so no file was written.")
    advice = N_(
        "Publish it together with the next months as a quarter, or ask for a report with fewer "
        "tables."
    )


class ReportTookTooLong(ReportRefused):
    """The solver ran out of time, which counts as a refusal."""

    msgid = N_("The protection of this month took too long, so no file was written.")


class OtherReportThere(CasedeskError):
    """A file of that name says something else."""

    msgid = N_("“{file}” is already there and says something else.")
    advice = N_(
        "Records of that month changed after it was saved. Keep the file that was published, or "
        "choose another folder and do not publish both."
    )


class LedgerNotOpened(CasedeskError):
    """Nobody has said what this organisation published before."""

    msgid = N_("This vault does not know what was published before.")
    advice = N_(
        "If reports were published from another computer, bring in its ledger. If none ever was, "
        "say which month is the first."
    )


class BeforeLedger(CasedeskError):
    """The month is older than the first one that the ledger vouches for."""

    msgid = N_("{period} is before {first}, the first month of this ledger.")
    advice = N_(
        "What was published of it is not known here, so nothing can be proved. Bring in the ledger "
        "in which it stands."
    )


class LedgerBehind(CasedeskError):
    """This computer has seen a longer ledger of this vault."""

    msgid = N_("This vault is a copy of before the last {count} entries of its ledger.")
    advice = N_(
        "Open the newest copy of the vault, or bring in the ledger that was saved from it. Until "
        "then nothing is published."
    )


class PeriodNotOver(CasedeskError):
    """Publishing a period twice would let the two be subtracted."""

    msgid = N_("{period} is not over yet.")
    advice = N_("Publish it once it is over: a period is published once.")


class PublishedOtherwise(CasedeskError):
    """Part of the period stands in a report of another length."""

    msgid = N_("Part of {period} was published as {other}.")
    advice = N_(
        "The two could be subtracted from each other. Add up what was published, or publish the "
        "periods that are left the same way."
    )


class NotAllPublished(CasedeskError):
    """A sum of published months lacks one."""

    msgid = N_("{period} cannot be added up: {missing} was not published.")
    advice = N_("Publish that month first. A month is never guessed.")


class PolicyFixed(CasedeskError):
    """The year's first report settled how all are protected."""

    msgid = N_("The reports of {year} are protected in another way.")
    advice = N_(
        "Rounding, hiding and categories stay the same for a year, because two ways could be "
        "subtracted from each other. Choose what the year's first report used."
    )


class NothingToCount(CasedeskError):
    """The order names no table that can be counted."""

    msgid = N_("No table is left in this report.")
    advice = N_("Choose a table that is counted by what the report is confined to.")


class Deducible(ReportRefused):
    """With everything published before, a small count could be deduced."""

    msgid = N_("With this report, small numbers could be deduced in: {tables}.")
    advice = N_(
        "No file was written. Leave these tables out, use fewer categories, or wait until more "
        "people stand together."
    )

    def __init__(self, names: tuple[str, ...]) -> None:
        super().__init__()
        #: names of the tables, published or not, in which a small count could be deduced
        self.names = names

    def summary(self) -> str:
        """What happened, with the tables as they are called on paper."""
        return _(self.msgid).format(tables=titles(self.names))


def titles(names: Iterable[str]) -> str:
    """Tables by the names that they have on paper, in the current language."""
    words = {table.id: table.words for table in definition_files.load().tables}
    ids = dict.fromkeys(name.split()[0] for name in names)
    return ", ".join(words[id].in_language(language()) if id in words else id for id in ids)
