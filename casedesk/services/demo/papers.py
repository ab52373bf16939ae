"""Invented documents in a few cases, and one case that a coordinator should look at."""

from io import BytesIO

from casedesk.services import cases, documents, looks
from casedesk.services.cases import Filter
from casedesk.services.demo.chance import read
from casedesk.storage.unit_of_work import UnitOfWork


def add(uow: UnitOfWork) -> None:
    """Put them into the cases of those who arrived last."""
    words = read("papers")
    numbers = cases.numbers(uow, Filter(open=True))[:3]
    found = cases.lines(uow, numbers)
    for line in found[:2]:
        documents.add(uow, line.case_id, words["picture"], _picture(words["lines"]))
    for line in found[-1:]:
        documents.add(uow, line.case_id, words["letter"], "\n".join(words["lines"]).encode())
        looks.ask(uow, cases.read(uow, line.case_id).case, words["look"])


def _picture(lines: list[str]) -> bytes:
    """A photograph of a paper that does not exist."""
    from PIL import Image, ImageDraw  # noqa: PLC0415 - seldom needed

    paper = Image.new("RGB", (800, 1000), "#efe9dc")
    pen = ImageDraw.Draw(paper)
    pen.rectangle((60, 60, 740, 940), fill="white", outline="#888888", width=3)
    for at, line in enumerate(lines):
        pen.text((110, 140 + 70 * at), line, fill="#333333", font_size=30)
    output = BytesIO()
    paper.save(output, "JPEG")
    return output.getvalue()
