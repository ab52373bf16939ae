"""The kinds of entries of a case: what is asked, and how each is listed."""

from collections.abc import Callable
from datetime import date
from typing import Any

from casedesk import i18n
from casedesk.domain import codelists, sharing
from casedesk.domain.answers import Answer, Missing
from casedesk.domain.cases import AsylumApplication, Consent, Referral, Service, Stay
from casedesk.domain.derived.stays import ended
from casedesk.domain.documents import Document
from casedesk.domain.fields import specs
from casedesk.domain.follow_ups import BY_HAND, DONE, FollowUp
from casedesk.domain.partial_dates import PartialDate
from casedesk.i18n import N_, _
from casedesk.ui.cases.asylum import group_of
from casedesk.ui.cases.casefile.entries import Kind
from casedesk.ui.forms.sections import Section
from casedesk.ui.forms.wording import answer_text, date_text

_MEGABYTE = 1_000_000
#: what came of a referral -> how it looks
_ANSWERS: dict[str, tuple[str, str, Any]] = {
    "accepted": ("circle-check", N_("Accepted"), "ok"),
    "completed": ("circle-check", N_("Completed"), "ok"),
    "refused": ("circle-x", N_("Refused"), "danger"),
    "no_answer": ("ban", N_("No answer came"), "muted"),
    "not_attended": ("ban", N_("Did not go"), "muted"),
    "declined": ("ban", N_("Not wanted any more"), "muted"),
}


def _said(record: Any, name: str) -> str:
    """An answer in words; empty if there is none."""
    value = getattr(record, name)
    return "" if isinstance(value, Missing) else answer_text(specs(type(record))[name], value)


def _joined(record: Any, *names: str) -> str:
    return " · ".join(filter(None, (_said(record, name) for name in names)))


def _date(answer: Answer[PartialDate], otherwise: str) -> str:
    return otherwise if isinstance(answer, Missing) else date_text(answer)


def _stay_words(stay: Stay) -> tuple[str, str]:
    entered = _date(stay.entered_on, "–")
    if not ended(stay.exited_on):
        title = _("Since {date}").format(date=entered)
    else:
        left = _date(stay.exited_on, _("an unknown day"))
        title = _("{start} to {end}").format(start=entered, end=left)
    return title, _joined(
        stay, "slept_at", "bed", "placed_despite", "travels_with", "exit_reason", "exit_to", "notes"
    )


def stays() -> Kind[Stay]:
    """Entries to and exits from the shelter."""
    return Kind(
        cls=Stay,
        title=N_("Stays"),
        empty=N_("No stay is on file."),
        new=N_("Add a stay"),
        icon="bed",
        sections=(
            Section(
                "",
                (
                    ("entered_on", "leaving_on"),
                    ("exited_on", "exit_reason"),
                    "exit_to",
                    ("slept_at", "travels_with"),
                    "place",
                    "notes",
                ),
            ),
        ),
        words=_stay_words,
        make=lambda case_id: Stay(case_id=case_id),
        chip=lambda stay: ("home", N_("Here now"), "ok") if not ended(stay.exited_on) else None,
    )


def _asylum_words(application: AsylumApplication) -> tuple[str, str]:
    title = _joined(application, "office", "file_number") or _("Office not asked")
    state, since = _said(application, "state"), application.state_since
    if state and not isinstance(since, Missing):
        state = _("{state}, since {date}").format(state=state, date=date_text(since))
    return title, " · ".join(filter(None, (state, _joined(application, "us_status", "notes"))))


def _asylum_chip(application: AsylumApplication) -> tuple[str, str, Any] | None:
    if isinstance(application.state, Missing):
        return None
    group = group_of(application.state)
    return group.icon, group.title, group.tone


def applications() -> Kind[AsylumApplication]:
    """Where the person stands with COMAR and with the United States."""
    return Kind(
        cls=AsylumApplication,
        title=N_("Office and file number"),
        empty=N_("Nothing is on file about an asylum application."),
        new=N_("Add an application"),
        icon="file-text",
        sections=(
            Section("", ("office", "file_number", "notes")),
            Section(
                N_("As it was told when it was written down"),
                (("state", "state_since"), ("filed_on", "interview_on"), "decided_on", "us_status"),
                N_("What happens later is recorded above, step by step."),
            ),
        ),
        words=_asylum_words,
        make=lambda case_id: AsylumApplication(case_id=case_id),
        chip=_asylum_chip,
    )


def services(today: PartialDate) -> Kind[Service]:
    """What was given here."""
    return Kind(
        cls=Service,
        title=N_("Services given"),
        empty=N_("Nothing given is on file yet."),
        new=N_("Add with a date or a note"),
        icon="heart",
        sections=(Section("", (("what", "given_on"), "meal", "notes")),),
        words=lambda service: (
            _said(service, "what"),
            _joined(service, "given_on", "meal", "notes"),
        ),
        make=lambda case_id: Service(case_id=case_id, given_on=today),
    )


def _referral_words(referral: Referral) -> tuple[str, str]:
    parts = [_joined(referral, "purpose", "referred_on", "outcome", "answered_on")]
    if not isinstance(referral.asked_again_on, Missing):
        asked = date_text(referral.asked_again_on)
        parts.append(_("asked again on {date}").format(date=asked))
    parts.append(_said(referral, "notes"))
    return sharing.recipient(referral), " · ".join(filter(None, parts))


def _referral_chip(referral: Referral) -> tuple[str, str, Any] | None:
    if sharing.waiting(referral):
        return "hourglass", N_("No answer yet"), "warn"
    return _ANSWERS.get(str(referral.outcome))


def referrals(today: PartialDate) -> Kind[Referral]:
    """To whom the person was sent."""
    return Kind(
        cls=Referral,
        title=N_("Referrals"),
        empty=N_("No referral is on file."),
        new=N_("Add a referral"),
        icon="arrow-right",
        sections=(
            Section("", (("to", "referred_on"), "recipient", "purpose", "shared")),
            Section("", ("without_consent",)),
            Section(N_("Their answer"), (("outcome", "answered_on"), "notes")),
        ),
        words=_referral_words,
        make=lambda case_id: Referral(case_id=case_id, referred_on=today),
        chip=_referral_chip,
    )


def _consent_chip(consent: Consent) -> tuple[str, str, Any] | None:
    if not isinstance(consent.withdrawn_on, Missing):
        return "ban", N_("Withdrawn"), "warn"
    if isinstance(consent.given, Missing):
        return "help", N_("No answer"), "muted"
    if consent.given:
        return "circle-check", N_("Agreed"), "ok"
    return "circle-x", N_("Did not agree"), "danger"


def _consent_words(consent: Consent) -> tuple[str, str]:
    more = _joined(consent, "given_on", "way", "recipient")
    if not isinstance(consent.withdrawn_on, Missing):
        withdrawn = _("withdrawn on {date}").format(date=date_text(consent.withdrawn_on))
        more = " · ".join(filter(None, (more, withdrawn)))
    return _said(consent, "purpose"), more


def consents(today: PartialDate) -> Kind[Consent]:
    """What the person allows, purpose by purpose."""
    return Kind(
        cls=Consent,
        title=N_("Consent"),
        empty=N_("The person has not been asked yet."),
        new=N_("Ask for another purpose"),
        icon="shield-check",
        sections=(
            Section(
                "",
                ("purpose", "given", ("given_on", "way"), "recipient", "withdrawn_on"),
                N_("Without consent for a purpose, the data are not used for it."),
            ),
        ),
        words=_consent_words,
        make=lambda case_id: Consent(case_id=case_id, given_on=today),
        chip=_consent_chip,
    )


def _follow_up_words(follow_up: FollowUp) -> tuple[str, str]:
    if not follow_up.open:
        by, on = _said(follow_up, "ended_by"), _date(follow_up.ended_on, "–")
        parts = [
            _("{how} on {date} by {user}").format(how=_said(follow_up, "ended"), date=on, user=by)
        ]
    else:
        due = follow_up.due_on
        day = "" if isinstance(due, Missing) else _("by {date}").format(date=date_text(due))
        parts = [day or _("no date"), _said(follow_up, "whom") or _("nobody has it yet")]
    origin = "" if follow_up.origin == BY_HAND else _said(follow_up, "origin")
    parts += [_said(follow_up, "repeat"), origin, _said(follow_up, "notes")]
    return _said(follow_up, "what"), " · ".join(filter(None, parts))


def follow_up_chip(follow_up: FollowUp, today: date) -> tuple[str, str, Any] | None:
    """What a follow-up looks like on a day."""
    if not follow_up.open:
        done = follow_up.ended == DONE
        return ("circle-check", N_("Done"), "ok") if done else ("ban", N_("Not needed"), "muted")
    if isinstance(follow_up.due_on, Missing) or follow_up.due_on.first > today:
        return None
    if follow_up.overdue(today):
        return "alert-triangle", N_("Overdue"), "danger"
    return "bell", N_("Due"), "warn"


def follow_ups(today: Callable[[], date]) -> Kind[FollowUp]:
    """What is to be done."""
    return Kind(
        cls=FollowUp,
        title=N_("Follow-ups"),
        empty=N_("Nothing is to be done that anybody wrote down."),
        new=N_("Add a follow-up"),
        icon="bell",
        sections=(Section("", ("what", ("due_on", "repeat"), "whom", "notes")),),
        words=_follow_up_words,
        make=lambda case_id: FollowUp(case_id=case_id, origin=BY_HAND),
        chip=lambda follow_up: follow_up_chip(follow_up, today()),
    )


def _document_words(document: Document) -> tuple[str, str]:
    parts = [_joined(document, "what", "dated_on")]
    if not isinstance(document.size, Missing):
        parts.append(size_text(document.size))
    if not isinstance(document.erased_on, Missing):
        erased = date_text(document.erased_on)
        parts.append(_("content erased on {date}").format(date=erased))
    elif not isinstance(document.removed_on, Missing):
        parts.append(_("taken out on {date}").format(date=date_text(document.removed_on)))
    parts.append(_said(document, "notes"))
    return _said(document, "title"), " · ".join(filter(None, parts))


def size_text(size: int) -> str:
    """``340 kB`` or ``1.2 MB``."""
    if size < _MEGABYTE:
        return f"{i18n.number(max(1, round(size / 1000)))} kB"
    return f"{i18n.number(round(size / _MEGABYTE, 1))} MB"


def documents() -> Kind[Document]:
    """Files kept inside the vault; new ones come by file, not by form."""
    return Kind(
        cls=Document,
        title=N_("Documents and photographs"),
        empty=N_("No document is kept here. Drag a file here, or choose one."),
        new=N_("Add a file…"),
        icon="paperclip",
        sections=(Section("", ("title", ("what", "dated_on"), "notes")),),
        words=_document_words,
        make=lambda case_id: Document(case_id=case_id),
    )


def incident_title(codes: list[str]) -> str:
    """The acts of an incident in words."""
    known = codelists.load("acts")
    return ", ".join(known.label(code) for code in codes) or _("Incident")
