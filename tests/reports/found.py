"""Published files made by hand, as badly as somebody likes, for the tests of the attacker."""

import csv
from collections.abc import Mapping
from itertools import product
from pathlib import Path

from casedesk.disclosure import TOTAL, Key

_COLUMNS = ("report", "period", "place", "table", "population")
_REST = ("dim1", "value1", "dim2", "value2", "count", "status", "adds_up")


class Publication:
    """A file that grows by tables."""

    def __init__(self, path: Path, period: str = "2026-03", *, place: str = "") -> None:
        self.path = path
        self._about = {"report": path.stem, "period": period, "place": place}
        self._rows: list[dict[str, str]] = []

    def table(
        self,
        id: str,
        counts: Mapping[Key, int],
        *dimensions: str,
        hide: tuple[Key, ...] = (),
        population: str = "persons",
        status: str = "exact",
        overlapping: int | None = None,
    ) -> "Publication":
        """Add a table with its margins; of overlapping categories the number of everybody."""
        shown = margins(counts)
        if overlapping is not None:
            shown[(TOTAL,) * len(dimensions)] = overlapping
        for key, count in shown.items():
            row = {**self._about, "table": id, "population": population}
            for at, (name, value) in enumerate(zip(dimensions, key, strict=True), start=1):
                row |= {f"dim{at}": name, f"value{at}": value}
            row["count"] = "–" if key in hide else str(count)
            row["status"] = "hidden" if key in hide else status
            row["adds_up"] = "yes" if overlapping is None else "no"
            self._rows.append(row)
        self._write()
        return self

    def _write(self) -> None:
        with self.path.open("w", encoding="utf-8-sig", newline="") as file:
            writer = csv.DictWriter(file, (*_COLUMNS, *_REST), restval="")
            writer.writeheader()
            writer.writerows(self._rows)


def margins(counts: Mapping[Key, int]) -> dict[Key, int]:
    """Counts with all their sums."""
    found: dict[Key, int] = {}
    for cell, count in counts.items():
        for key in product(*((value, TOTAL) for value in cell)):
            found[key] = found.get(key, 0) + count
    return found
