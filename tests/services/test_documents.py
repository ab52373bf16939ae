"""Files inside the vault: clean, whole, once, never in the clear, gone when erased."""

import hashlib
import os
import sqlite3
from dataclasses import replace
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from PIL import Image, TiffImagePlugin
from pypdf import PdfReader, PdfWriter
from pypdf.generic import (
    ArrayObject,
    DictionaryObject,
    NameObject,
    NumberObject,
    StreamObject,
    TextStringObject,
)
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas

from casedesk.domain.answers import value_or
from casedesk.domain.documents import LARGEST_TAKEN, PDF, Document
from casedesk.services import cases, documents, history
from casedesk.services.documents import pictures
from casedesk.services.documents.pdfs import bare_jpeg
from casedesk.services.vaults import Vault
from casedesk.storage import backups, checks
from casedesk.storage.errors import NotAllowed
from tests.services.test_history import entries, taken_in

CANARY = b"Xochicanario 19.4326 -99.1332"


@pytest.fixture
def case_id(vault: Vault) -> str:
    """The case of somebody invented."""
    return vault.run(taken_in)


def photo(form: str = "JPEG", **more: Any) -> bytes:
    """A picture of noise that tells where it was taken, in every way a form has."""
    image = Image.frombytes("RGB", (90, 60), os.urandom(90 * 60 * 3))
    exif = image.getexif()
    exif[0x010E] = CANARY.decode()
    exif[0x0112] = 6  # turned a quarter
    exif.get_ifd(0x8825)[1] = CANARY.decode()
    output = BytesIO()
    options: dict[str, Any] = {"exif": exif, **more}
    if form == "JPEG":
        options["comment"] = CANARY
    if form == "TIFF":
        info = TiffImagePlugin.ImageFileDirectory_v2()
        info[270] = CANARY.decode()
        options = {"tiffinfo": info}
    image.save(output, form, **options)
    return output.getvalue()


def paper() -> bytes:
    """A PDF with an author, a script, an attached file, a remark and a picture that tells."""
    output = BytesIO()
    canvas = Canvas(output)
    canvas.setAuthor(CANARY.decode())
    canvas.drawString(72, 700, "Constancia")
    picture = ImageReader(BytesIO(photo()))
    canvas.drawImage(picture, 72, 500, 90, 60)
    canvas.save()
    writer = PdfWriter(clone_from=PdfReader(output))
    writer.add_metadata({"/Author": CANARY.decode(), "/Title": CANARY.decode()})
    script = {"/S": "/JavaScript", "/JS": f"app.alert('{CANARY.decode()}')"}
    action = {NameObject(name): TextStringObject(text) for name, text in script.items()}
    writer._root_object[NameObject("/OpenAction")] = DictionaryObject(action)
    writer.add_attachment("canary.txt", CANARY)
    writer.pages[0][NameObject("/PieceInfo")] = DictionaryObject(
        {NameObject("/X"): TextStringObject(CANARY.decode())}
    )
    made = BytesIO()
    writer.write(made)
    return made.getvalue()


def add(vault: Vault, case_id: str, name: str, raw: bytes) -> Document:
    """Take a file in."""
    return vault.run(lambda uow: documents.add(uow, case_id, name, raw)).document


def content(vault: Vault, document: Document) -> bytes:
    """The bytes kept."""
    return vault.run(lambda uow: documents.content(uow, document))


@pytest.mark.parametrize("form", ["JPEG", "PNG", "WEBP", "TIFF"])
def test_a_picture_keeps_its_points_and_nothing_else(vault: Vault, case_id: str, form: str) -> None:
    raw = photo(form)
    assert CANARY in raw  # the control
    kept = content(vault, add(vault, case_id, "photo", raw))
    assert CANARY not in kept
    with Image.open(BytesIO(kept)) as image:
        assert not image.getexif()
        assert not {"comment", "xmp", "exif", "icc_profile"} & set(image.info)
        assert image.size == ((90, 60) if form == "TIFF" else (60, 90))  # as it is meant to be seen


def test_a_pdf_keeps_its_pages_and_nothing_hidden(vault: Vault, case_id: str) -> None:
    raw = paper()
    assert _told(raw)  # the control
    document = add(vault, case_id, "paper.pdf", raw)
    kept = content(vault, document)
    assert not _told(kept)
    reader = PdfReader(BytesIO(kept))
    assert "Constancia" in reader.pages[0].extract_text()
    assert not reader.attachments
    assert not reader.metadata
    assert len(reader.pages[0].images) == 1
    assert not {"/Names", "/OpenAction", "/Metadata"} & set(reader.root_object)


def _told(pdf: bytes) -> bool:
    """Whether the canary is in any part of a PDF, packed or not."""
    writer = PdfWriter(clone_from=PdfReader(BytesIO(pdf)))
    found = CANARY in pdf
    for part in writer._objects:
        if part is None:
            continue
        packed = part.get_data() if hasattr(part, "get_data") else b""
        raw = getattr(part, "_data", b"")
        found |= CANARY in repr(part).encode() or CANARY in packed or CANARY in raw
    return found


def test_the_picture_within_a_pdf_stays_point_by_point() -> None:
    from casedesk.services.documents.pdfs import bare_jpeg  # noqa: PLC0415

    raw = photo()
    bare = bare_jpeg(raw)
    assert CANARY in raw
    assert CANARY not in bare
    with Image.open(BytesIO(raw)) as one, Image.open(BytesIO(bare)) as other:
        assert one.tobytes() == other.tobytes()


def test_what_stays_is_told(vault: Vault, case_id: str) -> None:
    told = vault.run(lambda uow: documents.add(uow, case_id, "p.pdf", paper()))
    assert "black boxes" in told.stays


def test_a_huge_picture_is_made_as_large_as_a_page_needs() -> None:
    output = BytesIO()
    Image.new("RGB", (6000, 3000)).save(output, "PNG")
    made, _media = pictures.cleaned(output.getvalue())
    with Image.open(BytesIO(made)) as image:
        assert image.size == (2600, 1300)


@pytest.mark.parametrize(
    ("raw", "error"),
    [
        (b"\x00" * (LARGEST_TAKEN + 1), documents.TooLarge),
        (b"PK\x03\x04 a packed office file \x00", documents.UnknownForm),
        (b"\x00\x00\x00\x18ftypheic", documents.UnknownForm),
        (b"", documents.UnknownForm),
        (photo()[:200], documents.DamagedFile),
        (b"%PDF-1.7 not at all", documents.DamagedFile),
    ],
)
def test_what_cannot_be_cleaned_is_refused_and_nothing_stays(
    vault: Vault, case_id: str, raw: bytes, error: type[Exception]
) -> None:
    with pytest.raises(error, match="file"):
        add(vault, case_id, "file", raw)
    assert vault.run(lambda uow: cases.read(uow, case_id)).documents == ()
    assert checks.check(vault) == []


def test_a_locked_pdf_is_refused(vault: Vault, case_id: str) -> None:
    writer = PdfWriter(clone_from=PdfReader(BytesIO(paper())))
    writer.encrypt("secret", algorithm="RC4-128")
    output = BytesIO()
    writer.write(output)
    with pytest.raises(documents.DamagedFile):
        add(vault, case_id, "locked.pdf", output.getvalue())


def test_the_same_file_twice_is_kept_once_and_erased_with_its_last_document(
    vault: Vault, case_id: str
) -> None:
    raw = b"Carta"
    one, two = (add(vault, case_id, f"{name}.txt", raw) for name in ("one", "two"))
    assert _blobs(vault) == 1
    assert one.digest == hashlib.sha256(raw).hexdigest()
    vault.run(lambda uow: documents.erase(uow, one))
    assert content(vault, two) == raw
    vault.run(lambda uow: documents.erase(uow, two))
    assert _blobs(vault) == 0
    assert checks.check(vault) == []


def test_what_is_taken_out_comes_back_from_the_history_until_it_is_erased(
    vault: Vault, case_id: str
) -> None:
    made = add(vault, case_id, "letter.txt", b"Carta")
    vault.run(lambda uow: documents.remove(uow, made))
    entry = next(each for each in entries(vault, case_id) if each.record_id == made.id)
    back = vault.run(lambda uow: history.undo(uow, entry))
    assert isinstance(back, Document)
    assert back.kept
    vault.run(lambda uow: documents.erase(uow, made))
    entry = next(each for each in entries(vault, case_id) if each.record_id == made.id)
    with pytest.raises(history.CannotUndo):
        vault.run(lambda uow: history.undo(uow, entry))
    assert checks.check(vault) == []


def test_a_volunteer_neither_saves_outside_nor_erases(
    volunteer: Vault, case_id: str, tmp_path: Path
) -> None:
    made = add(volunteer, case_id, "letter.txt", b"Carta")
    with pytest.raises(NotAllowed):
        volunteer.run(lambda uow: documents.export(uow, made, tmp_path / "out.txt"))
    with pytest.raises(NotAllowed):
        volunteer.run(lambda uow: documents.erase(uow, made))
    assert not (tmp_path / "out.txt").exists()


def test_a_content_that_was_altered_is_found(vault: Vault, case_id: str) -> None:
    made = add(vault, case_id, "letter.txt", b"Carta")
    with vault.begin() as uow:
        uow.connection.exec_driver_sql("UPDATE blobs SET content = x'00'")
    assert [each.where for each in checks.check(vault)] == [made.digest]


def test_no_byte_of_a_photo_is_found_on_the_disk(
    vault: Vault, case_id: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    temporary = tmp_path / "temporary"
    temporary.mkdir()
    for name in ("TMPDIR", "SQLITE_TMPDIR", "TEMP", "TMP"):
        monkeypatch.setenv(name, str(temporary))
    monkeypatch.setattr("tempfile.tempdir", None)
    raw = photo()
    made = add(vault, case_id, "photo.jpg", raw)
    kept = content(vault, made)
    pieces = [CANARY, *(part[at : at + 24] for part in (raw, kept) for at in (300, -400, -60))]
    backups.rotate(vault)
    assert _found(tmp_path, pieces) == []
    vault.run(lambda uow: documents.erase(uow, made))
    vault.close()
    assert _found(tmp_path, pieces) == []
    plain = sqlite3.connect(tmp_path / "plain.db")  # the control
    plain.execute("CREATE TABLE blobs (content)")
    plain.execute("INSERT INTO blobs VALUES (?), (?)", (raw, kept))
    plain.commit()
    plain.close()
    assert len(_found(tmp_path, pieces)) >= len(pieces) - 1


def _found(folder: Path, pieces: list[bytes]) -> list[bytes]:
    files = [path.read_bytes() for path in folder.rglob("*") if path.is_file()]
    return [piece for piece in pieces if any(piece in content for content in files)]


def _blobs(vault: Vault) -> int:
    with vault.begin() as uow:
        return int(uow.connection.exec_driver_sql("SELECT count(*) FROM blobs").scalar() or 0)


def test_a_document_is_known_by_a_title_and_not_by_the_name_of_its_file(
    vault: Vault, case_id: str
) -> None:
    made = add(vault, case_id, "acta_de_nacimiento.txt", b"Acta")
    assert made.title == "acta de nacimiento"
    named = replace(made, title="Acta", what="identity")
    from casedesk.services import entries as saved  # noqa: PLC0415

    assert value_or(vault.run(lambda uow: saved.save(uow, named)).title, "") == "Acta"


def test_a_picture_in_a_pdf_keeps_nothing_that_hangs_behind_it() -> None:
    points = Image.effect_noise((64, 64), 90).convert("RGB")
    output, second = BytesIO(), BytesIO()
    points.save(output, "JPEG", progressive=True, icc_profile=b"x" * 200)
    exif = Image.Exif()
    exif[0x010F] = "SECRETA"
    points.save(second, "JPEG", exif=exif)
    plain = output.getvalue()
    several = b"\xff\xe2\x00\x09MPF\0SEC"  # says where the further pictures are
    raw = plain[:2] + several + plain[2:] + second.getvalue()
    bare = bare_jpeg(raw)
    assert b"SEC" not in bare
    assert bare == plain


def test_nothing_hidden_stays_on_the_pages_of_a_pdf() -> None:
    word = CANARY.decode()
    writer = PdfWriter()
    page = writer.add_blank_page(200, 200)
    jpx = BytesIO()
    Image.new("RGB", (64, 48), "red").save(jpx, "JPEG2000")
    places = b"JpgTiffExif->JP2" + CANARY
    image = StreamObject()
    image._data = jpx.getvalue() + (8 + len(places)).to_bytes(4, "big") + b"uuid" + places
    for name, value in {"Subtype": "/Image", "Filter": "/JPXDecode"}.items():
        image[NameObject(f"/{name}")] = NameObject(value)
    pictures = DictionaryObject({NameObject("/I"): writer._add_object(image)})
    page[NameObject("/Resources")] = DictionaryObject({NameObject("/XObject"): pictures})
    drawn = StreamObject()
    drawn._data = b"/Span <</ActualText (%s)>> BDC 64 0 0 48 0 0 cm /I Do EMC %% %s\n" % (
        CANARY,
        CANARY,
    )
    page[NameObject("/Contents")] = writer._add_object(drawn)
    page[NameObject("/OwnKey")] = TextStringObject(word)
    for kind, flags in (("/Text", 2), ("/Highlight", 4), ("/Popup", 0)):
        remark = DictionaryObject({NameObject("/Subtype"): NameObject(kind)})
        remark[NameObject("/Rect")] = ArrayObject([NumberObject(n) for n in (0, 0, 9, 9)])
        remark[NameObject("/F")] = NumberObject(flags)
        remark[NameObject("/Contents")] = TextStringObject(word)
        page.setdefault(NameObject("/Annots"), ArrayObject()).append(remark)
    output = BytesIO()
    writer.write(output)
    assert _told(output.getvalue())  # the control
    kept = documents.clean("scan.pdf", output.getvalue()).content
    assert not _told(kept)
    (shown,) = PdfReader(BytesIO(kept)).pages
    remarks = shown.annotations or ()
    assert [each.get_object()["/Subtype"] for each in remarks] == ["/Highlight"]
    (picture,) = shown.images
    assert picture.image is not None
    assert picture.image.size == (64, 48)
    red, green, blue = picture.image.convert("RGB").getpixel((9, 9))  # type: ignore[misc]
    assert red > 240 > 20 > max(green, blue)


def test_a_scan_of_several_pages_keeps_them_all() -> None:
    colours = ("white", "red", "blue")
    first, *others = [Image.new("RGB", (60, 80), colour) for colour in colours]
    output = BytesIO()
    first.save(output, "TIFF", save_all=True, append_images=others)
    made = documents.clean("scan.tif", output.getvalue())
    assert made.media == PDF
    pages = PdfReader(BytesIO(made.content)).pages
    shown = [page.images[0].image for page in pages]
    assert [each.size for each in shown if each is not None] == [(60, 80)] * 3
    assert "pages" in made.stays
