"""US cards, telephone numbers and words of the procedure, in both languages."""

from collections.abc import Iterator

from PySide6.QtWidgets import QWidget

from casedesk import i18n
from casedesk.domain.marks import Mark
from casedesk.domain.packs import pack as content
from casedesk.domain.packs.pack import SHOWN, Contact, Pack, Term, said
from casedesk.i18n import N_, _
from casedesk.ui.kit.chips import StatusChip, Tone
from casedesk.ui.kit.labels import hint, label, muted
from casedesk.ui.kit.layouts import FlowLayout, clear, vbox
from casedesk.ui.kit.surfaces import Card, line
from casedesk.ui.rights import words
from casedesk.ui.rights.both_texts import BothTexts

#: what stands on a US card about how things are, with icon and colour
STATUSES: dict[str, tuple[str, str, Tone]] = {
    "in_force": (N_("In force"), "circle-check", "info"),
    "litigated": (N_("Before the courts"), "gavel", "warn"),
    "allowed": (N_("Allowed"), "info-circle", "warn"),
    "partial": (N_("In part"), "circle-dashed", "warn"),
    "check": (N_("Ask a lawyer"), "help", "warn"),
    "ended": (N_("Ended"), "circle-x", "muted"),
    "historic": (N_("History"), "history", "muted"),
    "do_not_offer": (N_("Do not offer"), "ban", "danger"),
}


class Reference(QWidget):
    """The parts of one pack under one another."""

    def __init__(self) -> None:
        super().__init__()
        self._rows = vbox(spacing=14)
        self.setLayout(vbox(Card(self._rows, margin=20), None))

    def show_pack(self, pack: Pack) -> None:
        """Show what may be shown of a pack that is not too old."""
        clear(self._rows)
        for at, part in enumerate(_parts(pack)):
            if at:
                self._rows.addWidget(line())
            self._rows.addWidget(part)


def _parts(pack: Pack) -> Iterator[QWidget]:
    for card in pack.cards:
        if card.state in SHOWN:
            yield _card(card, pack)
    for contact in pack.contacts:
        yield _contact(contact, pack)
    for term in pack.terms:
        if term.state in SHOWN:
            yield _term(term)


def _card(card: content.Card, pack: Pack) -> QWidget:
    text, icon, tone = STATUSES.get(card.status, (card.status, "help", "warn"))
    chips = FlowLayout(6)
    chips.addWidget(StatusChip(icon, text, tone))
    if card.mark == Mark.B.value:
        chips.addWidget(StatusChip("help", words.UNCONFIRMED, "warn"))
    dated = N_("Reviewed on {day}") if pack.reviewer else N_("Sources of {day}")
    reviewed = hint(lambda: _(dated).format(day=i18n.medium_date(pack.last_reviewed)))
    return _part(
        card.id,
        label(lambda: said(card.title, i18n.language()), "h2"),
        chips,
        BothTexts(card.texts, large=False),
        reviewed,
    )


def _contact(contact: Contact, pack: Pack) -> QWidget:
    numbers = " · ".join(words.number(each) for each in contact.facts)
    known = label(lambda: numbers, "strong", name="numbers")
    unknown = muted(N_("There is no confirmed number: it is not shown."))
    day = contact.tested_on or pack.last_reviewed
    dated = N_("Called on {day}") if contact.tested_on else N_("Sources of {day}, never called")
    return _part(
        contact.id,
        label(lambda: said(contact.texts, i18n.language()), "h2"),
        label(lambda: said(contact.use, i18n.language())),
        known if numbers else unknown,
        hint(lambda: _(dated).format(day=i18n.medium_date(day))),
    )


def _term(term: Term) -> QWidget:
    chips = FlowLayout(6)
    if term.mark == Mark.B.value:
        chips.addWidget(StatusChip("help", words.UNCONFIRMED, "warn"))
    return _part(
        term.id,
        chips,
        BothTexts({lang: f"{text}:" for lang, text in term.texts.items()}, large=False),
        BothTexts(term.means, large=False),
    )


def _part(id: str, *parts: QWidget | FlowLayout) -> QWidget:
    made = QWidget()
    made.setObjectName(f"part_{id}")
    made.setLayout(vbox(*parts, spacing=6))
    return made
