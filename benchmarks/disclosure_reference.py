"""τ-Argus beside the program: the same tables, protected in an environment of its own."""

import json
import subprocess
import tempfile
from dataclasses import dataclass
from pathlib import Path

from benchmarks.disclosure_months import Month
from casedesk.disclosure import TOTAL, Fact, Key, ProtectedTable, Table, every_key, figure
from casedesk.resources import ROOT

#: made by ``make bench``
PYTHON = ROOT / ".venv" / "bench" / "bin" / "python"
_SCRIPT = Path(__file__).with_name("disclosure_tauargus.py")
_TOTAL = "Total"


@dataclass(frozen=True)
class Reference:
    """What τ-Argus made of a month."""

    version: str
    rule: str
    tables: tuple[ProtectedTable, ...]
    #: seconds
    make: float
    audit: float
    #: hidden cells that its own audit, a table at a time, calls unsafe
    unsafe: int

    def zeros_shown(self) -> list[Fact]:
        """What follows from how it hides: no zero is hidden, so that what is hidden is not 0."""
        hidden = {
            figure(table, key)
            for table in self.tables
            for key, count in table.counts.items()
            if count is None
        }
        return [Fact(name.population, dict(name.fixed), 1, None) for name in sorted(hidden)]


def protected(month: Month) -> Reference | None:
    """The month as τ-Argus hides it; None where it is not installed."""
    if not PYTHON.exists():
        return None
    with tempfile.TemporaryDirectory() as folder:
        asked, answered = Path(folder, "asked.json"), Path(folder, "answered.json")
        dimensions = [table.dimensions for table in month.tables]
        asked.write_text(json.dumps({"records": month.records, "tables": dimensions}), "utf-8")
        command = [str(PYTHON), "-I", str(_SCRIPT), str(asked), str(answered)]
        # It leaves logs where it runs.
        done = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)  # noqa: S603 - of this project
        if done.returncode:
            raise RuntimeError(done.stderr)
        answer = json.loads(answered.read_text("utf-8"))
    found = answer["tables"]
    tables = (
        _table(table, {_key(codes): count for codes, count in each["cells"]})
        for table, each in zip(month.tables, found, strict=True)
    )
    return Reference(
        answer["version"],
        answer["rule"],
        tuple(tables),
        sum(each["make"] for each in found),
        sum(each["audit"] for each in found),
        sum(each["unsafe"] for each in found),
    )


def _key(codes: list[str]) -> Key:
    return tuple(TOTAL if code == _TOTAL else code for code in codes)


def _table(table: Table, counts: dict[Key, float | None]) -> ProtectedTable:
    """A table as its reader sees it: a category that is not in it counts nobody."""
    shown = {key: counts.get(key, 0) for key in every_key(table)}
    if strays := counts.keys() - shown.keys():
        raise RuntimeError(f"τ-Argus shows {sorted(strays)[0]}, which is not in {table.name!r}")
    return ProtectedTable(
        table.name,
        table.population,
        table.dimensions,
        table.values,
        {key: None if count is None else round(count) for key, count in shown.items()},
        1,
    )
