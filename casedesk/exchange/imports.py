"""Bringing in a file: a dry run that writes nothing, and the import itself, whole or not at all."""

import gc
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from casedesk.exchange import rejects as reject_files
from casedesk.exchange.bringing_in import BringingIn
from casedesk.exchange.mapping import Mapping
from casedesk.exchange.outcomes import BadRows, Outcome, Plan, Problem
from casedesk.progress import Progress, silent
from casedesk.storage.unit_of_work import UnitOfWork
from casedesk.storage.vault import Vault

__all__ = ["IMPORT", "BadRows", "Outcome", "Plan", "Problem", "plan", "run"]

IMPORT = "import"


def plan(vault: Vault, file: Path, mapping: Mapping, *, progress: Progress = silent) -> Plan:
    """What the file would bring, row by row; writes nothing. For coordinators.

    Raises NotAllowed, or one of the errors of this package if no table can be read.
    """
    with vault.begin() as uow:
        uow.require_coordinator()
        return BringingIn(uow, file, mapping, write=False).go(progress)


def run(
    vault: Vault,
    file: Path,
    mapping: Mapping,
    *,
    leave_out_bad_rows: bool = False,
    rejects: Path | None = None,
    progress: Progress = silent,
) -> Outcome:
    """Bring the file in, in one transaction. For coordinators.

    Rows that cannot be brought in stop it (BadRows), unless they are left out and written to
    ``rejects``, which must be given then. Whatever stops it leaves nothing behind; ``progress``
    may raise to stop it.
    """
    if leave_out_bad_rows and rejects is None:
        raise ValueError("rows can be left out only into a file")
    if rejects is not None:
        reject_files.refuse_existing(rejects)
    written: list[Path] = []
    try:
        with _no_collections(), vault.begin() as uow:
            uow.require_coordinator()
            work = BringingIn(uow, file, mapping, leave_out=leave_out_bad_rows)
            outcome = work.go(progress)
            if outcome.bad and rejects is not None and leave_out_bad_rows:
                reject_files.write(rejects, work.table.headers, work.rejected)
                written.append(rejects)
                outcome.rejects = rejects
            elif outcome.bad:
                raise BadRows(outcome)
            _note(uow, mapping, outcome)
    except BaseException:
        for path in written:
            path.unlink(missing_ok=True)
        raise
    return outcome


@contextmanager
def _no_collections() -> Iterator[None]:
    """A million records hold no cycles: looking for them takes a tenth of the time."""
    enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if enabled:
            gc.enable()


def _note(uow: UnitOfWork, mapping: Mapping, outcome: Outcome) -> None:
    """Log it: how many rows through which mapping, never the name of the file."""
    uow.note(
        IMPORT,
        "vault",
        mapping=mapping.name,
        source=mapping.source,
        rows=outcome.rows,
        new=outcome.new,
        known=outcome.known,
        left_out=outcome.bad,
        records=dict(sorted(outcome.records.items())),
    )
