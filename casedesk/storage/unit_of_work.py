"""One transaction: what a use case reads and writes, who does it, and what it changed."""

from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import Connection

from casedesk.domain.ids import new_id
from casedesk.storage import clock_dates, directory, log
from casedesk.storage.errors import NotAllowed
from casedesk.storage.keyring import COORDINATOR


@dataclass(frozen=True)
class Session:
    """Who has the vault open."""

    user: str
    role: str

    @property
    def coordinator(self) -> bool:
        """Whether the user may export, import and look after users."""
        return self.role == COORDINATOR


class UnitOfWork:
    """Everything between BEGIN and COMMIT. ``changed`` tells screens what to reload."""

    def __init__(self, connection: Connection, session: Session, now: datetime, node: str) -> None:
        self.connection = connection
        self.session = session
        self.now = now
        self.log = log.Writer(connection, user=session.user, now=now, node=node)
        #: kinds of records changed
        self.changed: set[str] = set()
        #: cases whose line in the list may have changed
        self.cases: set[str] = set()
        self._listed: set[str] = set()

    @property
    def touched(self) -> set[str]:
        """Cases in which something was changed so far."""
        return self._listed | self.cases

    @property
    def today(self) -> date:
        """The day it is for the user."""
        return self.now.date()

    def require_coordinator(self) -> None:
        """Raise NotAllowed unless the user is a coordinator."""
        if not self.session.coordinator:
            raise NotAllowed

    def note(self, action: str, kind: str, record_id: str = "", **content: object) -> None:
        """Log something that changes no record: a reading, an export, a key given."""
        self.log.append(new_id(), action, kind, record_id, "", content)

    def flush(self) -> None:
        """Write what waits: log lines, and the list."""
        self.log.flush()
        if self.cases:
            directory.refresh(self.connection, self.cases)
            clock_dates.forget(self.connection, self.cases)
            self._listed |= self.cases
            self.cases = set()
