"""A PDF that was tampered with is refused, whatever was changed, moved or added."""

import io
import re
from collections.abc import Callable
from dataclasses import replace
from itertools import product

import pytest
from pypdf import PdfReader, PdfWriter
from reportlab.lib.units import mm
from reportlab.pdfgen.canvas import Canvas

from casedesk.disclosure import TOTAL
from casedesk.reports import bars, layout, pdf
from casedesk.reports.bars import Bars
from casedesk.reports.definitions import Words as Both
from casedesk.reports.layout import Figure, Layout, Row
from casedesk.reports.reading import FileDiffers, check_file
from casedesk.reports.tables import EXACT, ROUNDING, ReportTable
from casedesk.reports.wording import Words
from tests.reports import made

_BEGINS = re.compile(rb"^(\d+) 0 obj$", re.MULTILINE)
EXACTLY = made.report(5, EXACT, names=("sex_age", "needs", "officials"))
ROUNDED = made.report(5, ROUNDING, names=("sex_age", "needs", "officials"))


def refused(content: bytes) -> None:
    """See a PDF of the exact report refused."""
    with pytest.raises(FileDiffers):
        check_file(EXACTLY, "en", "pdf", content)


Change = Callable[[Layout], Layout]


def changed_row(change: Callable[[Row], Row]) -> Change:
    """Change the second row."""
    return lambda made: replace(made, rows=(made.rows[0], change(made.rows[1]), *made.rows[2:]))


CHANGES: dict[str, Change] = {
    "a digit": changed_row(lambda row: replace(row, figures=(*row.figures[:-1], Figure("9", 9)))),
    "two cells": changed_row(
        lambda row: replace(row, figures=(row.figures[-1], *row.figures[1:-1], row.figures[0]))
    ),
    "a label": changed_row(lambda row: replace(row, label=f"{row.label}.")),
    "one more figure": lambda made: replace(made, notes=(*made.notes, "3")),
    "one row less": lambda made: replace(made, rows=made.rows[1:]),
    "one row twice": lambda made: replace(made, rows=(made.rows[0], *made.rows)),
    "two rows": lambda made: replace(made, rows=(*made.rows[1::-1], *made.rows[2:])),
    "a head": lambda made: replace(made, header=(made.header[0], *made.header[:0:-1])),
    "a title": lambda made: replace(made, title=made.title[:-1]),
    "no notes": lambda made: replace(made, notes=()),
}


@pytest.mark.parametrize("name", CHANGES)
def test_a_table_drawn_otherwise_is_seen(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    def otherwise(table: ReportTable, words: Words) -> Layout:
        made = layout.lay_out(table, words)
        return CHANGES[name](made) if table.definition.id == "sex_age" else made

    monkeypatch.setattr(pdf, "lay_out", otherwise)
    refused(pdf.render(EXACTLY, "en"))


def test_a_hidden_figure_shown_is_seen_and_a_shown_one_hidden() -> None:
    for table in EXACTLY.tables:
        for hidden in (True, False):
            key = next(key for key in table.counts if (table.counts[key] is None) == hidden)
            counts = {**table.counts, key: 77 if hidden else None}
            tables = tuple(
                replace(each, counts=counts) if each is table else each for each in EXACTLY.tables
            )
            refused(pdf.render(replace(EXACTLY, tables=tables), "en"))


@pytest.mark.parametrize(
    ("name", "value"),
    [("_STUB", 9 * mm), ("_GREY", bars._TEAL), ("_TEAL", bars._GREY), ("_NUMBER", 40 * mm)],
)
def test_bars_of_other_lengths_or_colours_are_seen(
    name: str, value: object, monkeypatch: pytest.MonkeyPatch
) -> None:
    check_file(ROUNDED, "en", "pdf", pdf.render(ROUNDED, "en"))
    monkeypatch.setattr(bars, name, value)
    content = pdf.render(ROUNDED, "en")
    if name == "_NUMBER":  # another scale for all: as true as the first
        check_file(ROUNDED, "en", "pdf", content)
        return
    with pytest.raises(FileDiffers):
        check_file(ROUNDED, "en", "pdf", content)


@pytest.mark.parametrize("change", ["longer", "hidden", "number"])
def test_one_bar_drawn_otherwise_is_seen(change: str, monkeypatch: pytest.MonkeyPatch) -> None:
    class Otherwise(Bars):
        def __init__(self, rows: list[bars.Bar], width: float, longest: int | None = None) -> None:
            most = max(row[2] or 0 for row in rows)
            less = [at for at, row in enumerate(rows) if 0 < (row[2] or 0) < most]
            at = less[0] if less else 0
            label, figure, value = rows[at]
            wrong = {
                "longer": (label, figure, most),
                "hidden": (label, figure, None),
                "number": (label, Figure("11", 11), value),
            }
            super().__init__([*rows[:at], wrong[change], *rows[at + 1 :]], width, longest)

    monkeypatch.setattr(pdf, "Bars", Otherwise)
    refused(pdf.render(EXACTLY, "en"))


def test_a_bar_for_a_hidden_figure_is_seen(monkeypatch: pytest.MonkeyPatch) -> None:
    class Otherwise(Bars):
        def __init__(self, rows: list[bars.Bar], width: float, longest: int | None = None) -> None:
            drawn = [(label, figure, value or 3) for label, figure, value in rows]
            super().__init__(drawn, width, longest)

    monkeypatch.setattr(pdf, "Bars", Otherwise)
    refused(pdf.render(EXACTLY, "en"))


@pytest.mark.parametrize("change", ["text", "white text", "moved"])
def test_anything_more_on_a_page_is_seen(change: str, monkeypatch: pytest.MonkeyPatch) -> None:
    draw = Canvas.drawString

    def otherwise(canvas: Canvas, x: float, y: float, text: str, **options: object) -> None:
        if change == "moved" and text == "–":
            x += 30
        draw(canvas, x, y, text)
        if change != "moved" and text.startswith("March"):
            canvas.setFillGray(1) if change == "white text" else None
            draw(canvas, 10, 400, "3")

    monkeypatch.setattr(Canvas, "drawString", otherwise)
    refused(pdf.render(EXACTLY, "en"))


def mended(content: bytes) -> bytes:
    """A PDF of which bytes were changed, with the list of its objects put right."""
    at = content.index(b"xref\n0")
    body, tail = content[:at], content[at:]
    places = sorted((int(each[1]), each.start(1)) for each in _BEGINS.finditer(body))
    rows = b"".join(b"%010d 00000 n \n" % at for _number, at in places)
    first, rest = tail.index(b"65535 f \n") + len(b"65535 f \n"), tail.index(b"trailer")
    tail = tail[:first] + rows + tail[rest:]
    return body + re.sub(rb"startxref\n\d+", b"startxref\n%d" % len(body), tail)


def test_a_mended_file_is_taken_if_nothing_was_changed() -> None:
    content = pdf.render(EXACTLY, "en")
    assert mended(content) == content
    check_file(EXACTLY, "en", "pdf", content)


@pytest.mark.parametrize(
    ("old", "new", "where"),
    [
        (b"/Author ()", b"/Author (Ana)", "properties"),
        (b"/Title (Monthly report)", b"/Title (Monthly rep0rt)", "properties"),
        (b"/Trapped", b"/Shelter (x) /Trapped", "properties"),
        (b"D:20000101000000", b"D:20260101000000", "properties"),
        (b"/Rotate 0", b"/Rotate 0 /Annots []", "Page"),
        (b"/Rotate 0", b"/Rotate 0 /AA << >>", "Page"),
        (b"/Rotate 0", b"/Rotate 180", "page"),
        (b"/Trans <<", b"/Trans << /S /Fly", "page"),
        (b"/ProcSet", b"/XObject << >> /ProcSet", "page"),
        (b"/PageMode /UseNone", b"/PageMode /UseNone /Metadata 3 0 R", "Catalog"),
        (b"/PageMode /UseNone", b"/PageMode /UseNone /OpenAction 3 0 R", "Catalog"),
        (b"/PageMode /UseNone", b"/PageMode /UseAttachments", "catalogue"),
        (b"/Lang (en)", b"/Lang (es)", "catalogue"),
        (b"endobj\n2 0 obj", b"endobj\n% secret\n2 0 obj", "objects"),
        (b"%PDF-1.4\n", b"%PDF-1.4\n% secret\n", "beginning"),
        (b"trailer\n", b"trailer\n% secret\n", "end"),
        (b"%%EOF\n", b"%%EOF\nsecret\n%%EOF\n", "PdfReadError"),
    ],
)
def test_other_properties_remarks_and_parts_are_seen(old: bytes, new: bytes, where: str) -> None:
    content = pdf.render(EXACTLY, "en")
    assert old in content
    with pytest.raises(FileDiffers) as refusal:
        check_file(EXACTLY, "en", "pdf", mended(content.replace(old, new, 1)))
    assert where in str(refusal.value.details["where"])


@pytest.mark.parametrize("kind", [b"", b"/Type /EmbeddedFile ", b"/Type /Page "])
def test_an_object_that_nothing_shows_is_seen(kind: bytes) -> None:
    content = pdf.render(EXACTLY, "en")
    size = int(re.findall(rb"/Size (\d+)", content)[0])
    more = b"%d 0 obj\n<< %s/Length 6 >>\nstream\nsecret\nendstream\nendobj\nxref\n0" % (size, kind)
    content = content.replace(b"xref\n0", more, 1)
    content = content.replace(b"/Size %d" % size, b"/Size %d" % (size + 1))
    content = content.replace(b"xref\n0 %d" % size, b"xref\n0 %d" % (size + 1))
    refused(mended(content))


def test_a_file_written_again_by_another_program_is_refused_as_a_whole() -> None:
    writer = PdfWriter(clone_from=PdfReader(io.BytesIO(pdf.render(EXACTLY, "en"))))
    writer.add_attachment("secret.txt", b"3")
    output = io.BytesIO()
    writer.write(output)
    refused(output.getvalue())


@pytest.mark.parametrize("name", ["sex_age", "officials"])
def test_a_table_longer_than_a_page_is_read_with_its_heads_repeated(name: str) -> None:
    report = made.report(5, EXACT, names=(name,))
    definition = report.tables[0].definition
    first, *others = definition.dimensions
    labels = {f"{at:03}": Both(f"Renglón {at}", f"Row {at}") for at in range(1, 120)}
    long = replace(first, values=tuple(labels), labels=labels)
    definition = replace(definition, dimensions=(long, *others), share="")
    keys = product(*((*each.values, TOTAL) for each in definition.dimensions))
    counts = {key: None if at % 3 else 5 + at for at, key in enumerate(keys)}
    report = replace(report, tables=(ReportTable(definition, counts, base=1),))
    content = pdf.render(report, "en")
    assert len(PdfReader(io.BytesIO(content)).pages) > 3
    check_file(report, "en", "pdf", content)
