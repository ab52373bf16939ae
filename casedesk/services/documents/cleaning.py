"""Taking out of a file what its makers cannot see in it: places, times, names, devices.

A picture is painted anew from its points, so that nothing else can stay. A PDF is written anew
from its pages; what stands on them stays, and whoever adds it is told. Everything happens in
memory: no file is written.
"""

from dataclasses import dataclass

from casedesk.domain.documents import LARGEST_KEPT, LARGEST_TAKEN, PDF, TEXT
from casedesk.i18n import N_
from casedesk.services.documents import pdfs, pictures
from casedesk.services.documents.errors import DamagedFile, TooLarge, UnknownForm

PICTURE_STAYS = N_(
    "Hidden data were taken out. What can be seen in the picture stays: faces, signs."
)
PICTURES_STAY = N_(
    "Hidden data were taken out; the pictures are the pages of one PDF. What can be seen in them"
    " stays: faces, signs."
)
PDF_STAYS = N_(
    "Hidden data were taken out. What stands on the pages stays, also text under black boxes."
)
TEXT_STAYS = N_("The text is kept as it is. Read it for names that should not be there.")
_MEGABYTE = 1_000_000


@dataclass(frozen=True)
class Cleaned:
    """What is kept of a file, its form, and what was not cleaned: a message id."""

    content: bytes
    media: str
    stays: str


def clean(name: str, raw: bytes) -> Cleaned:
    """A file without hidden data. Raises TooLarge, UnknownForm or DamagedFile."""
    _check_size(name, len(raw), LARGEST_TAKEN)
    try:
        made = _cleaned(raw)
    except (pictures.Unreadable, pdfs.Unreadable) as error:
        raise DamagedFile(name=name) from error
    if made is None:
        raise UnknownForm(name=name)
    _check_size(name, len(made.content), LARGEST_KEPT)
    return made


def _cleaned(raw: bytes) -> Cleaned | None:
    if raw.lstrip()[:5] == b"%PDF-":
        return Cleaned(pdfs.cleaned(raw), PDF, PDF_STAYS)
    if pictures.is_one(raw):
        several = pictures.pages(raw)
        if several is not None:
            return Cleaned(pdfs.of_pictures(several), PDF, PICTURES_STAY)
        content, media = pictures.cleaned(raw)
        return Cleaned(content, media, PICTURE_STAYS)
    text = _text(raw)
    return None if text is None else Cleaned(text.encode(), TEXT, TEXT_STAYS)


def _text(raw: bytes) -> str | None:
    """Plain text, if that is all it is."""
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError:
        return None
    plain = all(letter.isprintable() or letter in "\n\r\t\f" for letter in text)
    return text if plain and text.strip() else None


def _check_size(name: str, size: int, most: int) -> None:
    if size > most:
        shown = max(size / _MEGABYTE, most / _MEGABYTE + 0.1)
        raise TooLarge(name=name, size=f"{shown:.1f}", most=most // _MEGABYTE)
