"""What an import found and did, for people to read."""

from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path
from typing import NamedTuple

from casedesk.errors import CasedeskError
from casedesk.i18n import N_, _, number

#: problems kept one by one; beyond, only counted
MOST_PROBLEMS = 10_000
_LONGEST_VALUE = 60

IN_THE_CLEAR = N_(
    "The rows left out are written to “{path}” as they stand, readable by anybody who has the "
    "file. Correct them there, bring them in, then delete it."
)


class Problem(NamedTuple):
    """Why a cell of a row cannot be brought in.

    ``value`` is what somebody wrote: it is for the screen, never for a log.
    """

    row: int
    column: str
    value: str
    #: message id
    reason: str

    def __str__(self) -> str:
        """One line in the current language."""
        value = " ".join(self.value.split())
        if len(value) > _LONGEST_VALUE:
            value = value[:_LONGEST_VALUE] + "…"
        if not self.column:
            return _("Row {row}: {reason}").format(row=self.row, reason=_(self.reason))
        return _("Row {row}, {column}, “{value}”: {reason}").format(
            row=self.row, column=self.column, value=value, reason=_(self.reason)
        )


class Same(NamedTuple):
    """Problems of several rows that are the same."""

    column: str
    value: str
    #: message id
    reason: str
    first_row: int
    rows: int


@dataclass
class Plan:
    """What a file would bring: the result of a dry run."""

    #: name of the file alone
    file: str
    #: name of the mapping
    mapping: str
    #: rows that are not empty
    rows: int = 0
    #: rows that can be brought in
    new: int = 0
    #: rows that were brought in before
    known: int = 0
    #: rows that cannot be brought in
    bad: int = 0
    #: rows that the mapping says are no data
    skipped: int = 0
    #: kind of record -> how many there would be
    records: Counter[str] = field(default_factory=Counter)
    #: one by one, the first 10,000
    problems: list[Problem] = field(default_factory=list)
    problem_count: int = 0
    #: how many new people were compared with those on file, and how many may be there already
    compared: int = 0
    alike: int = 0
    #: headers that the mapping does not name
    ignored: tuple[str, ...] = ()
    #: columns of the mapping that the file does not have
    absent: tuple[str, ...] = ()

    @property
    def whole(self) -> bool:
        """Whether every row can be brought in."""
        return self.bad == 0

    def likeness(self) -> str:
        """Who may be on file already, in the current language; empty if nobody.

        If not everybody new was compared, that is said too.
        """
        left = self.records["person"] - self.compared
        told = []
        if self.alike:
            words = _("Perhaps on file already: {count} of {compared} compared")
            told.append(words.format(count=number(self.alike), compared=number(self.compared)))
        if self.compared and left > 0:
            words = _(
                "The first {compared} new people were compared with those on file; "
                "the others are compared when their case is opened"
            )
            told.append(words.format(compared=number(self.compared)))
        return " · ".join(told)

    def grouped(self) -> list[Same]:
        """The problems that are the same counted together, most frequent first."""
        first: dict[tuple[str, str, str], int] = {}
        counts: Counter[tuple[str, str, str]] = Counter()
        for row, *what in self.problems:
            key = (what[0], what[1], what[2])
            first.setdefault(key, row)
            counts[key] += 1
        return [Same(*key, first[key], count) for key, count in counts.most_common()]


@dataclass
class Outcome(Plan):
    """What an import did. ``new`` rows are in the vault now, ``bad`` ones were left out."""

    #: where the rows left out are, in the clear
    rejects: Path | None = None

    def warning(self) -> str:
        """What to know about rows left out, in the current language; empty if there are none."""
        return _(IN_THE_CLEAR).format(path=self.rejects) if self.rejects else ""


class BadRows(CasedeskError):
    """Rows that cannot be brought in; nothing was written. ``plan`` says which and why."""

    msgid = N_("{bad} of {rows} rows cannot be brought in; nothing was written.")
    advice = N_(
        "Correct the file or the mapping, or leave those rows out and have them written to a file."
    )
    exit_code = 10

    def __init__(self, plan: Plan) -> None:
        super().__init__(bad=number(plan.bad), rows=number(plan.rows))
        self.plan = plan
