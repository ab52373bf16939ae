"""The month on paper: letter size, embedded fonts, the same bytes each time."""

from collections.abc import Iterator
from functools import cache
from io import BytesIO
from typing import Any

from reportlab.graphics import shapes
from reportlab.lib.colors import HexColor, white
from reportlab.lib.enums import TA_RIGHT
from reportlab.lib.pagesizes import letter
from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.units import mm
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.pdfmetrics import stringWidth
from reportlab.pdfbase.ttfonts import TTFont
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
    TableStyle,
)

from casedesk.reports import promise
from casedesk.reports.bars import Bars
from casedesk.reports.frame import PAGE, PROGRAM, foot, particulars, subtitle, title
from casedesk.reports.layout import Layout, Row, Words, lay_out, row_totals
from casedesk.reports.promise import HOW_TITLE, how_to_read, sections
from casedesk.reports.tables import Report, ReportTable
from casedesk.reports.upright import Upright
from casedesk.resources import RESOURCES

REGULAR, SEMIBOLD, BOLD = "NotoSans", "NotoSans-SemiBold", "NotoSans-Bold"
TEAL, TEXT, MUTED, LINE, STRIPE = (
    HexColor(colour) for colour in ("#0B6468", "#17232A", "#51616A", "#D9E0E3", "#F4F6F7")
)
_MARGIN = 18 * mm
_WIDTH = letter[0] - 2 * _MARGIN
#: with more columns than this their heads stand upright
_MOST_LYING = 9
#: size of the heads, and what is left free beside a number
_HEAD, _LEFT, _RIGHT = 7.5, 2, 3.5
_SIDES = _LEFT + _RIGHT + 1


def render(report: Report, language: str) -> bytes:
    """The PDF's bytes."""
    _load_fonts()
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
        Paragraph(_plain(title(report, words)), _style("title")),
        Paragraph(_plain(subtitle(report, words)), _style("subtitle")),
        *(Paragraph(_plain(text), _style("particular")) for text in particulars(report, words)),
        Spacer(0, 4 * mm),
        Paragraph(words.say(HOW_TITLE), _style("heading")),
        *(Paragraph(_plain(text), _style("body")) for text in how_to_read(report, words)),
        Spacer(0, 3 * mm),
    ]
    for table in report.tables:
        story += _table(table, words)
    return [*story, PageBreak(), *_promise(report, words)]


def _promise(report: Report, words: Words) -> Iterator[Flowable]:
    yield Paragraph(_plain(words.say(promise.TITLE)), _style("title"))
    yield Spacer(0, 4 * mm)
    for section in sections(report, words):
        yield Paragraph(_plain(section.title), _style("heading"))
        for text in section.paragraphs:
            yield Paragraph(_plain(text), _style("body"))
        yield Spacer(0, 3 * mm)


def _table(table: ReportTable, words: Words) -> list[Flowable]:
    layout = lay_out(table, words)
    heading = Paragraph(_plain(layout.title), _style("heading"))
    notes = Paragraph(_plain(" ".join(layout.notes)), _style("note"))
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
            Paragraph(_plain(row.label), _style("cell_strong" if row.total else "cell")),
            *(figure.text for figure in row.figures),
            *row.derived,
        ]
        for row in layout.rows
    ]
    columns = len(body[0]) - 1
    first = max(42 * mm, _WIDTH - columns * 26 * mm) if columns <= 5 else 34 * mm
    widths = _widths(layout.header, [(_WIDTH - first) / columns] * columns)
    drawn = Table(header + body, colWidths=widths, repeatRows=len(header))
    drawn.setStyle(_table_style(len(header), len(body)))
    return drawn


def _widths(header: tuple[str, ...], wanted: list[float]) -> list[float]:
    """Widths in which no word of a head breaks; the labels have what is left."""
    if 1 < len(header) <= _MOST_LYING:
        wanted = [
            max(width, *(stringWidth(word, SEMIBOLD, _HEAD) + _SIDES for word in text.split()))
            for width, text in zip(wanted, header[1:], strict=True)
        ]
    return [_WIDTH - sum(wanted), *wanted]


def _header(texts: tuple[str, ...]) -> list[Flowable]:
    first = Paragraph(_plain(texts[0]), _style("head"))
    if len(texts) > _MOST_LYING:
        return [first, *(Upright(text) for text in texts[1:])]
    return [first, *(Paragraph(_plain(text), _style("head_right")) for text in texts[1:])]


def _table_style(header: int, rows: int) -> TableStyle:
    commands: list[Any] = [
        ("FONT", (0, 0), (-1, -1), REGULAR, 8),
        ("TEXTCOLOR", (0, 0), (-1, -1), TEXT),
        ("ALIGN", (1, 0), (-1, -1), "RIGHT"),
        ("VALIGN", (0, 0), (-1, -1), "MIDDLE"),
        ("VALIGN", (0, 0), (-1, max(header - 1, 0)), "BOTTOM"),
        # Narrow, so that no word of a head breaks.
        ("LEFTPADDING", (1, 0), (-1, -1), _LEFT),
        ("RIGHTPADDING", (1, 0), (-1, -1), _RIGHT),
        ("TOPPADDING", (0, 0), (-1, -1), 2.4),
        ("BOTTOMPADDING", (0, 0), (-1, -1), 2.4),
        ("LINEBELOW", (0, header), (-1, -1), 0.3, LINE),
        ("FONT", (0, -1), (-1, -1), BOLD, 8),
        ("LINEABOVE", (0, -1), (-1, -1), 0.8, TEAL),
    ]
    if header:
        commands += [("BACKGROUND", (0, 0), (-1, 0), TEAL)]
        stripes = range(header + 1, header + rows - 1, 2)
        commands += [("BACKGROUND", (0, row), (-1, row), STRIPE) for row in stripes]
    return TableStyle(commands)


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


@cache
def _style(name: str) -> ParagraphStyle:
    looks: dict[str, tuple[str, float, Any]] = {
        "title": (BOLD, 19, TEAL),
        "subtitle": (REGULAR, 11, MUTED),
        "particular": (REGULAR, 9, MUTED),
        "heading": (SEMIBOLD, 11.5, TEXT),
        "body": (REGULAR, 9, TEXT),
        "note": (REGULAR, 7.5, MUTED),
        "cell": (REGULAR, 8, TEXT),
        "cell_strong": (BOLD, 8, TEXT),
        "head": (SEMIBOLD, _HEAD, white),
        "head_right": (SEMIBOLD, _HEAD, white),
    }
    font, size, colour = looks[name]
    return ParagraphStyle(
        name,
        fontName=font,
        fontSize=size,
        leading=size * 1.3,
        textColor=colour,
        spaceAfter=3 if name in ("heading", "body") else 0,
        alignment=TA_RIGHT if name == "head_right" else 0,
    )


@cache
def _load_fonts() -> None:
    for name, file in ((REGULAR, "Regular"), (SEMIBOLD, "SemiBold"), (BOLD, "Bold")):
        path = RESOURCES / "fonts" / f"NotoSans-{file}.ttf"
        pdfmetrics.registerFont(TTFont(name, str(path)))
    pdfmetrics.registerFontFamily(REGULAR, REGULAR, BOLD, REGULAR, BOLD)
    # Otherwise charts name Helvetica, which is never embedded.
    shapes.STATE_DEFAULTS["fontName"] = REGULAR


def _plain(text: str) -> str:
    """A text that the paragraph builder takes as it stands."""
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
