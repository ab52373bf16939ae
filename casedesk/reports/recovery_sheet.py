"""The printed sheet with the recovery code: one page, in both languages, kept off the laptop."""

from io import BytesIO

from reportlab.lib.pagesizes import letter
from reportlab.lib.units import mm
from reportlab.lib.utils import simpleSplit
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas

from casedesk.i18n import N_, catalogue
from casedesk.resources import RESOURCES

TITLE = N_("Casedesk: recovery sheet")
_SHELTER = N_("Shelter")
_CODE = N_("Recovery code")
_PARAGRAPHS = (
    N_("This code opens the vault when nobody remembers a passphrase. It is kept nowhere else."),
    N_("On the lock screen, choose “Use the recovery sheet” and type it. Hyphens do not matter."),
    N_("Keep this sheet under lock and key, away from the laptop and from its backups."),
    N_("Whoever has this sheet and the laptop can read every case. Do not photograph or scan it."),
    N_("When a user is revoked there is a new code: print the new sheet and burn this one."),
)
_PLAIN, _BOLD = "Sheet", "Sheet-Bold"
_MARGIN = 25 * mm
_GROUPS_IN_LINE = 3


def pdf(*, shelter: str, code: str) -> bytes:
    """The sheet as PDF; ``code`` is in groups joined by hyphens."""
    _load_fonts()
    output = BytesIO()
    width, height = letter
    canvas = Canvas(output, pagesize=letter, invariant=1, pageCompression=1)
    canvas.setTitle(TITLE)
    top = _line(canvas, height - _MARGIN, _both(TITLE), _BOLD, 17)
    top = _line(canvas, top - 6 * mm, f"{_both(_SHELTER)}: {shelter}", _PLAIN, 12)
    top = _line(canvas, top - 10 * mm, _both(_CODE), _PLAIN, 12)
    top = _code(canvas, top - 4 * mm, code)
    for language in ("es", "en"):
        top -= 8 * mm
        for paragraph in _PARAGRAPHS:
            words = catalogue(language).gettext(paragraph)
            for line in simpleSplit(words, _PLAIN, 12, width - 2 * _MARGIN):
                top = _line(canvas, top, line, _PLAIN, 12)
            top -= 2 * mm
    canvas.save()
    return output.getvalue()


def _code(canvas: Canvas, top: float, code: str) -> float:
    groups = code.split("-")
    for at in range(0, len(groups), _GROUPS_IN_LINE):
        line = "  ".join(groups[at : at + _GROUPS_IN_LINE])
        canvas.setFont("Courier-Bold", 26)  # letters of one width are copied by hand more safely
        canvas.drawString(_MARGIN, top - 26, line)
        top -= 38
    return top


def _line(canvas: Canvas, top: float, words: str, font: str, size: float) -> float:
    canvas.setFont(font, size)
    for line in simpleSplit(words, font, size, letter[0] - 2 * _MARGIN):
        canvas.drawString(_MARGIN, top - size, line)
        top -= size * 1.4
    return top


def _both(message: str) -> str:
    words = (catalogue("es").gettext(message), catalogue("en").gettext(message))
    return " / ".join(dict.fromkeys(words))


def _load_fonts() -> None:
    if _PLAIN not in pdfmetrics.getRegisteredFontNames():
        folder = RESOURCES / "fonts"
        pdfmetrics.registerFont(TTFont(_PLAIN, folder / "NotoSans-Regular.ttf"))
        pdfmetrics.registerFont(TTFont(_BOLD, folder / "NotoSans-Bold.ttf"))
