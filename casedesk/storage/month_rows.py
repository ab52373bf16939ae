"""What is counted of a month, row by row; nothing here names anybody.

Each row that is a record, or follows from records, has ``marks`` by which it is known again, and a
``twin`` that it has in common with whatever was written down in its place.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from types import MappingProxyType
from typing import Any, NamedTuple, Protocol, TypeAlias

from casedesk.domain.incidents import Act, Perpetrator

#: dimension of a field of the shelter's own -> the code answered, or several
Answers: TypeAlias = Mapping[str, str | tuple[str, ...]]
NO_ANSWERS: Answers = MappingProxyType({})


#: what of a month is counted row by row
COUNTED = ("stays", "incidents", "services", "referrals", "lists", "states", "terms")


class Counted(Protocol):
    """Something that is counted."""

    @property
    def id(self) -> str: ...
    @property
    def marks(self) -> tuple[str, ...]: ...
    @property
    def twin(self) -> str: ...


class JourneyRow(NamedTuple):
    """What is counted of a journey."""

    reasons: tuple[str, ...] | None
    transport: tuple[str, ...] | None
    corridor: str | None
    destination: str | None
    travels_with: str | None
    entry_point: str | None = None


class MemberRow(NamedTuple):
    """A member of a household."""

    id: str
    relation: str | None
    birth: str | None
    age: int | None
    age_on: str | None


class StayRow(NamedTuple):
    """An entry and the person who entered."""

    id: str
    entered_on: str
    travels_with: str | None
    #: where they were received, if it was not here
    place: str | None
    person_id: str
    sex: str | None
    birth: str | None
    age: int | None
    age_on: str | None
    nationality: str | None
    household_id: str | None
    relation: str | None
    needs: tuple[str, ...] | None
    journey: JourneyRow | None
    asylum: str | None
    #: whether the person was told of the right to ask for asylum, by the end of the month
    told: str | None
    #: to the shelter's own fields about the person, the stay and the journey
    answers: Answers = NO_ANSWERS

    @property
    def marks(self) -> tuple[str, ...]:
        """What it is known by again."""
        return (self.id,)

    @property
    def twin(self) -> str:
        """What another one says that was written down in its place."""
        return f"stay {self.person_id} {self.entered_on}"


class IncidentRow(NamedTuple):
    """What is counted of an incident."""

    id: str
    reported_on: str
    state: str | None
    country: str | None
    zone: str | None
    complaint: bool | None
    outcome: str | None
    acts: tuple[Act, ...]
    perpetrators: tuple[Perpetrator, ...]
    #: act, role and person of each victimisation
    victimisations: tuple[tuple[str, str | None, str], ...]
    #: who told of it
    person_id: str
    household_id: str | None

    @property
    def marks(self) -> tuple[str, ...]:
        """What it is known by again."""
        return (self.id,)

    @property
    def twin(self) -> str:
        """What another one says that was written down in its place."""
        return f"incident {self.person_id} {self.reported_on}"


class GivenRow(NamedTuple):
    """A service given, or a referral made."""

    id: str
    day: str
    code: str | None
    person_id: str
    household_id: str | None

    @property
    def marks(self) -> tuple[str, ...]:
        """What it is known by again."""
        return (self.id,)

    @property
    def twin(self) -> str:
        """What another one says that was written down in its place."""
        return f"{self.code} {self.person_id} {self.day}"


class ListRow(NamedTuple):
    """A rights list explained to somebody."""

    id: str
    day: str
    code: str | None
    language: str | None
    person_id: str
    household_id: str | None

    @property
    def marks(self) -> tuple[str, ...]:
        """What it is known by again."""
        return (self.id,)

    @property
    def twin(self) -> str:
        """What another one says that was written down in its place."""
        return f"{self.code} {self.person_id} {self.day}"


class StateRow(NamedTuple):
    """A state of a procedure that began in the month."""

    case_id: str
    state: str
    day: str
    id: str
    #: each record that tells of it; apart from other states that the same record told of
    told_by: tuple[str, ...]
    person_id: str
    household_id: str | None
    #: the COMAR office of the latest application
    office: str | None

    @property
    def marks(self) -> tuple[str, ...]:
        """What it is known by again."""
        return (*self.told_by, self.twin)

    @property
    def twin(self) -> str:
        """What another one says that was written down in its place."""
        return f"step {self.state} {self.person_id} {self.day}"


class TermRow(NamedTuple):
    """A term that something in the month ended."""

    duty: str
    #: ``in_time``, ``after`` its day, or None if its days leave that open
    kept: str | None
    person_id: str
    household_id: str | None
    #: what it is known by again, whatever record tells of it
    marks: tuple[str, ...]
    #: the last of the records that it follows from
    id: str

    @property
    def twin(self) -> str:
        """It is told of by several records, and is no copy of another one."""
        return self.marks[0]


class MonthRows(NamedTuple):
    """All that is counted of a month."""

    stays: list[StayRow]
    #: person -> id and day of every entry, in any month
    entries: dict[str, list[tuple[str, str]]]
    #: household -> everybody in it
    members: dict[str, list[MemberRow]]
    incidents: list[IncidentRow]
    services: list[GivenRow]
    referrals: list[GivenRow]
    lists: list[ListRow]
    #: states that began, in the order of their days
    states: list[StateRow]
    #: case -> every day on which an application is said to have been filed
    filings: dict[str, list[str]]
    #: stays of which only the year is known, this one: in no month
    undated: int
    #: terms that something ended, which have to be counted by rules and calendars
    terms: Sequence[TermRow] = ()
    #: dimensions of the shelter's own fields: those that nobody answered too
    own: Sequence[str] = ()

    def where(self, keeps: Callable[[Counted], bool]) -> "MonthRows":
        """The same with only some of what is counted."""
        kept: dict[str, Any] = {
            name: [row for row in getattr(self, name) if keeps(row)] for name in COUNTED
        }
        return self._replace(**kept)

    def counted(self) -> Iterator[Counted]:
        """Everything that is counted."""
        for name in COUNTED:
            yield from getattr(self, name)
