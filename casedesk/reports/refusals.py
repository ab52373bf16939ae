"""Why a report is not made, or not written."""

from collections.abc import Iterable

from casedesk.errors import CasedeskError
from casedesk.i18n import N_, _, language
from casedesk.reports import definition_files, own_tables, wording
from casedesk.reports.definitions import Words
from casedesk.reports.orders import Policy
from casedesk.reports.periods import Period
from casedesk.reports.tables import EXACT


class OfPeriod(CasedeskError):
    """Names the periods it is about in words."""

    def summary(self) -> str:
        """What happened, in the current language."""
        return _(self.msgid).format(**{name: _named(each) for name, each in self.details.items()})

    def what_to_do(self) -> str:
        """Advice in the current language."""
        return _(self.advice).format(**{name: _named(each) for name, each in self.details.items()})


class NotBegun(OfPeriod):
    """The period lies in the future."""

    msgid = N_("{period} has not begun.")
    advice = N_("Choose an earlier one. If this one has begun, set the computer's clock right.")


class NothingInPeriod(OfPeriod):
    """Nobody entered and nothing was told."""

    msgid = N_("Nothing is on file for {period}.")
    advice = N_("Choose another period, or other filters.")


class ReportRefused(CasedeskError):
    """Nothing protects all tables of the report together."""

    msgid = N_("This report cannot be published safely, so no file was written.")
    advice = N_(
        "Publish a longer period, such as a quarter, use fewer categories, or leave tables out."
    )
    exit_code = 15


class ReportTookTooLong(ReportRefused):
    """The solver ran out of time, which counts as a refusal."""

    msgid = N_("The protection of this report took too long, so no file was written.")


class NoRoomLeft(OfPeriod, ReportRefused):
    """What was published of the period is fixed, and no rounding of the rest agrees with it."""

    msgid = N_("What was published of {period} leaves no room for this report.")
    advice = N_(
        "No file was written. Next time publish the parts of a period together: keep each under a "
        "name, and choose them when you are asked whether to publish."
    )


class CountsDisagree(OfPeriod, ReportRefused):
    """What was counted of one population does not agree with what was counted of another."""

    msgid = N_("The counts of {period} contradict each other, so no file was written.")
    advice = N_(
        "Nothing on file is lost. Leave tables out until it can be published, or add up what was "
        "published before; and tell whoever maintains Casedesk: this is a fault in the program."
    )


class OtherReportThere(CasedeskError):
    """A file of that name says something else."""

    msgid = N_("“{file}” is already there and says something else.")
    advice = N_(
        "It did not come from this ledger, or somebody changed it. Find out who has it before you "
        "pass this one on, and choose another folder."
    )


class LedgerNotOpened(CasedeskError):
    """Nobody has said what this organisation published before."""

    msgid = N_("This vault does not know what was published before.")
    advice = N_(
        "If reports were published from another computer, bring in its ledger. If none ever was, "
        "say which month is the first."
    )


class LedgerOpen(OfPeriod):
    """The ledger is open, and what it vouches for does not become less."""

    msgid = N_("The ledger is open already: it begins with {period}.")
    advice = N_("Nothing was changed. It can only begin earlier, never later.")


class ToldOtherwise(CasedeskError):
    """What was told outside cannot be true if what was published is."""

    msgid = N_("The reports that were published say otherwise, so it was not entered.")
    advice = N_(
        "Check the number, the period and the categories. If just this was told all the same, it "
        "is not what was counted, and nobody can hold it against the reports."
    )


class BeforeLedger(OfPeriod):
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


class LedgerUnseen(CasedeskError):
    """The ledger came here with a vault, and may be older than what was published since."""

    msgid = N_("This computer sees what this vault published for the first time.")
    advice = N_(
        "If a newer copy of the vault published anything since, open that copy or bring in its "
        "ledger. If not, say from which month on nothing else was published."
    )


class PeriodNotOver(OfPeriod):
    """Publishing a period twice would let the two be subtracted."""

    msgid = N_("{period} is not over yet.")
    advice = N_("Publish it once it is over: a period is published once.")


class PublishedOtherwise(OfPeriod):
    """Part of the period stands in a report of another length."""

    msgid = N_("Part of {period} was published as {other}.")
    advice = N_(
        "The two could be subtracted from each other. Publish the months of {period} that are "
        "left; then choose “Add up what was published” (--sum) instead of counting records."
    )


class PublishedWithin(PublishedOtherwise):
    """The whole of the period stands in a report of a longer one."""

    msgid = N_("{period} is already out within {other}; it cannot be published apart.")
    advice = N_("Choose {other}, or a period of which nothing is out yet.")


class NotAllPublished(OfPeriod):
    """A sum of published months lacks one."""

    msgid = N_("{period} cannot be added up: {missing} was not published.")
    advice = N_(
        "Publish that month first; a month is never guessed. If the ledger begins after it, let it "
        "begin there: casedesk ledger open."
    )


class TableNotPublished(OfPeriod):
    """A sum of published months lacks a table of one of them."""

    msgid = N_("{period} cannot be added up: “{table}” was not published for {part}.")
    advice = N_("Leave that table out, or publish it for that period first, protected alike.")

    def summary(self) -> str:
        """What happened, with the table as it is called on paper."""
        details = {**self.details, "table": titles([str(self.details["table"])])}
        return _(self.msgid).format(**{name: _named(each) for name, each in details.items()})


class PolicyFixed(CasedeskError):
    """The year's first report settled how all are protected."""

    msgid = N_("The reports of {year} are protected in another way.")
    advice = N_(
        "Rounding, hiding and categories stay the same for a year, because two ways could be "
        "subtracted from each other. Choose what the year's first report used: {used}."
    )

    def __init__(self, year: int, policy: Policy) -> None:
        super().__init__(year=year)
        self.year, self.policy = year, policy

    def what_to_do(self) -> str:
        """What to choose, in the current language."""
        return _(self.advice).format(used=self.used())

    def used(self) -> str:
        """How the year's first report was protected."""
        parts = [_("exact figures, partly hidden") if self.policy.mode == EXACT else _("rounding")]
        if self.policy.coarse:
            parts.append(_("fewer categories"))
        if self.policy.insiders:
            parts.append(_("{count} who may tell").format(count=self.policy.insiders))
        return ", ".join(parts)


class CategoriesFixed(CasedeskError):
    """A field of the shelter's own stands in a report of the year with other categories."""

    msgid = N_("The reports of {year} count by other answers to “{field}”.")
    advice = N_(
        "Answers added since count among the others until the next year: other categories could "
        "be subtracted. Choose the report again."
    )

    def __init__(self, year: int, words: Words) -> None:
        super().__init__(year=year)
        #: what the field asks
        self.words = words

    def summary(self) -> str:
        """What happened, with the field as it is called in the current language."""
        field = self.words.in_language(language())
        return _(self.msgid).format(year=self.details["year"], field=field)


class NotInYear(CasedeskError):
    """The year's reports were begun by an older catalogue of tables, which lacks something."""

    msgid = N_("The reports of {year} do not count “{what}”: it was added to the program later.")
    advice = N_(
        "A year keeps the tables and categories that its first report had. Leave this out, or "
        "choose a later year."
    )

    def __init__(self, year: int, words: Words) -> None:
        super().__init__(year=year)
        #: what is missing
        self.words = words

    def summary(self) -> str:
        """What happened, with what is missing as it is called in the current language."""
        what = wording.typed(self.words.in_language(language()))
        return _(self.msgid).format(year=self.details["year"], what=what)


class AskedSince(OfPeriod):
    """What a table counts by was added after the period was frozen."""

    msgid = N_("“{field}” was added after {period} was first published.")
    advice = N_(
        "What a period holds stays as it was then. Leave this table out, or choose a later one."
    )

    def __init__(self, period: str, words: Words) -> None:
        super().__init__(period=period)
        #: what it is called
        self.words = words

    def summary(self) -> str:
        """What happened, in the current language."""
        field = self.words.in_language(language())
        return _(self.msgid).format(period=_named(self.details["period"]), field=field)


class NothingToCount(CasedeskError):
    """The order names no table that can be counted."""

    msgid = N_("No table is left in this report.")
    advice = N_("Choose a table that is counted by what the report is confined to.")


class NotOneGroup(CasedeskError):
    """No figure of any table is the count that was told outside."""

    msgid = N_("These categories cannot be entered together.")
    advice = N_(
        "Choose at most three, each of another question, and only one of a question with several "
        "answers. Enter what was told of another category by itself, with its own number."
    )


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
    words |= own_tables.seen()
    ids = dict.fromkeys(name.split()[0] for name in names)
    return ", ".join(words[id].in_language(language()) if id in words else id for id in ids)


def _named(detail: object) -> object:
    """A period in words; anything else as it is."""
    try:
        return wording.Words(language()).period(Period.parse(str(detail)))
    except ValueError:
        return detail
