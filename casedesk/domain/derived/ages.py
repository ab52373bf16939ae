"""Ages: from the date of birth, or from an age somebody gave on some day."""

from datetime import date, timedelta
from functools import cache

from casedesk.domain import codelists
from casedesk.domain.answers import Answer, Missing
from casedesk.domain.partial_dates import PartialDate

#: full age in Mexico (Constitution, article 34)
ADULT = 18


def age_span(
    birth: Answer[PartialDate],
    age: Answer[int],
    age_on: Answer[PartialDate],
    on: date,
) -> tuple[int, int] | None:
    """The least and the most that the age in years can be on a day; None if nothing is known.

    A given age without a day is taken as it stands.
    """
    if not isinstance(birth, Missing):
        return _years(birth.last, on), _years(birth.first, on)
    if isinstance(age, Missing):
        return None
    if isinstance(age_on, Missing):
        return age, age
    earliest, latest = born_between(age, age_on)
    return _years(latest, on), _years(earliest, on)


def born_between(age: int, age_on: PartialDate) -> tuple[date, date]:
    """The first and the last day on which somebody who was so old then may have been born."""
    # Whoever was so old that day was born within the year that ends so many years before it.
    return _years_before(age_on.first, age + 1) + timedelta(days=1), _years_before(age_on.last, age)


def minor(span: tuple[int, int] | None) -> bool | None:
    """Whether an age is under 18; None if that cannot be said."""
    if span is None:
        return None
    if span[1] < ADULT:
        return True
    return False if span[0] >= ADULT else None


def age_group(span: tuple[int, int] | None) -> str | None:
    """The code of the age group (list ``age_groups``) in which the whole span lies."""
    if span is None:
        return None
    for code, first, last in _groups():
        if first <= span[0] and span[1] <= last:
            return code
    return None


@cache
def _groups() -> tuple[tuple[str, int, int], ...]:
    return tuple(
        (code.code, int(code.attributes["from"]), int(code.attributes["to"]))
        for code in codelists.load("age_groups").codes.values()
    )


def _years(since: date, until: date) -> int:
    years = until.year - since.year - ((until.month, until.day) < (since.month, since.day))
    return max(years, 0)


def _years_before(day: date, years: int) -> date:
    try:
        return day.replace(year=day.year - years)
    except ValueError:  # 29 February
        return day.replace(year=day.year - years, day=28)
