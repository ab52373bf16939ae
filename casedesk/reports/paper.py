"""How a report looks on paper: fonts, colours, sizes and lines."""

from collections.abc import Iterable
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
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.platypus import Flowable, SimpleDocTemplate, TableStyle

from casedesk.resources import RESOURCES

REGULAR, SEMIBOLD, BOLD = "NotoSans", "NotoSans-SemiBold", "NotoSans-Bold"
TEAL, TEXT, MUTED, LINE, STRIPE = (
    HexColor(colour) for colour in ("#0B6468", "#17232A", "#51616A", "#D9E0E3", "#F4F6F7")
)
#: size of the heads, and what is left free beside a number
HEAD, LEFT, RIGHT = 7.5, 2, 3.5
#: what is left free at the edges of a letter page
MARGIN = 18 * mm
#: of what stands on it, beside the padding of the frame
WIDTH = letter[0] - 2 * MARGIN - 12


def letters(
    parts: Iterable[Flowable], *, title: str, language: str, upright: float = MARGIN
) -> bytes:
    """Letter pages with these parts one below the other; the same parts give the same bytes.

    ``upright`` is what is left free above and below, in points.
    """
    load_fonts()
    output = BytesIO()
    document = SimpleDocTemplate(
        output,
        pagesize=letter,
        leftMargin=MARGIN,
        rightMargin=MARGIN,
        topMargin=upright,
        bottomMargin=upright,
        title=title,
        lang="es-MX" if language == "es" else "en",
        invariant=1,
    )
    document.build(list(parts))
    return output.getvalue()


def table_style(header: int, rows: int) -> TableStyle:
    """The looks of a table with so many rows of heads and of figures, the total last."""
    commands: list[Any] = [
        ("FONT", (0, 0), (-1, -1), REGULAR, 8),
        ("TEXTCOLOR", (0, 0), (-1, -1), TEXT),
        ("ALIGN", (1, 0), (-1, -1), "RIGHT"),
        ("VALIGN", (0, 0), (-1, -1), "MIDDLE"),
        ("VALIGN", (0, 0), (-1, max(header - 1, 0)), "BOTTOM"),
        # Narrow, so that no word of a head breaks.
        ("LEFTPADDING", (1, 0), (-1, -1), LEFT),
        ("RIGHTPADDING", (1, 0), (-1, -1), RIGHT),
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


@cache
def style(name: str) -> ParagraphStyle:
    """The looks of a paragraph, by name."""
    looks: dict[str, tuple[str, float, Any]] = {
        "title": (BOLD, 19, TEAL),
        "subtitle": (REGULAR, 11, MUTED),
        "particular": (REGULAR, 9, MUTED),
        "heading": (SEMIBOLD, 11.5, TEXT),
        "body": (REGULAR, 9, TEXT),
        "note": (REGULAR, 7.5, MUTED),
        "cell": (REGULAR, 8, TEXT),
        "cell_strong": (BOLD, 8, TEXT),
        "question": (REGULAR, 10.5, MUTED),
        "answer": (SEMIBOLD, 10.5, TEXT),
        "text": (REGULAR, 10.5, TEXT),
        "head": (SEMIBOLD, HEAD, white),
        "head_right": (SEMIBOLD, HEAD, white),
    }
    font, size, colour = looks[name]
    return ParagraphStyle(
        name,
        fontName=font,
        fontSize=size,
        leading=size * 1.3,
        textColor=colour,
        spaceAfter=3 if name in ("heading", "body", "text") else 0,
        alignment=TA_RIGHT if name == "head_right" else 0,
    )


@cache
def load_fonts() -> None:
    """Make the program's own fonts known; none of the computer's is used."""
    for name, file in ((REGULAR, "Regular"), (SEMIBOLD, "SemiBold"), (BOLD, "Bold")):
        path = RESOURCES / "fonts" / f"NotoSans-{file}.ttf"
        pdfmetrics.registerFont(TTFont(name, str(path)))
    pdfmetrics.registerFontFamily(REGULAR, REGULAR, BOLD, REGULAR, BOLD)
    # Otherwise charts name Helvetica, which is never embedded.
    shapes.STATE_DEFAULTS["fontName"] = REGULAR


def plain(text: str) -> str:
    """A text that the paragraph builder takes as it stands."""
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
