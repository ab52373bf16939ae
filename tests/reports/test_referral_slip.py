"""The slip says what was chosen, in either language, and nothing else."""

from dataclasses import replace
from typing import Any

import pypdfium2
import pytest

from casedesk.domain import codelists
from casedesk.domain.answers import NOT_ASKED
from casedesk.domain.cases import AsylumApplication, Referral
from casedesk.domain.partial_dates import PartialDate
from casedesk.domain.people import Household, Person
from casedesk.domain.sharing import Permission
from casedesk.reports import referral_slip
from casedesk.services import entries, people, referrals
from casedesk.services.people import Intake
from casedesk.services.referrals import Slip
from casedesk.services.vaults import UnitOfWork, Vault
from casedesk.storage import log
from casedesk.storage.unit_of_work import UnitOfWork as Work

DAY = PartialDate(2026, 11, 20)


def text_of(pdf: bytes) -> str:
    """The words of the only page."""
    document = pypdfium2.PdfDocument(pdf)
    assert len(document) == 1
    text: str = document[0].get_textpage().get_text_range()
    document.close()
    return " ".join(text.split())


@pytest.fixture
def slip(vault: Vault) -> Slip:
    """Of a mother with a child, an alias, a telephone, and a story."""

    def work(uow: UnitOfWork) -> Slip:
        family = Household(name="Secreta")
        mother = Person(
            given_names="María",
            surnames="Canario Paz",
            alias="Luna",
            birth=PartialDate(1992, 2, 3),
            nationality="HND",
            languages=("es", "cab"),
            sex="woman",
            phone="5550100",
            needs=("pregnant",),
            notes="Cuenta que huyó.",
            documents=("passport",),
            interpreter=False,
        )
        case = people.intake(uow, Intake(person=mother, entered_on=DAY, household=family))
        child = Person(given_names="Niño", age=4, household_id=family.id)
        people.intake(uow, Intake(person=child, entered_on=DAY))
        application = AsylumApplication(case_id=case.id, state="A1", state_since=DAY)
        entries.save(uow, application)
        referral = Referral(
            case_id=case.id,
            to="hospital",
            referred_on=DAY,
            purpose="health",
            notes="Su historia",
            without_consent="emergency",
            shared=(),
        )
        return referrals.slip(uow, referrals.save(uow, referral), "Albergue de Prueba")

    return vault.run(work)


def sharing(slip: Slip, *fields: str, **answers: Any) -> Slip:
    """The slip with other fields chosen."""
    return replace(slip, referral=replace(slip.referral, shared=fields, **answers))


def test_a_slip_with_nothing_chosen_says_nothing_about_the_person(slip: Slip) -> None:
    text = text_of(referral_slip.pdf(slip, "es"))
    for secret in ("María", "Canario", "Luna", "1992", "34", "Honduras", "555", "historia", "huyó"):
        assert secret not in text, secret
    assert slip.folio in text
    assert "Albergue de Prueba" in text
    assert "Hospital o centro de salud" in text


@pytest.mark.parametrize(
    ("field", "wanted", "language"),
    [
        ("called", "Luna", "es"),
        ("full_name", "María Canario Paz", "es"),
        ("age", "34", "es"),
        ("birth", "3 de febrero de 1992", "es"),
        ("birth", "February 3, 1992", "en"),
        ("sex", "Mujer", "es"),
        ("nationality", "Honduras", "en"),
        ("languages", "Garífuna", "es"),
        ("interpreter", "No", "es"),
        ("household", "2 (34, 4)", "es"),
        ("documents", "asaporte", "es"),
        ("needs", "Embarazo", "es"),
        ("phone", "5550100", "en"),
    ],
)
def test_each_field_goes_alone(slip: Slip, field: str, wanted: str, language: str) -> None:
    text = text_of(referral_slip.pdf(sharing(slip, field), language))
    assert wanted in text
    others = {"called": "Luna", "full_name": "Canario", "phone": "5550100", "needs": "Embarazo"}
    for name, secret in others.items():
        assert name == field or secret not in text
    assert "Niño" not in text
    assert "Secreta" not in text


def test_every_field_of_the_list_is_known() -> None:
    assert set(referral_slip.FIELDS) == set(codelists.load("shared_fields").codes)


def test_it_says_why_it_goes_without_consent(slip: Slip) -> None:
    text = text_of(referral_slip.pdf(sharing(slip, "called"), "en"))
    assert "without recorded consent: Emergency" in text


def test_nothing_goes_once_the_person_withdrew_and_nobody_says_why(slip: Slip) -> None:
    withdrawn = replace(slip, permission=Permission.WITHDRAWN)
    asked_back = sharing(withdrawn, "called", "phone", without_consent=NOT_ASKED)
    text = text_of(referral_slip.pdf(asked_back, "en"))
    assert "Nothing about the person is shared" in text
    assert "Luna" not in text


def test_what_is_not_on_file_is_left_out(slip: Slip) -> None:
    nobody = replace(slip, person=Person())
    text = text_of(referral_slip.pdf(sharing(nobody, "called", "age", "phone"), "en"))
    assert "Nothing about the person is shared" in text


def test_printing_is_logged_with_the_fields_and_without_their_answers(
    vault: Vault, slip: Slip
) -> None:
    def work(uow: Work) -> log.Operation:
        referral_slip.printed(uow, sharing(slip, "called"), "es")
        uow.flush()
        return log.latest(uow.connection, 1)[0]

    line = vault.run(work)
    assert (line.action, line.kind) == ("export", "referral")
    assert line.content == {"fields": ["called"], "language": "es"}
