"""The month on paper: letter size, embedded fonts, the same bytes each time."""

from collections.abc import Iterator
from io import BytesIO
from typing import Any

from reportlab.lib.pagesizes import letter
from reportlab.lib.units import mm
from reportlab.pdfbase.pdfmetrics import stringWidth
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import (
    BaseDocTemplate,
    Flowable,
    Frame,
    KeepTogether,
    PageBreak,
    PageTemplate,
    Paragraph,
    Spacer,
    Table,
)

from casedesk.reports import promise
from casedesk.reports.bars import Bars
from casedesk.reports.frame import PAGE, PROGRAM, foot, particulars, subtitle, title
from casedesk.reports.layout import Layout, Row, lay_out, row_totals
from casedesk.reports.paper import (
    HEAD,
    LEFT,
    MUTED,
    REGULAR,
    RIGHT,
    SEMIBOLD,
    load_fonts,
    plain,
    style,
    table_style,
)
from casedesk.reports.promise import HOW_TITLE, how_to_read, sections
from casedesk.reports.tables import Report, ReportTable
from casedesk.reports.upright import Upright
from casedesk.reports.wording import Words

_MARGIN = 18 * mm
_WIDTH = letter[0] - 2 * _MARGIN
#: with more columns than this their heads stand upright
_MOST_LYING = 9
_SIDES = LEFT + RIGHT + 1


def render(report: Report, language: str) -> bytes:
    """The PDF's bytes."""
    load_fonts()
    words = Words(language)
    output = BytesIO()
    document = BaseDocTemplate(
        output,
        pagesize=letter,
        leftMargin=_MARGIN,
        rightMargin=_MARGIN,
        topMargin=16 * mm,
        bottomMargin=18 * mm,
        invariant=1,
        title=title(report, words),
        author="",
        subject="",
        creator=PROGRAM,
        producer="",
        lang="es-MX" if language == "es" else "en",
        initialFontName=REGULAR,
    )
    frame = Frame(_MARGIN, 18 * mm, _WIDTH, letter[1] - 34 * mm, 0, 0, 0, 0)
    document.addPageTemplates([PageTemplate(frames=[frame])])
    document.build(_story(report, words), canvasmaker=_numbering(words, report))
    return output.getvalue()


def _story(report: Report, words: Words) -> list[Flowable]:
    story: list[Flowable] = [
        Paragraph(plain(title(report, words)), style("title")),
        Paragraph(plain(subtitle(report, words)), style("subtitle")),
        *(Paragraph(plain(text), style("particular")) for text in particulars(report, words)),
        Spacer(0, 4 * mm),
        Paragraph(words.say(HOW_TITLE), style("heading")),
        *(Paragraph(plain(text), style("body")) for text in how_to_read(report, words)),
        Spacer(0, 3 * mm),
    ]
    for table in report.tables:
        story += _table(table, words)
    return [*story, PageBreak(), *_promise(report, words)]


def _promise(report: Report, words: Words) -> Iterator[Flowable]:
    yield Paragraph(plain(words.say(promise.TITLE)), style("title"))
    yield Spacer(0, 4 * mm)
    for section in sections(report, words):
        yield Paragraph(plain(section.title), style("heading"))
        for text in section.paragraphs:
            yield Paragraph(plain(text), style("body"))
        yield Spacer(0, 3 * mm)


def _table(table: ReportTable, words: Words) -> list[Flowable]:
    layout = lay_out(table, words)
    heading = Paragraph(plain(layout.title), style("heading"))
    notes = Paragraph(plain(" ".join(layout.notes)), style("note"))
    single = len(table.definition.dimensions) == 1
    parts: list[Flowable] = []
    if single:
        parts.append(_bars(table, layout, words))
        total = Row(layout.rows[-1].label, layout.rows[-1].figures, total=True)
        parts.append(_drawn(Layout(layout.title, (), (total,), ())))
    else:
        parts.append(_drawn(layout))
    end = [Spacer(0, 1.5 * mm), notes, Spacer(0, 5 * mm)]
    return [KeepTogether([heading, *parts, *end])]


def _bars(table: ReportTable, layout: Layout, words: Words) -> Bars:
    lengths = [length for _label, length in row_totals(table, words)]
    rows = [
        (row.label, row.figures[0], length)
        for row, length in zip(layout.rows[:-1], lengths, strict=True)
    ]
    return Bars(rows, _WIDTH)


def _drawn(layout: Layout) -> Table:
    header: list[list[Any]] = []
    if layout.header:
        header = [_header(layout.header)]
    body = [
        [
            Paragraph(plain(row.label), style("cell_strong" if row.total else "cell")),
            *(figure.text for figure in row.figures),
            *row.derived,
        ]
        for row in layout.rows
    ]
    columns = len(body[0]) - 1
    first = max(42 * mm, _WIDTH - columns * 26 * mm) if columns <= 5 else 34 * mm
    widths = _widths(layout.header, [(_WIDTH - first) / columns] * columns)
    drawn = Table(header + body, colWidths=widths, repeatRows=len(header))
    drawn.setStyle(table_style(len(header), len(body)))
    return drawn


def _widths(header: tuple[str, ...], wanted: list[float]) -> list[float]:
    """Widths in which no word of a head breaks; the labels have what is left."""
    if 1 < len(header) <= _MOST_LYING:
        wanted = [
            max(width, *(stringWidth(word, SEMIBOLD, HEAD) + _SIDES for word in text.split()))
            for width, text in zip(wanted, header[1:], strict=True)
        ]
    return [_WIDTH - sum(wanted), *wanted]


def _header(texts: tuple[str, ...]) -> list[Flowable]:
    first = Paragraph(plain(texts[0]), style("head"))
    if len(texts) > _MOST_LYING:
        return [first, *(Upright(text) for text in texts[1:])]
    return [first, *(Paragraph(plain(text), style("head_right")) for text in texts[1:])]


def _numbering(words: Words, report: Report) -> type[Canvas]:
    """A canvas that knows how many pages there are before it writes the first footer."""

    class Numbered(Canvas):
        def __init__(self, *arguments: Any, **options: Any) -> None:
            options["initialFontName"] = REGULAR
            super().__init__(*arguments, **options)
            self._pages: list[dict[str, Any]] = []

        def showPage(self) -> None:
            self._pages.append(dict(self.__dict__))
            self._startPage()  # type: ignore[attr-defined]  # not in reportlab's stubs

        def save(self) -> None:
            for page in self._pages:
                self.__dict__.update(page)
                self._foot(len(self._pages))
                super().showPage()
            super().save()

        def _foot(self, total: int) -> None:
            self.setFont(REGULAR, 7.5)
            self.setFillColor(MUTED)
            self.drawString(_MARGIN, 10 * mm, foot(report, words))
            text = words.say(PAGE).format(number=self.getPageNumber(), total=total)
            self.drawRightString(letter[0] - _MARGIN, 10 * mm, text)

    return Numbered
