"""A month whose totals are known: exact on screen, rounded and agreeing in every file."""

import csv
import io
import re
import zipfile
from collections import defaultdict
from pathlib import Path

import openpyxl
import pypdfium2
import pytest

from casedesk.disclosure import TOTAL
from casedesk.reports import advice, exporting, on_screen, publishing
from casedesk.reports.exporting import FORMATS, rendered
from casedesk.reports.orders import Order
from casedesk.reports.periods import Period
from casedesk.reports.refusals import (
    LedgerNotOpened,
    NothingInPeriod,
    OtherReportThere,
    PeriodNotOver,
)
from casedesk.reports.tables import ExactTable, Report
from casedesk.services.vaults import Vault
from casedesk.storage import ledger, log
from casedesk.storage.errors import NotAllowed
from casedesk.storage.keyring import VOLUNTEER
from casedesk.storage.unit_of_work import Session
from tests.reports import known
from tests.services.test_intake import arrive

MARCH, NOVEMBER = Period.parse("2026-03"), Period.parse("2026-11")
MINOR_GROUPS = ("0_5", "6_11", "12_17")


def exact(month: Vault, name: str) -> ExactTable:
    """One table as a coordinator sees it."""
    return month.run(lambda uow: on_screen.exact_counts(uow, MARCH)).table(name)


def report(month: Vault) -> Report:
    """The month as it may be published."""
    return month.run(lambda uow: advice.preview(uow, Order(MARCH))).report


def saved(month: Vault, language: str, formats: tuple[str, ...], folder: Path) -> list[Path]:
    """The month's files, published if it was not."""
    if month.run(ledger.head) is None:
        publishing.begin(month, MARCH)
    release = publishing.publish(month, Order(MARCH))
    return exporting.export(month, release.number, language, formats, folder)


def text_of(pdf: bytes) -> str:
    """All words of a PDF."""
    document = pypdfium2.PdfDocument(pdf)
    try:
        return "\n".join(page.get_textpage().get_text_bounded() for page in document)
    finally:
        document.close()


def test_the_known_totals_come_back_exactly(month: Vault) -> None:
    nationality = exact(month, "nationality_sex")
    assert nationality.total == known.PERSONS == 1_400
    assert nationality.counts[TOTAL, "man"] == 1_324
    assert nationality.counts[TOTAL, "woman"] == 76
    for code, count in known.NATIONALITIES.items():
        assert nationality.counts[code, TOTAL] == count
    assert exact(month, "minors").total == known.MINORS == 96
    ages = exact(month, "sex_age")
    assert sum(ages.counts[group, TOTAL] for group in MINOR_GROUPS) == 96


def test_a_single_cuban_is_nowhere_in_the_files(month: Vault, tmp_path: Path) -> None:
    files = saved(month, "en", FORMATS, tmp_path)
    numbers = {
        "csv": [row["count"] for row in rows(files[2].read_bytes())],
        "xlsx": [str(cell) for cell in workbook_cells(files[1])],
        "pdf": re.findall(r"[\d,]+", re.sub(r"0–4", "", table_text(files[0].read_bytes()))),
    }
    for form, found in numbers.items():
        assert found, form
        assert "1" not in found, form


def rows(content: bytes) -> list[dict[str, str]]:
    """The rows of the long CSV below its names and hashtags."""
    return list(csv.DictReader(io.StringIO(content.decode("utf-8-sig"))))[1:]


def workbook_cells(path: Path) -> list[object]:
    """Every figure of the workbook."""
    book = openpyxl.load_workbook(path)
    return [
        cell.value
        for sheet in book.worksheets[1:-1]
        for line in sheet.iter_rows(min_row=4, min_col=2)
        for cell in line
        if cell.value is not None
    ]


def table_text(pdf: bytes) -> str:
    """The words of a PDF's tables, without footers, whose numbers are dates and pages."""
    lines = text_of(pdf).partition("How they are protected")[0].splitlines()
    return "\n".join(
        line
        for line in lines
        if not re.search(r"Page|multiple|\d to \d|\d and|March|years|Page|2026|–\d\d", line)
    )


def test_every_figure_is_a_multiple_of_five_or_nothing_to_four(month: Vault) -> None:
    for row in rows(rendered(report(month), "es", "csv")):
        assert row["status"] == "rounded"
        assert row["count"] == "0–4" or int(row["count"]) % 5 == 0


def test_every_sum_holds_within_and_between_tables(month: Vault) -> None:
    counts = {}
    for row in rows(rendered(report(month), "es", "csv")):
        key = (row["table"], row["value1"], row["value2"])
        counts[key] = 0 if row["count"] == "0–4" else int(row["count"])
    by_table: dict[str, dict[tuple[str, str], int]] = defaultdict(dict)
    for (table, first, second), count in counts.items():
        by_table[table][first, second] = count
    overlapping = {"reasons", "transport", "needs"}
    for table, cells in by_table.items():
        for (first, second), count in cells.items():
            if first == "*" and table not in overlapping:
                parts = [v for (f, s), v in cells.items() if f != "*" and s == second]
                assert count == sum(parts), (table, second)
            if second == "*":
                parts = [v for (f, s), v in cells.items() if f == first and s not in ("*", "")]
                assert count == sum(parts), (table, first)
    men = {by_table[name]["*", "man"] for name in ("sex_age", "nationality_sex")}
    assert len(men) == 1
    for group in MINOR_GROUPS:
        assert by_table["minors"][group, "*"] == by_table["sex_age"][group, "*"]
    assert by_table["outcomes"]["*", ""] == by_table["complaints"]["filed", ""]


def test_all_three_files_say_the_same(month: Vault) -> None:
    made = report(month)
    wanted = [row["count"] for row in rows(rendered(made, "en", "csv"))]
    text = text_of(rendered(made, "en", "pdf"))
    for count in set(wanted):
        shown = count if count == "0–4" else f"{int(count):,}"
        assert shown in text


@pytest.mark.parametrize("form", FORMATS)
@pytest.mark.parametrize("language", ["es", "en"])
def test_made_twice_it_is_the_same_bytes(month: Vault, form: str, language: str) -> None:
    first = rendered(report(month), language, form)
    assert rendered(report(month), language, form) == first


def test_the_csv_is_the_same_in_both_languages(month: Vault) -> None:
    made = report(month)
    assert rendered(made, "es", "csv") == rendered(made, "en", "csv")


def test_files_say_nothing_about_person_or_machine(month: Vault, tmp_path: Path) -> None:
    files = saved(month, "es", FORMATS, tmp_path)
    with zipfile.ZipFile(files[1]) as book:
        whole = b"".join(book.read(name) for name in book.namelist())
    whole += files[0].read_bytes() + files[2].read_bytes()
    whole += text_of(files[0].read_bytes()).encode()
    for secret in (month.session.user, "Inventado", str(tmp_path), "reportlab", "XlsxWriter"):
        assert secret.encode() not in whole, secret
    metadata = pypdfium2.PdfDocument(files[0]).get_metadata_dict()
    assert metadata["Author"] == metadata["Producer"] == ""
    assert metadata["Creator"] == "Casedesk"


def test_ratios_come_from_the_printed_figures(month: Vault) -> None:
    from casedesk.reports.layout import DASH, lay_out  # noqa: PLC0415
    from casedesk.reports.wording import Words  # noqa: PLC0415

    table = next(each for each in report(month).tables if each.definition.id == "nationality_sex")
    layout = lay_out(table, Words("en"))
    for row in layout.rows:
        men, women = row.figures[0].number or 0, row.figures[1].number or 0
        expected = f"{int(100 * men / women + 0.5):,}" if min(men, women) >= 50 else DASH
        assert row.derived[0] == expected


def test_an_export_is_logged_with_what_left(month: Vault, tmp_path: Path) -> None:
    saved(month, "es", ("csv",), tmp_path)
    last = month.run(lambda uow: log.latest(uow.connection, 1))[0]
    assert last.action == log.EXPORT
    assert last.content is not None
    assert last.content["files"] == ["csv", "json"]


def test_a_month_changed_since_stays_as_it_was_published(month: Vault, tmp_path: Path) -> None:
    first = {path.name: path.read_bytes() for path in saved(month, "es", FORMATS, tmp_path)}
    known.enter(month, "B")
    again = {path.name: path.read_bytes() for path in saved(month, "es", FORMATS, tmp_path / "2")}
    assert again == first


def test_a_file_of_another_origin_is_not_replaced(month: Vault, tmp_path: Path) -> None:
    (csv_file, json_file) = saved(month, "es", ("csv",), tmp_path)
    csv_file.write_text("published elsewhere")
    json_file.unlink()
    with pytest.raises(OtherReportThere):
        saved(month, "es", FORMATS, tmp_path)
    assert [path.name for path in tmp_path.glob("casedesk-*")] == [csv_file.name]
    assert csv_file.read_text() == "published elsewhere"


def test_a_month_that_is_not_over_is_shown_but_not_published(month: Vault) -> None:
    arrive(month)
    assert month.run(lambda uow: on_screen.exact_counts(uow, NOVEMBER)).persons == 1
    publishing.begin(month, MARCH)
    with pytest.raises(PeriodNotOver):
        publishing.publish(month, Order(NOVEMBER))


def test_without_a_word_on_what_was_published_before_nothing_is_published(month: Vault) -> None:
    with pytest.raises(LedgerNotOpened):
        publishing.publish(month, Order(MARCH))
    assert month.run(ledger.head) is None


def test_an_empty_month_is_no_report(month: Vault) -> None:
    publishing.begin(month, Period.parse("2026-01"))
    with pytest.raises(NothingInPeriod):
        publishing.publish(month, Order(Period.parse("2026-01")))


def test_volunteers_see_no_counts_and_publish_nothing(month: Vault, tmp_path: Path) -> None:
    saved(month, "es", ("csv",), tmp_path)
    before = month.run(ledger.head)
    month.session = Session("Beto Prueba", VOLUNTEER)
    with pytest.raises(NotAllowed):
        month.run(lambda uow: on_screen.exact_counts(uow, MARCH))
    with pytest.raises(NotAllowed):
        saved(month, "en", ("csv",), tmp_path)
    assert month.run(ledger.head) == before
    assert not list(tmp_path.glob("casedesk-*-en.*"))
