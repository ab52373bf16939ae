"""Language: message catalogues, dates and numbers. English message ids, translated late."""

import gettext as _gettext
from datetime import date, datetime

from babel import Locale, dates, numbers

from casedesk.resources import TRANSLATIONS

DOMAIN = "messages"
#: language code -> locale whose dates and numbers are used
LANGUAGES = {"es": "es_MX", "en": "en_US"}

_catalogues: dict[str, _gettext.NullTranslations] = {"en": _gettext.NullTranslations()}
_language = "es"


def language() -> str:
    """The current language code."""
    return _language


def set_language(code: str) -> None:
    """Make ``code`` the language of every later translation. Raises KeyError if unknown."""
    global _language
    LANGUAGES[code]
    _language = code


def catalogue(code: str) -> _gettext.NullTranslations:
    """The message catalogue of a language, loaded once."""
    if code not in _catalogues:
        _catalogues[code] = _gettext.translation(DOMAIN, TRANSLATIONS, [code])
    return _catalogues[code]


def locale() -> Locale:
    """The Babel locale of the current language."""
    return Locale.parse(LANGUAGES[_language])


def N_(message: str) -> str:
    """Mark a message for translation without translating it."""
    return message


def _(message: str) -> str:
    """Translate now; never call at import time."""
    return catalogue(_language).gettext(message) if message else ""


def ngettext(singular: str, plural: str, count: int) -> str:
    """Translate a message that depends on a number."""
    return catalogue(_language).ngettext(singular, plural, count)


def long_date(day: date) -> str:
    """``23 de noviembre de 2026``."""
    return dates.format_date(day, "long", locale=locale())


def weekday(day: date, *, within: bool = False) -> str:
    """``Lunes``, or ``lunes`` within a sentence."""
    name = dates.format_date(day, "EEEE", locale=locale())
    if within:
        return name
    return name[:1].upper() + name[1:]


def medium_date(day: date) -> str:
    """``23 nov 2026``."""
    return dates.format_date(day, "medium", locale=locale())


def weekday_date(day: date) -> str:
    """``lunes, 23 de noviembre de 2026``."""
    return dates.format_date(day, "full", locale=locale())


def month_name(day: date) -> str:
    """``noviembre de 2026``."""
    pattern = "LLLL 'de' y" if _language == "es" else "LLLL y"
    return dates.format_date(day, pattern, locale=locale())


def short_month(day: date) -> str:
    """``nov``."""
    return dates.format_date(day, "LLL", locale=locale())


def short_time(moment: datetime) -> str:
    """``10:42``, in the moment's own time zone."""
    return dates.format_time(moment, "HH:mm", tzinfo=moment.tzinfo, locale=locale())


def number(value: float) -> str:
    """``12,345.6``."""
    return numbers.format_decimal(value, locale=locale())
