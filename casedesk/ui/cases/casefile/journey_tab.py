"""The journey here and where it is meant to lead."""

import dataclasses
from collections.abc import Mapping
from typing import Any

from casedesk.domain.journeys import Journey
from casedesk.errors import Invalid
from casedesk.i18n import N_
from casedesk.services import entries
from casedesk.services.cases import CaseFile
from casedesk.ui.cases.casefile.legs import LegsBox
from casedesk.ui.cases.casefile.tab import Tab
from casedesk.ui.desk import Desk
from casedesk.ui.forms.editor import Editor
from casedesk.ui.forms.sections import Section
from casedesk.ui.kit.field import Field

SECTIONS = (
    Section(
        N_("Departure"),
        (("origin_country", "origin_place"), "departed_on", "reasons", "contexts"),
    ),
    Section(
        N_("On the way"),
        (
            ("entered_mexico_on", "entry_point"),
            ("travels_with", "corridor"),
            "transport",
            "guide",
            "guide_cost",
        ),
    ),
    Section(
        N_("Borders and detention"),
        (
            ("earlier_crossings", "earlier_deportations"),
            "detained",
            "detained_at",
            "us_time",
            ("us_state", "us_authority"),
        ),
    ),
    Section(N_("Where to"), (("destination", "destination_state"), "notes")),
)
_LEGS = "legs"


class JourneyEditor(Editor):
    """A journey's answers and its legs."""

    def __init__(self, desk: Desk) -> None:
        self.legs = LegsBox(lambda: desk.clock.now().date())
        self._legs_touched = False
        super().__init__(
            desk,
            Journey,
            SECTIONS,
            save=lambda uow, journey: entries.save(uow, journey),
            fresh=entries.again,
        )
        self.box.insertWidget(self.box.indexOf(self.form) + 1, self.legs)
        self.form.form.places = {_LEGS: self.legs}
        self.legs.edited.connect(self._legs_edited)

    @property
    def touched(self) -> bool:
        """Whether something is written that is not saved."""
        return super().touched or self._legs_touched

    def show_record(self, record: Journey) -> None:
        """Show a journey with its legs."""
        super().show_record(record)
        self.legs.show_legs(record.legs)
        self._legs_touched = False

    def value_of(self, base: Journey) -> Journey:
        """The journey as written. Raises Invalid."""
        problems: dict[str, str] = {}
        written, legs = base, base.legs
        try:
            written = super().value_of(base)
        except Invalid as error:
            problems |= error.fields
        try:
            legs = self.legs.legs() if self._legs_touched else legs
        except Invalid as error:
            problems |= error.fields
        if problems:
            raise Invalid(problems)
        return dataclasses.replace(written, legs=legs)

    def content(self) -> dict[str, Any]:
        """What was written, for a draft."""
        content = super().content()
        return {**content, _LEGS: self.legs.content()} if self._legs_touched else content

    def restore(self, content: Mapping[str, Any]) -> None:
        """Put a draft back."""
        super().restore(content)
        if _LEGS in content:
            self.legs.restore(content[_LEGS])
            self._legs_touched = True

    def problems(self) -> dict[str, str]:
        """What is wrong as written, legs too."""
        return {**super().problems(), **self.legs.problems()}

    def more_fields(self) -> dict[str, Field]:
        """The fields of the legs too."""
        return {**super().more_fields(), **self.legs.fields()}

    def _legs_edited(self) -> None:
        self._legs_touched = True
        self.form.form.look_again()
        self.touch()


class JourneyTab(Tab):
    """The latest journey of the case; the first answer makes one."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self.editor = JourneyEditor(desk)
        self.add(self.editor)
        self.add(None)

    def draw(self, file: CaseFile) -> None:
        """Show the journey, unless somebody is writing about this very one."""
        journey = file.journeys[-1] if file.journeys else None
        if self.same_case and (journey is None or self._shown(journey)):
            if journey is not None:
                self.editor.refresh(journey)
            return
        self.editor.edit(journey or Journey(case_id=file.case.id), f"journey:{file.case.id}")

    def save(self) -> None:
        """Save the journey."""
        self.editor.save()

    def _shown(self, journey: Journey) -> bool:
        return self.editor.record is not None and self.editor.record.id == journey.id
