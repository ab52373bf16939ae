"""Reading what a PDF is made of: pages and fonts, and nothing that no reader sees."""

import re
from collections.abc import Mapping
from typing import Any

from pypdf import PdfReader

from casedesk.reports.expectation import must

#: kind of object -> what it may hold: no note, attachment, action, form, layer or alternate text
_KINDS: Mapping[str, set[str]] = {
    "/Catalog": {"/Type", "/Pages", "/PageMode", "/Lang"},
    "/Pages": {"/Type", "/Kids", "/Count"},
    "/Page": {
        *("/Type", "/Contents", "/MediaBox", "/Parent", "/Resources", "/Rotate", "/Trans"),
    },
    "/Font": {
        *("/Type", "/Subtype", "/BaseFont", "/FirstChar", "/LastChar", "/Name"),
        *("/FontDescriptor", "/ToUnicode", "/Widths"),
    },
    "/FontDescriptor": {
        *("/Type", "/Ascent", "/CapHeight", "/Descent", "/Flags", "/FontBBox", "/FontFile2"),
        *("/FontName", "/ItalicAngle", "/MissingWidth", "/StemV"),
    },
}
_STREAM = {"/Length", "/Filter", "/Length1"}
_RESOURCES = {"/Font", "/ProcSet"}
_DATE = "D:20000101000000+00'00'"
#: what stands before the first object and behind the last one
_HEAD = re.compile(rb"%PDF-1\.\d\n%[^\n\x20]+ ReportLab Generated PDF document \(opensource\)\n")
_TAIL = re.compile(
    rb"xref\n0 \d+\n(\d{10} \d{5} [fn] \n)+trailer\n<<\n/ID \n\[<[0-9a-f]+><[0-9a-f]+>\]\n"
    rb"% ReportLab generated PDF document -- digest \(opensource\)\n\n"
    rb"/Info \d+ 0 R\n/Root \d+ 0 R\n/Size \d+\n>>\nstartxref\n\d+\n%%EOF\n"
)
_OBJECT = re.compile(rb"\s*\d+ 0 obj\b.*\bendobj\s*", re.DOTALL)


def check_objects(reader: PdfReader, content: bytes, title: str, language: str) -> None:
    """Raise Differs if the file holds anything but pages, their texts and their fonts."""
    must(not reader.is_encrypted, "encryption")
    trailer: Any = reader.trailer
    must(set(trailer) == {"/ID", "/Info", "/Root", "/Size"}, "trailer")
    _information(reader, title)
    root: Any = reader.root_object
    must(root["/Lang"] == language and root["/PageMode"] == "/UseNone", "catalogue")
    information = trailer.raw_get("/Info").idnum
    _whole(reader, content)
    resources: Any = reader.pages[0]["/Resources"]
    fonts = resources["/Font"]
    # A page and what it shows; a font, its letters, their description and what they stand for.
    used = 2 * len(reader.pages) + 4 * len(fonts) + len(("fonts", "pages", "catalogue", "names"))
    must(trailer["/Size"] - 1 == used, "objects")
    for number in range(1, trailer["/Size"]):
        if number != information:
            _object(reader.get_object(number), len(reader.pages))


def _information(reader: PdfReader, title: str) -> None:
    empty = dict.fromkeys(("/Author", "/Keywords", "/Producer", "/Subject"), "")
    dates = dict.fromkeys(("/CreationDate", "/ModDate"), _DATE)
    wanted = {"/Title": title, "/Creator": "Casedesk", "/Trapped": "/False", **empty, **dates}
    found: dict[str, Any] = dict(reader.metadata or {})
    must(found == wanted, "properties")


def _object(found: Any, pages: int) -> None:
    must(isinstance(found, dict), "objects")
    kind = found.get("/Type")
    if kind is None:
        named = all(re.fullmatch(r"/F\d+\+\d+", name) for name in found)
        must(named or set(found) <= _STREAM, "objects")
        return
    must(kind in _KINDS and set(found) <= _KINDS[kind], str(kind))
    if kind == "/Page":
        must(set(found["/Resources"]) <= _RESOURCES and not found["/Trans"], "page")
        must(not found["/Rotate"], "page")
    if kind == "/Pages":
        must(found["/Count"] == pages, "pages")


def _whole(reader: PdfReader, content: bytes) -> None:
    """One version alone, and no bytes between its objects or after its end."""
    must(content.count(b"startxref") == 1 and content.endswith(b"%%EOF\n"), "end")
    table = int(content[content.rindex(b"startxref") :].split()[1])
    places, size = reader.xref[0], sum(map(len, reader.xref.values()))
    must(not reader.xref_objStm and sorted(places) == list(range(1, size + 1)), "objects")
    begins = sorted(places.values())
    must(_HEAD.fullmatch(content[: begins[0]]) is not None, "beginning")
    must(_TAIL.fullmatch(content[table:]) is not None, "end")
    for start, end in zip(begins, [*begins[1:], table], strict=True):
        must(_OBJECT.fullmatch(content[start:end]) is not None, "objects")
        must(content.count(b"endobj", start, end) == 1, "objects")
