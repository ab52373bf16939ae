"""The dates that were worked out by hand, and every rule with its date."""

from datetime import date

import pytest

from casedesk import i18n
from casedesk.domain.clocks import calendar_files, reckoning, rule_files, wording
from casedesk.domain.clocks.calendars import Cause, Period
from casedesk.domain.clocks.content import Words
from casedesk.domain.clocks.reckoning import Reckoning
from casedesk.domain.marks import Mark
from casedesk.domain.partial_dates import PartialDate

#: an invented closure
CLOSED = Period(
    date(2026, 12, 21), date(2027, 1, 4), Cause(Words("cierre", "closure"), "test", Mark.B)
)


def counted(rule: str, start: str, *closures: Period, place: str = "") -> tuple[Reckoning, ...]:
    """The dates of a rule from a day, a month or a year."""
    return reckoning.reckon(
        rule_files.rule(rule),
        PartialDate.from_edtf(start),
        calendar_files.load(),
        place,
        closures,
    )


@pytest.mark.parametrize(
    ("rule", "start", "safe", "nominal", "with_closure"),
    [
        ("D1", "2026-11-23", "2027-01-06", "2027-01-06", "2027-01-19"),
        ("D9", "2026-12-01", "2027-02-04", "2027-02-08", "2027-02-19"),
        ("D9+D10", "2026-12-01", "2027-04-08", "2027-04-15", "2027-04-28"),
        ("D11", "2027-01-26", "2027-02-16", "2027-02-18", "2027-02-18"),
        ("D11", "2027-03-10", "2027-03-31", "2027-04-05", "2027-04-05"),
        ("D2", "2026-12-18", "2026-12-28", "2026-12-28", "2027-01-11"),
    ],
)
def test_working_days_end_where_they_were_worked_out_to_end(
    rule: str, start: str, safe: str, nominal: str, with_closure: str
) -> None:
    (open_,), (closed,) = counted(rule, start), counted(rule, start, CLOSED)
    assert (str(open_.safe_on), str(open_.nominal_on)) == (safe, nominal)
    assert (str(closed.safe_on), str(closed.nominal_on)) == (safe, with_closure)
    assert open_.known


@pytest.mark.parametrize(
    ("rule", "start", "safe", "nominal"),
    [
        ("D3", "2026-12-24", "2026-12-30", "2026-12-30"),
        ("D4", "2026-12-01", "2026-12-04", "2026-12-04"),
        ("D5", "2027-01-28", "2027-02-02", "2027-02-03"),
        ("D6", "2026-12-01", "2027-02-04", "2027-02-08"),
        ("D7", "2026-12-12", "2026-12-12", "2026-12-12"),
        ("D8", "2026-12-01", "2026-12-15", "2026-12-15"),
        ("D10", "2027-02-08", "2027-04-12", "2027-04-15"),
        ("D12", "2027-01-26", "2027-03-09", "2027-03-11"),
        ("D13", "2027-01-26", "2027-02-16", "2027-02-18"),
        ("D14", "2026-12-01", "2027-05-30", "2027-05-30"),
        ("D15", "2026-12-01", "2026-12-31", "2026-12-31"),
        ("D16", "2026-11-23", "2027-01-06", "2027-01-06"),
        ("D17", "2026-12-01", "2027-12-01", "2027-12-01"),
        ("D17", "2028-02-29", "2029-02-28", "2029-02-28"),
        ("D18", "2026-12-01", "2027-01-30", "2027-01-30"),
        ("D20", "2026-08-31", "2027-02-28", "2027-02-28"),
    ],
)
def test_every_other_rule_ends_on_its_day(rule: str, start: str, safe: str, nominal: str) -> None:
    (found,) = counted(rule, start)
    assert (str(found.safe_on), str(found.nominal_on)) == (safe, nominal)


def test_a_conflict_of_laws_shows_both_dates() -> None:
    law, rules = counted("D19", "2026-12-01")
    assert (str(law.safe_on), str(rules.safe_on)) == ("2026-12-31", "2026-12-30")
    assert [str(each.term.words) for each in (law, rules)] == ["by the law", "by the Reglamento"]


def test_there_are_twenty_rules_in_both_languages() -> None:
    rules = rule_files.load().rules
    assert list(rules) == [f"D{number}" for number in range(1, 21)]
    spoken = [
        text
        for rule in rules.values()
        for words in (rule.words, rule.next, rule.notes)
        if words
        for text in (words.es, words.en)
    ]
    assert not any("vencid" in text.lower() or "ilegal" in text.lower() for text in spoken)


def test_a_month_gives_a_safe_date_from_its_first_day_and_no_single_nominal_date() -> None:
    (found,) = counted("D9", "2026-12")
    (first,), (last,) = counted("D9", "2026-12-01"), counted("D9", "2026-12-31")
    assert found.safe_on == first.safe_on
    assert found.nominal_on is None
    assert (found.nominal.end, found.latest_on) == (first.nominal_on, last.nominal_on)
    assert list(wording.cautions(found)) == [wording.NOT_ONE_DAY]
    assert wording.nominal(found) == "between February 8, 2027 and March 9, 2027"


def test_an_approximate_start_is_said_to_be_one() -> None:
    (found,) = counted("D9", "2026-12-01~")
    assert list(wording.cautions(found)) == [wording.APPROXIMATE]
    assert found.nominal_on is None


def test_a_count_beyond_the_known_holidays_says_so() -> None:
    (found,) = counted("D9", "2030-12-01")
    assert list(wording.cautions(found)) == [wording.BEYOND]
    assert list(wording.cautions(counted("D17", "2030-12-01")[0])) == []


def test_a_suspension_stops_every_unit_of_its_authority_alone() -> None:
    (comar,) = counted("D9", "2020-03-20")
    assert str(comar.nominal_on) == "2020-07-28"
    assert str(comar.safe_on) == "2020-05-22"
    (hours,) = counted("D4", "2020-03-23")
    assert (str(hours.safe_on), str(hours.nominal_on)) == ("2020-03-26", "2020-05-30")
    (inm,) = counted("D18", "2020-03-20")
    assert inm.nominal_on == inm.safe_on == date(2020, 5, 19)


def test_a_closure_holds_for_its_places_alone_and_not_for_natural_days() -> None:
    here = Period(CLOSED.first, CLOSED.last, CLOSED.cause, "comar", frozenset({"tabasco"}))
    (there,) = counted("D9", "2026-12-01", here, place="cdmx")
    (closed,) = counted("D9", "2026-12-01", here, place="tabasco")
    (unknown,) = counted("D9", "2026-12-01", here)
    assert (str(there.nominal_on), str(closed.nominal_on)) == ("2027-02-08", "2027-02-19")
    assert unknown.nominal_on == there.nominal_on
    (natural,) = counted("D14", "2026-12-01", CLOSED)
    assert str(natural.nominal_on) == "2027-05-30"


def test_the_count_is_told_day_by_day_in_words() -> None:
    (found,) = counted("D2", "2027-01-28")
    told = [f"{day.on}: {day}" for day in wording.explained(found)]
    assert told == [
        "2027-01-29: day 1",
        "2027-01-30: does not count: Saturday (LFPA 28)",
        "2027-01-31: does not count: Sunday (LFPA 28)",
        "2027-02-01: day 2 of the safe count; left out of the nominal count: "
        "Constitution Day (moved to Monday) (CFCRL 2024, patrón/pattern)",
        "2027-02-02: day 3 of the safe count, day 2 of the nominal count",
        "2027-02-03: day 4 of the safe count, day 3 of the nominal count",
        "2027-02-04: day 5 of the safe count, day 4 of the nominal count",
        "2027-02-05: does not count: Constitution Day (LFPA 28)",
        "2027-02-06: does not count: Saturday (LFPA 28)",
        "2027-02-07: does not count: Sunday (LFPA 28)",
        "2027-02-08: day 5 of the nominal count",
    ]
    i18n.set_language("es")
    assert str(next(wording.explained(found))) == "día 1"
