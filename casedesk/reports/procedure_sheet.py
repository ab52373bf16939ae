"""The picture of a procedure on paper, and where it stands in words; no name unless asked."""

import itertools
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from io import BytesIO

from babel import dates
from reportlab.lib.colors import Color, HexColor, white
from reportlab.lib.pagesizes import landscape, letter
from reportlab.lib.units import mm
from reportlab.lib.utils import simpleSplit
from reportlab.pdfgen.canvas import Canvas

from casedesk import i18n
from casedesk.domain import codelists, procedures
from casedesk.domain.marks import LABELS
from casedesk.domain.partial_dates import PartialDate
from casedesk.domain.procedure_entries import STATE, ProcedureEntry
from casedesk.domain.procedures import Basis, Fact
from casedesk.i18n import N_, catalogue
from casedesk.reports.paper import BOLD, LINE, MUTED, REGULAR, STRIPE, TEAL, TEXT, load_fonts
from casedesk.services.asylum.standing import Standing

_TITLE = N_("Where the asylum procedure stands")
_NOT_ADVICE = N_("This is not legal advice. Late is not lost: ask a lawyer before giving up.")
_MARGIN = 15 * mm
_GAP_X, _GAP_Y, _PAD = 8 * mm, 5 * mm, 2.2 * mm
_WIDTH, _HEIGHT = landscape(letter)
_SOFT = HexColor("#E0F1F0")


@dataclass(frozen=True)
class Sheet:
    """What is printed: where somebody stands, for whom, in which language, on which day."""

    standing: Standing
    folio: str
    name: str
    language: str
    on: date

    def say(self, message: str) -> str:
        """A message of the program in the language of the sheet."""
        return catalogue(self.language).gettext(message)

    def label(self, what: str) -> str:
        """The words for a fact."""
        return codelists.load("procedure_facts").codes[what].label(self.language)

    def day(self, entry: ProcedureEntry) -> str:
        """The day of an entry; empty if it is not known."""
        day = entry.happened_on
        if not isinstance(day, PartialDate):
            return ""
        pattern = "d MMM y" if day.day else "MMM y" if day.month else "y"
        text = dates.format_date(day.first, pattern, locale=i18n.LANGUAGES[self.language])
        return self.say(N_("about {date}")).format(date=text) if day.approximate else text


def pdf(sheet: Sheet) -> bytes:
    """The sheet: a page with the picture, and the same in words."""
    load_fonts()
    output = BytesIO()
    canvas = Canvas(output, pagesize=(_WIDTH, _HEIGHT), invariant=1, pageCompression=1)
    canvas.setTitle(sheet.say(_TITLE))
    canvas.setAuthor("Casedesk")
    _picture(canvas, sheet)
    canvas.showPage()
    _Text(canvas, sheet).write()
    canvas.save()
    return output.getvalue()


def _picture(canvas: Canvas, sheet: Sheet) -> None:
    top = _head(canvas, sheet)
    states = [each for each in procedures.facts().values() if each.track == STATE]
    stages = list(procedures.stages())
    width = (_WIDTH - 2 * _MARGIN - (len(stages) - 1) * _GAP_X) / len(stages)
    rows = 1 + max(each.row for each in states)
    height = (top - _MARGIN - 14 * mm - (rows - 1) * _GAP_Y) / rows
    for at, words in enumerate(procedures.stages().values()):
        canvas.setFont(REGULAR, 10)
        canvas.setFillColor(MUTED)
        canvas.drawString(_MARGIN + at * (width + _GAP_X), top, words.in_language(sheet.language))
    boxes = {
        each.code: _Box(
            _MARGIN + stages.index(each.stage) * (width + _GAP_X),
            top - 3 * mm - height - each.row * (height + _GAP_Y),
            width,
            height,
        )
        for each in states
    }
    _ways(canvas, sheet.standing, boxes)
    for fact in states:
        _state(canvas, sheet, fact, boxes[fact.code])
    canvas.setFont(REGULAR, 9)
    canvas.setFillColor(MUTED)
    canvas.drawString(_MARGIN, _MARGIN - 3 * mm, sheet.say(_NOT_ADVICE))


def _head(canvas: Canvas, sheet: Sheet) -> float:
    top = _HEIGHT - _MARGIN
    canvas.setFillColor(TEAL)
    canvas.setFont(BOLD, 17)
    canvas.drawString(_MARGIN, top - 12, sheet.say(_TITLE))
    day = dates.format_date(sheet.on, "long", locale=i18n.LANGUAGES[sheet.language])
    canvas.setFillColor(TEXT)
    canvas.setFont(REGULAR, 10)
    words = " · ".join(filter(None, (sheet.name, sheet.folio, day)))
    canvas.drawString(_MARGIN, top - 28, words)
    return top - 44


@dataclass(frozen=True)
class _Box:
    x: float
    y: float
    width: float
    height: float

    @property
    def middle(self) -> tuple[float, float]:
        """Its centre."""
        return self.x + self.width / 2, self.y + self.height / 2


def _ways(canvas: Canvas, standing: Standing, boxes: Mapping[str, _Box]) -> None:
    for step in procedures.following(standing.code) if standing.code else ():
        code = step.to.partition(".")[2]
        if step.to.startswith(f"{STATE}.") and code != standing.code:
            _way(canvas, boxes[standing.code], boxes[code], MUTED, dashed=True)
    path = [each.code for each in standing.path]
    for one, other in itertools.pairwise(path):
        if one != other:
            _way(canvas, boxes[one], boxes[other], TEAL, dashed=False)


def _way(canvas: Canvas, one: _Box, other: _Box, tint: Color, *, dashed: bool) -> None:
    canvas.setStrokeColor(tint)
    canvas.setFillColor(tint)
    canvas.setLineWidth(0.9 if dashed else 1.8)
    canvas.setDash(3, 3) if dashed else canvas.setDash()
    (x1, y1), (x2, y2) = one.middle, other.middle
    if one.x != other.x:
        right = other.x > one.x
        x1, x2 = (one.x + one.width, other.x) if right else (one.x, other.x + other.width)
        bend = _GAP_X if right else -_GAP_X
        canvas.bezier(x1, y1, x1 + bend, y1, x2 - bend, y2, x2, y2)
        back, across = (-4.0 if right else 4.0, 0.0), (0.0, 2.5)
    else:
        down = other.y < one.y
        y1, y2 = (one.y, other.y + other.height) if down else (one.y + one.height, other.y)
        canvas.line(x1, y1, x2, y2)
        back, across = (0.0, 4.0 if down else -4.0), (2.5, 0.0)
    canvas.setDash()
    head = canvas.beginPath()
    head.moveTo(x2, y2)
    head.lineTo(x2 + back[0] + across[0], y2 + back[1] + across[1])
    head.lineTo(x2 + back[0] - across[0], y2 + back[1] - across[1])
    head.close()
    canvas.drawPath(head, stroke=0, fill=1)


def _state(canvas: Canvas, sheet: Sheet, fact: Fact, box: _Box) -> None:
    here = fact.code == sheet.standing.code
    days = [sheet.day(each) for each in sheet.standing.path if each.code == fact.code]
    ground, edge, ink = (
        (TEAL, TEAL, white) if here else (_SOFT, TEAL, TEXT) if days else (STRIPE, LINE, MUTED)
    )
    canvas.setFillColor(ground)
    canvas.setStrokeColor(edge)
    canvas.setLineWidth(1)
    canvas.roundRect(box.x, box.y, box.width, box.height, 4, stroke=1, fill=1)
    canvas.setFillColor(ink)
    font = BOLD if days else REGULAR
    top = box.y + box.height - _PAD
    for line in simpleSplit(fact.words.in_language(sheet.language), font, 12, box.width - 2 * _PAD):
        top -= 14
        canvas.setFont(font, 12)
        canvas.drawString(box.x + _PAD, top, line)
    notes = [*filter(None, days), *([sheet.say(N_("Here now"))] if here else [])]
    for line in notes[-2:]:
        top -= 14
        canvas.setFont(REGULAR, 11)
        canvas.drawString(box.x + _PAD, top, line)


class _Text:
    """The same in words, over as many pages as it takes."""

    def __init__(self, canvas: Canvas, sheet: Sheet) -> None:
        self._canvas, self._sheet = canvas, sheet
        self._top = _head(canvas, sheet)

    def write(self) -> None:
        """Write all parts."""
        for heading, lines in self._parts():
            if lines:
                self._line(self._sheet.say(heading), BOLD, 13, TEAL, before=8)
                for line in lines:
                    self._line(line, REGULAR, 12, TEXT)
        self._line(self._sheet.say(_NOT_ADVICE), REGULAR, 11, MUTED, before=10)

    def _parts(self) -> Iterator[tuple[str, list[str]]]:
        standing = self._sheet.standing
        yield N_("State of the application"), [*map(self._told, filter(None, (standing.state,)))]
        yield N_("Besides"), [*map(self._told, standing.overlays)]
        yield N_("Papers"), [*map(self._told, standing.documents)]
        yield N_("With INM"), [*map(self._told, filter(None, (standing.inm,)))]
        yield N_("With the United States"), [*map(self._short, filter(None, (standing.us,)))]
        yield N_("So far"), [*map(self._short, standing.path)]
        yield N_("What usually comes next"), [*self._next()]

    def _short(self, entry: ProcedureEntry) -> str:
        day = self._sheet.day(entry) or self._sheet.say(N_("day not known"))
        return f"{self._sheet.label(str(entry.what))} ({day})"

    def _told(self, entry: ProcedureEntry) -> str:
        fact = procedures.facts()[str(entry.what)]
        text = f"{self._short(entry)}: {fact.meaning.in_language(self._sheet.language)}"
        return self._based(text, fact.basis)

    def _next(self) -> Iterator[str]:
        language = self._sheet.language
        for step in procedures.following(self._sheet.standing.code):
            what, how = self._sheet.label(step.to), step.trigger.in_language(language)
            yield self._based(f"{what}: {how} ({step.who.in_language(language)})", step.basis)

    def _based(self, text: str, basis: Basis) -> str:
        again = self._sheet.say(N_("to be read again: the law was reformed"))
        mark = "" if basis.mark is None else self._sheet.say(LABELS[basis.mark])
        doubt = basis.doubt.in_language(self._sheet.language) if basis.doubt else ""
        parts = " · ".join(filter(None, (basis.text, doubt, again if basis.again else mark)))
        return f"{text} [{parts}]" if parts else text

    def _line(self, text: str, font: str, size: float, ink: Color, *, before: float = 3) -> None:
        self._top -= before
        lines = simpleSplit(text, font, size, _WIDTH - 2 * _MARGIN)
        if self._top - len(lines) * size * 1.3 < _MARGIN:
            self._canvas.showPage()
            self._top = _HEIGHT - _MARGIN
        for line in lines:
            self._canvas.setFont(font, size)
            self._canvas.setFillColor(ink)
            self._canvas.drawString(_MARGIN, self._top - size, line)
            self._top -= size * 1.3
