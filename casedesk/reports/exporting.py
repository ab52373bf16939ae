"""Files of what was published: written from the ledger alone, and read again before they count."""

import hashlib
from collections.abc import Mapping, Sequence
from functools import partial
from importlib import import_module
from pathlib import Path
from types import ModuleType

from casedesk import __version__
from casedesk.i18n import LANGUAGES
from casedesk.reports import description, newest
from casedesk.reports.published import Published
from casedesk.reports.reading import FileDiffers, check_file
from casedesk.reports.refusals import OtherReportThere
from casedesk.reports.releases import Release, report_of
from casedesk.reports.tables import RECORDS, Report
from casedesk.storage import ledger, ledger_memory
from casedesk.storage.backups import NoFolder
from casedesk.storage.errors import clear_errors
from casedesk.storage.files import write_whole
from casedesk.storage.log import EXPORT
from casedesk.storage.unit_of_work import UnitOfWork
from casedesk.storage.vault import Vault

FORMATS = ("pdf", "xlsx", "csv")
#: what stands beside a table for machines
_BESIDE = {"csv": "json"}
_WRITERS = {"pdf": "pdf", "xlsx": "xlsx", "csv": "long_csv"}


def export(
    vault: Vault,
    number: int,
    language: str,
    formats: Sequence[str],
    folder: Path,
    *,
    replace: bool = False,
) -> list[Path]:
    """Write a release's files; returns them. The same release gives the same bytes for ever.

    A file that holds something else only gives way if ``replace``. Raises OtherReportThere,
    NoFolder, FileDiffers if a file does not read as it should, LedgerBehind or LedgerUnseen if
    it was never made before, or KeyError if there is no such release; then nothing is written.
    """
    if language not in LANGUAGES or not set(formats) <= set(FORMATS):
        raise ValueError((language, *formats))
    name = ledger_memory.vault_id(vault)
    with vault.begin() as uow:
        uow.require_coordinator()
        before = ledger.head(uow)
        published = Published(uow)
        release = {each.number: each for each in published.releases}[number]
        report = report_of(release, published.before(release))
        wanted = [each for form in dict.fromkeys(formats) for each in (form, _BESIDE.get(form))]
        contents = {
            form: _content(uow, name, published, release, report, language, form)
            for form in wanted
            if form
        }
        paths = {form: folder / file_name(release, language, form) for form in contents}
        if not replace:
            _refuse_others({paths[form]: contents[form] for form in contents})
        _make(folder)
        uow.note(EXPORT, "report", release=number, language=language, files=sorted(contents))
        head = ledger.head(uow)
    if head != before:
        ledger_memory.remember(name, head)
    # Once it is in the ledger: no file may be about that the ledger does not know.
    for form, content in contents.items():
        if not _holds(paths[form], content):
            write_whole(paths[form], content, check=partial(_check_written, form, content))
    return list(paths.values())


def file_name(release: Release, language: str, form: str) -> str:
    """The name of a file: says the period and the language, and the number of special reports."""
    period = release.order.period.label.replace("..", "_")
    special = "" if release.order.plain and release.order.basis == RECORDS else f"-{release.number}"
    return f"casedesk-{period}{special}-{language}.{form}"


def drawn(report: Report, language: str) -> bytes:
    """The pages for the screen; what becomes a file is :func:`rendered`."""
    return bytes(_writer("pdf").render(report, language))


def rendered(report: Report, language: str, form: str, names: Sequence[str] = ()) -> bytes:
    """The bytes of a report in a language and a format, read again and compared with it.

    A description lists the ``names`` of the files beside it. Raises FileDiffers.
    """
    if form == "json":
        content = description.render(report, names)
    else:
        content = bytes(_writer(form).render(report, language))
    check_file(report, language, form, content, names)
    return content


def _content(
    uow: UnitOfWork,
    vault_id: str,
    published: Published,
    release: Release,
    report: Report,
    language: str,
    form: str,
) -> bytes:
    """The bytes as they were made the first time, kept in the ledger from then on."""
    named = {"release": release.number, "language": language, "form": form}
    for entry in published.entries:
        if entry.kind == ledger.FILES and named.items() <= entry.body.items():
            kept = ledger.blob(uow, entry.seq)
            if kept is not None and _digest(kept) == entry.body["sha256"]:
                return kept
    newest.require(uow, vault_id)
    names = [file_name(release, language, each) for each in FORMATS]
    content = rendered(report, language, form, names)
    name = file_name(release, language, form)
    told = {**named, "name": name, "sha256": _digest(content), "program": __version__}
    ledger.append(uow, ledger.FILES, told, content)
    return content


def _make(folder: Path) -> None:
    """Make the folder, if need be. Raises NoFolder if a file is in the way."""
    with clear_errors(folder):
        try:
            folder.mkdir(parents=True, exist_ok=True)
        except (FileExistsError, NotADirectoryError):
            raise NoFolder(path=folder) from None


def _check_written(form: str, content: bytes, read: bytes) -> None:
    """What stands on the disk must be what was compared with the ledger."""
    if read != content:
        raise FileDiffers(form=form.upper(), where=len(read))


def _refuse_others(contents: Mapping[Path, bytes]) -> None:
    for path, content in contents.items():
        if path.exists() and not _holds(path, content):
            raise OtherReportThere(file=path.name)


def _holds(path: Path, content: bytes) -> bool:
    with clear_errors(path):
        return path.exists() and path.read_bytes() == content


def _writer(form: str) -> ModuleType:
    # Each is slow to import and wanted only when a file is asked for.
    return import_module(f"casedesk.reports.{_WRITERS[form]}")


def _digest(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()
