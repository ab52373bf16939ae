"""Invented months: linked tables of counts of records that are drawn with a fixed seed."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from casedesk.disclosure import Table

Records = Mapping[str, Sequence[str]]

_DIMENSIONS = (
    ("nationality", "sex", "age"),
    ("nationality", "corridor"),
    ("sex", "destination"),
    ("age", "reason"),
    ("nationality", "route"),
    ("corridor", "asylum"),
)
#: few categories are common and many are rare, as they are where people travel
_SKEW = 0.7


@dataclass(frozen=True)
class Form:
    """How many categories each dimension of the six tables has."""

    name: str
    nationality: int
    sex: int
    age: int
    corridor: int
    destination: int
    reason: int
    route: int
    asylum: int

    def categories(self, dimension: str) -> tuple[str, ...]:
        """Its codes, all of the same width."""
        return tuple(f"{each:02d}" for each in range(getattr(self, dimension)))


LINKED = Form("700 cells", 12, 3, 6, 5, 4, 10, 8, 6)
WIDE = Form("2,500 cells", 24, 4, 10, 12, 16, 20, 14, 10)


@dataclass(frozen=True)
class Month:
    """The persons of a month, and the true counts of them."""

    form: Form
    people: int
    #: a code for each person, for each dimension
    records: Records
    tables: tuple[Table, ...]


def months(form: Form, people: int, labels: Sequence[str], seed: int = 1) -> Iterator[Month]:
    """Months of so many persons each, out of the same distribution; ``2026-01`` is a label."""
    chance = np.random.default_rng(seed)
    names = dict.fromkeys(name for dimensions in _DIMENSIONS for name in dimensions)
    weights = {name: chance.dirichlet(np.full(len(form.categories(name)), _SKEW)) for name in names}
    for label in labels:
        records = {
            name: [str(each) for each in chance.choice(form.categories(name), people, p=shares)]
            for name, shares in weights.items()
        }
        tables = tuple(_table(form, records, each, f"persons@{label}") for each in _DIMENSIONS)
        yield Month(form, people, records, tables)


def _table(form: Form, records: Records, dimensions: tuple[str, ...], population: str) -> Table:
    counted = Counter(zip(*(records[name] for name in dimensions), strict=True))
    return Table(
        " by ".join(dimensions),
        population,
        dimensions,
        counted,
        tuple(form.categories(name) for name in dimensions),
    )
