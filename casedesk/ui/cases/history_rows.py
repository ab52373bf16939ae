"""A change in words, with the button that takes it back."""

from collections.abc import Callable
from typing import Any

from PySide6.QtWidgets import QWidget

from casedesk import i18n
from casedesk.domain.extras import Choice
from casedesk.domain.fields import Spec, Type
from casedesk.domain.rights import ItemAnswer
from casedesk.i18n import N_, _
from casedesk.services import history
from casedesk.services.history import Entry
from casedesk.ui.cases import names
from casedesk.ui.desk import Desk
from casedesk.ui.forms.wording import answer_text
from casedesk.ui.kit.binding import bind
from casedesk.ui.kit.buttons import button
from casedesk.ui.kit.labels import label, muted, raw
from casedesk.ui.kit.layouts import add, hbox, vbox
from casedesk.ui.rights.words import answers_changed

PUT_BACK = N_("Put back. This too stands in the history.")
TAKEN_BACK = N_("Taken back. The record of use keeps both.")
_TITLES = {
    history.CREATED: N_("{what} written down"),
    history.CHANGED: N_("{what} changed"),
    history.TAKEN_BACK: N_("{what} taken back"),
    history.PUT_BACK: N_("{what} put back"),
}
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


def history_row(desk: Desk, entry: Entry, undo: Callable[[Entry], None]) -> QWidget:
    """What changed, when and by whom."""
    made = QWidget()
    made.setObjectName(f"history_{entry.id}")
    title = label(lambda: _title(entry), "strong", name="entry_title")
    at = entry.at.astimezone(desk.clock.now().tzinfo)
    when = f"{i18n.medium_date(at.date())} {i18n.short_time(at)} · {entry.user}"
    words = vbox(title, raw(when, "hint"), spacing=2)
    if entry.erased:
        words.addWidget(muted(N_("The content was erased.")))
    for difference in entry.differences:
        if not difference.spec.label:
            continue  # what ties records together is told by where they stand
        text = _difference(desk, entry, difference.spec, difference.before, difference.after)
        words.addWidget(raw(text, "muted", name="difference"))
    row = hbox(margin=(2, 10, 2, 10), spacing=12)
    row.addLayout(words, 1)
    if history.can_undo(entry):
        does = N_("Put back") if entry.action == history.TAKEN_BACK else N_("Undo")
        back = button(does, "rotate", name="undo")
        bind(back, "setAccessibleName", lambda: f"{_(does)}: {_title(entry)} {when}")
        back.clicked.connect(lambda: undo(entry))
        add(row, back)
    made.setLayout(row)
    return made


def _difference(desk: Desk, entry: Entry, spec: Spec, before: Any, after: Any) -> str:
    if spec.part is ItemAnswer:
        return answers_changed(before, after)
    answer = _words(desk, spec, after)
    if entry.action == history.CHANGED:
        text = _("{before}, now {after}")
        answer = text.format(before=_words(desk, spec, before), after=answer)
    question = _(spec.label)
    return f"{question} {answer}" if question.endswith("?") else f"{question}: {answer}"


def _words(desk: Desk, spec: Spec, value: Any) -> str:
    if spec.part is Choice and isinstance(value, tuple):
        return ", ".join(_choice(each) for each in value) or _("None")
    words = answer_text(spec, value)
    free = spec.type in (Type.TEXT, Type.LONG_TEXT) and isinstance(value, str)
    if spec.type is Type.LINK and isinstance(value, str):
        return _("one on file")
    return names.text(words, desk) if free else words


def _choice(choice: Choice) -> str:
    """One answer to choose from, and whether it still is."""
    words = choice.as_code(0).label()
    return _("{answer} (no longer offered)").format(answer=words) if choice.ended is True else words


def _title(entry: Entry) -> str:
    folios = ", ".join(entry.folios)
    if entry.action == history.MERGED:
        return _("Merged with folio {folio}").format(folio=folios)
    if entry.action == history.UNMERGED:
        return _("Parted again from folio {folio}").format(folio=folios)
    return _(_TITLES[entry.action]).format(what=_(KINDS[entry.kind]))
