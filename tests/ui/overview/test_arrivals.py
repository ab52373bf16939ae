"""Entries week by week: exact weeks for coordinators, those of published months for volunteers."""

from dataclasses import replace
from datetime import date

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from casedesk.domain.cases import Stay
from casedesk.domain.partial_dates import PartialDate
from casedesk.domain.people import Person
from casedesk.errors import CasedeskError
from casedesk.reports import arrivals, overview
from casedesk.reports.arrivals import WEEKS, Week
from casedesk.reports.wording import Words
from casedesk.services import people
from casedesk.services.people import Intake
from casedesk.services.vaults import Vault
from casedesk.storage import log
from casedesk.storage.keyring import VOLUNTEER
from casedesk.ui.kit import theme
from casedesk.ui.kit.binding import set_language
from casedesk.ui.overview.page import OverviewPage
from casedesk.ui.overview.weeks_chart import WeeksChart
from tests.conftest import VOLUNTEER_NAME
from tests.ui.cases.drivers import settle
from tests.ui.overview.conftest import MARCH, Opened
from tests.ui.sweep import faults

ENGLISH = Words("en")
#: what the clock of the tests says; a Monday
TODAY = date(2026, 11, 23)


def arrive(vault: Vault, on: str, how_many: int = 1) -> None:
    """People arrive on a day, as EDTF."""
    day = PartialDate.from_edtf(on)
    for _each in range(how_many):
        new = Intake(person=replace(Person(), alias="Luna"), entered_on=day, stay=Stay(case_id=""))
        vault.run(lambda uow, new=new: people.intake(uow, new))  # type: ignore[misc]


def weeks(vault: Vault, months: int) -> dict[str, int]:
    """The exact weeks that are not empty, by the day they begin with."""
    counted = vault.run(lambda uow: arrivals.count(uow, months))
    assert len(counted.by_monday) == WEEKS[months]
    assert all(monday.weekday() == 0 for monday in counted.by_monday)
    return {str(monday): number for monday, number in counted.by_monday.items() if number}


def test_weeks_begin_on_mondays_and_cross_months(vault: Vault) -> None:
    for day, number in (("2026-11-01", 1), ("2026-11-02", 2), ("2026-10-26", 3), ("2026-11-23", 4)):
        arrive(vault, day, number)
    assert weeks(vault, 3) == {"2026-10-26": 4, "2026-11-02": 2, "2026-11-23": 4}


@pytest.mark.parametrize("months", [3, 6, 12])
def test_as_many_weeks_are_counted_as_are_asked_for(vault: Vault, months: int) -> None:
    first = date.fromordinal(TODAY.toordinal() - 7 * (WEEKS[months] - 1))
    arrive(vault, str(first))
    arrive(vault, str(date.fromordinal(first.toordinal() - 1)))
    assert weeks(vault, months) == {str(first): 1}


def test_what_has_no_day_is_in_no_week_and_said(vault: Vault) -> None:
    for day in ("2026-10", "2026-10-05~", "2026", "2025-01"):
        arrive(vault, day)
    counted = vault.run(lambda uow: arrivals.count(uow, 3))
    assert sum(counted.by_monday.values()) == 0
    assert counted.undated == 2


def test_exact_weeks_are_for_coordinators_and_each_reading_is_logged(vault: Vault) -> None:
    weeks(vault, 3)
    (last,) = vault.run(lambda uow: log.latest(uow.connection, 1))
    assert (last.action, last.kind) == (log.READ, "report")
    vault.session = type(vault.session)(VOLUNTEER_NAME, VOLUNTEER)
    with pytest.raises(CasedeskError):
        weeks(vault, 3)


def test_a_volunteer_is_given_the_weeks_of_the_report_and_no_others(seen: Vault) -> None:
    (shown,) = seen.run(overview.published)
    told = arrivals.published([shown], 12, TODAY, ENGLISH)
    lines = overview.lines(shown.tables["entries"], ENGLISH)
    assert {line.code for line in lines[5:]} == {"earlier", "not_known"}
    assert [(week.printed, week.number) for week in told.weeks] == [
        (line.printed, line.number) for line in lines[:5]
    ]
    assert told.weeks[0] == Week(
        "March 2026, 1 to 7", lines[0].printed, lines[0].number, MARCH.begins
    )
    assert not told.exact
    assert arrivals.published([shown], 6, TODAY, ENGLISH).weeks == ()


def press_year(page: OverviewPage, qtbot: QtBot) -> None:
    """Look back over 12 months."""
    page.arrivals.months_choice.chips["12"].click()
    settle(qtbot, page._desk)


def test_a_volunteers_page_never_counts(seen: Vault, opened: Opened, qtbot: QtBot) -> None:
    before = seen.run(lambda uow: len(log.latest(uow.connection, 100)))
    page = opened(seen, volunteer=True)
    assert "No report of these months" in page.arrivals.base.text()
    assert not page.arrivals.chart.isVisible()
    press_year(page, qtbot)
    assert page.arrivals.chart.isVisible()
    said = page.arrivals.chart.accessibleDescription()
    assert said.count("March 2026, ") == 5
    page.arrivals.numbers_button.click()
    assert page.arrivals.numbers.text() == said
    assert seen.run(lambda uow: len(log.latest(uow.connection, 100))) == before


def test_a_coordinator_sees_both(seen: Vault, opened: Opened, qtbot: QtBot) -> None:
    page = opened(seen)
    press_year(page, qtbot)
    assert page.arrivals.chart.accessibleDescription().count(";") == 51
    assert "Monday" in page.arrivals.base.text()
    page.strip.show_place("published")
    page.strip.chosen.emit("published")
    settle(qtbot, page._desk)
    assert "As published" in page.arrivals.base.text()
    assert page.arrivals.chart.accessibleDescription().count(";") == 4


def test_what_is_hidden_looks_the_same_whatever_it_is(qtbot: QtBot) -> None:
    def drawn(number: int | None, printed: str) -> bytes:
        chart = WeeksChart()
        qtbot.addWidget(chart)
        chart.resize(600, 200)
        chart.show_weeks([Week("a", "20", 20, TODAY), Week("b", printed, number)], "Weeks")
        return bytes(chart.grab().toImage().constBits())

    assert drawn(None, "0–4") == drawn(None, "0–4")
    assert drawn(None, "0–4") != drawn(5, "0–4")
    assert drawn(10, "x") != drawn(15, "x")


@pytest.mark.parametrize(
    ("language", "look", "percent"), [("es", "light", 100), ("en", "contrast", 200)]
)
def test_the_card_is_whole_in_both_languages_and_large(
    seen: Vault,
    opened: Opened,
    qapp: QApplication,
    qtbot: QtBot,
    language: str,
    look: str,
    percent: int,
) -> None:
    page = opened(seen)
    press_year(page, qtbot)
    page.arrivals.numbers_button.click()
    theme.apply(qapp, look, percent)
    set_language(language)
    qtbot.wait(1)
    assert faults(page.arrivals) == []
    title = {"es": "Ingresos semana por semana", "en": "Entries week by week"}
    assert page.arrivals.chart.accessibleName() == title[language]
