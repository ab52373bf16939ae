"""Whatever is changed in a protected release or its proof is refused."""

from collections.abc import Iterator
from dataclasses import replace
from itertools import product
from random import Random

import numpy as np
import pytest

from casedesk.disclosure import (
    CannotProtect,
    Certificate,
    Key,
    ProtectedTable,
    RoundedTable,
    Suppressed,
    Table,
    World,
    certify,
    check,
    deduce,
    figure,
    protect,
    suppress,
    verify,
)
from casedesk.disclosure.figures import true_figures

SIZES = {"nation": 5, "sex": 3, "way": 4}


def tables(seed: int = 3) -> list[Table]:
    """Two linked tables of an invented month."""
    random = Random(seed)  # noqa: S311 - invented persons
    values = {name: tuple(f"{name}{at}" for at in range(size)) for name, size in SIZES.items()}
    people = [
        tuple(values[name][int(size * random.random() ** 2)] for name, size in SIZES.items())
        for _each in range(150)
    ]
    return [
        _table(people, values, ("nation", "sex")),
        _table(people, values, ("nation", "way")),
    ]


def _table(
    people: list[tuple[str, ...]], values: dict[str, tuple[str, ...]], names: tuple[str, ...]
) -> Table:
    places = [list(values).index(name) for name in names]
    cells: dict[Key, int] = {}
    for person in people:
        key = tuple(person[place] for place in places)
        cells[key] = cells.get(key, 0) + 1
    return Table(" by ".join(names), "persons", names, cells, tuple(values[name] for name in names))


@pytest.fixture(scope="module")
def hidden() -> Suppressed:
    """The month with exact figures, some hidden."""
    return suppress(tables())


def test_what_was_not_changed_is_proved(hidden: Suppressed) -> None:
    check(World(hidden.tables), hidden.certificate, truth=tables())
    assert deduce(World(hidden.tables)) == []


def test_each_figure_hidden_beside_another_is_needed(hidden: Suppressed) -> None:
    truth = true_figures(tables())
    beside = {name for name, cause in hidden.because.items() if name != cause}
    assert len(beside) >= 3
    for name in beside:
        with pytest.raises(CannotProtect):
            check(World(tuple(_showing(hidden, name, truth[name]))), hidden.certificate)


def _showing(hidden: Suppressed, name: object, count: int) -> Iterator[ProtectedTable]:
    for table in hidden.tables:
        counts = {
            key: count if figure(table, key) == name else shown
            for key, shown in table.counts.items()
        }
        yield replace(table, counts=counts)


def test_one_entry_of_a_witness_altered_is_refused(hidden: Suppressed) -> None:
    world = World(hidden.tables)
    (witnesses,) = hidden.certificate.witnesses
    for at, place in product(range(len(witnesses)), range(0, len(witnesses[0]), 5)):
        for step in (-1, 1):
            altered = list(witnesses)
            altered[at] = witnesses[at].copy()
            altered[at][place] += step
            with pytest.raises(CannotProtect):
                check(world, Certificate((tuple(altered),)), truth=tables())


def test_a_witness_left_out_or_of_other_numbers_is_no_proof(hidden: Suppressed) -> None:
    world = World(hidden.tables)
    (witnesses,) = hidden.certificate.witnesses
    for at in range(len(witnesses)):
        fewer = (*witnesses[:at], *witnesses[at + 1 :])
        with pytest.raises(CannotProtect):
            check(world, Certificate((fewer,)), truth=tables())
    halves = tuple(each.astype(np.float64) for each in witnesses)
    with pytest.raises(CannotProtect):
        check(world, Certificate((halves,)), truth=tables())  # type: ignore[arg-type]
    with pytest.raises(CannotProtect):
        check(world, Certificate(()), truth=tables())


def test_a_certificate_is_the_same_after_packing_and_a_damaged_one_is_refused(
    hidden: Suppressed,
) -> None:
    packed = hidden.certificate.to_bytes()
    check(World(hidden.tables), Certificate.from_bytes(packed), truth=tables())
    for damaged in (b"", packed[:-9], packed[::-1]):
        with pytest.raises(CannotProtect):
            Certificate.from_bytes(damaged)


def test_each_cell_rounded_by_itself_is_refused() -> None:
    true = tables()
    rounded = protect(true)
    for at, table in enumerate(rounded):
        for key, count in table.counts.items():
            for other in (count - 5, count + 5):
                changed = [*rounded]
                changed[at] = RoundedTable(
                    **{**vars(table), "counts": {**table.counts, key: other}}
                )
                with pytest.raises(CannotProtect):
                    verify(true, changed)


def test_the_other_table_left_out_of_the_proof_is_not_proved(hidden: Suppressed) -> None:
    one, other = hidden.tables
    proof = certify(World((one,)))
    with pytest.raises(CannotProtect):
        check(World((one, other)), proof)
