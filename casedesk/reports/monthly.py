"""The month: exact on a coordinator's screen, protected in every file."""

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from importlib import import_module
from pathlib import Path
from types import ModuleType

from casedesk.disclosure import (
    TOTAL,
    CannotProtect,
    Key,
    ProtectedTable,
    Table,
    printed,
    protect,
)
from casedesk.errors import CasedeskError
from casedesk.i18n import LANGUAGES, N_
from casedesk.reports import definitions
from casedesk.reports.counting import count
from casedesk.reports.definitions import Definition, TableDefinition
from casedesk.reports.facts import facts
from casedesk.storage import month as months_store
from casedesk.storage.errors import clear_errors
from casedesk.storage.files import write_whole
from casedesk.storage.log import EXPORT
from casedesk.storage.unit_of_work import UnitOfWork
from casedesk.storage.vault import Vault

FORMATS = ("pdf", "xlsx", "csv")
#: shelters with fewer persons a month should publish by quarter
FEW = 50


class MonthNotOver(CasedeskError):
    """Publishing a month twice would let the two be subtracted."""

    msgid = N_("{month} is not over yet.")
    advice = N_("Save its report once it is over: a month is published once.")


class NothingInMonth(CasedeskError):
    """Nobody entered and nothing was told."""

    msgid = N_("Nothing is on file for {month}.")
    advice = N_("Choose another month.")


class ReportRefused(CasedeskError):
    """No rounding protects all tables of the month together."""

    msgid = N_("This month cannot be published safely, so no file was written.")
    advice = N_(
        "Publish it together with the next months as a quarter, or ask for a report with fewer "
        "tables."
    )


class ReportTookTooLong(ReportRefused):
    """The solver ran out of time, which counts as a refusal."""

    msgid = N_("The protection of this month took too long, so no file was written.")


class OtherReportThere(CasedeskError):
    """A file of that name says something else."""

    msgid = N_("“{file}” is already there and says something else.")
    advice = N_(
        "Records of that month changed after it was saved. Keep the file that was published, or "
        "choose another folder and do not publish both."
    )


@dataclass(frozen=True)
class ReportTable:
    """One table as printed: every figure is a rounded count."""

    definition: TableDefinition
    counts: Mapping[Key, int]
    #: the same table of the month before, rounded; None if nothing is on file for it
    before: Mapping[Key, int] | None = None

    @property
    def values(self) -> tuple[tuple[str, ...], ...]:
        """The categories of each dimension."""
        return tuple(each.values for each in self.definition.dimensions)

    @property
    def total(self) -> int:
        """The table's grand total."""
        return self.counts[(TOTAL,) * len(self.definition.dimensions)]


@dataclass(frozen=True)
class Report:
    """A month's protected tables; nothing in it is exact, nothing stands for one person."""

    definition: Definition
    shelter: str
    month: date
    tables: tuple[ReportTable, ...]


@dataclass(frozen=True)
class MonthCounts:
    """A month's exact counts, for coordinators' eyes; no file holds them."""

    definition: Definition
    month: date
    tables: tuple[Table, ...]
    #: stays of which only the year is known: in no month
    undated: int

    @property
    def persons(self) -> int:
        """How many different persons entered."""
        return next(
            sum(table.cells.values())
            for table in self.tables
            if table.population == "persons" and not table.overlapping
        )


def available(uow: UnitOfWork) -> list[date]:
    """The months of which anything is on file, latest first; each by its first day."""
    uow.require_coordinator()
    return months_store.months(uow.connection)


def over(month: date, today: date) -> bool:
    """Whether a month has ended."""
    return (month.replace(day=28) + timedelta(days=4)).replace(day=1) <= today


def exact_month(uow: UnitOfWork, month: date) -> MonthCounts:
    """The exact counts of a month. For coordinators, on screen only; the reading is logged."""
    uow.require_coordinator()
    uow.note("read", "report", month=_label(month))
    return _counts(uow, month)


def protected_month(uow: UnitOfWork, month: date) -> Report:
    """The month as it may be published.

    Raises NotAllowed, MonthNotOver, NothingInMonth, ReportRefused or ReportTookTooLong.
    """
    uow.require_coordinator()
    if not over(month, uow.today):
        raise MonthNotOver(month=_label(month))
    counts = _counts(uow, month)
    if not any(_total(table) for table in counts.tables):
        raise NothingInMonth(month=_label(month))
    before = _counts(uow, _before(month))
    earlier: dict[str, ProtectedTable] = {}
    if any(_total(table) for table in before.tables):
        earlier = {table.name: table for table in _protected(before.tables)}
    return Report(
        definition=counts.definition,
        shelter=_shelter(uow),
        month=month,
        tables=tuple(
            ReportTable(
                definition,
                table.counts,
                earlier[table.name].counts if table.name in earlier else None,
            )
            for definition, table in zip(
                counts.definition.tables, _protected(counts.tables), strict=True
            )
        ),
    )


def rendered(report: Report, language: str, form: str) -> bytes:
    """The bytes of a report in a language and a format; the same for the same report."""
    return bytes(_writer(form).render(report, language))


def file_name(month: date, language: str, form: str) -> str:
    """The name of a report's file: says the month, and nothing else."""
    return f"casedesk-{_label(month)}-{language}.{form}"


def export(
    vault: Vault,
    month: date,
    language: str,
    formats: Sequence[str],
    folder: Path,
) -> list[Path]:
    """Write the month's report; returns the files. The export is logged with their digests.

    Files that already hold the same bytes are left as they are. Raises what
    :func:`protected_month` raises, and OtherReportThere; then nothing is written.
    """
    if language not in LANGUAGES or not set(formats) <= set(FORMATS):
        raise ValueError((language, *formats))
    with vault.begin() as uow:
        report = protected_month(uow, month)
        contents = {
            folder / file_name(month, language, form): rendered(report, language, form)
            for form in dict.fromkeys(formats)
        }
        _refuse_others(contents)
        with clear_errors(folder):
            folder.mkdir(parents=True, exist_ok=True)
        uow.note(
            EXPORT,
            "report",
            month=_label(month),
            language=language,
            files={path.suffix[1:]: _digest(content) for path, content in contents.items()},
        )
    for path, content in contents.items():
        if not path.exists():
            write_whole(path, content)
    return list(contents)


def figure(value: int) -> str:
    """A count as printed: a rounded zero reads "0–4"."""
    return printed(value)


def _counts(uow: UnitOfWork, month: date) -> MonthCounts:
    definition = definitions.load()
    rows = months_store.load(uow.connection, month)
    found = facts(rows)
    tables = tuple(count(each, found) for each in definition.tables)
    return MonthCounts(definition, month, tables, rows.undated)


def _protected(tables: Sequence[Table]) -> tuple[ProtectedTable, ...]:
    try:
        return protect(tables, links=definitions.load().links)
    except CannotProtect as error:
        raise (ReportTookTooLong if error.reason == "time" else ReportRefused) from error


def _refuse_others(contents: Mapping[Path, bytes]) -> None:
    for path, content in contents.items():
        with clear_errors(path):
            if path.exists() and path.read_bytes() != content:
                raise OtherReportThere(file=path.name)


def _writer(form: str) -> ModuleType:
    # Each is slow to import and wanted only when a file is asked for.
    names = {"pdf": "pdf", "xlsx": "xlsx", "csv": "long_csv"}
    return import_module(f"casedesk.reports.{names[form]}")


def _shelter(uow: UnitOfWork) -> str:
    return months_store.shelter(uow.connection)


def _total(table: Table) -> int:
    return table.total or sum(table.cells.values())


def _before(month: date) -> date:
    return (month - timedelta(days=1)).replace(day=1)


def _label(month: date) -> str:
    return f"{month.year:04}-{month.month:02}"


def _digest(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()
