"""Tables by the shelter's own fields: chosen, published, kept under a name, and found again."""

from dataclasses import replace

from casedesk.domain.cases import Case
from casedesk.domain.extras import ExtraAnswer, ExtraField
from casedesk.reports import own_reports
from casedesk.reports.published import Published
from casedesk.reports.refusals import AskedSince
from casedesk.services import extras
from casedesk.storage import records
from casedesk.storage.unit_of_work import UnitOfWork
from tests.services.test_extras import add
from tests.ui.reports.drivers import Coordinator


def _answer(uow: UnitOfWork, field: ExtraField) -> None:
    for at, case in enumerate(records.find(uow, Case)):
        said = f"c{at % 2 + 1}"
        records.add(uow, ExtraAnswer(field_id=field.id, person_id=case.person_id, choice=said))


def test_persons_by_a_field_of_the_shelter_are_chosen_and_published(person: Coordinator) -> None:
    field = add(person.vault, "choice", es="Talla de ropa", en="Clothing size")
    person.vault.run(lambda uow: _answer(uow, field))
    person.section.open()
    person.settle()
    person.press("unfold")
    assert person.sees(f"code_{field.dimension}_age_group")
    tables = ("sex_age", f"{field.dimension}_sex")
    person.choose("tables", tables)
    person.section.choice.form.name.control.set_value("Sizes")
    person.press("save_own")
    person.begin()
    person.press("by_table")
    assert "Persons by “Clothing size” and sex: " in person.reads()
    person.publish()
    (release,) = person.vault.run(Published).releases
    assert release.order.tables == tables

    person.vault.run(lambda uow: extras.save_field(uow, replace(field, en="Size of clothes")))
    person.section.open()
    person.settle()
    look = person.section.look
    assert look is not None
    assert look.release == release
    fields = look.fields
    kept = person.vault.run(lambda uow: own_reports.load(uow, fields))
    assert kept["Sizes"].tables == tables

    later = add(person.vault, "choice", es="Curso", en="Course")
    person.section.open()
    person.settle()
    person.choose("tables", (later.dimension,))
    assert person.section.look is not None
    assert isinstance(person.section.look.refusal, AskedSince)
    assert "“Course” was added after March 2026 was first published." in person.reads()
