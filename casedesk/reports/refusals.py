"""Why a month's report is not made, or not written."""

from casedesk.errors import CasedeskError
from casedesk.i18n import N_


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
