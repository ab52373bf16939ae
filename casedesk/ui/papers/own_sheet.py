"""A person's own sheet: each text in free words is read before it is printed."""

from PySide6.QtWidgets import QWidget

from casedesk.i18n import N_, _
from casedesk.services import cases
from casedesk.services.cases import CaseFile
from casedesk.services.vaults import UnitOfWork
from casedesk.ui.desk import Desk
from casedesk.ui.kit.binding import bind
from casedesk.ui.kit.choices import WrappingCheck
from casedesk.ui.kit.labels import label
from casedesk.ui.kit.layouts import scrolling, vbox
from casedesk.ui.kit.surfaces import Card
from casedesk.ui.kit.theme import px, restyle
from casedesk.ui.papers.paper_dialog import Paper, PaperDialog

_SHOWN = 240
_HEIGHT = 150


def open_sheet(desk: Desk, file: CaseFile, parent: QWidget) -> PaperDialog:
    """Show what is held about the person, as it would be printed now."""
    # reportlab is slow to import and seldom needed here.
    from casedesk.reports import own_sheet  # noqa: PLC0415

    texts = own_sheet.free_texts(file)
    boxes = {each.key: _box(each.label, each.text) for each in texts}

    def pdf(uow: UnitOfWork, language: str) -> bytes:
        return own_sheet.pdf(
            cases.read(uow, file.case.id),
            shelter=desk.shelter,
            today=uow.today,
            language=language,
            ticked=ticked(),
        )

    def ticked() -> frozenset[str]:
        return frozenset(key for key, box in boxes.items() if box.isChecked())

    folio = str(file.case.folio)
    paper = Paper(
        N_("What we hold about the person"),
        f"casedesk-{folio}",
        pdf,
        lambda uow, language: own_sheet.printed(uow, file, language),
    )
    dialog = PaperDialog(
        desk,
        paper,
        parent,
        language=own_sheet.language_for(file.person),
        above=_choices(list(boxes.values())) if boxes else None,
    )
    for box in boxes.values():
        box.toggled.connect(lambda _on: dialog.reload())
    dialog.open()
    return dialog


def _box(question: str, text: str) -> WrappingCheck:
    shown = text if len(text) <= _SHOWN else text[:_SHOWN].rstrip() + "…"
    made = WrappingCheck("")
    made.setObjectName("free_text")
    bind(made, "setText", lambda: f"{_(question)}: {' '.join(shown.split())}")
    return made


def _choices(boxes: list[WrappingCheck]) -> QWidget:
    inner = QWidget()
    inner.setLayout(vbox(*boxes, None, spacing=6))
    area = scrolling(inner)
    restyle(area, "setMaximumHeight", lambda: px(_HEIGHT))
    words = N_("Texts in free words: read each, and tick it only if it speaks of nobody else.")
    return Card(label(words, "strong"), area, margin=12, name="free_texts")
