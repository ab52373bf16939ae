"""A file that says anything else than its report is refused before it is written."""

import csv
import io
import json
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from casedesk.reports import description, frame, long_csv, pdf, xlsx
from casedesk.reports.definitions import Words as Both
from casedesk.reports.reading import FileDiffers, check_file
from casedesk.reports.tables import EXACT, ROUNDING, Report
from casedesk.reports.wording import Words
from tests.reports import made

FILES = ("casedesk-2026-03-es.csv", "casedesk-2026-03-es.pdf")
#: with two dimensions and with one, with a ratio, with a share, with overlapping categories
NAMES = ("sex_age", "nationality_sex", "needs", "officials", "act_perpetrator")


def written(report: Report, language: str, form: str) -> bytes:
    """A file as its writer makes it."""
    if form == "json":
        return description.render(report, FILES)
    writers = {"pdf": pdf.render, "xlsx": xlsx.render, "csv": long_csv.render}
    return writers[form](report, language)


def check(report: Report, language: str, form: str, content: bytes) -> None:
    """Read a file again."""
    check_file(report, language, form, content, FILES if form == "json" else ())


@settings(max_examples=8, deadline=None)
@given(
    seed=st.integers(0, 10_000),
    mode=st.sampled_from([ROUNDING, EXACT]),
    language=st.sampled_from(["es", "en"]),
    months=st.integers(1, 12),
)
def test_what_the_writers_write_is_what_the_report_says(
    seed: int, mode: str, language: str, months: int
) -> None:
    report = made.report(seed, mode)
    if months > 1:
        report = made.summed(report, months)
    for form in ("pdf", "xlsx", "csv", "json"):
        check(report, language, form, written(report, language, form))


@pytest.mark.parametrize("form", ["pdf", "xlsx", "csv", "json"])
@pytest.mark.parametrize(
    ("name", "printed"),
    [
        ("Casa  del\u00a0\tcamino\n", "Casa del camino"),
        ("La cabaña de Jose\u0301 \u200b", "La cabaña de José"),
        ("Casa \U0001f3e0 \x07 ", "Casa ? ?"),
        ("<b>&amp;</b> {0} % 'x' \"y\"", "<b>&amp;</b> {0} % 'x' \"y\""),
        ("=1+1", "=1+1"),
        ("Nombre" * 40, "Nombre" * 40),
    ],
)
def test_whatever_a_shelter_is_called_its_report_can_be_written(
    form: str, name: str, printed: str
) -> None:
    own = Both(name, name)
    report = made.report(1, EXACT, names=("officials",))
    report = replace(
        report, shelter=name, recipient=name, definition=replace(report.definition, words=own)
    )
    check(report, "en", form, written(report, "en", form))
    assert frame.title(report, Words("en")) == printed


@settings(max_examples=12, deadline=None)
@given(
    seed=st.integers(0, 10_000),
    mode=st.sampled_from([ROUNDING, EXACT]),
    form=st.sampled_from(["pdf", "xlsx", "csv"]),
    data=st.data(),
)
def test_one_other_figure_is_always_seen(
    seed: int, mode: str, form: str, data: st.DataObject
) -> None:
    report = made.report(seed, mode, names=NAMES)
    at = data.draw(st.integers(0, len(report.tables) - 1))
    table = report.tables[at]
    key = data.draw(st.sampled_from(sorted(table.counts)))
    count = table.counts[key]
    other = 50_000 if count is None else None if mode == EXACT else count + 5
    tables = list(report.tables)
    tables[at] = replace(table, counts={**table.counts, key: other})
    content = written(replace(report, tables=tuple(tables)), "en", form)
    with pytest.raises(FileDiffers):
        check(report, "en", form, content)


@pytest.mark.parametrize("form", ["pdf", "xlsx", "csv", "json"])
@pytest.mark.parametrize(
    "change",
    [
        {"number": 8},
        {"filters": (("sex", "man"),)},
        {"filters": ()},
        {"shelter": "Otro albergue"},
        {"recipient": "Otra red"},
        {"threshold": 3},
        {"insiders": 2},
    ],
)
def test_another_frame_is_seen_wherever_it_is_printed(form: str, change: dict[str, Any]) -> None:
    report = made.report(5, EXACT, names=NAMES)
    content = written(replace(report, **change), "es", form)
    if form == "csv" and not set(change) & {"number", "filters"}:
        check(report, "es", form, content)  # the long file does not name it
        return
    with pytest.raises(FileDiffers):
        check(report, "es", form, content)


@pytest.mark.parametrize("form", ["pdf", "xlsx"])
def test_another_language_is_seen(form: str) -> None:
    report = made.report(5, names=NAMES)
    with pytest.raises(FileDiffers):
        check(report, "en", form, written(report, "es", form))


@pytest.mark.parametrize("form", ["pdf", "xlsx", "csv", "json"])
@pytest.mark.parametrize("spoil", [lambda _: b"", lambda c: c[:-40], lambda c: c + b"x"])
def test_a_file_that_is_cut_or_longer_is_refused(
    form: str, spoil: Callable[[bytes], bytes]
) -> None:
    report = made.report(5, names=NAMES)
    with pytest.raises(FileDiffers):
        check(report, "es", form, spoil(written(report, "es", form)))


def test_the_refusal_names_the_form_and_no_figure() -> None:
    report = made.report(5, EXACT, names=NAMES)
    content = long_csv.render(report, "es").replace("–".encode(), b"3", 1)
    with pytest.raises(FileDiffers) as refused:
        check(report, "es", "csv", content)
    assert "CSV" in refused.value.summary()
    assert "3" not in str(refused.value.details["where"]).removeprefix("row 3")


def csv_changed(content: bytes, change: Callable[[list[list[str]]], object]) -> bytes:
    """The long file with its rows changed."""
    rows = list(csv.reader(io.StringIO(content.decode("utf-8-sig"), newline="")))
    change(rows)
    text = io.StringIO()
    csv.writer(text, lineterminator="\r\n").writerows(rows)
    return b"\xef\xbb\xbf" + text.getvalue().encode()


def swap(rows: list[list[str]]) -> None:
    """Swap the first two figures that differ."""
    at = next(at for at in range(3, len(rows)) if rows[at][12:15] != rows[2][12:15])
    rows[2][12:15], rows[at][12:15] = rows[at][12:15], rows[2][12:15]


def unhide(rows: list[list[str]]) -> None:
    """Tell of the first hidden figure how high it can be."""
    next(row for row in rows if row[12] == "–")[14] = "4"


@pytest.mark.parametrize(
    "change",
    [
        swap,
        unhide,
        lambda rows: rows.pop(),
        lambda rows: rows.append(rows[2]),
        lambda rows: rows[2].append("more"),
        lambda rows: rows.insert(2, rows.pop(3)),
        lambda rows: rows[1].__setitem__(0, "#other"),
        lambda rows: rows[5].__setitem__(16, "no"),
    ],
)
def test_a_changed_row_is_seen(change: Callable[[list[list[str]]], object]) -> None:
    report = made.report(5, EXACT, names=NAMES)
    content = long_csv.render(report, "es")
    assert csv_changed(content, list) == content
    with pytest.raises(FileDiffers):
        check(report, "es", "csv", csv_changed(content, change))


@pytest.mark.parametrize(
    "change",
    [
        lambda content: content.update(note="more"),
        lambda content: content.update(report=8),
        lambda content: content.update(report=7.0),
        lambda content: content["tables"].pop(),
        lambda content: content["tables"][0].update(overlapping=True),
        lambda content: content["tables"][0].update(terms=True),
        lambda content: content["files"].reverse(),
        lambda content: content["promise"]["es"][0]["paragraphs"].pop(),
        lambda content: content["period"].update(last_day="2026-03-30"),
    ],
)
def test_a_changed_description_is_seen(change: Callable[[dict[str, Any]], object]) -> None:
    report = made.report(5, EXACT, names=NAMES)
    content = json.loads(description.render(report, FILES))
    check(report, "es", "json", json.dumps(content).encode())
    change(content)
    with pytest.raises(FileDiffers):
        check(report, "es", "json", json.dumps(content).encode())


def test_an_entry_that_stands_twice_is_seen() -> None:
    report = made.report(5, names=NAMES)
    content = description.render(report, FILES)
    with pytest.raises(FileDiffers):
        check(report, "es", "json", content.replace(b"{", b'{"program": "Other",', 1))


def test_sheets_have_names_that_no_title_takes_a_spreadsheet_program_reads() -> None:
    report = made.report(5, EXACT, names=NAMES)
    book = openpyxl.load_workbook(io.BytesIO(xlsx.render(report, "en")))
    assert book.sheetnames[0] == "Report" and book.sheetnames[-1] == "The promise"
    assert len(book.sheetnames) == 2 + len(NAMES)
