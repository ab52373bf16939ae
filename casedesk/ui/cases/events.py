"""A case's timeline with icons and colours."""

from casedesk.i18n import _
from casedesk.services import timeline
from casedesk.services.cases import CaseFile
from casedesk.ui.cases import names
from casedesk.ui.desk import Desk
from casedesk.ui.forms.wording import date_text
from casedesk.ui.kit.chips import Tone
from casedesk.ui.kit.timelines import Event

#: kind of record -> icon and colour
_LOOKS: dict[str, tuple[str, Tone]] = {
    "stay": ("home", "ok"),
    "incident": ("alert-triangle", "danger"),
    "asylum": ("file-text", "info"),
    "procedure": ("file-text", "info"),
    "service": ("heart", "accent"),
    "referral": ("arrow-right", "accent"),
    "consent": ("shield-check", "muted"),
    "follow_up": ("bell", "info"),
    "document": ("paperclip", "muted"),
    "clock": ("hourglass", "warn"),
}


def latest(file: CaseFile, desk: Desk, most: int = 0) -> list[Event]:
    """The events of a case, newest first; the last few if ``most`` is given.

    Consents stand on their own tab: here they would hide what happened.
    """
    found = [event for event in timeline.events(file) if event.kind != "consent"]
    return [_event(each, desk) for each in (found[:most] if most else found)]


def _event(event: timeline.Event, desk: Desk) -> Event:
    icon, tone = _LOOKS.get(event.kind, ("circle", "muted"))
    title = _(event.title)
    if event.detail:
        free = event.kind == "follow_up"  # typed by somebody: it may hold a name
        detail = names.text(event.detail, desk) if free else event.detail
        title = _("{what}: {detail}").format(what=title, detail=detail)
    return Event(icon, tone, lambda: title, lambda: date_text(event.on))
