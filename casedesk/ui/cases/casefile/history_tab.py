"""Who changed what and when, in words, and taking a change back."""

from typing import Any

from PySide6.QtWidgets import QWidget

from casedesk import i18n
from casedesk.domain.fields import Spec, Type
from casedesk.domain.rights import ItemAnswer
from casedesk.errors import CasedeskError
from casedesk.i18n import N_, _
from casedesk.services import history, merging
from casedesk.services.cases import CaseFile
from casedesk.services.history import Entry
from casedesk.ui.cases import names
from casedesk.ui.cases.casefile.tab import Tab
from casedesk.ui.desk import Desk
from casedesk.ui.forms.wording import answer_text
from casedesk.ui.kit.binding import bind
from casedesk.ui.kit.buttons import button
from casedesk.ui.kit.labels import h2, label, muted, raw
from casedesk.ui.kit.layouts import add, clear, hbox, vbox
from casedesk.ui.kit.surfaces import line
from casedesk.ui.rights.words import answers_changed

#: more would take long to draw and nobody reads them at once
_PAGE = 40
_PUT_BACK = N_("Put back. This too stands in the history.")
_TAKEN_BACK = N_("Taken back. The record of use keeps both.")
KINDS = {
    "person": N_("Person"),
    "household": N_("Household"),
    "case": N_("Case"),
    "stay": N_("Stay"),
    "journey": N_("Journey"),
    "incident": N_("Incident"),
    "asylum": N_("Asylum application"),
    "procedure": N_("Step of the procedure"),
    "service": N_("Service"),
    "referral": N_("Referral"),
    "consent": N_("Consent"),
    "follow_up": N_("Follow-up"),
    "document": N_("Document"),
    "checklist": N_("Rights list"),
    "extra_answer": N_("Answer to a field of this shelter"),
    "extra_field": N_("Field of this shelter"),
    "room": N_("Room"),
    "expected_arrival": N_("Expected arrival"),
    "shift_note": N_("Note for the next shift"),
    "night_count": N_("Evening count"),
}


class HistoryTab(Tab):
    """The changes to everything in the case, newest first."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._entries: list[Entry] = []
        self._most = _PAGE
        self.rows = vbox(spacing=0)
        self.more = button(N_("Show earlier changes"), "history", name="more")
        self.more.clicked.connect(self._show_more)
        self.add(h2(N_("What changed")))
        self.body.addLayout(self.rows)
        self.add(hbox(self.more, None))
        self.add(None)

    def draw(self, file: CaseFile) -> None:
        """Read the history and show it."""
        if not self.same_case:
            self._most, self._entries = _PAGE, []
            clear(self.rows)
        case_id = file.case.id
        self.desk.tasks.run(
            lambda uow: history.of_case(uow, file),
            lambda found: self._arrived(case_id, found),
            owner=self,
            latest="history",
        )

    def redraw(self) -> None:
        """Say it again; what is on file has not changed."""
        self._draw_rows()

    def _arrived(self, case_id: str, found: list[Entry]) -> None:
        if self.file is not None and self.file.case.id == case_id:
            self._entries = found
            self._draw_rows()

    def _draw_rows(self) -> None:
        clear(self.rows)
        for entry in self._entries[: self._most]:
            self.rows.addWidget(self._row(entry))
            self.rows.addWidget(line())
        self.more.setVisible(len(self._entries) > self._most)

    def _show_more(self) -> None:
        self._most += _PAGE
        self._draw_rows()

    def _row(self, entry: Entry) -> QWidget:
        made = QWidget()
        made.setObjectName(f"history_{entry.id}")
        title = label(lambda: _title(entry), "strong", name="entry_title")
        at = entry.at.astimezone(self.desk.clock.now().tzinfo)
        when = f"{i18n.medium_date(at.date())} {i18n.short_time(at)} · {entry.user}"
        words = vbox(title, raw(when, "hint"), spacing=2)
        if entry.erased:
            words.addWidget(muted(N_("The content was erased.")))
        for difference in entry.differences:
            if not difference.spec.label:
                continue  # what ties records together is told by where they stand
            text = self._difference(entry, difference.spec, difference.before, difference.after)
            words.addWidget(raw(text, "muted", name="difference"))
        row = hbox(margin=(2, 10, 2, 10), spacing=12)
        row.addLayout(words, 1)
        if history.can_undo(entry):
            back = button(N_("Undo"), "rotate", name="undo")
            bind(back, "setAccessibleName", lambda: f"{_('Undo')}: {_title(entry)} {when}")
            back.clicked.connect(lambda: self.undo(entry))
            add(row, back)
        made.setLayout(row)
        return made

    def undo(self, entry: Entry) -> None:
        """Put back what was there before; a merge whole; what was added goes."""
        if entry.action == history.MERGED:
            self._part(entry)
            return
        self.desk.tasks.run(
            lambda uow: history.undo(uow, entry),
            lambda record: self.desk.say(_(_PUT_BACK if record else _TAKEN_BACK)),
            owner=self,
            failed=self._refused,
        )

    def _part(self, entry: Entry) -> None:
        def parted(kept: list[str]) -> None:
            text = _("They are two people again.")
            if kept:
                fields = ", ".join(_(label) for label in kept)
                text += " " + _("Changed since, and left as it is: {fields}.").format(fields=fields)
            self.desk.say(text)

        self.desk.tasks.run(
            lambda uow: merging.part(uow, entry.id),
            parted,
            owner=self,
            failed=self._refused,
        )

    def _refused(self, error: CasedeskError) -> None:
        self.desk.refuse(error)

    def _difference(self, entry: Entry, spec: Spec, before: Any, after: Any) -> str:
        if spec.part is ItemAnswer:
            return answers_changed(before, after)
        answer = self._words(spec, after)
        if entry.action == history.CHANGED:
            text = _("{before}, now {after}")
            answer = text.format(before=self._words(spec, before), after=answer)
        question = _(spec.label)
        return f"{question} {answer}" if question.endswith("?") else f"{question}: {answer}"

    def _words(self, spec: Spec, value: Any) -> str:
        words = answer_text(spec, value)
        free = spec.type in (Type.TEXT, Type.LONG_TEXT) and isinstance(value, str)
        if spec.type is Type.LINK and isinstance(value, str):
            return _("one on file")
        return names.text(words, self.desk) if free else words


def _title(entry: Entry) -> str:
    folios = ", ".join(entry.folios)
    if entry.action == history.MERGED:
        return _("Merged with folio {folio}").format(folio=folios)
    if entry.action == history.UNMERGED:
        return _("Parted again from folio {folio}").format(folio=folios)
    kind = _(KINDS[entry.kind])
    text = _("{what} changed") if entry.action == history.CHANGED else _("{what} written down")
    return text.format(what=kind)
