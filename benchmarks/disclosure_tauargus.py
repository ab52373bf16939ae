"""Protects tables with τ-Argus, one at a time, where pytauargus is installed.

Run by its own interpreter, for it has nothing to do with the program's: it reads the records and
the dimensions of each table from the first file, as JSON, and writes each table to the second.
"""

import json
import os
import sys
from importlib.metadata import version
from pathlib import Path
from typing import Any

from pytauargus import protect

_COUNT = "persons"
#: fewer than 5 persons are unsafe, and must stay uncertain by all that they are: it takes no more
_RULE = "FREQ(5,100)"


def main(asked: Path, answered: Path) -> None:
    """Answer one question."""
    question = json.loads(asked.read_text("utf-8"))
    records = question["records"]
    records[_COUNT] = [1] * len(next(iter(records.values())))
    tables = [
        _protected(records, dimensions, answered.parent / str(place))
        for place, dimensions in enumerate(question["tables"])
    ]
    answer = {"version": version("pytauargus"), "rule": _RULE, "tables": tables}
    answered.write_text(json.dumps(answer), "utf-8")


def _protected(records: dict[str, Any], dimensions: list[str], folder: Path) -> dict[str, Any]:
    """Hide as little as possible of a table, and audit it by itself."""
    begun = _spent()
    result = protect(
        records, dimensions, _COUNT, safety_rules=_RULE, suppress="OPT(1)", workdir=str(folder)
    )
    made = _spent()
    unsafe = [row for row in result.engine.audit(0) if row["unsafe"]]
    audited = _spent()
    (table,) = result.tables
    cells = [
        ([row[name] for name in dimensions], count)
        for row, count in zip(table.rows, table.safe(None), strict=True)
    ]
    return {
        "cells": cells,
        "make": made - begun,
        "audit": audited - made,
        "unsafe": len(unsafe),
    }


def _spent() -> float:
    """Seconds of the processor, also of programs that it starts."""
    return sum(os.times()[:4])


if __name__ == "__main__":
    main(*map(Path, sys.argv[1:]))
