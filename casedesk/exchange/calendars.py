"""Calendar files (RFC 5545) of what is due: folios and no names."""

from collections.abc import Sequence
from datetime import UTC, date, datetime, timedelta
from hashlib import sha256
from pathlib import Path

from icalendar import Calendar, Event

from casedesk import __version__
from casedesk.domain.clocks import rule_files, wording
from casedesk.i18n import _, language
from casedesk.services import vaults
from casedesk.services.clocks import board
from casedesk.services.clocks.board import Line
from casedesk.storage import log
from casedesk.storage.unit_of_work import UnitOfWork

#: the kind under which the log tells of it
KIND = "clocks"


def save(uow: UnitOfWork, path: Path, lines: Sequence[Line]) -> None:
    """Write what is due to a file, and log that it left the vault. Raises a CasedeskError."""
    vaults.write_whole(path, content(lines, uow.now))
    uow.note(log.EXPORT, KIND, "", form="ics", rows=len(lines))


def content(lines: Sequence[Line], now: datetime) -> bytes:
    """The file: a day for each clock, in the current language."""
    calendar = Calendar()
    calendar.add("prodid", f"-//Casedesk {__version__}//{language().upper()}")
    calendar.add("version", "2.0")
    calendar.add("x-wr-calname", _("Time limits"))
    for line in lines:
        calendar.add_component(_event(line, now))
    return bytes(calendar.to_ical())


def _event(line: Line, now: datetime) -> Event:
    row = line.dates
    rule = board.rule_of(row)
    day = date.fromisoformat(row.due_on)
    duty = rule_files.load().duties[rule.duty]
    event = Event()
    # The same clock has the same name in every file, so that a calendar replaces it.
    mark = sha256(f"{row.rule} {row.entry_id}".encode()).hexdigest()[:32]
    event.add("uid", f"{mark}@casedesk")
    event.add("dtstamp", now.astimezone(UTC))
    event.add("dtstart", day)
    event.add("dtend", day + timedelta(days=1))
    event.add("summary", f"{line.folio} · {rule.words}")
    told = (_("Whose duty: {who}").format(who=duty), str(rule.next), _(wording.NOT_ADVICE))
    event.add("description", "\n".join(told))
    event.add("class", "PRIVATE")
    event.add("transp", "TRANSPARENT")
    return event
