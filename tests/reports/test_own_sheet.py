"""A person's own sheet: everything about them, nothing about anybody else."""

from dataclasses import replace

import pypdfium2
import pytest

from casedesk.domain.cases import AsylumApplication, Consent, Referral, Service
from casedesk.domain.follow_ups import FollowUp
from casedesk.domain.incidents import Act, Incident, Perpetrator, Victimisation
from casedesk.domain.journeys import Journey, Leg
from casedesk.domain.partial_dates import PartialDate
from casedesk.domain.people import Household, Person
from casedesk.reports import own_sheet
from casedesk.services import cases, entries, follow_ups, incidents, people
from casedesk.services.cases import CaseFile
from casedesk.services.people import Intake
from casedesk.services.vaults import UnitOfWork, Vault
from casedesk.storage import log
from tests.conftest import COORDINATOR_NAME

DAY = PartialDate(2026, 11, 20)
#: what speaks of other people, and must never be printed
OTHERS = ("Otracanaria", "Familiacanaria", "Contactocanario", COORDINATOR_NAME)
FREE = ("Notacanaria", "Cuentacanaria", "Hazcanario")


@pytest.fixture
def file(vault: Vault) -> CaseFile:
    """A mother with a child, an incident of both, and something of every kind."""

    def work(uow: UnitOfWork) -> CaseFile:
        family = Household(name="Familiacanaria")
        mother = Person(
            given_names="María",
            surnames="Paz",
            birth=PartialDate(1992, 2, 3),
            nationality="HND",
            languages=("es",),
            phone="5550100",
            emergency_contact="Contactocanario 555",
            notes="Notacanaria",
        )
        case = people.intake(uow, Intake(person=mother, entered_on=DAY, household=family))
        child = Person(given_names="Otracanaria", household_id=family.id)
        people.intake(uow, Intake(person=child, entered_on=DAY))
        incident = Incident(
            case_id=case.id,
            reported_on=DAY,
            acts=(Act(code="ROB", by=("a",)),),
            perpetrators=(Perpetrator(key="a", number=2),),
            victimisations=(
                Victimisation(person_id=mother.id, act="ROB", role="victim"),
                Victimisation(person_id=child.id, act="ROB", role="witness"),
            ),
            place="El Ceibo",
            narrative="Cuentacanaria",
        )
        incidents.record(uow, incident)
        leg = Leg(origin="San Pedro Sula", destination="Tapachula")
        follow_ups.add(
            uow, FollowUp(case_id=case.id, what="Hazcanario", whom=COORDINATOR_NAME, due_on=DAY)
        )
        entries.save(uow, Journey(case_id=case.id, legs=(leg,), reasons=("violence",)))
        entries.save(uow, AsylumApplication(case_id=case.id, state="A1", state_since=DAY))
        entries.save(uow, Service(case_id=case.id, what="food", given_on=DAY))
        entries.save(uow, Referral(case_id=case.id, to="hospital", referred_on=DAY))
        entries.save(uow, Consent(case_id=case.id, purpose="statistics", given=True, given_on=DAY))
        return cases.read(uow, case.id)

    return vault.run(work)


def text(vault: Vault, file: CaseFile, language: str, *ticked: str) -> str:
    """The words of the sheet."""
    made = own_sheet.pdf(
        file,
        shelter=vault.shelter,
        today=vault.clock.now().date(),
        language=language,
        ticked=frozenset(ticked),
    )
    document = pypdfium2.PdfDocument(made)
    words = " ".join(page.get_textpage().get_text_range() for page in document)
    document.close()
    return " ".join(words.split())


@pytest.mark.parametrize("language", ["es", "en"])
def test_it_says_everything_of_the_person_and_nothing_of_others(
    vault: Vault, file: CaseFile, language: str
) -> None:
    said = text(vault, file, language)
    for wanted in ("María", "Paz", "5550100", "San Pedro Sula", "El Ceibo", str(file.case.folio)):
        assert wanted in said, wanted
    for label in {"es": ("Nacionalidad", "Robo"), "en": ("Nationality", "Robbery")}[language]:
        assert label in said, label
    for secret in (*OTHERS, *FREE):
        assert secret not in said, secret
    witness = {"es": "Testigo", "en": "Witness"}[language]
    assert witness not in said


def test_the_rights_stand_in_it(vault: Vault, file: CaseFile) -> None:
    said = text(vault, file, "es")
    for right in ("Acceso", "Rectificación", "Bloqueo", "Supresión", "Oposición"):
        assert right in said
    assert "emergencia" in said
    assert "3 notas" in said


def test_a_text_in_free_words_is_printed_once_it_was_read(vault: Vault, file: CaseFile) -> None:
    texts = own_sheet.free_texts(file)
    assert [each.text for each in texts] == ["Notacanaria", "Cuentacanaria", "Hazcanario"]
    said = text(vault, file, "es", texts[0].key)
    assert "Notacanaria" in said
    assert "Cuentacanaria" not in said
    assert "2 notas" in said


def test_every_answer_that_is_on_file_has_its_row(vault: Vault, file: CaseFile) -> None:
    """What was given is found by its words, field by field, in each record."""
    said = text(vault, file, "es", *(each.key for each in own_sheet.free_texts(file)))
    for wanted in (
        "Honduras",
        "Español",
        "3 de febrero de 1992",
        "Violencia",
        "Hospital",
        "Alimentos",
    ):
        assert wanted in said, wanted


def test_who_speaks_only_english_is_given_english() -> None:
    assert own_sheet.language_for(Person(languages=("en",))) == "en"
    assert own_sheet.language_for(Person(languages=("en", "es"))) == "es"
    assert own_sheet.language_for(Person(languages=("ht",))) == "es"
    assert own_sheet.language_for(Person()) == "es"


def test_giving_it_is_logged(vault: Vault, file: CaseFile) -> None:
    def work(uow: UnitOfWork) -> log.Operation:
        own_sheet.printed(uow, file, "es")
        uow.flush()
        return log.latest(uow.connection, 1)[0]

    line = vault.run(work)
    assert (line.action, line.kind, line.record_id) == ("export", "case", file.case.id)


def test_an_empty_case_makes_a_sheet_too(vault: Vault, file: CaseFile) -> None:
    bare = replace(file, person=Person(), incidents=(), journeys=(), household=None)
    assert "Acceso" in text(vault, bare, "es")
