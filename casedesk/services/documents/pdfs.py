"""PDFs written anew from their pages, without what does not show on them."""

from io import BytesIO
from typing import Any

#: what pages, pictures and other parts may carry that nobody sees
_HIDDEN = ("/Metadata", "/PieceInfo", "/LastModified", "/AA", "/A", "/Thumb", "/AF")
#: of remarks: who wrote them and when
_OF_REMARKS = ("/T", "/M", "/CreationDate", "/RC", "/Popup", "/FS", "/Sound", "/Movie")
_MOST_PAGES = 200
#: markers of a JPEG: its end, and the points
_END, _POINTS = 0xD9, 0xDA
#: segments of programs that are needed to show a JPEG right, by how they begin
_NEEDED = {0xE0: b"JFIF\0", 0xE2: b"ICC_PROFILE\0", 0xEE: b"Adobe"}


class Unreadable(Exception):
    """The file is damaged, locked with a password, or far too long."""


def cleaned(raw: bytes) -> bytes:
    """The pages alone: no author, no times, no scripts, no attached files. Raises Unreadable."""
    # slow to import and seldom needed
    from pypdf import PdfReader, PdfWriter  # noqa: PLC0415
    from pypdf.generic import DictionaryObject  # noqa: PLC0415

    try:
        reader = PdfReader(BytesIO(raw), strict=False)
        if reader.is_encrypted or not 0 < len(reader.pages) <= _MOST_PAGES:
            raise Unreadable("locked or too long")
        writer = PdfWriter()
        for page in reader.pages:
            writer.add_page(page)
        for found in list(writer._objects):
            if isinstance(found, DictionaryObject):
                _bare(found)
        writer.metadata = None
        for hidden in ("/Metadata", "/OpenAction", "/AA", "/Names", "/AcroForm"):
            writer.root_object.pop(hidden, None)
        writer.compress_identical_objects(remove_unreferenced=True)
        output = BytesIO()
        writer.write(output)
    except Unreadable:
        raise
    except Exception as error:  # a damaged file can raise anything
        raise Unreadable from error
    return output.getvalue()


def _bare(part: Any) -> None:
    for hidden in _HIDDEN:
        part.pop(hidden, None)
    if part.get("/Type") == "/Annot" or ("/Subtype" in part and "/Rect" in part):
        for hidden in _OF_REMARKS:
            part.pop(hidden, None)
    filters = part.get("/Filter")
    if filters and (filters[-1] if isinstance(filters, list) else filters) == "/DCTDecode":
        _bare_picture(part)


def _bare_picture(part: Any) -> None:
    """A JPEG in the file, perhaps packed once more: left as it is but for what does not show."""
    from pypdf.generic import NameObject  # noqa: PLC0415 - as above

    raw = part._data
    jpeg = raw if raw[:2] == b"\xff\xd8" else part.get_data()
    if jpeg[:2] != b"\xff\xd8":
        raise Unreadable("a picture that is none")
    part._data = bare_jpeg(jpeg)
    part[NameObject("/Filter")] = NameObject("/DCTDecode")
    part.pop("/DecodeParms", None)


def bare_jpeg(raw: bytes) -> bytes:
    """A JPEG without the segments that say where, when and with what it was taken.

    Its points stay bit for bit, and nothing is kept that follows them: telephones hang further
    pictures there, with their places. JFIF, colour profile and Adobe's colours are needed to
    show it right.
    """
    if raw[:2] != b"\xff\xd8":
        return raw
    kept, at = [raw[:2]], 2
    while at + 4 <= len(raw) and raw[at] == 0xFF:
        marker = raw[at + 1]
        if marker == _END:
            return b"".join([*kept, raw[at : at + 2]])
        if marker == 0xFF:  # filling
            at += 1
            continue
        end = at + 2 + int.from_bytes(raw[at + 2 : at + 4], "big")
        if marker == _POINTS:
            end = _end_of_points(raw, end)
        if not _hidden(marker, raw[at + 4 : end]):
            kept.append(raw[at:end])
        at = end
    return b"".join([*kept, b"\xff\xd9"])  # cut off, or ended by filling


def _hidden(marker: int, content: bytes) -> bool:
    """Whether a segment is of a program, or a remark, and not needed to show the picture."""
    if marker in _NEEDED:
        return not content.startswith(_NEEDED[marker])
    return 0xE0 <= marker <= 0xEF or marker == 0xFE


def _end_of_points(raw: bytes, at: int) -> int:
    """Where the next marker stands that is no part of the points."""
    while (at := raw.find(b"\xff", at)) >= 0 and at + 1 < len(raw):
        if raw[at + 1] != 0 and not 0xD0 <= raw[at + 1] <= 0xD7:
            return at
        at += 2
    return len(raw)
