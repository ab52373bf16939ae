"""Recording what happened: what, when, how it is known; for others of the household too."""

from collections.abc import Mapping, Sequence
from typing import Any

from casedesk.domain import codelists, procedures
from casedesk.domain.codes import Code
from casedesk.domain.procedure_entries import US, ProcedureEntry
from casedesk.i18n import N_, _
from casedesk.services import entries
from casedesk.services.asylum import recording
from casedesk.services.asylum.recording import Member
from casedesk.services.asylum.standing import before, unusual
from casedesk.ui.asylum.words import basis_words, label_of, meaning, state_words, us_status
from casedesk.ui.cases import names
from casedesk.ui.desk import Desk
from casedesk.ui.forms.controls import CodeOf
from casedesk.ui.forms.editor import Editor
from casedesk.ui.forms.sections import Section
from casedesk.ui.kit.banners import Banner
from casedesk.ui.kit.choices import WrappingCheck
from casedesk.ui.kit.labels import hint, label
from casedesk.ui.kit.layouts import clear, vbox
from casedesk.ui.kit.surfaces import Card, holding

_SECTIONS = (Section("", ("what", ("happened_on", "until"), "source", "note", "mistaken")),)
_ALSO = "also"


class EntryEditor(Editor):
    """One entry of a procedure, new or to be corrected."""

    def __init__(self, desk: Desk) -> None:
        self._told: Sequence[ProcedureEntry] = ()
        self._also: tuple[str, ...] = ()
        self._warned = ""
        self.members: dict[str, WrappingCheck] = {}
        self._boxes = vbox(spacing=2)
        self.others = holding(
            vbox(label(N_("Record the same for"), "label"), self._boxes, spacing=4)
        )
        super().__init__(
            desk,
            ProcedureEntry,
            _SECTIONS,
            save=lambda uow, entry: recording.save(uow, entry, self._also),
            fresh=entries.again,
            cancel=True,
        )
        self.explanation = Card(margin=12, spacing=4, name="explanation")
        self.explanation.setProperty("kind", "quiet")
        self.meaning = label("", name="meaning")
        self.basis = hint()
        self.explanation.add(self.meaning)
        self.explanation.add(self.basis)
        self.warning = Banner("warn", "")
        self.warning.setObjectName("unusual")
        place = self.box.indexOf(self.form)
        for part in (self.others, self.warning, self.explanation):
            self.box.insertWidget(place + 1, part)
        self._offer_facts()
        self.form.edited.connect(lambda _name: self.explain())
        self.others.hide()

    def of_case(self, found: Sequence[ProcedureEntry]) -> None:
        """What is told already, against which a new entry is held."""
        self._told = found

    def show_members(self, found: Sequence[Member]) -> None:
        """Offer to record the same for others of the household; ticks stay."""
        ticked = self._ticked()
        clear(self._boxes)
        self.members = {}
        for member in found:
            box = WrappingCheck()
            box.setObjectName(f"also_{member.case.id}")
            box.setText(
                _("{name}, now: {state}").format(
                    name=names.of_person(member.person, self._desk),
                    state=state_words(member.standing.code),
                )
            )
            box.setChecked(member.case.id in ticked)
            self.members[member.case.id] = box
            self._boxes.addWidget(box)
        self._show_others()

    def show_record(self, record: Any) -> None:
        """Show an entry, what it means, and whether it is unusual."""
        super().show_record(record)
        fields = self.form.questions.fields
        fields["mistaken"].setVisible(bool(record.version))
        for box in self.members.values():
            box.setChecked(False)
        self._show_others()
        self.explain()

    def value_of(self, base: Any) -> Any:
        """The entry as written. Raises Invalid."""
        self._also = () if base.version else tuple(self._ticked())
        return super().value_of(base)

    def content(self) -> dict[str, Any]:
        """What was written, for a draft."""
        return {**super().content(), _ALSO: sorted(self._ticked())}

    def restore(self, content: Mapping[str, Any]) -> None:
        """Put a draft back."""
        super().restore(content)
        for case_id in content.get(_ALSO, ()):
            if case_id in self.members:
                self.members[case_id].setChecked(True)
        self.explain()

    def explain(self) -> None:
        """Say what the fact chosen means, and warn of what is unusual; neither stops a save."""
        written = self._written()
        fact = procedures.facts().get(str(written.what)) if written else None
        self.explanation.setVisible(fact is not None)
        if fact is not None:
            self.meaning.setText(self._meaning(fact))
            self.basis.setText(basis_words(fact.basis))
            self.basis.setVisible(bool(self.basis.text()))
        warning = ""
        if written and fact is not None and unusual(self._told, written):
            warning = self._warning(written)
        if not warning:
            self.warning.hide()
        elif warning != self._warned or self.warning.isHidden():
            self.warning.tell(lambda: warning)
        self._warned = warning

    def _written(self) -> ProcedureEntry | None:
        """The entry as far as it can be understood."""
        if self._record is None:
            return None
        found = self.form.questions.value_or_none(self._record)
        return found if isinstance(found, ProcedureEntry) else None

    def _warning(self, written: ProcedureEntry) -> str:
        state = before(self._told, written)
        nexts = [label_of(each.to) for each in procedures.following(state) if "state." in each.to]
        text = _(
            "This is unusual: after “{before}” usually comes {next}. If it happened so, save it."
        )
        return text.format(before=state_words(state), next=_one_of(nexts))

    def _meaning(self, fact: procedures.Fact) -> str:
        if fact.track != US:
            return meaning(fact)
        stale = procedures.content(US).stale(self._desk.clock.now().date())
        status = us_status(fact, stale=stale)
        return status if stale else f"{meaning(fact)} {status}".strip()

    def _ticked(self) -> set[str]:
        return {case_id for case_id, box in self.members.items() if box.isChecked()}

    def _show_others(self) -> None:
        new = self._record is not None and not self._record.version
        self.others.setVisible(bool(self.members) and new)

    def _offer_facts(self) -> None:
        control = self.form.questions.fields["what"].control
        if isinstance(control, CodeOf):
            control.choices.words = _words
            control.choices.wanted = _wanted
            control.combo.reload()


def _one_of(words: Sequence[str]) -> str:
    """``a, b or c``."""
    return ", ".join(words[:-1]) + (_(" or ") if len(words) > 1 else "") + words[-1]


def _words(code: Code) -> str:
    track = codelists.load("procedure_tracks").label(code.parent)
    return f"{code.label()} · {track}"


def _wanted(code: Code) -> bool:
    """What another question or a state tells already is not asked twice."""
    return not code.attributes.get("told_by")
