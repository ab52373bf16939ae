"""Recording an incident through its page."""

from collections.abc import Iterator
from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QComboBox, QLabel, QLineEdit, QPlainTextEdit, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from casedesk.domain.answers import UNKNOWN
from casedesk.domain.incidents import Act, Incident, Perpetrator, Victimisation
from casedesk.domain.partial_dates import PartialDate
from casedesk.domain.people import Household, Person
from casedesk.services import cases, incidents, merging, people
from casedesk.services.people import Intake
from casedesk.services.vaults import Vault
from casedesk.ui.desk import Desk
from casedesk.ui.incidents.incident_page import IncidentPage
from casedesk.ui.kit.choices import WrappingCheck
from tests.services.test_intake import ARRIVAL, arrive
from tests.ui.cases.drivers import worker_busy


class Driver:
    """Finds the controls of the page by name and uses them as a person would."""

    def __init__(self, page: IncidentPage, qtbot: QtBot) -> None:
        self.page, self.qtbot = page, qtbot

    def tick(self, code: str) -> None:
        """Tick an act."""
        box = self.page.form.acts.findChild(WrappingCheck, f"code_{code}")
        assert box is not None, code
        QTest.keyClick(box, Qt.Key.Key_Space)

    def fill(self, name: str, text: str) -> None:
        """Type into a question."""
        target = self.page.form.form.fields[name].control.focus_target()
        if isinstance(target, QComboBox):
            target.setCurrentIndex(target.findText(text))
        elif isinstance(target, QPlainTextEdit):
            target.setPlainText(text)
        else:
            assert isinstance(target, QLineEdit)
            target.setText(text)

    def perpetrator(self, at: int, kind: str) -> None:
        """Choose the kind of a perpetrator."""
        target = self.page.form.perpetrators.cards[at].fields["type"].control.focus_target()
        assert isinstance(target, QComboBox)
        target.setCurrentIndex(target.findText(kind))

    def press(self, name: str) -> None:
        """Press a button."""
        pressed = self.page.findChild(QPushButton, name)
        assert pressed is not None, name
        QTest.mouseClick(pressed, Qt.MouseButton.LeftButton)

    def save(self) -> None:
        """Save and wait for the answer."""
        self.press("save")
        self.qtbot.waitUntil(lambda: not self.page._desk.tasks.busy)

    def errors(self) -> list[str]:
        """What the summary says."""
        return [link.text() for link in self.page.form.form.summary.links()]


def recorded(vault: Vault, case_id: str) -> tuple[Incident, ...]:
    """The incidents on file."""
    return vault.run(lambda uow: cases.read(uow, case_id)).incidents


@pytest.fixture
def page(desk: Desk, qtbot: QtBot) -> Iterator[IncidentPage]:
    """The page, not yet opened on a case."""
    made = IncidentPage(desk)
    qtbot.addWidget(made)
    made.resize(1160, 768)
    made.show()
    yield made
    made.close()
    made.flush_draft()


def opened(
    page: IncidentPage, qtbot: QtBot, case_id: str, incident_id: str | None = None
) -> Driver:
    """The page on a case."""
    page.open(case_id=case_id, incident_id=incident_id)
    qtbot.waitUntil(lambda: not page._desk.tasks.busy)
    return Driver(page, qtbot)


def test_an_incident_can_be_saved_with_only_the_first_question(
    page: IncidentPage, vault: Vault, qtbot: QtBot
) -> None:
    case = arrive(vault, given_names="Inventada")
    driver = opened(page, qtbot, case.id)
    driver.tick("EXT")
    driver.save()
    (incident,) = recorded(vault, case.id)
    assert incident.acts == (Act(code="EXT"),)
    assert incident.perpetrators == ()
    assert incident.reported_on == ARRIVAL
    assert incident.victimisations == (
        Victimisation(person_id=case.person_id, act="EXT", role="victim"),
    )


def test_what_is_told_in_the_case_of_somebody_merged_stands_with_who_stayed(
    page: IncidentPage, vault: Vault, qtbot: QtBot
) -> None:
    kept, gone = arrive(vault, given_names="Una"), arrive(vault, given_names="Uno")
    with vault.begin() as uow:
        pair = merging.pair(uow, kept.id, gone.id)
        merging.merge(uow, pair.kept, kept.id, pair.gone.id)
    driver = opened(page, qtbot, gone.id)
    assert page._incident is not None and page._incident.case_id == kept.id
    driver.tick("ROB")
    driver.save()
    assert len(recorded(vault, kept.id)) == 1


def test_nothing_can_be_written_in_an_incident_while_it_is_saved(
    page: IncidentPage, vault: Vault, qtbot: QtBot
) -> None:
    case = arrive(vault, given_names="Inventada")
    driver = opened(page, qtbot, case.id)
    driver.tick("EXT")
    with worker_busy(page._desk):
        driver.press("save")
        assert not page.form.isEnabled()
        driver.tick("ROB")
    qtbot.waitUntil(lambda: not page._desk.tasks.busy)
    assert [act.code for act in recorded(vault, case.id)[0].acts] == ["EXT"]
    assert tuple(driver.page.form.acts.codes()) == ("EXT",)


def test_nothing_chosen_is_said_beside_the_question(
    page: IncidentPage, vault: Vault, qtbot: QtBot
) -> None:
    case = arrive(vault)
    driver = opened(page, qtbot, case.id)
    driver.save()
    assert driver.errors() == ["What happened? Choose at least one answer: what happened?"]
    assert recorded(vault, case.id) == ()


def test_two_perpetrators_and_two_acts_fit_on_the_page(
    page: IncidentPage, vault: Vault, qtbot: QtBot
) -> None:
    case = arrive(vault)
    driver = opened(page, qtbot, case.id)
    driver.tick("ROB")
    driver.tick("AME")
    driver.perpetrator(0, "Police")
    driver.press("add_perpetrator")
    driver.perpetrator(1, "Common crime")
    had_no_part = page.form.who.findChild(WrappingCheck, "did_AME_b")
    assert had_no_part is not None
    assert had_no_part.isVisible()
    had_no_part.setChecked(False)
    driver.save()
    (incident,) = recorded(vault, case.id)
    assert {act.code: act.by for act in incident.acts} == {"ROB": (), "AME": ("a",)}
    assert [each.type for each in incident.perpetrators] == ["police", "common_crime"]


def test_an_act_that_nobody_did_is_asked_about(
    page: IncidentPage, vault: Vault, qtbot: QtBot
) -> None:
    case = arrive(vault)
    driver = opened(page, qtbot, case.id)
    driver.tick("ROB")
    driver.perpetrator(0, "Police")
    driver.press("add_perpetrator")
    driver.perpetrator(1, "Common crime")
    for key in "ab":
        box = page.form.who.findChild(WrappingCheck, f"did_ROB_{key}")
        assert box is not None
        box.setChecked(False)
    driver.save()
    assert recorded(vault, case.id) == ()
    assert driver.errors()


def test_a_number_that_is_none_is_said_at_its_card(
    page: IncidentPage, vault: Vault, qtbot: QtBot
) -> None:
    case = arrive(vault)
    driver = opened(page, qtbot, case.id)
    driver.tick("ROB")
    number = page.form.perpetrators.cards[0].fields["number"]
    target = number.control.focus_target()
    assert isinstance(target, QLineEdit)
    target.setText("some")
    driver.save()
    assert driver.errors() == [f"How many: {number.error()}"]
    assert recorded(vault, case.id) == ()


def called(page: IncidentPage) -> str:
    """All that is seen and heard of who it was done to."""
    whom = page.form.whom
    seen = [each.text() for each in whom.findChildren(QLabel)]
    heard = [each.accessibleName() for each in whom.findChildren(QComboBox)]
    return " ".join([page.subtitle.text(), *seen, *heard])


def test_relatives_can_be_victims_and_witnesses_and_their_names_hidden_meanwhile(
    page: IncidentPage, vault: Vault, qtbot: QtBot
) -> None:
    mother = vault.run(
        lambda uow: people.intake(
            uow,
            Intake(
                person=Person(given_names="Madre"),
                entered_on=ARRIVAL,
                household=Household(name="X"),
            ),
        )
    )
    file = vault.run(lambda uow: cases.read(uow, mother.id))
    child = arrive(vault, given_names="Hija", household_id=file.person.household_id)
    driver = opened(page, qtbot, mother.id)
    driver.tick("ROB")
    role = page.form.whom.findChild(QComboBox, "role_ROB_1")
    assert role is not None
    role.setCurrentIndex(role.findData("witness"))
    assert {"Madre", "Hija"} <= set(called(page).replace(":", " ").split())
    page._desk.hide_names(True)
    qtbot.waitUntil(lambda: not {"Madre", "Hija"} & set(called(page).replace(":", " ").split()))
    page._desk.hide_names(False)
    assert "Hija" in called(page)
    driver.save()
    (incident,) = recorded(vault, mother.id)
    assert {(each.person_id, each.role) for each in incident.victimisations} == {
        (mother.person_id, "victim"),
        (child.person_id, "witness"),
    }


def on_file(vault: Vault) -> Incident:
    """An incident with somebody who is in no household of the person's."""
    case, other = arrive(vault, given_names="Una"), arrive(vault, given_names="Otra")
    incident = Incident(
        case_id=case.id,
        reported_on=ARRIVAL,
        occurred=PartialDate(2026, 10, approximate=True),
        zone=UNKNOWN,
        acts=(Act(code="ROB", by=("b",)), Act(code="TFO")),
        perpetrators=(
            Perpetrator(key="a", type="police", number=3),
            Perpetrator(key="b", type="gang", acquiescence=True),
        ),
        victimisations=(
            Victimisation(person_id=case.person_id, act="ROB", role="witness"),
            Victimisation(person_id=other.person_id, act="TFO", role="victim"),
        ),
        amount=3000,
        currency="MXN",
        narrative="Invented words.",
    )
    return vault.run(lambda uow: incidents.record(uow, incident))


def test_saving_what_is_on_file_unchanged_changes_nothing(
    page: IncidentPage, vault: Vault, qtbot: QtBot
) -> None:
    stored = on_file(vault)
    opened(page, qtbot, stored.case_id, stored.id).save()
    (again,) = recorded(vault, stored.case_id)
    assert again == stored


def test_one_answer_corrected_leaves_the_others(
    page: IncidentPage, vault: Vault, qtbot: QtBot
) -> None:
    stored = on_file(vault)
    driver = opened(page, qtbot, stored.case_id, stored.id)
    driver.fill("narrative", "Other invented words.")
    driver.save()
    (again,) = recorded(vault, stored.case_id)
    assert again == replace(stored, version=again.version, narrative="Other invented words.")


def test_what_was_typed_comes_back_after_the_page_died(
    page: IncidentPage, desk: Desk, vault: Vault, qtbot: QtBot
) -> None:
    case = arrive(vault)
    driver = opened(page, qtbot, case.id)
    driver.tick("ROB")
    driver.perpetrator(0, "Police")
    driver.fill("narrative", "Half a sent")
    page.flush_draft()
    qtbot.waitUntil(lambda: not desk.tasks.busy)

    fresh = IncidentPage(desk)
    qtbot.addWidget(fresh)
    opened(fresh, qtbot, case.id)
    assert fresh.form.acts.codes() == ("ROB",)
    assert fresh.form.perpetrators.perpetrators()[0].type == "police"
    assert fresh.form.questions.fields["narrative"].value() == "Half a sent"


def tabbed(page: IncidentPage, start: QWidget, steps: int) -> list[str]:
    """The names of where Tab comes to, beginning with a control."""
    page.activateWindow()
    start.setFocus()
    names: list[str] = []
    for _step in range(steps):
        names.append(page.focusWidget().objectName())
        QTest.keyClick(page.focusWidget(), Qt.Key.Key_Tab)
    return names


def test_tab_goes_through_perpetrators_and_grids_where_they_stand(
    page: IncidentPage, vault: Vault, qtbot: QtBot
) -> None:
    driver = opened(page, qtbot, arrive(vault).id)
    driver.tick("ROB")
    driver.perpetrator(0, "Police")
    driver.press("add_perpetrator")
    driver.perpetrator(1, "Common crime")
    qtbot.waitUntil(page.form.who.isVisible)
    qtbot.waitUntil(page.form.perpetrators.cards[1].isVisible)
    place = page.form.questions.fields["place"].control.focus_target()
    card = ["remove", "type_input", "body_input", "number_input", "yes"]
    grids = ["did_ROB_a", "did_ROB_b", "role_ROB_0"]
    expected = ["place_input", *card, *card, "add_perpetrator", *grids, "amount_input"]
    assert tabbed(page, place, len(expected)) == expected


@pytest.mark.parametrize("key", [Qt.Key.Key_Return, Qt.Key.Key_Enter])
def test_control_and_enter_save_while_the_story_is_written(
    page: IncidentPage, vault: Vault, qtbot: QtBot, key: Qt.Key
) -> None:
    case = arrive(vault)
    driver = opened(page, qtbot, case.id)
    page.activateWindow()
    qtbot.waitUntil(page.isActiveWindow)
    driver.tick("ROB")
    narrative = page.form.questions.fields["narrative"].control.focus_target()
    narrative.setFocus()
    QTest.keyClicks(narrative, "Invented words")
    QTest.keyClick(narrative, key, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: not page._desk.tasks.busy)
    (incident,) = recorded(vault, case.id)
    assert incident.narrative == "Invented words"
