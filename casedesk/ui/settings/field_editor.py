"""A field of the shelter's own being written: its words, and its answers to choose from."""

import dataclasses
from collections.abc import Mapping
from typing import Any

from casedesk.domain.extras import TYPES, ExtraField
from casedesk.domain.fields import Type
from casedesk.errors import Invalid
from casedesk.i18n import N_
from casedesk.services import entries, extras
from casedesk.ui.desk import Desk
from casedesk.ui.forms.editor import Editor
from casedesk.ui.forms.sections import Section
from casedesk.ui.kit.field import Field
from casedesk.ui.settings.choices_box import ChoicesBox

_CHOICES = "choices"
_SECTIONS = (
    Section(
        "",
        (("about", "type"), ("es", "en"), ("hint_es", "hint_en"), "retired"),
        N_("What it asks about and the kind of answer cannot be changed once it is saved."),
    ),
)


class FieldEditor(Editor):
    """The answers to choose from are asked for where the kind of answer has them."""

    def __init__(self, desk: Desk) -> None:
        self.choices = ChoicesBox(lambda: desk.clock.now().date())
        self._choices_touched = False
        super().__init__(
            desk, ExtraField, _SECTIONS, save=extras.save_field, fresh=entries.again, cancel=True
        )
        self.box.insertWidget(self.box.indexOf(self.form) + 1, self.choices)
        self.form.form.places = {_CHOICES: self.choices}
        self.choices.edited.connect(self._choices_edited)
        self.form.edited.connect(lambda _name: self._offer_choices())

    @property
    def touched(self) -> bool:
        """Whether something is written that is not saved."""
        return super().touched or self._choices_touched

    def show_record(self, record: ExtraField) -> None:
        """Show a field with its choices; what can no longer be changed is not offered."""
        super().show_record(record)
        self.choices.show_choices(record.choices)
        self._choices_touched = False
        for name in ("about", "type"):
            self.form.questions.fields[name].setEnabled(not record.version)
        self._offer_choices()

    def value_of(self, base: ExtraField) -> ExtraField:
        """The field as written. Raises Invalid."""
        problems: dict[str, str] = {}
        written, choices = base, base.choices
        try:
            written = super().value_of(base)
        except Invalid as error:
            problems |= error.fields
        try:
            choices = self.choices.choices() if self._choices_touched else choices
        except Invalid as error:
            problems |= error.fields
        if problems:
            raise Invalid(problems)
        return dataclasses.replace(written, choices=choices if self._has_choices() else ())

    def content(self) -> dict[str, Any]:
        """What was written, for a draft."""
        content = super().content()
        return {**content, _CHOICES: self.choices.content()} if self._choices_touched else content

    def restore(self, content: Mapping[str, Any]) -> None:
        """Put a draft back."""
        super().restore(content)
        if _CHOICES in content:
            self.choices.restore(content[_CHOICES])
            self._choices_touched = True
        self._offer_choices()

    def problems(self) -> dict[str, str]:
        """What is wrong as written, choices too."""
        return {**super().problems(), **self.choices.problems()}

    def more_fields(self) -> dict[str, Field]:
        """The fields of the choices too."""
        return {**super().more_fields(), **self.choices.fields()}

    def _has_choices(self) -> bool:
        control = self.form.questions.fields["type"].control
        chosen = TYPES.get("" if control.problem() else str(control.value()))
        return chosen is not None and chosen[0] in (Type.CODE, Type.CODES)

    def _offer_choices(self) -> None:
        self.choices.setVisible(self._has_choices())

    def _choices_edited(self) -> None:
        self._choices_touched = True
        self.form.form.look_again()
        self.touch()
