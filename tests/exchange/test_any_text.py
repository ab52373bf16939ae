"""Whatever somebody typed: it is stored, or told, and nothing breaks."""

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from casedesk.domain.answers import value_or
from casedesk.domain.people import Person
from casedesk.errors import CasedeskError
from casedesk.exchange import imports
from casedesk.exchange.errors import UnreadableFile
from casedesk.exchange.outcomes import BadRows
from casedesk.storage import records
from casedesk.storage.vault import Vault
from tests.exchange.samples import csv_file, mapping

ROWS = st.lists(
    st.tuples(
        st.text(max_size=30),
        st.sampled_from(["Mujer", "hombre", "?"]) | st.text(max_size=10),
        st.dates().map(str) | st.text(max_size=12),
        st.integers().map(str) | st.text(max_size=6),
        st.sampled_from(["Sí", "no", ""]) | st.text(max_size=4),
    ),
    min_size=1,
    max_size=4,
)
RELAXED = settings(
    max_examples=60,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)


@RELAXED
@given(rows=ROWS)
def test_any_text_is_stored_or_told(
    rows: list[tuple[str, ...]], vault: Vault, tmp_path: Path
) -> None:
    file = csv_file(tmp_path, [(f"Name {row[0]}", *row[1:]) for row in rows])
    small = mapping(tmp_path)
    try:
        plan = imports.plan(vault, file, small)
    except UnreadableFile:
        assert any("\0" in text or "\r" in text for row in rows for text in row)
        return
    assert plan.rows == plan.new + plan.known + plan.bad
    assert bool(plan.problems) == bool(plan.bad)
    for problem in plan.problems:
        assert "Row" in str(problem)
    if plan.bad:
        with pytest.raises(BadRows):
            imports.run(vault, file, small)
        return
    imports.run(vault, file, small)
    with vault.begin() as uow:
        names = {value_or(person.given_names, "") for person in records.find(uow, Person)}
    assert {" ".join(f"Name {row[0]}".split()) for row in rows} <= names


@RELAXED
@given(content=st.binary(max_size=400), headed=st.booleans())
def test_any_bytes_are_read_or_refused(
    content: bytes, headed: bool, vault: Vault, tmp_path: Path
) -> None:
    file = tmp_path / "bytes.csv"
    file.write_bytes(b"Nombre,Sexo,Fecha de entrada\n" * headed + content)
    try:
        plan = imports.plan(vault, file, mapping(tmp_path))
    except CasedeskError as error:
        assert str(error)
    else:
        assert plan.rows == plan.new + plan.bad
