"""Taking people in, correcting, closing and reopening."""

from dataclasses import replace
from datetime import timedelta

import pytest

from casedesk.domain.answers import NOT_ASKED, REFUSED, UNKNOWN
from casedesk.domain.cases import CLOSED, OPEN, Case, Consent, Stay
from casedesk.domain.journeys import Journey
from casedesk.domain.partial_dates import PartialDate
from casedesk.domain.people import Household, Person
from casedesk.errors import Invalid
from casedesk.services import cases, entries, people, steps
from casedesk.services.clocks import board
from casedesk.services.people import Intake
from casedesk.services.vaults import ChangedMeanwhile, UnitOfWork, Vault
from casedesk.storage import log, records

ARRIVAL = PartialDate(2026, 11, 23)


def arrive(vault: Vault, **answers: object) -> Case:
    """Take in somebody of whom only the answers given are known."""
    person = replace(Person(), **answers)  # type: ignore[arg-type]  # any answers a test names
    return vault.run(lambda uow: people.intake(uow, Intake(person=person, entered_on=ARRIVAL)))


def read(vault: Vault, case: Case) -> cases.CaseFile:
    """The whole case."""
    return vault.run(lambda uow: cases.read(uow, case.id))


def test_somebody_of_whom_nothing_is_known_can_be_taken_in(vault: Vault) -> None:
    file = read(vault, arrive(vault))
    assert file.person.called == ""
    assert file.case.state == OPEN
    assert [stay.entered_on for stay in file.stays] == [ARRIVAL]


def test_unknown_refused_and_not_asked_stay_apart(vault: Vault) -> None:
    case = arrive(vault, surnames=UNKNOWN, birth=REFUSED, needs=())
    person = read(vault, case).person
    assert person.surnames is UNKNOWN
    assert person.birth is REFUSED
    assert person.needs == ()
    assert person.documents is NOT_ASKED


def test_everything_said_on_arrival_is_one_transaction(vault: Vault) -> None:
    draft = Intake(
        person=Person(given_names="Inventada", relation="head"),
        entered_on=ARRIVAL,
        stay=Stay(case_id="", slept_at="families"),
        journey=Journey(case_id="", reasons=("economic",)),
        consents=(Consent(case_id="", purpose="statistics", given=True),),
        household=Household(name="Familia Inventada"),
    )
    with pytest.raises(Invalid) as refused:
        vault.run(
            lambda uow: people.intake(
                uow, replace(draft, journey=Journey(case_id="", reasons=("no such reason",)))
            )
        )
    assert list(refused.value.fields) == ["journey.reasons"]
    assert vault.run(lambda uow: cases.numbers(uow, cases.Filter())) == []

    file = read(vault, vault.run(lambda uow: people.intake(uow, draft)))
    assert file.household is not None
    assert file.household.name == "Familia Inventada"
    assert file.journeys[0].reasons == ("economic",)
    assert file.consents[0].given is True


def test_a_day_that_has_not_come_is_refused(vault: Vault) -> None:
    tomorrow = PartialDate.of(vault.clock.now().date() + timedelta(days=1))
    with pytest.raises(Invalid) as refused:
        vault.run(lambda uow: people.intake(uow, Intake(person=Person(), entered_on=tomorrow)))
    assert list(refused.value.fields) == ["stay.entered_on"]


def test_leaving_before_entering_is_refused_beside_the_later_date(vault: Vault) -> None:
    stay = read(vault, arrive(vault)).stays[0]
    early = replace(stay, exited_on=PartialDate(2026, 11, 22))
    with pytest.raises(Invalid) as refused:
        vault.run(lambda uow: entries.save(uow, early))
    assert list(refused.value.fields) == ["exited_on"]


def test_leaving_in_the_month_of_entering_is_possible(vault: Vault) -> None:
    stay = read(vault, arrive(vault)).stays[0]
    saved = vault.run(lambda uow: entries.save(uow, replace(stay, exited_on=PartialDate(2026, 11))))
    assert str(saved.exited_on) == "2026-11"


def test_a_case_is_closed_with_a_reason_and_reopened(vault: Vault) -> None:
    case = arrive(vault)
    closed = vault.run(lambda uow: cases.close(uow, case, "moved_on"))
    assert closed.state == CLOSED
    opened = vault.run(lambda uow: cases.reopen(uow, closed))
    assert opened.state == OPEN
    assert opened.reopened_on == ARRIVAL

    def actions(uow: UnitOfWork) -> list[str]:
        return [operation.action for operation in log.of_records(uow.connection, [case.id])]

    assert vault.run(actions) == [log.CREATE, log.CHANGE, log.CHANGE]


def test_two_editors_of_different_answers_both_win(vault: Vault) -> None:
    person = read(vault, arrive(vault, given_names="Inventada")).person
    vault.run(lambda uow: people.correct(uow, replace(person, alias="Flaca")))
    vault.run(lambda uow: people.correct(uow, replace(person, surnames="Deprueba")))
    stored = vault.run(lambda uow: records.get(uow, Person, person.id))
    assert (stored.alias, stored.surnames) == ("Flaca", "Deprueba")


def test_the_second_editor_of_the_same_answer_is_told(vault: Vault) -> None:
    person = read(vault, arrive(vault, given_names="Inventada")).person
    vault.run(lambda uow: people.correct(uow, replace(person, alias="Flaca")))
    with pytest.raises(ChangedMeanwhile):
        vault.run(lambda uow: people.correct(uow, replace(person, alias="Güera")))
    stored = vault.run(lambda uow: records.get(uow, Person, person.id))
    assert stored.alias == "Flaca"


def test_a_folio_drawn_twice_is_drawn_again(vault: Vault, monkeypatch: pytest.MonkeyPatch) -> None:
    first = arrive(vault)
    drawn = iter([first.folio, first.folio, "K7MP-3XQT"])
    monkeypatch.setattr(people, "new_folio", lambda: next(drawn))
    assert arrive(vault).folio == "K7MP-3XQT"


def test_reading_a_case_is_logged(vault: Vault) -> None:
    case = arrive(vault)
    read(vault, case)

    def readings(uow: UnitOfWork) -> list[str]:
        found = log.of_records(uow.connection, [case.id])
        return [each.user for each in found if each.action == log.READ]

    assert vault.run(readings) == [vault.session.user]


def test_a_member_joins_and_leaves_a_household(vault: Vault) -> None:
    first = read(vault, arrive(vault, given_names="Madre")).person
    second = read(vault, arrive(vault, given_names="Hija")).person
    first = vault.run(lambda uow: people.form_household(uow, first, Household(name="Prueba")))
    joined = vault.run(lambda uow: people.join(uow, second, str(first.household_id), "child"))
    assert joined.household_id == first.household_id
    left = vault.run(lambda uow: people.leave_household(uow, joined))
    assert left.household_id is NOT_ASKED


def test_days_that_two_people_change_apart_must_fit_together(vault: Vault) -> None:
    case = arrive(vault)
    (stay,) = read(vault, case).stays
    early = replace(stay, entered_on=PartialDate(2026, 11, 1), exited_on=PartialDate(2026, 11, 9))
    stay = vault.run(lambda uow: entries.save(uow, early))
    vault.run(lambda uow: entries.save(uow, replace(stay, exited_on=PartialDate(2026, 11, 3))))
    with pytest.raises(Invalid) as refused:
        vault.run(lambda uow: entries.save(uow, replace(stay, entered_on=PartialDate(2026, 11, 5))))
    assert list(refused.value.fields) == ["exited_on"]
    assert read(vault, case).stays[0].entered_on == PartialDate(2026, 11, 1)


def test_a_persons_days_that_two_people_change_apart_must_fit_together(vault: Vault) -> None:
    person = read(vault, arrive(vault, birth=PartialDate(2000))).person
    asked = replace(person, age=20, age_on=PartialDate(2021))
    vault.run(lambda uow: people.correct(uow, asked))
    with pytest.raises(Invalid) as refused:
        vault.run(lambda uow: people.correct(uow, replace(person, birth=PartialDate(2022))))
    assert list(refused.value.fields) == ["age_on"]


def test_a_taking_in_whose_clocks_were_counted_is_taken_back(vault: Vault) -> None:
    draft = Intake(
        person=Person(given_names="Inventada"),
        entered_on=ARRIVAL,
        journey=Journey(case_id="", entered_mexico_on=PartialDate(2026, 11, 20)),
    )
    step = vault.run(lambda uow: steps.taken(uow, lambda uow: people.intake(uow, draft)))
    vault.run(board.settle)
    assert vault.run(lambda uow: board.lines(uow, board.Wanted()))
    vault.run(lambda uow: steps.take_back(uow, step))
    assert vault.run(lambda uow: records.find(uow, Case)) == []
