"""What the files of a whole ledger give away together, and whether all of it is proved."""

from collections.abc import Iterator
from pathlib import Path

from benchmarks.measuring import Line, worked
from casedesk.reports import attacking, exporting, proving
from casedesk.reports.attacking import Attack, AttackTooLong
from casedesk.reports.published import Published
from casedesk.storage.vault import Vault

#: of the processor, for each part of the world that says nothing of the others
_SECONDS = 900.0


def lines(vault: Vault, what: str, folder: Path) -> Iterator[Line]:
    """Write every report as a file, attack them all together, and prove the ledger again."""
    releases = vault.run(lambda uow: Published(uow).releases)
    files = [
        path
        for each in releases
        for path in exporting.export(vault, each.number, "es", ("csv",), folder)
    ]
    what = f"{what}: {len(releases)} reports"
    yield from _attacked(what, files)
    audits: list[proving.Audit] = []
    audited = worked(lambda: audits.append(proving.audit(vault)))
    yield Line(f"{what}, ledger audited", audited, "s")
    yield Line(f"{what}, not proved", len(audits[0].unproved), "", 0)


def _attacked(what: str, files: list[Path]) -> Iterator[Line]:
    found: list[Attack] = []
    try:
        taken = worked(lambda: found.append(attacking.attack(files, time_limit=_SECONDS)))
    except AttackTooLong:
        yield Line(f"{what}, files not attacked to the end", _SECONDS, "s", 0)
        return
    yield Line(f"{what}, files attacked", taken, "s")
    deduced = len(found[0].deductions)
    yield Line(f"{what}, deduced of {found[0].figures:,} figures", deduced, "", 0)
