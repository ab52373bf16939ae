"""The rows left out of an import, written to a file that can be corrected and brought in."""

import csv
import io
from collections.abc import Iterable
from pathlib import Path

from casedesk.exchange.cell_values import loose
from casedesk.exchange.errors import AlreadyThere
from casedesk.exchange.outcomes import Problem
from casedesk.exchange.tables import Row
from casedesk.i18n import LANGUAGES, N_, _, catalogue
from casedesk.storage.files import write_whole

ROW = N_("Row in the file")
WHY = N_("What is wrong")
#: a spreadsheet program takes a cell that begins so for a formula
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def refuse_existing(path: Path) -> None:
    """Raise AlreadyThere if something is there."""
    if path.exists():
        raise AlreadyThere(path=path)


def number_place(headers: list[str]) -> int | None:
    """Where a file of rejected rows says which row of the first file each one was."""
    names = _called(ROW)
    return next((at for at, header in enumerate(headers) if loose(header) in names), None)


def write(path: Path, headers: list[str], rejected: Iterable[tuple[Row, list[Problem]]]) -> None:
    """Write rows with their number and what is wrong with each; the file is its owner's alone."""
    # a file of rejected rows that is brought in again brings these two columns along
    own = _called(ROW) | _called(WHY)
    kept = [place for place, header in enumerate(headers) if loose(header) not in own]
    text = io.StringIO(newline="")
    writer = csv.writer(text)
    writer.writerow([*(escaped(headers[place]) for place in kept), _(ROW), _(WHY)])
    for row, problems in rejected:
        reasons = "; ".join(dict.fromkeys(_reason(problem) for problem in problems))
        cells = [escaped(row.cells[place]) for place in kept]
        beyond = map(escaped, row.cells[len(headers) :])
        writer.writerow([*cells, row.number, escaped(reasons), *beyond])
    write_whole(path, text.getvalue().encode("utf-8-sig", "replace"))


def escaped(text: str) -> str:
    """The text so that no program runs it as a formula."""
    return "'" + text if text.startswith(_FORMULA) else text


def _called(message: str) -> set[str]:
    """A header of ours in every language."""
    return {loose(catalogue(code).gettext(message)) for code in LANGUAGES}


def _reason(problem: Problem) -> str:
    reason = _(problem.reason)
    return f"{problem.column}: {reason}" if problem.column else reason
