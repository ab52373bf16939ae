"""The month: exact on a coordinator's screen, protected in every file."""

import hashlib
from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from importlib import import_module
from pathlib import Path
from types import ModuleType

from casedesk.disclosure import Table
from casedesk.i18n import LANGUAGES
from casedesk.reports import definition_files
from casedesk.reports.advice import preview
from casedesk.reports.counting import all_counts, count
from casedesk.reports.facts import facts
from casedesk.reports.orders import Order
from casedesk.reports.periods import Period
from casedesk.reports.refusals import (
    MonthNotBegun,
    MonthNotOver,
    NothingInMonth,
    OtherReportThere,
    ReportRefused,
    ReportTookTooLong,
)
from casedesk.reports.tables import FEW, ExactTable, MonthCounts, Report, ReportTable
from casedesk.storage import month as months_store
from casedesk.storage.errors import clear_errors
from casedesk.storage.files import write_whole
from casedesk.storage.log import EXPORT, READ
from casedesk.storage.unit_of_work import UnitOfWork
from casedesk.storage.vault import Vault

__all__ = [
    "FEW",
    "FORMATS",
    "ExactTable",
    "MonthCounts",
    "MonthNotBegun",
    "MonthNotOver",
    "NothingInMonth",
    "OtherReportThere",
    "Report",
    "ReportRefused",
    "ReportTable",
    "ReportTookTooLong",
    "available",
    "exact_month",
    "export",
    "file_name",
    "over",
    "protected_month",
    "rendered",
]

FORMATS = ("pdf", "xlsx", "csv")
_KIND = "report"


def available(uow: UnitOfWork) -> list[date]:
    """The months of which anything is on file, latest first; each by its first day."""
    uow.require_coordinator()
    return months_store.months(uow.connection)


def over(month: date, today: date) -> bool:
    """Whether a month has ended."""
    return _after(month) <= today


def exact_month(uow: UnitOfWork, month: date) -> MonthCounts:
    """The exact counts of a month. For coordinators, on screen only; the reading is logged.

    Raises NotAllowed or MonthNotBegun.
    """
    _check(uow, month)
    uow.note(READ, _KIND, month=_label(month))
    definition = definition_files.load()
    tables, undated = _counted(uow, month)
    exact = tuple(map(ExactTable, definition.tables, map(all_counts, tables)))
    return MonthCounts(definition, month, exact, undated)


def protected_month(uow: UnitOfWork, month: date) -> Report:
    """The month as it may be published; one that is not over, to be looked at only.

    Raises NotAllowed, MonthNotBegun, NothingInMonth, ReportRefused or ReportTookTooLong.
    """
    _check(uow, month)
    return preview(uow, Order(Period.of_month(month))).report


def rendered(report: Report, language: str, form: str) -> bytes:
    """The bytes of a report in a language and a format; the same for the same report.

    Raises MonthNotOver.
    """
    if not report.over:
        raise MonthNotOver(month=report.period.label)
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
    *,
    replace: bool = False,
) -> list[Path]:
    """Write the month's report; returns the files. The export is logged with their digests.

    Files that already hold the same bytes are left as they are; others only give way if
    ``replace``. Raises what :func:`protected_month` and :func:`rendered` raise, and
    OtherReportThere; then nothing is written.
    """
    if language not in LANGUAGES or not set(formats) <= set(FORMATS):
        raise ValueError((language, *formats))
    with vault.begin() as uow:
        report = protected_month(uow, month)
        contents = {
            folder / file_name(month, language, form): rendered(report, language, form)
            for form in dict.fromkeys(formats)
        }
        if not replace:
            _refuse_others(contents)
        with clear_errors(folder):
            folder.mkdir(parents=True, exist_ok=True)
        uow.note(
            EXPORT,
            _KIND,
            month=_label(month),
            language=language,
            files={path.suffix[1:]: _digest(content) for path, content in contents.items()},
        )
    # Once it is in the log: no file may be about that the log does not know.
    for path, content in contents.items():
        if not _holds(path, content):
            write_whole(path, content)
    return list(contents)


def _check(uow: UnitOfWork, month: date) -> None:
    uow.require_coordinator()
    if month > uow.today:
        raise MonthNotBegun(month=_label(month))


def _counted(uow: UnitOfWork, month: date) -> tuple[list[Table], int]:
    """The exact tables, and how many stays belong to no month."""
    rows = months_store.load(uow.connection, month)
    found = facts(rows, month)
    return [count(each, found) for each in definition_files.load().tables], rows.undated


def _refuse_others(contents: Mapping[Path, bytes]) -> None:
    for path, content in contents.items():
        if path.exists() and not _holds(path, content):
            raise OtherReportThere(file=path.name)


def _holds(path: Path, content: bytes) -> bool:
    with clear_errors(path):
        return path.exists() and path.read_bytes() == content


def _writer(form: str) -> ModuleType:
    # Each is slow to import and wanted only when a file is asked for.
    names = {"pdf": "pdf", "xlsx": "xlsx", "csv": "long_csv"}
    return import_module(f"casedesk.reports.{names[form]}")


def _after(month: date) -> date:
    return (month.replace(day=28) + timedelta(days=4)).replace(day=1)


def _label(month: date) -> str:
    return f"{month:%Y-%m}"


def _digest(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()
