"""Pictures painted anew: only their points are kept, turned as they are meant to be seen."""

from io import BytesIO

from casedesk.domain.documents import JPEG, PNG

#: points along the longer side; a page of paper is well read in it
_LONGEST = 2_600
#: points in all: more is a bomb or a mistake (a good telephone makes fifty million)
_MOST = 120_000_000
_QUALITY = 85
_STARTS = (b"\xff\xd8\xff", b"\x89PNG\r\n\x1a\n", b"GIF8", b"II*\x00", b"MM\x00*", b"BM")
_FORMATS = ("JPEG", "PNG", "GIF", "TIFF", "WEBP", "BMP")


class Unreadable(Exception):
    """The picture is damaged, or larger than any picture is."""


def is_one(raw: bytes) -> bool:
    """Whether it begins as a picture that can be read."""
    return raw.startswith(_STARTS) or (raw[:4] == b"RIFF" and raw[8:12] == b"WEBP")


def cleaned(raw: bytes) -> tuple[bytes, str]:
    """The picture as new JPEG or, with few colours or see-through, PNG; and which. Unreadable."""
    # slow to import and seldom needed
    from PIL import Image, ImageOps  # noqa: PLC0415

    try:
        with Image.open(BytesIO(raw), formats=_FORMATS) as opened:
            if opened.width * opened.height > _MOST:
                raise Unreadable("too many points")
            turned = ImageOps.exif_transpose(opened)
            drawn = turned.mode in ("1", "L", "P") and opened.format in ("PNG", "GIF")
            points = turned.convert("RGBA" if turned.has_transparency_data else "RGB")
    except Unreadable:
        raise
    except Exception as error:  # a damaged file can raise anything
        raise Unreadable from error
    points.thumbnail((_LONGEST, _LONGEST))
    fresh = Image.frombytes(points.mode, points.size, points.tobytes())
    output = BytesIO()
    if drawn or fresh.mode == "RGBA":
        fresh.save(output, "PNG", optimize=True)
        return output.getvalue(), PNG
    fresh.save(output, "JPEG", quality=_QUALITY, optimize=True)
    return output.getvalue(), JPEG
