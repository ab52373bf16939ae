"""The questions about an incident, on one page without windows in windows."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from casedesk.domain.answers import known, value_or
from casedesk.domain.encoding import decode, encode
from casedesk.domain.fields import specs
from casedesk.domain.incidents import Act, Incident
from casedesk.errors import Invalid
from casedesk.i18n import N_
from casedesk.services.incidents import NO_ACT
from casedesk.ui.forms.extras_box import ExtrasBox
from casedesk.ui.forms.record_fields import RecordFields
from casedesk.ui.forms.sections import Asked, placed, section
from casedesk.ui.incidents.acts_box import ActsBox
from casedesk.ui.incidents.grids import ToWhom, WhoDidWhat
from casedesk.ui.incidents.perpetrators_box import PerpetratorsBox
from casedesk.ui.kit.control import NO_ANSWER, Unreadable
from casedesk.ui.kit.forms import Form
from casedesk.ui.kit.labels import hint
from casedesk.ui.kit.layouts import vbox

_WHERE: tuple[Asked, ...] = (
    "occurred",
    ("zone", "country"),
    ("state", "municipality"),
    ("corridor", "segment"),
    "place",
)
_HARM: tuple[Asked, ...] = (
    ("amount", "currency"),
    "property",
    "documents",
    ("injuries", "care"),
)
_COMPLAINT: tuple[Asked, ...] = (
    "complaint",
    "why_no_complaint",
    ("authority", "complaint_number"),
    "outcome",
)
_SOURCE: tuple[Asked, ...] = ("reported_on", ("source", "reliability"))
NOBODY = N_("Tick at least one perpetrator of each act; add one who is unknown if need be.")
#: under this key a draft holds what was written to the shelter's own fields
_EXTRAS = "extras"
_PARTS = ("acts", "perpetrators", "victimisations")


class IncidentForm(QWidget):
    """Shows an incident and gives back what was written."""

    edited = Signal()

    def __init__(self, *, today: Callable[[], date]) -> None:
        super().__init__()
        names = [
            name
            for asked in (*_WHERE, *_HARM, *_COMPLAINT, *_SOURCE, "narrative")
            for name in ((asked,) if isinstance(asked, str) else asked)
        ]
        self.questions = RecordFields(Incident, names, today=today, parent=self)
        self.acts = ActsBox()
        self.perpetrators = PerpetratorsBox()
        self.who = WhoDidWhat()
        self.whom = ToWhom()
        self.extras = ExtrasBox(today)
        self.form = Form(
            {
                "acts": self.acts.first,
                "other_acts": self.acts.rest,
                "narrative": self.questions.fields["narrative"],
                **self.questions.fields,
            },
            self,
        )
        self.form.more = lambda: {**self.perpetrators.questions(), **self.extras.fields()}
        self.form.places = {"perpetrators": self.perpetrators, "victimisations": self.whom}
        self.form.check = self._problems
        self._incident: Incident | None = None
        self._touched = False
        self._lay_out()
        self.questions.edited.connect(self._on_answer)
        self.extras.edited.connect(self._on_extras)
        for part in (self.acts, self.perpetrators, self.who, self.whom):
            part.changed.connect(self._on_part)

    @property
    def touched(self) -> bool:
        """Whether anything was written since the incident was shown."""
        return self._touched or self.questions.touched or self.extras.touched

    def show_incident(self, incident: Incident, people: Mapping[str, str]) -> None:
        """Show an incident; ``people`` (id and name) begins with the person whose case it is."""
        self._incident = incident
        self.questions.show(incident)
        self._show_parts(incident, people, new=not incident.version)
        self.form.show_errors({})
        self._touched = False
        self._offer_municipalities()

    def incident(self, base: Incident) -> Incident:
        """``base`` with the answers written here. Raises Invalid."""
        problems, codes, perpetrators = self._read_parts()
        try:
            incident = self.questions.value_of(base)
        except Invalid as error:
            raise Invalid({**problems, **error.fields}) from None
        if problems:
            raise Invalid(problems)
        acts = self.who.acts(codes) if len(perpetrators) > 1 else _plain(codes)
        return replace(
            incident,
            acts=acts,
            perpetrators=perpetrators,
            victimisations=self.whom.victimisations(codes),
        )

    def cover(self, hidden: bool) -> None:
        """Show dots for what is written in words, or the words again."""
        self.questions.cover(hidden)
        self.extras.cover(hidden)

    def show_errors(self, errors: Mapping[str, str]) -> None:
        """Show messages at their questions; those of parts at the part."""
        cards = self.form.more()
        shown: dict[str, str] = {}
        for name, message in errors.items():
            shown.setdefault(name if name in cards else name.split(".")[0], message)
        self.form.show_errors(shown)

    def content(self) -> dict[str, Any]:
        """What was written, for a draft; parts that cannot be read yet are left out."""
        content = {**self.questions.content(), _EXTRAS: self.extras.content()}
        problems, codes, perpetrators = self._read_parts()
        if problems:
            return content
        incident = Incident(
            case_id="",
            acts=self.who.acts(codes) if len(perpetrators) > 1 else _plain(codes),
            perpetrators=perpetrators,
            victimisations=self.whom.victimisations(codes),
        )
        known_specs = specs(Incident)
        parts = {name: encode(known_specs[name], getattr(incident, name)) for name in _PARTS}
        return {**content, "parts": parts}

    def restore(self, content: Mapping[str, Any], people: Mapping[str, str]) -> None:
        """Put a draft back."""
        self.questions.restore(content)
        self.extras.restore(content.get(_EXTRAS, {}))
        if "parts" in content:
            known_specs = specs(Incident)
            parts = {
                name: decode(known_specs[name], value) for name, value in content["parts"].items()
            }
            self._show_parts(Incident(case_id="", **parts), people, new=False)
        self._touched = True
        self._offer_municipalities()

    def _lay_out(self) -> None:
        fields = self.questions.fields
        self.setLayout(
            vbox(
                self.form.summary,
                hint(NO_ANSWER),
                section("", self.acts),
                section(N_("When and where?"), *placed(_WHERE, fields)),
                section("", self.perpetrators, self.who),
                section(N_("Victims and witnesses"), self.whom, name="people"),
                section(N_("Loss and harm"), *placed(_HARM, fields)),
                section(N_("Complaint"), *placed(_COMPLAINT, fields)),
                section(N_("Where this comes from"), *placed(_SOURCE, fields)),
                section("", fields["narrative"]),
                self.extras,
                spacing=24,
            )
        )

    def _show_parts(self, incident: Incident, people: Mapping[str, str], *, new: bool) -> None:
        codes = [value_or(act.code, "") for act in incident.acts]
        self.acts.show_codes(codes)
        self.perpetrators.show_perpetrators(incident.perpetrators)
        self.who.show_acts(incident.acts, [each.key for each in incident.perpetrators])
        self.whom.set_people(people)
        self.whom.show_victimisations(None if new else incident.victimisations)
        self._arrange()

    def _read_parts(self) -> tuple[dict[str, str], tuple[str, ...], tuple[Any, ...]]:
        problems: dict[str, str] = {}
        codes: tuple[str, ...] = ()
        try:
            codes = self.acts.codes()
        except Unreadable:
            problems["other_acts"] = self.acts.others.problem()
        problems |= {
            name: problem
            for name, field in self.perpetrators.questions().items()
            if (problem := field.control.problem())
        }
        if any(name in self.perpetrators.questions() for name in problems):
            return problems, codes, ()
        perpetrators = self.perpetrators.perpetrators()
        if len(perpetrators) > 1 and self.who.nobody_did(codes):
            problems["acts"] = NOBODY
        return problems, codes, perpetrators

    def _problems(self) -> dict[str, str]:
        """What is wrong now, by the names of the questions."""
        problems, codes, _perpetrators = self._read_parts()
        if not codes and "other_acts" not in problems:
            problems.setdefault("acts", NO_ACT)
        if self._incident is not None:
            problems |= self.questions.problems(self._incident)
        return problems | self.extras.problems()

    def _arrange(self) -> None:
        problems, codes, perpetrators = self._read_parts()
        if set(problems.values()) - {NOBODY}:
            return
        keys = {each.key for each in perpetrators}
        titles = [(key, title) for key, title in self.perpetrators.titles() if key in keys]
        self.who.arrange(codes, titles)
        self.whom.arrange(codes)

    def _on_part(self) -> None:
        self._touched = True
        if self.sender() not in (self.who, self.whom):
            self._arrange()
        self.form.look_again()
        self.edited.emit()

    def _on_answer(self, name: str) -> None:
        if name == "state":
            self._offer_municipalities()
        self.edited.emit()

    def _on_extras(self) -> None:
        self.form.look_again()
        self.edited.emit()

    def _offer_municipalities(self) -> None:
        state = self.questions.fields["state"].control
        answer = "" if state.problem() else state.value()
        municipality: Any = self.questions.fields["municipality"].control
        municipality.choices.parent = answer if known(answer) else ""
        municipality.combo.reload()


def _plain(codes: tuple[str, ...]) -> tuple[Act, ...]:
    return tuple(Act(code=code) for code in codes)
