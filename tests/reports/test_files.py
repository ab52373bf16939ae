"""What the files of a report look like: hidden figures, sums, derived figures, names of periods."""

import csv
import io
import json
from dataclasses import replace

import openpyxl
import pytest
from pypdf import PdfReader

from casedesk.disclosure import TOTAL
from casedesk.reports import bars, description, frame, long_csv, pdf, promise, xlsx
from casedesk.reports.definitions import Words as Both
from casedesk.reports.layout import ALL_HIDDEN, DASH, Figure, lay_out, percent
from casedesk.reports.periods import Period
from casedesk.reports.read_pdf_pages import Bar, Text, shown
from casedesk.reports.tables import EXACT, ROUNDING, Report, ReportTable
from casedesk.reports.wording import Words
from tests.reports import made

EN, ES = Words("en"), Words("es")


def table(report: Report, name: str) -> ReportTable:
    """One table of a report."""
    return next(each for each in report.tables if each.definition.id == name)


def filled(count: int | None, *, base: int = 5, terms: int = 1) -> ReportTable:
    """A table of which every figure is the same."""
    like = table(made.report(), "officials")
    counts = dict.fromkeys(like.counts, count)
    return replace(like, counts=counts, before=None, base=base, terms=terms)


@pytest.mark.parametrize(
    ("label", "english", "spanish"),
    [
        ("2026-03", "March 2026", "marzo de 2026"),
        ("2026", "2026", "2026"),
        ("2026-Q1", "1st quarter of 2026", None),
        ("2026-01..2026-05", "January to May 2026", None),
    ],
)
def test_a_period_is_named_in_words(label: str, english: str, spanish: str | None) -> None:
    period = Period.parse(label)
    assert EN.period(period) == english
    assert spanish in (None, ES.period(period))


@pytest.mark.parametrize("label", ["2026-03", "2026-Q2", "2026", "2026-01..2026-05"])
def test_each_kind_of_report_has_another_title(label: str) -> None:
    titles = {
        frame.title(made.report(label=each, names=("officials",)), EN)
        for each in ("2026-03", "2026-Q2", "2026", "2026-01..2026-05")
    }
    assert len(titles) == 4
    assert frame.title(made.report(label=label, names=("officials",)), EN) in titles


def test_a_title_of_its_own_goes_before_all() -> None:
    report = made.report(label="2026-Q2", names=("officials",))
    own = replace(report.definition, words=Both("Para la fiscalía", "For the prosecutor"))
    assert frame.title(replace(report, definition=own), EN) == "For the prosecutor"


def test_a_filter_by_what_no_table_shows_is_named_in_words() -> None:
    report = made.report(1, names=("officials",))
    report = replace(report, definition=report.definition.only(["officials"]))
    line = "Only these are counted: Sex or gender: Woman; Nationality: Honduras"
    assert line in frame.particulars(report, EN)
    coarse = replace(report, filters=(("age_group", "0_17"),))
    assert "Only these are counted: Age: 0 to 17 years" in frame.particulars(coarse, EN)


def test_number_filters_and_recipient_are_named() -> None:
    report = made.report(1, names=("officials",))
    assert frame.particulars(report, EN) == [
        "Report no. 7",
        "Only these are counted: Sex or gender: Woman; Nationality: Honduras",
        "Made for: Red de albergues",
    ]
    preview = replace(report, number=None, filters=(), recipient="")
    assert frame.particulars(preview, EN) == ["Preview: not published, not to be passed on"]


@pytest.mark.parametrize(
    ("given", "text"),
    [
        (filled(None, base=1), "–"),
        (filled(0), "0–4"),
        (filled(0, terms=3), "0–12"),
        (filled(1_325), "1,325"),
        (filled(7, base=1), "7"),
    ],
)
def test_figures_are_printed_as_what_they_are(given: ReportTable, text: str) -> None:
    rows = lay_out(given, EN).rows
    assert {figure.text for row in rows for figure in row.figures} == {text}


def test_an_exact_nothing_can_be_in_no_report() -> None:
    with pytest.raises(ValueError, match="never shown"):
        filled(0, base=1)


def test_a_figure_that_is_no_multiple_of_the_base_can_be_in_no_report() -> None:
    with pytest.raises(ValueError, match="multiple"):
        filled(7)


def test_an_exact_report_shows_no_small_count() -> None:
    report = made.report(mode=EXACT, names=("officials",))
    with pytest.raises(ValueError, match="small"):
        replace(report, tables=(filled(4, base=1),))
    with pytest.raises(ValueError, match="base"):
        replace(report, tables=(filled(5),))


@pytest.mark.parametrize(
    ("part", "whole", "expected"),
    [(50, 200, 25), (45, 200, None), (200, 45, None), (None, 200, None), (200, None, None)],
)
def test_shares_are_whole_numbers_of_figures_that_are_large_enough(
    part: int | None, whole: int | None, expected: int | None
) -> None:
    assert percent(part, whole, filled(0)) == expected


def test_a_share_of_sums_needs_larger_figures() -> None:
    assert percent(100, 400, filled(0, terms=3)) is None
    assert percent(150, 400, filled(0, terms=3)) == 38
    assert percent(90, 400, filled(0, base=10)) is None
    assert percent(100, 400, filled(0, base=10)) == 25


def test_no_derived_figure_has_decimals_and_none_comes_of_a_hidden_one() -> None:
    report = made.report(3, EXACT, names=("nationality_sex", "officials"))
    shown = table(report, "nationality_sex")
    before = shown.before or {}
    for row, value in zip(lay_out(shown, EN).rows, [*shown.values[0], TOTAL], strict=True):
        ratio, change = row.derived
        assert ratio == DASH or ratio.replace(",", "").isdigit()
        if shown.counts[value, "man"] is None or shown.counts[value, "woman"] is None:
            assert ratio == DASH
        if shown.counts[value, TOTAL] is None or before[value, TOTAL] is None:
            assert change == DASH


def test_a_hidden_figure_has_no_bar_and_every_one_looks_the_same() -> None:
    report = replace(made.report(mode=EXACT, names=("officials",)), tables=(filled(None, base=1),))
    page = next(shown(PdfReader(io.BytesIO(pdf.render(report, "en")))))
    assert not [each for each in page if isinstance(each, Bar)]
    dashes = [each for each in page if isinstance(each, Text) and each.text == "–"]
    assert len(dashes) == len(report.tables[0].counts) == 4
    assert len({each.x for each in dashes[:-1]}) == 1  # the last one is the total's, below


def test_a_table_of_which_nothing_is_shown_says_so() -> None:
    assert ALL_HIDDEN in lay_out(filled(None, base=1), EN).notes
    told = lay_out(filled(60, base=1), EN).notes
    assert ALL_HIDDEN not in told


def test_a_chart_longer_than_a_page_keeps_its_scale() -> None:
    rows = [(str(at), Figure(str(at), at), at) for at in range(5, 400, 5)]
    first, second = bars.Bars(rows, 500).split(500, 300)
    assert isinstance(first, bars.Bars) and isinstance(second, bars.Bars)
    assert [*first.rows, *second.rows] == rows
    assert first._longest == second._longest == 395


def test_the_csv_says_of_each_figure_what_it_is() -> None:
    exact = made.report(2, EXACT, names=("needs", "sex_age"))
    summed = made.summed(made.report(1, names=("officials",)), 3)
    for report in (exact, summed):
        text = long_csv.render(report, "en").decode("utf-8-sig")
        rows = list(csv.DictReader(io.StringIO(text)))
        assert all(tag.startswith("#") for tag in rows[0].values())
        for row in rows[1:]:
            assert row["adds_up"] == ("no" if row["table"] == "needs" else "yes")
            if row["status"] == "hidden":
                assert (row["count"], row["low"], row["high"]) == ("–", "0", "")
            elif row["status"] == "exact":
                assert row["count"] == row["low"] == row["high"]
            else:
                assert row["status"] == "sum"
                assert int(row["high"]) - int(row["low"]) in range(12, 25)
    assert rows[1]["place"] == "sex=woman;nationality=HND"
    assert (rows[1]["report"], rows[1]["period"]) == ("7", "2026-Q1")


def test_a_shelter_named_like_a_formula_is_none() -> None:
    report = replace(made.report(1, names=("officials",)), filters=(("=sum", "+1"),))
    text = long_csv.render(report, "en").decode("utf-8-sig")
    assert {row["place"][:2] for row in list(csv.DictReader(io.StringIO(text)))[1:]} == {"'="}
    book = openpyxl.load_workbook(io.BytesIO(xlsx.render(replace(report, shelter="=1+1"), "en")))
    kinds = {cell.data_type for sheet in book for row in sheet for cell in row}
    assert "f" not in kinds


@pytest.mark.parametrize("mode", [ROUNDING, EXACT])
@pytest.mark.parametrize("language", ["es", "en"])
def test_made_again_each_file_has_the_same_bytes(mode: str, language: str) -> None:
    for render in (pdf.render, xlsx.render, long_csv.render):
        first, second = (render(made.report(4, mode), language) for _ in range(2))
        assert first == second
    assert description.render(made.report(4, mode)) == description.render(made.report(4, mode))


@pytest.mark.parametrize("mode", [ROUNDING, EXACT])
@pytest.mark.parametrize("language", ["es", "en"])
def test_the_promise_says_how_and_never_says_anonymous(mode: str, language: str) -> None:
    report = made.report(2, mode, names=("officials",))
    words = "\n".join(
        text
        for section in promise.sections(report, Words(language))
        for text in (section.title, *section.paragraphs)
    )
    assert "anonym" not in words.lower() and "anónim" not in words.lower()
    assert "{" not in words
    if language == "en":
        assert "cannot be deduced from our tables" in words
        assert ("“0–4”" in words) == (mode == ROUNDING)
        assert ("not shown" in words) == (mode == EXACT)


def test_the_description_tells_how_a_release_is_made_and_no_figure() -> None:
    report = made.report(2, EXACT, names=("needs", "sex_age"))
    content = json.loads(description.render(report, ("a.csv",)))
    assert content["files"] == ["a.csv"]
    assert content["protection"] == {"mode": "exact", "base": 1, "threshold": 5, "insiders": 0}
    needs = next(each for each in content["tables"] if each["id"] == "needs")
    assert needs["overlapping"] and needs["stand_alone"] == ["none", "not_known"]
    other = made.report(4, EXACT, names=("needs", "sex_age"))
    alike = replace(report, tables=other.tables)
    assert description.render(alike, ("a.csv",)) == description.render(report, ("a.csv",))
