"""Coordinators add the shelter's own fields in the settings; no one else sees the section."""

from typing import Any

from PySide6.QtWidgets import QWidget

from casedesk.domain.extras import ExtraField
from casedesk.services import extras
from casedesk.storage.vault import Vault
from casedesk.ui.kit.binding import set_language
from casedesk.ui.settings.fields_section import FieldsSection
from tests.ui.access.drivers import error, visible
from tests.ui.settings.drivers import SettingsDriver


def on_file(vault: Vault) -> list[ExtraField]:
    return vault.run(extras.fields)


def begun(page: SettingsDriver, kind: str) -> FieldsSection:
    """A new field about the person, its words not written yet."""
    section = page.show("fields", FieldsSection)
    page.press("add_field")
    questions: Any = section.editor.form.questions.fields
    questions["about"].control.combo.choose("person")
    questions["type"].control.combo.choose(kind)
    return section


def test_a_field_with_choices_is_added_in_both_languages(
    page: SettingsDriver, vault: Vault
) -> None:
    section = begun(page, "choice")
    page.write(es="Talla", en="Size")
    for at, (es, en) in enumerate((("Chica", "Small"), ("Grande", "Large"))):
        page.press("add_choice")
        page.write(**{f"choices.{at}.es": es, f"choices.{at}.en": en})
    page.press("save")
    (field,) = on_file(vault)
    assert [(each.code, each.es, each.en) for each in field.choices] == [
        ("c1", "Chica", "Small"),
        ("c2", "Grande", "Large"),
    ]
    assert page.labels("field_title") == ["Size"]
    assert page.labels("field_what") == ["The person · One answer of a list · Small, Large"]
    set_language("es")
    assert page.labels("field_title") == ["Talla"]
    assert section.writing.isHidden()


def test_what_is_missing_is_said_beside_the_fields(page: SettingsDriver, vault: Vault) -> None:
    section = begun(page, "choices")
    page.press("save")
    assert error(page.page, "es")
    assert section.editor.form.form.summary.isVisible()
    page.write(es="Talla")
    page.press("add_choice")
    page.write(**{"choices.0.en": "Small"})
    page.press("save")
    assert error(page.page, "choices.0.es")
    assert on_file(vault) == []


def test_a_choice_once_saved_can_end_and_cannot_be_removed(
    page: SettingsDriver, vault: Vault
) -> None:
    begun(page, "choice")
    page.write(es="Talla")
    page.press("add_choice")
    page.write(**{"choices.0.es": "Chica"})
    page.press("save")
    page.press("change")
    assert not page.buttons("remove_choice")
    row = visible(page.page, QWidget, "choices.0.ended")
    visible(row, QWidget, "yes").click()  # type: ignore[attr-defined]
    page.press("save")
    assert on_file(vault)[0].choices[0].ended is True


def test_what_a_field_asks_about_is_fixed_and_it_can_be_ended(
    page: SettingsDriver, vault: Vault
) -> None:
    section = begun(page, "text")
    page.write(es="Casillero")
    page.press("save")
    page.press("change")
    questions = section.editor.form.questions.fields
    assert not questions["about"].isEnabled() and not questions["type"].isEnabled()
    visible(questions["retired"], QWidget, "yes").click()  # type: ignore[attr-defined]
    page.press("save")
    assert on_file(vault)[0].retired is True


def test_each_change_of_a_field_can_be_taken_back(page: SettingsDriver, vault: Vault) -> None:
    begun(page, "choice")
    page.write(es="Talla", en="Size")
    page.press("add_choice")
    page.write(**{"choices.0.es": "Chica", "choices.0.en": "Small"})
    page.press("save")
    page.press("change")
    page.write(en="Clothing size")
    page.press("add_choice")
    page.write(**{"choices.1.es": "Grande", "choices.1.en": "Large"})
    page.press("save")
    page.press("change")
    assert "Answers to choose from: Small, now Small, Large" in page.labels("difference")
    assert page.labels("entry_title")[0] == "Field of this shelter changed"
    for language, words in (("es", "Respuestas para elegir"), ("en", "Answers to choose from")):
        set_language(language)
        page.qtbot.waitUntil(lambda words=words: words in "".join(page.labels("difference")))  # type: ignore[misc]
    page.buttons("undo")[0].click()
    page.settle()
    (field,) = on_file(vault)
    assert (field.en, [each.code for each in field.choices]) == ("Size", ["c1"])
    assert page.labels("field_what") == ["The person · One answer of a list · Small"]
    assert not page.labels("difference")
    page.press("change")
    page.buttons("undo")[-1].click()
    page.settle()
    assert on_file(vault) == []
    assert page.labels("field_title") == []


def test_volunteers_have_no_such_section(volunteers_page: SettingsDriver) -> None:
    volunteers_page.page.show_section("fields")
    assert "fields" not in volunteers_page.page.sections
