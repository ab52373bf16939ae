"""Pictures painted anew: only their points are kept, turned as they are meant to be seen."""

from collections.abc import Iterator
from io import BytesIO
from typing import Any

from casedesk.domain.documents import JPEG, PNG

#: points along the longer side; a page of paper is well read in it
_LONGEST = 2_600
#: points in all: more is a bomb or a mistake (a good telephone makes fifty million)
_MOST = 120_000_000
_QUALITY = 85
_MOST_PICTURES = 200
#: the tag of a TIFF that says whether a picture is a smaller one of another
_SMALLER = 254
_STARTS = (b"\xff\xd8\xff", b"\x89PNG\r\n\x1a\n", b"GIF8", b"II*\x00", b"MM\x00*", b"BM")
_FORMATS = ("JPEG", "PNG", "GIF", "TIFF", "WEBP", "BMP")


class Unreadable(Exception):
    """The picture is damaged, or larger than any picture is."""


def is_one(raw: bytes) -> bool:
    """Whether it begins as a picture that can be read."""
    return raw.startswith(_STARTS) or (raw[:4] == b"RIFF" and raw[8:12] == b"WEBP")


def pages(raw: bytes) -> Iterator[tuple[bytes, tuple[int, int]]] | None:
    """Each picture of a file that holds several, as JPEG with its size; None if it is one.

    Previews beside a picture are no pages. Raises Unreadable.
    """
    from PIL import Image  # noqa: PLC0415 - as above

    try:
        with Image.open(BytesIO(raw), formats=_FORMATS) as opened:
            count = 1 if opened.format == "MPO" else getattr(opened, "n_frames", 1)
            wanted = [at for at in range(count) if count > 1 and _page(opened, at)]
    except Exception as error:  # a damaged file can raise anything
        raise Unreadable from error
    if len(wanted) < 2:
        return None
    if len(wanted) > _MOST_PICTURES:
        raise Unreadable("too many pictures")
    return (_jpeg(raw, at) for at in wanted)


def _page(opened: Any, at: int) -> bool:
    opened.seek(at)
    small = int(getattr(opened, "tag_v2", {}).get(_SMALLER, 0)) & 1
    return not small


def _jpeg(raw: bytes, at: int) -> tuple[bytes, tuple[int, int]]:
    from PIL import Image  # noqa: PLC0415 - as above

    try:
        with Image.open(BytesIO(raw), formats=_FORMATS) as opened:
            opened.seek(at)
            points = _turned(opened).convert("RGB")
    except Unreadable:
        raise
    except Exception as error:  # as above
        raise Unreadable from error
    points.thumbnail((_LONGEST, _LONGEST))
    output = BytesIO()
    fresh = Image.frombytes(points.mode, points.size, points.tobytes())
    fresh.save(output, "JPEG", quality=_QUALITY, optimize=True)
    return output.getvalue(), fresh.size


def _turned(opened: Any) -> Any:
    from PIL import ImageOps  # noqa: PLC0415 - as above

    if opened.width * opened.height > _MOST:
        raise Unreadable("too many points")
    return ImageOps.exif_transpose(opened)


def cleaned(raw: bytes) -> tuple[bytes, str]:
    """The picture as new JPEG or, with few colours or see-through, PNG; and which. Unreadable."""
    # slow to import and seldom needed
    from PIL import Image  # noqa: PLC0415

    try:
        with Image.open(BytesIO(raw), formats=_FORMATS) as opened:
            turned = _turned(opened)
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
