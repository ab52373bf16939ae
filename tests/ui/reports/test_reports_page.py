"""A coordinator looks at a report, publishes it, and saves it."""

from itertools import count
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPushButton

from casedesk.errors import CasedeskError
from casedesk.progress import Cancelled
from casedesk.reports import exporting, own_reports, publishing
from casedesk.reports.own_reports import Choice
from casedesk.reports.periods import Period
from casedesk.reports.published import Published, Stated
from casedesk.reports.refusals import Deducible, NothingToCount, OtherReportThere
from casedesk.storage import ledger, log
from casedesk.ui.kit.binding import set_language
from casedesk.ui.kit.combos import Combo
from casedesk.ui.reports import looking
from casedesk.ui.reports.exact_section import ExactSection
from tests.reports import months
from tests.services.test_intake import arrive
from tests.ui.reports.drivers import Coordinator

MARCH = Period.parse("2026-03")


def test_the_exact_month_is_shown_apart_and_marked_as_internal(newcomer: Coordinator) -> None:
    newcomer.page.open(section="exact")
    newcomer.settle()
    exact = newcomer.page.sections["exact"]
    assert isinstance(exact, ExactSection)
    assert exact.shown is not None
    assert (exact.shown.period, exact.shown.persons) == (MARCH, months.PEOPLE)
    assert "Internal" in newcomer.reads()


def test_the_whole_catalogue_is_begun_published_frozen_and_saved(
    newcomer: Coordinator, tmp_path: Path
) -> None:
    newcomer.page.open()
    newcomer.settle()
    words = "\n".join(newcomer.section.preview.words)
    assert "not published" in words
    assert "numbers moved; none by more than 4" in newcomer.reads()
    assert not newcomer.section.card.publish.isEnabled()
    assert not newcomer.section.opening.begin.isEnabled()
    newcomer.begin()
    assert not newcomer.sees("opening")
    newcomer.publish()
    assert "Report no. 3, published on Nov 23, 2026 by Ana Prueba." in newcomer.reads()
    newcomer.section.save_as(exporting.FORMATS, tmp_path / "here")
    newcomer.settle()
    there = exporting.export(newcomer.vault, 3, "en", exporting.FORMATS, tmp_path / "there")
    for path in there:
        assert (tmp_path / "here" / path.name).read_bytes() == path.read_bytes()
    assert str(tmp_path / "here") in newcomer.section.card.saved.text()


def test_publishing_is_asked_once_in_place(person: Coordinator) -> None:
    person.begin()
    person.press("publish")
    assert "March 2026 stays as it is" in person.reads()
    assert person.page.focusWidget() is person.section.card.not_yet  # pressed twice, it asks only
    person.press("publish_not_yet")
    assert not person.sees("publish_sure")
    assert [each.kind for each in person.vault.run(ledger.entries)] == [ledger.OPENING]


@pytest.mark.parametrize(
    ("language", "advice", "promised"),
    [
        (
            "en",
            "Fewer categories, for the whole year, of: Nationality",
            "it cannot be deduced from our tables",
        ),
        (
            "es",
            "Menos categorías, para todo el año, de: Nacionalidad",
            "no se puede deducir de nuestras tablas",
        ),
    ],
)
def test_refused_advised_and_published(
    person: Coordinator, language: str, advice: str, promised: str
) -> None:
    publishing.begin(person.vault, MARCH)
    cuban = Stated(MARCH, "persons", (("nationality", "CUB"),), 1, 1, "the press")
    publishing.state(person.vault, cuban)
    set_language(language)
    person.section.open()
    person.settle()
    person.choose("language", language)
    look = person.section.look
    assert look is not None
    assert isinstance(look.refusal, Deducible)
    assert not person.section.card.publish.isEnabled()
    person.qtbot.waitUntil(lambda: advice in person.reads())
    person.press(proposal_with(person, advice))
    assert not person.sees("refusal_card")
    person.publish()
    published = person.section.look
    assert published is not None
    assert published.release is not None
    assert published.release.order.policy.coarse == ("nationality",)
    assert promised in " ".join("\n".join(person.section.preview.words).split())


def proposal_with(person: Coordinator, words: str) -> str:
    """The name of the button that makes this change."""
    found = person.page.findChildren(QPushButton)
    return next(each.objectName() for each in found if each.accessibleName() == words)


def test_the_reports_language_is_chosen_apart_from_the_programs(
    person: Coordinator, tmp_path: Path
) -> None:
    person.begin()
    person.choose("language", "es")
    assert "marzo de 2026" in "\n".join(person.section.preview.words)
    person.publish()
    set_language("es")
    assert person.section.card.save_all.text() == "Guardar los archivos"
    person.section.save_as(("pdf",), tmp_path)
    person.settle()
    assert (tmp_path / "casedesk-2026-03-3-es.pdf").exists()


def test_a_month_under_way_can_be_seen_and_not_published(person: Coordinator) -> None:
    person.begin()
    arrive(person.vault)
    person.section.open()
    person.settle()
    assert "Fewer than 50 persons" not in person.reads()
    person.choose("period", "2026-11")
    assert "is not over yet" in person.reads()
    assert "Fewer than 50 persons" in person.reads()
    assert not person.section.card.publish.isEnabled()


def test_a_month_in_which_nobody_came_is_published_once_that_has_been_said(
    person: Coordinator,
) -> None:
    person.choose("period", "2026-01")
    person.begin()
    assert "Publish it only if nobody came" in person.reads()
    person.publish()
    assert "Publish it only if nobody came" not in person.reads()
    assert person.section.look is not None and person.section.look.release is not None


def test_a_file_that_says_something_else_is_not_replaced(
    person: Coordinator, tmp_path: Path
) -> None:
    person.begin()
    person.publish()
    other = tmp_path / "casedesk-2026-03-3-en.csv"
    other.write_text("published before")
    with person.qtbot.waitSignal(person.desk.refused) as refused:
        person.section.save_as(("csv",), tmp_path)
    assert isinstance(refused.args[0], OtherReportThere)
    assert other.read_text() == "published before"


def test_a_report_of_ones_own_is_kept_chosen_again_and_forgotten(person: Coordinator) -> None:
    person.press("unfold")
    person.choose("tables", ("sex_age", "nationality_sex"))
    person.section.choice.form.name.control.set_value(None)
    person.press("save_own")
    assert person.section.choice.form.name.error()
    person.section.choice.form.name.control.set_value("For the network")
    person.press("save_own")
    kept = person.vault.run(own_reports.load)["For the network"]
    assert kept.tables == ("sex_age", "nationality_sex")
    person.choose("own_report", "Short")
    person.choose("own_report", "For the network")
    assert person.section.look is not None
    assert person.section.look.order.tables == kept.tables
    actions = [each.action for each in person.vault.run(lambda uow: log.latest(uow.connection, 1))]
    assert actions == ["save"]
    person.press("remove_own")
    assert "For the network" not in person.vault.run(own_reports.load)


def test_parts_of_a_month_are_published_together_with_it(person: Coordinator) -> None:
    women = Choice(tables=("reasons",), filters=(("sex", "woman"),))
    person.vault.run(lambda uow: own_reports.save(uow, "Women", women))
    person.section.open()
    person.settle()
    person.begin()
    person.press("publish")
    person.press("beside_Women")
    person.press("publish_sure")
    kinds = [each.kind for each in person.vault.run(ledger.entries)]
    assert kinds == [*(ledger.OPENING, ledger.SNAPSHOT), *[ledger.RELEASE] * 2, ledger.PROOF]
    whole, part = person.vault.run(Published).releases
    assert part.order.filters == women.filters
    assert whole.order.filters == ()


def test_a_vault_from_another_computer_asks_before_it_publishes(
    person: Coordinator, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    person.begin()
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "another computer"))
    person.section.open()
    person.settle()
    assert "for the first time" in person.reads()
    assert not person.section.card.publish.isEnabled()
    person.begin()
    assert person.section.card.publish.isEnabled()


def test_tables_that_cannot_be_confined_are_told_and_nothing_breaks(person: Coordinator) -> None:
    person.press("unfold")
    person.section.choice.form.tables.control.set_value(("sex_age",))
    with person.qtbot.waitSignal(person.desk.refused) as refused:
        person.choose("filters", ("sex=woman",))
    assert isinstance(refused.args[0], NothingToCount)


def test_what_is_typed_to_count_only_is_taken_or_keeps_the_report_back(
    person: Coordinator,
) -> None:
    person.begin()
    person.press("unfold")
    form = person.section.choice.form
    combo = form.filters.control.focus_target()
    assert isinstance(combo, Combo)
    for words, taken in (("cuba", True), ("a", False)):
        QTest.keyClicks(combo, words)
        person.settle()
        assert person.section.choice.asked() is None and not form.filters.error()
        QTest.keyClick(combo, Qt.Key.Key_Return)  # Tab ends it in the same way
        person.settle()
        asked, look = person.section.choice.asked(), person.section.look
        assert bool(form.filters.error()) == (not taken)
        assert (asked is not None) == taken
        if asked is not None:
            assert asked.choice.filters == (("nationality", "CUB"),)
        # What can be published is never what was asked for before.
        assert look is None or look.asked == asked
        assert look is not None or not person.section.card.publish.isVisible()


def test_stopped_work_publishes_nothing(person: Coordinator) -> None:
    person.begin()
    person.press("publish")
    person.section.publish()
    person.section.card.work.stop_button.click()
    person.settle()
    kinds = {each.kind for each in person.vault.run(ledger.entries)}
    assert kinds == {ledger.OPENING}
    assert not person.sees("stop_report")


def test_a_look_that_is_stopped_says_so_and_can_be_begun_again(person: Coordinator) -> None:
    person.section.reload()
    person.section.card.work.stop_button.click()
    person.settle()
    assert not person.sees("stop_report")
    assert "Stopped. Nothing was changed." in person.reads()
    assert not person.sees("publish")
    assert person.page.focusWidget() is person.section.card.again
    person.press("look_again")
    assert person.sees("publish")
    assert "Stopped" not in person.reads()


def test_stopping_while_tables_are_protected_is_no_refusal_of_the_report(
    person: Coordinator,
) -> None:
    asked, steps, errors = person.section.choice.asked(), count(), list[CasedeskError]()
    assert asked is not None

    def stop_at_the_third(_done: int, _total: int) -> None:
        if next(steps) == 2:  # the first is before anything is counted
            raise Cancelled

    person.desk.tasks.call(
        lambda vault, _progress: looking.look(vault, asked, 600, stop_at_the_third),
        owner=person.page,
        failed=errors.append,
    )
    person.settle()
    assert [type(each) for each in errors] == [Cancelled]
