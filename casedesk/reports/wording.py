"""Words, numbers and periods in the language of a report, whatever the program speaks."""

import re
import unicodedata
from datetime import date

from babel import dates, numbers

from casedesk.disclosure import printed
from casedesk.i18n import LANGUAGES, N_, catalogue
from casedesk.reports.periods import Period

QUARTERS = (
    N_("1st quarter of {year}"),
    N_("2nd quarter of {year}"),
    N_("3rd quarter of {year}"),
    N_("4th quarter of {year}"),
)
TO_DATE = N_("{first} to {last} {year}")
#: what the program's own fonts have no letter for
_NO_LETTER = re.compile("[^\u0020-\u036f\u0400-\u052f\u1e00-\u1eff\u2010-\u205e\u20a0-\u20bf]")


def typed(text: str) -> str:
    """A text that somebody typed as it can be printed: on one line, in letters of our fonts."""
    seen = "".join(each for each in text if unicodedata.category(each) != "Cf")
    return _NO_LETTER.sub("?", " ".join(unicodedata.normalize("NFC", seen).split()))


class Words:
    """The words of the frame in one language."""

    def __init__(self, language: str) -> None:
        self.language = language
        self.locale = LANGUAGES[language]
        self._texts = catalogue(language)

    def say(self, msgid: str) -> str:
        """A message in the report's language, whatever the program speaks."""
        return self._texts.gettext(msgid)

    def number(self, value: int, *, signed: bool = False) -> str:
        """A whole number as written in the language."""
        text = str(numbers.format_decimal(value, locale=self.locale))
        return f"+{text}" if signed and value > 0 else text

    def count(self, value: int | None, base: int = 5, terms: int = 1) -> str:
        """A count as printed: ``1,325``, ``0–4`` or ``–``."""
        return self.number(value) if value else printed(value, base, terms)

    def month(self, month: date) -> str:
        """``octubre de 2026``."""
        pattern = "LLLL 'de' y" if self.language == "es" else "LLLL y"
        return dates.format_date(month, pattern, locale=self.locale)

    def days(self, first: date, last: date) -> str:
        """``2–8 nov 2026``."""
        return dates.format_interval(first, last, "yMMMd", locale=self.locale)

    def period(self, period: Period) -> str:
        """``March 2026``, ``1st quarter of 2026``, ``2026`` or ``January to May 2026``."""
        if period.kind == "month":
            return self.month(period.begins)
        if period.kind == "year":
            return str(period.year)
        if period.kind == "quarter":
            return self.say(QUARTERS[(period.last - 1) // 3]).format(year=period.year)
        first, last = (
            dates.format_date(date(period.year, each, 1), "LLLL", locale=self.locale)
            for each in (period.first, period.last)
        )
        return self.say(TO_DATE).format(first=first, last=last, year=period.year)
