"""Sending somebody on: least data, consent, the answer, and asking again."""

from dataclasses import replace
from datetime import date
from functools import partial
from typing import Any

import pytest

from casedesk.domain import codelists, sharing
from casedesk.domain.answers import NOT_ASKED
from casedesk.domain.cases import Consent, Referral
from casedesk.domain.partial_dates import PartialDate
from casedesk.domain.sharing import Permission
from casedesk.errors import Invalid
from casedesk.services import cases, entries, referrals
from casedesk.services.vaults import Vault
from tests.services.test_history import taken_in

DAY = PartialDate(2026, 11, 20)


@pytest.fixture
def case_id(vault: Vault) -> str:
    """The case of somebody invented."""
    return vault.run(taken_in)


def save(vault: Vault, case_id: str, **answers: Any) -> Referral:
    """Refer the person to a hospital."""
    referral = Referral(case_id=case_id, to="hospital", referred_on=DAY)
    return vault.run(lambda uow: referrals.save(uow, replace(referral, **answers)))


def consent(vault: Vault, case_id: str, **answers: Any) -> None:
    """Write down what the person said."""
    given = Consent(case_id=case_id, purpose="referral", given=True, given_on=DAY)
    vault.run(lambda uow: entries.save(uow, replace(given, **answers)))


def permission(vault: Vault, case_id: str, **answers: Any) -> Permission:
    """What counts for a referral to a hospital."""
    referral = replace(Referral(case_id=case_id, to="hospital", purpose="health"), **answers)
    return vault.run(lambda uow: referrals.permission(uow, referral))


def open_ones(vault: Vault, case_id: str) -> list[tuple[str, Any]]:
    """What is to be done in the case, and by when."""
    file = vault.run(lambda uow: cases.read(uow, case_id))
    return [(str(each.what), each.due_on) for each in file.follow_ups if each.open]


def test_nothing_goes_for_a_purpose_that_needs_nothing() -> None:
    assert sharing.needed("food") == ()
    assert sharing.needed(NOT_ASKED) == ()
    assert "phone" not in {
        field
        for code in codelists.load("referral_purposes").codes
        for field in sharing.needed(code)
    }


def test_every_field_a_purpose_needs_can_be_shared() -> None:
    known = set(codelists.load("shared_fields").codes)
    purposes = codelists.load("consent_purposes").codes
    for code in codelists.load("referral_purposes").codes.values():
        assert set(sharing.needed(code.code)) <= known, code.code
        assert set(str(code.attributes["consents"]).split()) <= set(purposes), code.code


def test_what_was_said_last_counts(vault: Vault, case_id: str) -> None:
    assert permission(vault, case_id) is Permission.NOT_ASKED
    consent(vault, case_id)
    assert permission(vault, case_id) is Permission.AGREED
    consent(vault, case_id, given=False)
    assert permission(vault, case_id) is Permission.NOT_AGREED
    consent(vault, case_id, withdrawn_on=DAY)
    assert permission(vault, case_id) is Permission.WITHDRAWN


def test_consent_for_one_organisation_is_none_for_another(vault: Vault, case_id: str) -> None:
    consent(vault, case_id, recipient="Clinica San Juan")
    assert permission(vault, case_id) is Permission.FOR_OTHERS
    assert permission(vault, case_id, recipient="Clínica San Juan") is Permission.AGREED
    consent(vault, case_id, recipient="hospital o centro de salud", given=False)
    assert permission(vault, case_id) is Permission.NOT_AGREED


def test_consent_for_another_purpose_is_none_for_this_one(vault: Vault, case_id: str) -> None:
    consent(vault, case_id, purpose="legal")
    assert permission(vault, case_id) is Permission.NOT_ASKED
    assert permission(vault, case_id, purpose="legal", to="legal_clinic") is Permission.AGREED


def test_sharing_without_consent_needs_a_reason_and_sharing_nothing_does_not(
    vault: Vault, case_id: str
) -> None:
    save(vault, case_id, shared=())
    save(vault, case_id)
    with pytest.raises(Invalid) as caught:
        save(vault, case_id, shared=("called",))
    assert list(caught.value.fields) == ["without_consent"]
    assert save(vault, case_id, shared=("called",), without_consent="emergency").version
    consent(vault, case_id)
    assert save(vault, case_id, shared=("called",)).version


def test_somebody_is_reminded_to_ask_for_the_answer(vault: Vault, case_id: str) -> None:
    made = save(vault, case_id, recipient="San Juan")
    ask = "Ask for their answer: Hospital or health centre · San Juan"
    assert open_ones(vault, case_id) == [(ask, PartialDate(2026, 11, 27))]
    vault.run(lambda uow: referrals.save(uow, replace(made, notes="By bus")))
    assert len(open_ones(vault, case_id)) == 1
    asked = vault.run(lambda uow: referrals.ask_again(uow, made))
    assert asked.asked_again_on == PartialDate(2026, 11, 23)
    assert open_ones(vault, case_id) == [(ask, PartialDate(2026, 11, 30))]
    answered = vault.run(lambda uow: referrals.save(uow, replace(asked, outcome="accepted")))
    assert answered.answered_on == PartialDate.of(date(2026, 11, 23))
    assert open_ones(vault, case_id) == []


def test_a_referral_of_long_ago_is_asked_about_from_today_on(vault: Vault, case_id: str) -> None:
    save(vault, case_id, referred_on=PartialDate(2026, 3))
    assert open_ones(vault, case_id)[0][1] == PartialDate(2026, 11, 23)


def test_an_answer_cannot_come_before_the_question(vault: Vault, case_id: str) -> None:
    with pytest.raises(Invalid) as caught:
        save(vault, case_id, outcome="refused", answered_on=PartialDate(2026, 11, 19))
    assert list(caught.value.fields) == ["answered_on"]


def test_an_answer_is_written_down_after_the_consent_was_withdrawn(
    vault: Vault, case_id: str
) -> None:
    consent(vault, case_id)
    sent = save(vault, case_id, shared=("called",))
    consent(vault, case_id, withdrawn_on=DAY)
    answered = vault.run(lambda uow: referrals.save(uow, replace(sent, outcome="accepted")))
    for more in ({"shared": ("called", "age")}, {"recipient": "San Juan"}):
        with pytest.raises(Invalid):
            vault.run(partial(referrals.save, referral=replace(answered, **more)))


def test_an_answer_taken_off_has_somebody_ask_again(vault: Vault, case_id: str) -> None:
    made = save(vault, case_id)
    asked = open_ones(vault, case_id)
    answered = vault.run(lambda uow: referrals.save(uow, replace(made, outcome="accepted")))
    assert open_ones(vault, case_id) == []
    mistaken = replace(answered, outcome=NOT_ASKED, answered_on=NOT_ASKED)
    vault.run(lambda uow: referrals.save(uow, mistaken))
    assert open_ones(vault, case_id) == asked
