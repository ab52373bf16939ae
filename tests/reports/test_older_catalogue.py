"""What was published stays readable, provable and comparable when the catalogue has grown since."""

from collections.abc import Callable, Iterator
from pathlib import Path

import openpyxl
import pytest

from casedesk.reports import advice, definition_files, exporting, proving, publishing, releases
from casedesk.reports.advice_words import by_table
from casedesk.reports.orders import Order, catalogue
from casedesk.reports.periods import Period
from casedesk.reports.published import Published, Stated
from casedesk.reports.refusals import NotInYear
from casedesk.reports.tables import SUM
from casedesk.services.vaults import Vault
from casedesk.storage import ledger
from tests.reports import months
from tests.reports.publications import TABLES, order, publish

NEW_TABLE = """
[[tables]]
id = "children"
es = "Niñas, niños y adolescentes por sexo"
en = "Children by sex"
unit = "minors"
dimensions = ["sex"]
"""
Update = Callable[[], None]


@pytest.fixture
def update(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Update]:
    """Put a newer catalogue in place: one more table and nationality, one fewer, other words."""
    text = (definition_files.FOLDER / "monthly.toml").read_text(encoding="utf-8")
    for old, new in (
        ('"BRA", ', '"BLZ", '),
        ('en = "Sex or gender"', 'en = "Gender"'),
        ('en = "Children and adolescents, by company"', 'en = "Minors"'),
        ('en = "Monthly report"', 'en = "Report of the month"'),
        ('id = "lists"', 'id = "lists_explained"'),
    ):
        assert old in text
        text = text.replace(old, new, 1)
    (tmp_path / "monthly.toml").write_text(text + NEW_TABLE, encoding="utf-8")

    def put() -> None:
        monkeypatch.setattr(definition_files, "FOLDER", tmp_path)
        definition_files.load.cache_clear()

    yield put
    monkeypatch.undo()
    definition_files.load.cache_clear()


def test_a_report_of_all_tables_there_were_is_read_as_a_report_of_those(quarter: Vault) -> None:
    (first, *_others) = quarter.run(Published).releases
    (entry, *_rest) = quarter.run(lambda uow: ledger.entries(uow, ledger.RELEASE))
    older = entry._replace(body={**entry.body, "asked": []})
    read = releases.from_entry(older, {})
    assert set(read.order.tables) == set(TABLES)
    assert read.order != Order(first.order.period)
    report = releases.report_of(read, None)
    assert [table.counts for table in report.tables] == [table.counts for table in first.tables]


def test_a_report_of_all_tables_there_are_is_read_as_it_was_asked(opened: Vault) -> None:
    release = publish(opened, "2026-01", tables=())
    assert [each.order for each in opened.run(Published).releases] == [release.order]
    assert release.order.tables == ()
    assert len(release.tables) == len(catalogue().tables)


def test_a_ledger_older_than_the_catalogue_is_proved_and_written_in_new_formats(
    quarter: Vault, tmp_path: Path, update: Update
) -> None:
    number = quarter.run(Published).releases[0].number
    (before,) = exporting.export(quarter, number, "en", ("xlsx",), tmp_path / "before")
    update()
    assert proving.audit(quarter).unproved == ()
    (again,) = exporting.export(quarter, number, "en", ("xlsx",), tmp_path / "after")
    assert again.read_bytes() == before.read_bytes()
    written = exporting.export(quarter, number, "en", ("csv", "pdf"), tmp_path)
    texts = {each.suffix: each.read_bytes() for each in written}
    assert b"BRA" in texts[".csv"] and b"BLZ" not in texts[".csv"]
    assert b"Sex or gender" in texts[".json"] and b"Belize" not in texts[".json"]
    assert proving.audit(quarter).unproved == ()


def test_a_report_of_some_is_confined_in_the_words_of_its_time(
    quarter: Vault, tmp_path: Path, update: Update
) -> None:
    some = publish(quarter, "2026-01", tables=("reasons",), filters=(("sex", "woman"),))
    whole = publish(quarter, "2026-Q1", basis=SUM)
    exporting.export(quarter, some.number, "en", ("pdf",), tmp_path)
    exporting.export(quarter, whole.number, "en", ("pdf",), tmp_path)
    update()
    assert proving.audit(quarter).unproved == ()
    (sheets,) = exporting.export(quarter, some.number, "en", ("xlsx",), tmp_path)
    assert _says(sheets, "Sex or gender: Woman")
    (sheets,) = exporting.export(quarter, whole.number, "en", ("xlsx",), tmp_path)
    assert _says(sheets, "Quarterly report")


def _says(workbook: Path, words: str) -> bool:
    book = openpyxl.load_workbook(workbook)
    cells = (cell.value for row in book.worksheets[0].iter_rows() for cell in row)
    return any(words in str(value) for value in cells)


def test_a_table_that_the_program_no_longer_has_is_still_looked_at(
    quarter: Vault, update: Update
) -> None:
    update()
    asked = order("2026-02", tables=(), title="All of it")
    seen = quarter.run(lambda uow: advice.preview(uow, asked))
    assert any(line.startswith("Rights lists explained") for line in by_table(seen.effects, asked))


def test_the_year_keeps_its_tables_and_the_next_one_has_the_new(
    three: Vault, update: Update
) -> None:
    publishing.begin(three, Period.parse("2025-01"))
    publish(three, "2026-01")
    update()
    second = publish(three, "2026-02")
    assert "BRA" in second.table("nationality_sex").values[0]
    publish(three, "2026-03")
    whole = publish(three, "2026-Q1", basis=SUM)
    assert whole.table("nationality_sex").values == second.table("nationality_sex").values
    assert proving.audit(three).unproved == ()
    with pytest.raises(NotInYear) as refused:
        publish(three, "2026-02", tables=(*TABLES, "children"))
    assert "Children by sex" in str(refused.value)
    with pytest.raises(NotInYear) as refused:
        publish(three, "2026-02", tables=("reasons",), filters=(("nationality", "BLZ"),))
    assert "Belize" in str(refused.value)
    settled = three.run(lambda uow: Published(uow).settled(order("2025-12", tables=("children",))))
    assert settled.edition is None and [each.id for each in settled.definition.tables]


def test_nothing_is_compared_with_what_had_other_categories(three: Vault, update: Update) -> None:
    months.enter(three, 2025, 12)
    publishing.begin(three, Period.parse("2025-12"))
    publish(three, "2025-12", tables=("nationality_sex", "officials"))
    update()
    first = publish(three, "2026-01", tables=("nationality_sex", "officials"))
    before = three.run(lambda uow: Published(uow).before(first))
    nationalities, part_of_officials = releases.report_of(first, before).tables
    assert nationalities.before is None
    assert part_of_officials.before is not None


def test_a_count_told_outside_is_held_against_the_categories_of_its_year(
    quarter: Vault, update: Update
) -> None:
    update()
    told = Stated(Period.parse("2026-01"), "persons", (("nationality", "BRA"),), 0, 4, "press")
    publishing.state(quarter, told)
    (fact,) = quarter.run(lambda uow: Published(uow).world().facts)
    assert dict(fact.fixed) == {"nationality": "BRA"} and fact.high == 4
