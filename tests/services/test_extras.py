"""Fields that a shelter adds: kept, undone, merged, told to the person, and never lost."""

from dataclasses import replace
from functools import partial
from typing import Any

import pytest

from casedesk import i18n
from casedesk.domain import codelists
from casedesk.domain.answers import NOT_ASKED, REFUSED, UNKNOWN
from casedesk.domain.cases import Case, Stay
from casedesk.domain.extras import Choice, ExtraAnswer, ExtraField
from casedesk.domain.partial_dates import PartialDate
from casedesk.domain.people import Person
from casedesk.errors import Invalid
from casedesk.reports import own_sheet
from casedesk.reports.wording import Words
from casedesk.services import cases, extras, finding, history, merging, steps
from casedesk.services.extras import AnswerGiven
from casedesk.storage import records
from casedesk.storage.checks import check
from casedesk.storage.directory import Filter
from casedesk.storage.errors import ChangedMeanwhile, NotAllowed
from casedesk.storage.vault import Vault
from tests.storage.people import take_in

SIZES = (Choice(es="Chica", en="Small"), Choice(es="Grande", en="Large"))


def add(vault: Vault, kind: str, about: str = "person", **more: Any) -> ExtraField:
    """A field added by a coordinator."""
    more = {"es": f"Pregunta {kind}", "en": f"Question {kind}", **more}
    if kind.startswith("choice"):
        more.setdefault("choices", SIZES)
    return vault.run(lambda uow: extras.save_field(uow, ExtraField(about=about, type=kind, **more)))


def person(vault: Vault) -> tuple[Person, Case]:
    """Somebody on file."""
    return vault.run(lambda uow: take_in(uow, given_names="Una"))


def answer(vault: Vault, field: ExtraField, record_id: str, value: Any) -> None:
    """Answer one field as a form does."""
    kind = str(field.about)
    with vault.begin() as uow:
        seen = extras.asked(uow, kind, record_id)
        written = replace(seen.sheet(), **{field.name: value})
        extras.save(uow, kind, record_id, seen, written)


def read(vault: Vault, field: ExtraField, record_id: str) -> Any:
    """What is on file."""
    sheet = vault.run(lambda uow: extras.asked(uow, str(field.about), record_id)).sheet()
    return getattr(sheet, field.name)


@pytest.mark.parametrize(
    ("kind", "value"),
    [
        ("text", "Casillero 4"),
        ("number", 0),
        ("date", PartialDate(2026, 11, 2)),
        ("choice", "c2"),
        ("choices", ("c1", "c2")),
        ("choices", ()),
    ],
)
def test_each_kind_of_answer_comes_back_and_so_does_having_none(
    vault: Vault, kind: str, value: Any
) -> None:
    field = add(vault, kind)
    somebody, _case = person(vault)
    assert read(vault, field, somebody.id) is NOT_ASKED
    for said in (value, UNKNOWN, REFUSED, NOT_ASKED, value):
        answer(vault, field, somebody.id, said)
        assert read(vault, field, somebody.id) == said
    assert check(vault) == []


@pytest.mark.parametrize("about", extras.OWNERS)
def test_a_field_is_asked_only_about_its_kind_of_record(vault: Vault, about: str) -> None:
    field = add(vault, "number", about)
    somebody, case = person(vault)
    with vault.begin() as uow:
        file = cases.read(uow, case.id)
        asked = {kind: extras.asked(uow, kind).fields for kind in extras.OWNERS}
    assert {kind for kind, fields in asked.items() if fields} == {about}
    of_kind = {"person": somebody, "stay": file.stays[0], "journey": file.journeys[0]}
    record = of_kind.get(about, file.incidents[0])
    answer(vault, field, record.id, 7)
    assert [each.number for each in vault.run(lambda u: cases.read(u, case.id)).extra_answers] == [
        7
    ]


def test_impossible_answers_are_refused_at_their_question(vault: Vault) -> None:
    field = add(vault, "choice")
    somebody, _case = person(vault)
    with pytest.raises(Invalid) as refused:
        answer(vault, field, somebody.id, "c9")
    assert set(refused.value.fields) == {field.name}


def test_only_coordinators_add_fields(volunteer: Vault) -> None:
    with pytest.raises(NotAllowed):
        add(volunteer, "text")


def test_what_answers_on_file_mean_never_changes(vault: Vault) -> None:
    field = add(vault, "choice")
    assert [each.code for each in field.choices] == ["c1", "c2"]
    for changed in (
        replace(field, type="choices"),
        replace(field, about="stay"),
        replace(field, choices=field.choices[:1]),
    ):
        with pytest.raises(Invalid):
            vault.run(partial(extras.save_field, field=changed))
    ended = replace(field.choices[1], ended=True)
    more = (field.choices[0], ended, Choice(es="Mediana"))
    field = vault.run(lambda uow: extras.save_field(uow, replace(field, choices=more)))
    assert [each.code for each in field.choices] == ["c1", "c2", "c3"]
    vault.run(extras.fields)
    known = codelists.load(field.codes)
    today = vault.clock.now().date()
    assert [each.code for each in known.current(today)] == ["c1", "c3"]
    assert known.codes["c3"].label("en") == "Mediana"


def test_a_field_needs_a_question_and_choices(vault: Vault) -> None:
    with pytest.raises(Invalid) as refused:
        add(vault, "choices", es=NOT_ASKED, choices=())
    assert set(refused.value.fields) == {"es", "choices"}
    with pytest.raises(Invalid) as refused:
        add(vault, "choices", choices=(Choice(en="Only English"),))
    assert set(refused.value.fields) == {"choices.0.es"}


def test_a_change_of_a_field_is_taken_back_unless_somebody_gave_the_answer(vault: Vault) -> None:
    def offer(field: ExtraField, words: str) -> ExtraField:
        more = replace(field, choices=(*field.choices, Choice(es=words)))
        return vault.run(lambda uow: extras.save_field(uow, more))

    def undo_last(field: ExtraField) -> None:
        with vault.begin() as uow:
            history.undo(uow, history.of_field(uow, field.id)[0])

    somebody, _case = person(vault)
    field = add(vault, "choices")
    offer(field, "Mediana")
    undo_last(field)
    # Its code is never given out again: a report or a draft may name it.
    field = offer(vault.run(lambda uow: records.get(uow, ExtraField, field.id)), "Enorme")
    assert [each.code for each in field.choices] == ["c1", "c2", "c4"]
    answer(vault, field, somebody.id, ("c1", "c4"))
    with pytest.raises(AnswerGiven):
        undo_last(field)
    with vault.begin() as uow:
        step = steps.taken(uow, lambda uow: extras.save_field(uow, replace(field, retired=True)))
    vault.run(
        lambda uow: extras.save_field(uow, ExtraField(about="stay", type="text", es=field.es))
    )
    with pytest.raises(Invalid):
        vault.run(lambda uow: steps.take_back(uow, step))
    field = vault.run(lambda uow: records.get(uow, ExtraField, field.id))
    assert (field.retired, len(field.choices)) == (True, 3)


def test_no_two_fields_ask_the_same(vault: Vault) -> None:
    field = add(vault, "text", es="Talla", en="Size")
    with pytest.raises(Invalid) as refused:
        add(vault, "number", "stay", es="talla ", en="Clothes")
    assert set(refused.value.fields) == {"es"}
    vault.run(lambda uow: extras.save_field(uow, replace(field, retired=True)))
    add(vault, "number", "stay", es="talla ", en="Clothes")


def test_a_field_no_longer_asked_is_shown_where_it_was_answered(vault: Vault) -> None:
    field = add(vault, "text")
    somebody, _case = person(vault)
    other, _case = person(vault)
    answer(vault, field, somebody.id, "Casillero 4")
    field = vault.run(lambda uow: extras.save_field(uow, replace(field, retired=True)))
    assert read(vault, field, somebody.id) == "Casillero 4"
    assert vault.run(lambda uow: extras.asked(uow, "person", other.id)).fields == ()


def test_who_saves_over_another_is_told_and_overwrites_nothing(vault: Vault) -> None:
    field = add(vault, "text")
    somebody, _case = person(vault)
    seen = vault.run(lambda uow: extras.asked(uow, "person", somebody.id))
    answer(vault, field, somebody.id, "uno")
    written = replace(seen.sheet(), **{field.name: "dos"})
    with pytest.raises(ChangedMeanwhile) as refused:
        vault.run(lambda uow: extras.save(uow, "person", somebody.id, seen, written))
    assert refused.value.labels == ("Question text",)
    assert read(vault, field, somebody.id) == "uno"


def test_a_change_is_told_under_its_question_and_can_be_undone(vault: Vault) -> None:
    field = add(vault, "choice", es="Talla", en="Size")
    somebody, case = person(vault)
    answer(vault, field, somebody.id, "c1")
    answer(vault, field, somebody.id, "c2")
    with vault.begin() as uow:
        entry = history.of_case(uow, cases.read(uow, case.id))[0]
        (difference,) = entry.differences
        assert (difference.spec.label, difference.before, difference.after) == ("Size", "c1", "c2")
        assert difference.spec.codes == field.codes
        history.undo(uow, entry)
    assert read(vault, field, somebody.id) == "c1"


def test_a_merge_keeps_both_answers_and_is_parted_exactly(vault: Vault) -> None:
    both, one = add(vault, "text"), add(vault, "number")
    kept, kept_case = person(vault)
    gone, _case = person(vault)
    answer(vault, both, kept.id, "mío")
    answer(vault, both, gone.id, "suyo")
    answer(vault, one, kept.id, UNKNOWN)
    answer(vault, one, gone.id, 3)
    vault.run(lambda uow: merging.merge(uow, kept, kept_case.id, gone.id))
    assert (read(vault, both, kept.id), read(vault, one, kept.id)) == ("mío", 3)
    file = vault.run(lambda uow: cases.read(uow, kept_case.id))
    assert {each.text for each in file.extra_answers} >= {"mío", "suyo"}
    assert check(vault) == []
    with vault.begin() as uow:
        entry = next(each for each in history.of_case(uow, file) if each.holds)
        assert merging.part(uow, entry.id) == []
    assert (read(vault, both, kept.id), read(vault, one, kept.id)) == ("mío", UNKNOWN)
    assert (read(vault, both, gone.id), read(vault, one, gone.id)) == ("suyo", 3)


def test_the_persons_own_sheet_tells_answers_and_asks_before_printing_texts(vault: Vault) -> None:
    text, size = add(vault, "text"), add(vault, "choice", es="Talla", en="Size")
    somebody, case = person(vault)
    answer(vault, text, somebody.id, "con su tía Eva")
    answer(vault, size, somebody.id, "c2")
    file = vault.run(lambda uow: cases.read(uow, case.id))
    assert "con su tía Eva" in [each.text for each in own_sheet.free_texts(file)]
    for language, said in (("es", ("Talla", "Grande")), ("en", ("Size", "Large"))):
        rows = [
            row
            for each in file.extra_answers
            for row in own_sheet._rows(each, file, Words(language), frozenset())
        ]
        assert rows == [said]


def test_questions_are_said_in_the_language_of_the_moment(vault: Vault) -> None:
    field = add(vault, "text", en=NOT_ASKED, es="¿Casillero?")
    assert (field.label("es"), field.label("en")) == ("¿Casillero?", "¿Casillero?")
    field = add(vault, "text")
    assert field.label() == "Question text"
    i18n.set_language("es")
    assert field.label() == "Pregunta text"


def test_an_answer_belongs_to_a_record_that_is_there(vault: Vault) -> None:
    field = add(vault, "text", "stay")
    _somebody, case = person(vault)
    stay = vault.run(lambda uow: records.find(uow, Stay, case_id=case.id))[0]
    answer(vault, field, stay.id, "x")
    found = vault.run(lambda uow: records.find(uow, ExtraAnswer))
    assert [(each.stay_id, each.person_id) for each in found] == [(stay.id, NOT_ASKED)]


def listed(vault: Vault, words: str, **more: Any) -> list[str]:
    """The folios listed for some words, and those found by an answer marked."""
    with vault.begin() as uow:
        found = finding.listed(uow, Filter(words=words, **more))
        lines = cases.lines(uow, found.numbers)
    return [f"{each.folio}{'*' if each.number in found.answered else ''}" for each in lines]


def test_search_finds_answers_by_the_beginnings_of_their_words(vault: Vault) -> None:
    text, size = add(vault, "text"), add(vault, "choices", "stay")
    somebody, case = person(vault)
    person(vault)
    stay = vault.run(lambda uow: records.find(uow, Stay, case_id=case.id))[0]
    answer(vault, text, somebody.id, "Panadería «La Unión»")
    answer(vault, size, stay.id, ("c2",))
    marked = [f"{case.folio}*"]
    assert listed(vault, "panaderia uni") == marked
    assert listed(vault, "LARGE") == listed(vault, "gran") == marked
    with vault.begin() as uow:
        (found,) = finding.find(uow, "panaderia uni", answers=True)
        assert finding.find(uow, "panaderia uni") == []
    assert (found.line.folio, found.match.reasons[0].kind) == (case.folio, "answer")
    assert listed(vault, "small") == listed(vault, "panaderia otra") == []
    assert len(listed(vault, "Una")) == 2
    answer(vault, text, somebody.id, "Tortillería")
    answer(vault, size, stay.id, UNKNOWN)
    assert listed(vault, "panaderia") == listed(vault, "large") == []
    assert listed(vault, "tortilleria") == marked
    assert check(vault) == []
