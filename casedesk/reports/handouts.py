"""The sheet of rights to take away: letter paper, 14 points, black on white.

Two languages stand side by side on one page if they fit, else on the two sides of one sheet.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from io import BytesIO
from math import ceil

import segno
from reportlab.lib.pagesizes import letter
from reportlab.lib.units import mm
from reportlab.lib.utils import simpleSplit
from reportlab.pdfbase.pdfmetrics import stringWidth
from reportlab.pdfgen.canvas import Canvas

from casedesk.i18n import catalogue
from casedesk.reports import handout_texts
from casedesk.reports.handout_texts import Handout, Side
from casedesk.reports.paper import BOLD, REGULAR, load_fonts

__all__ = ["MOST_BYTES", "Handout", "pdf", "sides_of_paper"]

SIZE = 14  #: of the items, in points
_LEADING = 16.6
_GAP = 4.5  #: between two items, at least
_MOST_GAP = 14
_MARGIN = 12 * mm
_WIDTH, _HEIGHT = letter
_INNER = _WIDTH - 2 * _MARGIN
_COLUMNS_GAP = 7 * mm
_NUMBER, _TWO_DIGITS = 22, 26  #: room for the number of an item
_TITLE, _TITLE_IN_COLUMN, _SMALL = 19, 15.5, 9.5
_CODE = 38 * mm  #: side of a code: half a millimetre for each of its dots
_CODES = _CODE + 2 * _SMALL + 12  #: height of the row of codes
_PAGE = int(_HEIGHT - 2 * _MARGIN)
#: what fits into a code whose dots a cheap telephone can still see
MOST_BYTES = 640


@dataclass(frozen=True)
class _Block:
    """Lines of one size, and the room after them."""

    lines: tuple[str, ...]
    font: str = REGULAR
    size: float = SIZE
    after: float = 0
    number: str = ""
    indent: float = 0

    @property
    def height(self) -> float:
        return len(self.lines) * self.size * _LEADING / SIZE + self.after


def pdf(handout: Handout) -> bytes:
    """The sheet as PDF; it says nothing about who made it or when."""
    pages = _pages(handout)
    output = BytesIO()
    canvas = Canvas(output, pagesize=letter, invariant=1, pageCompression=1)
    canvas.setTitle(pages[0][0].title)
    for page in pages:
        _draw(canvas, page, codes=handout.codes)
        canvas.showPage()
    canvas.save()
    return output.getvalue()


def sides_of_paper(handout: Handout) -> int:
    """How many sides of a sheet it takes, of letter paper."""
    return len(_pages(handout))


def _pages(handout: Handout) -> list[list[Side]]:
    """All languages beside one another on one page if there is room, else a page each or more."""
    load_fonts()
    together = [handout_texts.side(handout, language) for language in handout.languages]
    if _used(together, codes=handout.codes) <= _PAGE:
        return [together]
    return [[part] for side in together for part in _parts(side, codes=handout.codes)]


def _parts(side: Side, *, codes: bool) -> list[Side]:
    """A side in as many pages as it takes."""
    if len(side.items) < 2 or _used([side], codes=codes) <= _PAGE:
        return [side]
    return [part for half in side.halves() for part in _parts(half, codes=codes)]


def _used(sides: Sequence[Side], *, codes: bool) -> int:
    """The height that a page needs, in points."""
    width = _column(len(sides))
    used = max(sum(block.height for block in _blocks(side, width)) for side in sides)
    return ceil(used + (_CODES if codes else 0))


def _column(count: int) -> float:
    return (_INNER - (count - 1) * _COLUMNS_GAP) / count


def _blocks(side: Side, width: float) -> list[_Block]:
    size = _TITLE if width > _INNER / 2 else _TITLE_IN_COLUMN
    found = [_block(side.title, width, BOLD, size, after=6)]
    found += [_block(line, width, BOLD, SIZE, after=_GAP) for line in side.before]
    indent = _NUMBER if side.first + len(side.items) <= 10 else _TWO_DIGITS
    for at, text in enumerate(side.items, side.first):
        lines = tuple(simpleSplit(text, REGULAR, SIZE, width - indent))
        found.append(_Block(lines, after=_GAP, number=f"{at}.", indent=indent))
    if side.contacts:
        found.append(_block(side.contacts_title, width, REGULAR, _SMALL + 1, after=1))
        found += [_Block(_unbroken(line, width), BOLD, after=1) for line in side.contacts]
    found.append(_block(" ".join(side.after), width, REGULAR, _SMALL))
    return found


def _unbroken(contact: str, width: float) -> tuple[str, ...]:
    """A contact in lines that break between its numbers, never within one."""
    if stringWidth(contact, BOLD, SIZE) <= width:
        return (contact,)
    name, numbers = contact.split(": ", 1)
    return (f"{name}:", *numbers.split(" · "))


def _block(text: str, width: float, font: str, size: float, after: float = 0) -> _Block:
    return _Block(tuple(simpleSplit(text, font, size, width)), font, size, after)


def _draw(canvas: Canvas, sides: Sequence[Side], *, codes: bool) -> None:
    width = _column(len(sides))
    spare = _spare(sides, codes=codes)
    for at, side in enumerate(sides):
        left, top = _MARGIN + at * (width + _COLUMNS_GAP), _HEIGHT - _MARGIN
        for block in _blocks(side, width):
            top = _draw_block(canvas, block, left, top) - (spare if block.number else 0)
    if codes:
        _draw_codes(canvas, sides)


def _spare(sides: Sequence[Side], *, codes: bool) -> float:
    """What each item can be given of the room that is left."""
    items = max(len(side.items) for side in sides)
    left = max(0, _PAGE - _used(sides, codes=codes))
    return min(_MOST_GAP - _GAP, left / items) if items else 0


def _draw_block(canvas: Canvas, block: _Block, left: float, top: float) -> float:
    leading = block.size * _LEADING / SIZE
    canvas.setFont(block.font, block.size)
    if block.number:
        canvas.setFont(BOLD, block.size)
        canvas.drawString(left, top - block.size, block.number)
        canvas.setFont(block.font, block.size)
    for line in block.lines:
        canvas.drawString(left + block.indent, top - block.size, line)
        top -= leading
    return top - block.after


def _texts_of_codes(sides: Sequence[Side]) -> list[tuple[str, str]]:
    """What stands under each code, and its text."""
    found = []
    for side in sides:
        parts = handout_texts.in_codes(side, MOST_BYTES)
        for at, text in enumerate(parts, 1):
            name = side.language.upper()
            found.append((f"{name} {at}/{len(parts)}" if len(parts) > 1 else name, text))
    return found


def _draw_codes(canvas: Canvas, sides: Sequence[Side]) -> None:
    words = [catalogue(side.language).gettext(handout_texts.SCAN) for side in sides]
    canvas.setFont(REGULAR, _SMALL)
    canvas.drawString(_MARGIN, _MARGIN + _CODE + _SMALL + 10, " / ".join(words))
    for at, (name, text) in enumerate(_texts_of_codes(sides)):
        left = _MARGIN + at * (_CODE + 5 * mm)
        _draw_code(canvas, text, left, _MARGIN + _SMALL + 2)
        canvas.setFont(REGULAR, _SMALL)
        canvas.drawCentredString(left + _CODE / 2, _MARGIN, name)


def _draw_code(canvas: Canvas, text: str, left: float, bottom: float) -> None:
    """One code as black squares; the white around it is the page's own."""
    code = segno.make_qr(text, error="l", encoding="utf-8", boost_error=False)
    rows = [bytes(row) for row in code.matrix]
    dot = _CODE / len(rows)
    path = canvas.beginPath()
    for y, row in enumerate(rows):
        for x, dark in enumerate(row):
            if dark:
                path.rect(left + x * dot, bottom + _CODE - (y + 1) * dot, dot, dot)
    canvas.setFillGray(0)
    canvas.drawPath(path, stroke=0, fill=1)
