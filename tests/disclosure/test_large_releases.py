"""Releases as large as a network's month are rounded while somebody waits."""

import time
from collections import Counter
from collections.abc import Mapping, Sequence
from random import Random

import pytest

from casedesk.disclosure import Table, protect

SMALL = {"nation": 12, "sex": 3, "age": 6, "reason": 8, "act": 10, "way": 12}
LARGE = {"nation": 20, "sex": 3, "age": 7, "reason": 14, "act": 18, "way": 20}
CORE = [("nation", "sex", "age"), ("nation", "reason"), ("sex", "reason"), ("age", "reason")]


@pytest.mark.parametrize(
    ("sizes", "pairs", "figures", "seconds"),
    [
        (SMALL, [("nation", "act"), ("age", "way")], 700, 1.0),
        (LARGE, [("nation", "act"), ("age", "act"), ("act", "way"), ("nation", "way")], 2000, 5.0),
    ],
)
def test_a_large_release_is_rounded_in_time(
    sizes: Mapping[str, int], pairs: Sequence[tuple[str, ...]], figures: int, seconds: float
) -> None:
    tables = month(sizes, [*CORE, *pairs], persons=1400)
    started = time.process_time()
    protected = protect(tables)
    assert time.process_time() - started < seconds
    assert sum(len(table.counts) for table in protected) >= figures


def month(
    sizes: Mapping[str, int], shapes: Sequence[tuple[str, ...]], *, persons: int
) -> list[Table]:
    """Return the tables of an invented month in which few categories hold most persons."""
    random = Random(7)  # noqa: S311 - invented persons need no secret
    values = {name: tuple(f"{name} {n}" for n in range(size)) for name, size in sizes.items()}
    people = [
        {name: values[name][int(size * random.random() ** 3)] for name, size in sizes.items()}
        for _ in range(persons)
    ]
    return [
        Table(
            " by ".join(shape),
            "persons",
            shape,
            dict(Counter(tuple(person[name] for name in shape) for person in people)),
            tuple(values[name] for name in shape),
        )
        for shape in shapes
    ]
