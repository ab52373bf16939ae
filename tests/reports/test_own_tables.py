"""Tables by the fields that a shelter adds: counted, protected, and what they were for ever."""

from collections import Counter
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from casedesk.cli import deduced
from casedesk.disclosure import TOTAL
from casedesk.domain.answers import NOT_ASKED, REFUSED, UNKNOWN
from casedesk.domain.cases import Case, Stay
from casedesk.domain.extras import Choice, ExtraAnswer, ExtraField
from casedesk.domain.people import Person
from casedesk.reports import attacking, exporting, on_screen, own_reports, proving, publishing
from casedesk.reports.ledger_words import stated_in_words
from casedesk.reports.orders import Order, chosen, counted_by
from casedesk.reports.own_reports import Choice as Kept
from casedesk.reports.own_tables import OwnField
from casedesk.reports.periods import Period
from casedesk.reports.published import Published, Stated
from casedesk.reports.refusals import AskedSince, CategoriesFixed, Deducible
from casedesk.reports.releases import Release, report_of
from casedesk.reports.tables import EXACT, SUM
from casedesk.reports.wording import Words
from casedesk.services import extras
from casedesk.services.vaults import Vault
from casedesk.storage import records
from casedesk.storage.unit_of_work import UnitOfWork
from tests.reports import months
from tests.reports.found import Publication

JANUARY = Period.parse("2026-01")
SIZES = (Choice(es="Chica", en="Small"), Choice(es="=Grande", en="=Large"))


def add(vault: Vault, about: str = "person", **more: Any) -> ExtraField:
    """A field of answers to choose from, added by a coordinator."""
    given = {"type": "choice", "es": "Talla", "en": "Size", "choices": SIZES, **more}
    return vault.run(lambda uow: extras.save_field(uow, ExtraField(about=about, **given)))


def answered(vault: Vault, field: ExtraField, pattern: tuple[Any, ...]) -> None:
    """Everybody who entered answers, by turns."""

    def enter(uow: UnitOfWork) -> None:
        cases = {each.id: each.person_id for each in records.find(uow, Case)}
        column = str(field.column)
        for at, stay in enumerate(records.find(uow, Stay)):
            about = stay.id if field.about == "stay" else cases[stay.case_id]
            said = {f"{field.about}_id": about, column: pattern[at % len(pattern)]}
            records.add(uow, ExtraAnswer(field_id=field.id, **said))

    vault.run(enter)


def own(vault: Vault, year: int | None = 2026) -> tuple[OwnField, ...]:
    """The fields offered."""
    return tuple(vault.run(lambda uow: own_reports.own_fields(uow, Published(uow), year)))


def publish(vault: Vault, label: str, *tables: str, **given: Any) -> Release:
    """Publish tables of a period, with what is offered."""
    ids = chosen(("sex_age", *tables), own(vault))
    fields = counted_by(ids, own(vault))
    return publishing.publish(vault, Order(Period.parse(label), ids, own=fields, **given))


def by_hand(vault: Vault, field: ExtraField, month: str) -> Counter[Any]:
    """Who entered in a month by answer and sex, read record by record."""

    def count(uow: UnitOfWork) -> Counter[Any]:
        people = {each.id: each for each in records.find(uow, Person)}
        cases = {each.id: people[each.person_id] for each in records.find(uow, Case)}
        said = {
            each.person_id: each.choice if isinstance(each.choice, str) else "not_known"
            for each in records.find(uow, ExtraAnswer)
            if each.field_id == field.id
        }
        return Counter(
            (said.get(cases[stay.case_id].id, "not_known"), cases[stay.case_id].sex)
            for stay in records.find(uow, Stay)
            if str(stay.entered_on).startswith(month)
        )

    return vault.run(count)


def test_persons_by_a_field_are_counted_protected_proved_and_cannot_be_undone(
    opened: Vault, tmp_path: Path
) -> None:
    field = add(opened)
    answered(opened, field, ("c1", "c1", "c1", "c2", UNKNOWN, REFUSED, NOT_ASKED))
    name = field.dimension
    release = publish(opened, "2026-01", name, f"{name}_sex", f"{name}_age_group")
    truth = by_hand(opened, field, "2026-01")
    counts = release.table(f"{name}_sex").counts
    seen = 0
    for (answer, sex), number in truth.items():
        printed = counts[answer, sex]
        assert printed in (number // 5 * 5, -(-number // 5) * 5)
        seen += number
    assert seen == months.PEOPLE
    total = release.table("sex_age").counts[TOTAL, TOTAL]
    assert {
        release.table(each).counts[(TOTAL,) * at] for each, at in ((name, 1), (f"{name}_sex", 2))
    } == {total}
    assert release.table(name).counts == {
        key[:1]: count for key, count in counts.items() if key[1] == TOTAL
    }
    assert set(release.table(name).counts) == {
        ("c1",),
        ("c2",),
        ("other",),
        ("not_known",),
        (TOTAL,),
    }
    files = exporting.export(opened, release.number, "es", exporting.FORMATS, tmp_path)
    files += exporting.export(opened, release.number, "en", exporting.FORMATS, tmp_path)
    # Somebody who shows a true small count beside the report gives it away, by its words.
    (json,) = [each for each in files if each.name.endswith("-en.json")]
    bad = Publication(tmp_path / "bad.csv", "2026-01").table("x", {("c1",): 2, ("c2",): 40}, name)
    (line,) = deduced.lines(attacking.attack([bad.path, json]), "en")
    assert "“Small” is exactly 2" in line
    assert not attacking.attack(
        [each for each in files if each.suffix in (".csv", ".json")]
    ).deductions
    assert proving.audit(opened).unproved == ()


def test_what_is_published_stays_whatever_becomes_of_the_field(
    opened: Vault, tmp_path: Path
) -> None:
    field = add(opened)
    answered(opened, field, ("c1", "c2"))
    release = publish(opened, "2026-01", field.dimension)
    before = exporting.export(opened, release.number, "es", ("csv", "xlsx"), tmp_path / "a")
    renamed = (*(replace(each, es="Otra") for each in field.choices), Choice(es="Nueva", en="New"))
    changed = replace(field, es="Medida", en="Measure", choices=renamed)
    field = opened.run(lambda uow: extras.save_field(uow, changed))
    answered(opened, add(opened, es="Más", en="More"), ("c2",))

    assert publish(opened, "2026-01", field.dimension).number == release.number
    again = exporting.export(opened, release.number, "es", ("pdf", "csv", "xlsx"), tmp_path / "b")
    for one in before:
        assert one.read_bytes() == (tmp_path / "b" / one.name).read_bytes()
    assert len(again) == 4
    kept = opened.run(Published).releases[0]
    (table,) = [
        each for each in report_of(kept, None).tables if each.definition.id == field.dimension
    ]
    assert table.definition.words.es == "Personas por “Talla”"
    assert table.definition.dimensions[0].label("c2", "es") == "=Grande"

    # The year keeps its categories, in better words; what was added since is among the others.
    second = publish(opened, "2026-02", field.dimension)
    (mine,) = second.order.own
    assert (mine.values, mine.words.es) == (("c1", "c2"), "Medida")
    with pytest.raises(CategoriesFixed, match="2026"):
        other = replace(mine, values=("c1", "c2", "c3"), labels=(*mine.labels, mine.words))
        publishing.publish(opened, Order(Period.parse("2026-03"), (mine.name,), own=(other,)))
    assert own(opened, 2027)[0].values == ("c1", "c2", "c3")
    publish(opened, "2026-03", field.dimension)
    assert publish(opened, "2026-Q1", field.dimension, basis=SUM).order.own == (mine,)
    opened.run(
        lambda uow: extras.save_field(
            uow, replace(records.get(uow, ExtraField, field.id), retired=True)
        )
    )
    assert field.dimension in {each.name for each in own(opened)}
    assert proving.audit(opened).unproved == ()


def test_a_field_added_after_a_month_was_frozen_is_refused_for_it(opened: Vault) -> None:
    publish(opened, "2026-01")
    field = add(opened)
    answered(opened, field, ("c1",))
    with pytest.raises(AskedSince, match="“Size” was added after January"):
        publish(opened, "2026-01", field.dimension)
    assert publish(opened, "2026-02", field.dimension).number


def test_several_answers_and_fields_of_a_stay_are_counted_exactly(opened: Vault) -> None:
    tongues = add(opened, "stay", type="choices", es="Lengua", en="Tongue")
    answered(opened, tongues, (("c1", "c2"), ("c2",), (), UNKNOWN))
    name = tongues.dimension
    assert chosen((name, f"{name}_sex"), own(opened)) == (name,)
    release = publish(opened, "2026-02", name, policy=replace(Order(JANUARY).policy, mode=EXACT))
    table = opened.run(lambda uow: on_screen.exact_counts(uow, release.order.period)).table(name)
    assert table.counts == {
        ("c1",): 30,
        ("c2",): 60,
        ("other",): 0,
        ("none",): 30,
        ("not_known",): 30,
        (TOTAL,): 120,
    }
    shown = release.table(name).counts
    assert all(
        count is None or (count >= 5 and count == table.counts[key]) for key, count in shown.items()
    )
    assert shown["c2",] == 60
    assert proving.audit(opened).unproved == ()


def test_a_small_count_told_outside_is_held_against_what_is_published(opened: Vault) -> None:
    field = add(opened)
    answered(opened, field, ("c1", "c1", "c2"))
    one = Stated(JANUARY, "persons", ((field.dimension, "c2"),), 3, 3, "radio")
    assert publishing.state(opened, one) == ()
    with pytest.raises(Deducible, match="Persons by “Size”"):
        publish(opened, "2026-01", field.dimension)
    assert stated_in_words(one, Words("en"), own(opened)).endswith("(=Large), told to radio")
    assert publish(opened, "2026-02", field.dimension).number


def test_files_can_be_written_whatever_coordinators_call_things(
    opened: Vault, tmp_path: Path
) -> None:
    choices = (Choice(es="W" * 60, en="Wide " * 25), Choice(es="<b>&", en="@2"))
    words = {"es": "¿Lengua? " + "W" * 150, "en": "[Tongue]*/ " + "Wide " * 25}
    first = add(opened, choices=choices, **words)
    second = add(opened, type="choices", es="{field}", en="W" * 90, choices=choices)
    answered(opened, first, ("c1", "c2"))
    answered(opened, second, (("c1", "c2"), ()))
    name = first.dimension
    tables = (name, f"{name}_sex", f"{name}_age_group", second.dimension)
    release = publish(opened, "2026-03", *tables)
    for language in ("es", "en"):
        files = exporting.export(opened, release.number, language, exporting.FORMATS, tmp_path)
        assert len(files) == 4


def test_only_fields_that_are_categories_are_offered(opened: Vault) -> None:
    many = tuple(Choice(es=f"Opción {at}") for at in range(21))
    for about, kind, more in (
        ("person", "text", {}),
        ("person", "number", {}),
        ("incident", "choice", {"choices": SIZES}),
        ("person", "choice", {"choices": many}),
    ):
        given = {"choices": (), **more}
        add(opened, about, type=kind, es=f"{about} {kind} {len(given['choices'])}", en="", **given)
    assert own(opened) == ()
    field = add(opened, "journey")
    assert [each.name for each in own(opened)] == [field.dimension]
    tables = (field.dimension, f"{field.dimension}_sex")
    opened.run(lambda uow: own_reports.save(uow, "Tallas", Kept(tables=tables)))

    def load() -> dict[str, Kept]:
        return opened.run(
            lambda uow: own_reports.load(uow, own_reports.own_fields(uow, Published(uow)))
        )

    assert load()["Tallas"].tables == tables
    assert load()["Tallas"].order(JANUARY, own=own(opened)).own == own(opened)
    opened.run(lambda uow: extras.save_field(uow, replace(field, retired=True)))
    # None of its tables is left, and none chosen would mean all.
    assert load() == {}
