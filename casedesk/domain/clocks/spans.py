"""From which days a clock must have started for its last day to lie in a span of days."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable
from datetime import date, timedelta
from functools import lru_cache

from casedesk.domain.clocks import counting
from casedesk.domain.clocks.calendars import Calendars
from casedesk.domain.clocks.rules import Rule, Rules
from casedesk.domain.clocks.running import in_a_row

#: a start of which only the month is known, and closures of one office, make it longer
_SLACK = timedelta(days=45)
#: no term is longer, whatever stops it
_LONGEST = 1_200


def starts(
    rules: Rules, counted: Iterable[Rule], calendars: Calendars, first: date, last: date
) -> dict[str, tuple[date, date]]:
    """The events that start some rules, each with the days that can end between two others.

    Rather too many days than too few; suspensions of one case alone are not looked at.
    """
    found: dict[str, tuple[date, date]] = {}
    for rule in counted:
        whole = in_a_row(rules.rules[rule.follows], rule) if rule.follows else rule
        span = _span(whole, calendars, first, last)
        for event in whole.start:
            one = found.get(event, span)
            found[event] = min(one[0], span[0]), max(one[1], span[1])
    return found


@lru_cache(maxsize=2_000)
def _span(rule: Rule, calendars: Calendars, first: date, last: date) -> tuple[date, date]:
    origin = last - timedelta(days=_LONGEST)

    def end(offset: int) -> date:
        start = origin + timedelta(days=offset)
        ends = (
            counting.nominal(start, each.length, calendars.of(each.length.unit, rule.authority)).end
            for each in rule.terms
        )
        return max(ends)

    offsets = range(_LONGEST + 1)
    earliest = bisect_left(offsets, first, key=end)
    latest = bisect_right(offsets, last, key=end) - 1
    return origin + timedelta(days=earliest) - _SLACK, origin + timedelta(days=latest)
