"""PDFs written anew from their pages, without what does not show on them."""

import zlib
from collections.abc import Iterable, Iterator
from io import BytesIO
from typing import Any

#: what other parts than pages and remarks may carry that nobody sees
_HIDDEN = ("/Metadata", "/PieceInfo", "/LastModified", "/Thumb", "/AF", "/OC", "/Properties")
#: all that a page needs to look as it does
_OF_PAGES = frozenset(
    [
        "/Type",
        "/Parent",
        "/Resources",
        "/Contents",
        "/Rotate",
        "/Annots",
        "/Group",
        "/UserUnit",
        "/MediaBox",
        "/CropBox",
        "/BleedBox",
        "/TrimBox",
        "/ArtBox",
    ]
)
#: all that a remark or a field needs to look as it does; who wrote it and when is not among it
_OF_REMARKS = frozenset(
    [
        "/Type",
        "/Subtype",
        "/Rect",
        "/F",
        "/AP",
        "/AS",
        "/Border",
        "/BS",
        "/BE",
        "/C",
        "/IC",
        "/CA",
        "/L",
        "/LE",
        "/LL",
        "/Vertices",
        "/InkList",
        "/QuadPoints",
        "/DA",
        "/Q",
        "/MK",
    ]
)
#: flags of a remark that is not seen: hidden, not shown on a screen
_UNSEEN = 2 | 32
_MOST_PAGES = 200
#: of a picture that becomes a page, in points of paper
_LONGER_SIDE = 792
_MOST_POINTS = 120_000_000
_QUALITY = 90
#: how a JPEG 2000 is read -> how it is kept, and the colours it is in if it does not say
_SPACES = {
    "L": ("L", "/DeviceGray"),
    "LA": ("L", "/DeviceGray"),
    "RGB": ("RGB", "/DeviceRGB"),
    "RGBA": ("RGB", "/DeviceRGB"),
    "CMYK": ("CMYK", "/DeviceCMYK"),
}
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
        for page in writer.pages:
            _bare_page(page, writer)
        for found in list(writer._objects):
            if isinstance(found, DictionaryObject):
                _bare(found, writer)
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


def of_pictures(jpegs: Iterable[tuple[bytes, tuple[int, int]]]) -> bytes:
    """JPEGs, each with its width and height, as the pages of one PDF."""
    from pypdf import PdfWriter  # noqa: PLC0415 - as above
    from pypdf.generic import DictionaryObject, NameObject, NumberObject, StreamObject  # noqa: PLC0415

    writer = PdfWriter()
    for raw, (width, height) in jpegs:
        scale = _LONGER_SIDE / max(width, height)
        page = writer.add_blank_page(width * scale, height * scale)
        image = StreamObject()
        image._data = raw
        names = {"/Type": "/XObject", "/Subtype": "/Image", "/ColorSpace": "/DeviceRGB"}
        for name, value in {**names, "/Filter": "/DCTDecode"}.items():
            image[NameObject(name)] = NameObject(value)
        for name, number in {"/Width": width, "/Height": height, "/BitsPerComponent": 8}.items():
            image[NameObject(name)] = NumberObject(number)
        pictures = DictionaryObject({NameObject("/P"): writer._add_object(image)})
        page[NameObject("/Resources")] = DictionaryObject({NameObject("/XObject"): pictures})
        drawn = StreamObject()
        drawn._data = f"{width * scale} 0 0 {height * scale} 0 0 cm /P Do".encode()
        page[NameObject("/Contents")] = writer._add_object(drawn)
    writer.metadata = None
    output = BytesIO()
    writer.write(output)
    return output.getvalue()


def _bare_page(page: Any, writer: Any) -> None:
    """A page with what it shows, and the remarks that can be seen on it."""
    from pypdf.generic import ArrayObject, NameObject  # noqa: PLC0415 - as above

    for name in [each for each in page if each not in _OF_PAGES]:
        del page[name]
    remarks = [each for each in page.get("/Annots", ()) if _seen(each.get_object())]
    page.pop("/Annots", None)
    if remarks:
        page[NameObject("/Annots")] = ArrayObject(remarks)
    for each in remarks:
        _bare_remark(each.get_object())
    drawn = page.get_contents()
    if drawn is not None and (spoken := _only_drawn(drawn, writer)) is not None:
        page[NameObject("/Contents")] = writer._add_object(_packed(spoken))


def _seen(remark: Any) -> bool:
    return remark.get("/Subtype") != "/Popup" and not int(remark.get("/F", 0)) & _UNSEEN


def _bare_remark(remark: Any) -> None:
    # what is written right on the page has no other place
    kept = _OF_REMARKS | {"/Contents"} if remark.get("/Subtype") == "/FreeText" else _OF_REMARKS
    for name in [each for each in remark if each not in kept]:
        del remark[name]


def _only_drawn(stream: Any, writer: Any) -> bytes | None:
    """What a stream draws, without what programs note in it; None if they note nothing.

    Notes are remarks, and words in place of what is drawn.
    """
    from pypdf.generic import ContentStream, NameObject  # noqa: PLC0415 - as above

    raw = stream.get_data()
    if not any(sign in raw for sign in (b"%", b"BDC", b"DP")):
        return None
    content = ContentStream(stream, writer)
    kept = []
    for operands, operator in content.operations:
        if operator == b"BDC":
            kept.append(([NameObject("/Span")], b"BMC"))
        elif operator not in (b"DP", b"MP"):
            kept.append((operands, operator))
    content.operations = kept
    drawn: bytes = content.get_data()
    return drawn


def _packed(raw: bytes) -> Any:
    from pypdf.generic import NameObject, StreamObject  # noqa: PLC0415 - as above

    made = StreamObject()
    made._data = zlib.compress(raw)
    made[NameObject("/Filter")] = NameObject("/FlateDecode")
    return made


def _bare(part: Any, writer: Any) -> None:
    from pypdf.generic import NameObject  # noqa: PLC0415 - as above

    for within in _within(part):
        for hidden in _HIDDEN:
            within.pop(hidden, None)
    if part.get("/Subtype") == "/Form" or part.get("/PatternType") == 1:
        drawn = _only_drawn(part, writer)
        if drawn is not None:
            part._data = zlib.compress(drawn)
            part[NameObject("/Filter")] = NameObject("/FlateDecode")
            part.pop("/DecodeParms", None)
    filters = part.get("/Filter")
    last = filters[-1] if isinstance(filters, list) and filters else filters
    if last == "/DCTDecode":
        _bare_picture(part)
    elif last == "/JPXDecode":
        _repainted(part)


def _within(part: Any) -> Iterator[Any]:
    """A part and those that stand right in it."""
    if isinstance(part, dict):
        yield part
    for each in part.values() if isinstance(part, dict) else part:
        if isinstance(each, dict | list):
            yield from _within(each)


def _repainted(part: Any) -> None:
    """A JPEG 2000 in the file: its points alone, packed."""
    from PIL import Image  # noqa: PLC0415 - as above
    from pypdf.generic import NameObject, NumberObject  # noqa: PLC0415 - as above

    with Image.open(BytesIO(part.get_data()), formats=("JPEG2000",)) as opened:
        if opened.width * opened.height > _MOST_POINTS or opened.mode not in _SPACES:
            raise Unreadable("a picture of another kind")
        mode, space = _SPACES[opened.mode]
        points = opened.convert(mode)
    part.pop("/DecodeParms", None)
    part.pop("/SMaskInData", None)
    part.setdefault(NameObject("/ColorSpace"), NameObject(space))
    for name, number in zip(("/Width", "/Height"), points.size, strict=True):
        part[NameObject(name)] = NumberObject(number)
    part[NameObject("/BitsPerComponent")] = NumberObject(8)
    indexed = isinstance(part["/ColorSpace"], list) and part["/ColorSpace"][0] == "/Indexed"
    if mode == "CMYK" or indexed:
        part._data = zlib.compress(points.tobytes())
        part[NameObject("/Filter")] = NameObject("/FlateDecode")
        return
    output = BytesIO()
    points.save(output, "JPEG", quality=_QUALITY)
    part._data = output.getvalue()
    part[NameObject("/Filter")] = NameObject("/DCTDecode")


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
