"""What the shelter holds about a person, for that person: every answer in plain words.

Nothing of anybody else is in it: no names of relatives or users, no contact, and of the texts in
free words only those that somebody read and ticked.
"""

import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Any

from reportlab.lib.units import mm
from reportlab.platypus import (
    CondPageBreak,
    Paragraph,
    Spacer,
    Table,
    TableStyle,
)

from casedesk.domain.answers import NOT_ASKED, Missing, value_or
from casedesk.domain.extras import ExtraAnswer
from casedesk.domain.fields import Spec, Type, specs, values
from casedesk.domain.incidents import Incident
from casedesk.domain.partial_dates import PartialDate
from casedesk.domain.people import Person
from casedesk.domain.records import Record
from casedesk.i18n import N_
from casedesk.reports import answers
from casedesk.reports.paper import LINE, WIDTH, letters, plain, style
from casedesk.reports.wording import Words, typed
from casedesk.resources import RESOURCES
from casedesk.services.cases import CaseFile
from casedesk.storage.log import EXPORT
from casedesk.storage.unit_of_work import UnitOfWork

#: one-line texts that speak of the person and of nobody else
_OWN = frozenset(
    {
        *(
            ("person", name)
            for name in ("given_names", "surnames", "alias", "birth_place", "phone")
        ),
        *(("case", "folio"), ("journey", "origin_place"), ("asylum", "file_number")),
        *(("referral", "recipient"), ("consent", "recipient")),
        *(("incident", "place"), ("incident", "complaint_number")),
    }
)
#: one-line texts in free words: they may name others
_FREE = frozenset({("follow_up", "what"), ("document", "title")})
#: the parts of a case in the order of the sheet -> heading
_PARTS = {
    "case": N_("Case"),
    "former_cases": N_("Case"),
    "person": N_("Person"),
    "former": N_("Person"),
    "stays": N_("Stays"),
    "journeys": N_("Journey"),
    "incidents": N_("Incidents"),
    "applications": N_("Asylum"),
    "procedure": N_("Asylum"),
    "services": N_("Services"),
    "referrals": N_("Referrals"),
    "checklists": N_("Rights"),
    "follow_ups": N_("Follow-ups"),
    "documents": N_("Documents"),
    "consents": N_("Consent"),
    "extra_answers": N_("Fields of this shelter"),
}
_TOGETHER = N_("You are written down as travelling with others.")


@dataclass(frozen=True)
class FreeText:
    """A text in free words, which somebody must read before it is printed."""

    key: str
    label: str
    text: str


def free_texts(file: CaseFile) -> list[FreeText]:
    """All texts in free words, in the order of the sheet."""
    return [
        FreeText(_key(record, spec), spec.label, value)
        for _heading, record in _records(file)
        for spec, value in _said(record, file)
        if _is_free(record, spec) and isinstance(value, str) and value.strip()
    ]


def pdf(
    file: CaseFile, *, shelter: str, today: date, language: str, ticked: frozenset[str]
) -> bytes:
    """The sheet; ``ticked`` are the keys of the free texts to print."""
    parts = _sheet(file, shelter, today, Words(language), ticked)
    return letters(parts, title=_words()["title"][language], language=language)


def printed(uow: UnitOfWork, file: CaseFile, language: str) -> None:
    """Log that a person was given their sheet."""
    uow.note(EXPORT, file.case.kind, file.case.id, language=language)


def language_for(person: Person) -> str:
    """English for who speaks it and no Spanish; the sheet has no other languages yet."""
    spoken = value_or(person.languages, ())
    return "en" if "en" in spoken and "es" not in spoken else "es"


def _sheet(
    file: CaseFile, shelter: str, today: date, words: Words, ticked: frozenset[str]
) -> Iterator[Any]:
    said, language = _words(), words.language
    day = answers.day(PartialDate.of(today), words)
    yield Paragraph(plain(said["title"][language]), style("title"))
    yield Spacer(1, 3 * mm)
    intro = said["intro"][language].format(shelter=typed(shelter), date=day)
    yield Paragraph(plain(intro), style("text"))
    shown = ""
    for heading, record in _records(file):
        rows = list(_rows(record, file, words, ticked))
        if not rows:
            continue
        if heading != shown:
            yield CondPageBreak(35 * mm)
            yield Spacer(1, 4 * mm)
            yield Paragraph(plain(words.say(heading)), style("heading"))
            shown = heading
        yield _table(rows)
        yield Spacer(1, 2 * mm)
    yield from _notes(file, words, ticked)
    yield CondPageBreak(60 * mm)
    yield Spacer(1, 5 * mm)
    yield Paragraph(plain(said["rights_title"][language]), style("heading"))
    for right in said["rights"]:
        yield Paragraph("• " + plain(right[language]), style("text"))
    folio = value_or(file.case.folio, "")
    yield Paragraph(plain(said["ask"][language].format(folio=folio)), style("text"))


def _notes(file: CaseFile, words: Words, ticked: frozenset[str]) -> Iterator[Any]:
    """What there is and is not printed."""
    said, language = _words(), words.language
    if file.household is not None:
        yield Paragraph(plain(words.say(_TOGETHER)), style("text"))
    if not isinstance(file.person.emergency_contact, Missing):
        yield Paragraph(plain(said["contact"][language]), style("text"))
    left = sum(each.key not in ticked for each in free_texts(file))
    if left:
        text = said["left_out"][language].format(count=words.number(left))
        yield Paragraph(plain(text), style("text"))


def _records(file: CaseFile) -> Iterator[tuple[str, Record]]:
    for name, heading in _PARTS.items():
        found = getattr(file, name)
        for record in found if isinstance(found, tuple) else (found,):
            yield heading, record


def _said(
    record: Record, file: CaseFile, language: str | None = None
) -> Iterator[tuple[Spec, Any]]:
    """What a record answers; an answer to a field of the shelter under its own question."""
    if isinstance(record, ExtraAnswer):
        asked = file.extra_field(record)
        yield asked.spec(asked.column, language), getattr(record, asked.column)
    else:
        yield from values(record)


def _rows(
    record: Record, file: CaseFile, words: Words, ticked: frozenset[str]
) -> Iterator[tuple[str, str]]:
    for spec, value in _said(record, file, words.language):
        if value is NOT_ASKED or not spec.label:
            continue
        if spec.type is Type.PARTS:
            text = _parts(record, spec, value, file, words)
        elif not _printable(record, spec, ticked):
            continue
        else:
            text = answers.answer(spec, value, words)
        if text:
            yield words.say(spec.label), typed(text)


def _printable(record: Record, spec: Spec, ticked: frozenset[str]) -> bool:
    if spec.user or spec.type is Type.LINK:
        return False
    if _is_free(record, spec):
        return _key(record, spec) in ticked
    return spec.type is not Type.TEXT or (record.kind, spec.name) in _OWN


def _is_free(record: Record, spec: Spec) -> bool:
    asked = isinstance(record, ExtraAnswer) and spec.type is Type.TEXT
    return asked or spec.type is Type.LONG_TEXT or (record.kind, spec.name) in _FREE


def _parts(record: Record, spec: Spec, parts: Any, file: CaseFile, words: Words) -> str:
    """The parts of a record in one line each; of victims and witnesses the person alone."""
    if isinstance(record, Incident) and spec.name == "victimisations":
        own = {file.person.id, *(each.id for each in file.former)}
        return "; ".join(
            answers.code("acts", each.act, words) + _role(each.role, words)
            for each in parts
            if each.person_id in own
        )
    lines = (
        ", ".join(
            answers.answer(inner, getattr(part, inner.name), words)
            for inner in specs(type(part)).values()
            if inner.type is not Type.LINK
            and inner.name != "item"
            and not isinstance(getattr(part, inner.name), Missing)
        )
        for part in parts
    )
    return "; ".join(filter(None, lines))


def _role(role: Any, words: Words) -> str:
    return "" if isinstance(role, Missing) else f" ({answers.code('roles', role, words)})"


def _key(record: Record, spec: Spec) -> str:
    return f"{record.id}.{spec.name}"


def _table(rows: list[tuple[str, str]]) -> Table:
    wide = WIDTH
    cells = [
        [Paragraph(plain(label), style("question")), Paragraph(plain(text), style("text"))]
        for label, text in rows
    ]
    made = Table(cells, colWidths=[wide * 0.36, wide * 0.64])
    looks: list[Any] = [
        ("VALIGN", (0, 0), (-1, -1), "TOP"),
        ("LINEBELOW", (0, 0), (-1, -1), 0.3, LINE),
        ("LEFTPADDING", (0, 0), (0, -1), 0),
        ("TOPPADDING", (0, 0), (-1, -1), 1.5),
        ("BOTTOMPADDING", (0, 0), (-1, -1), 1.5),
    ]
    made.setStyle(TableStyle(looks))
    return made


@cache
def _words() -> dict[str, Any]:
    path = RESOURCES / "papers" / "own_sheet.toml"
    return tomllib.loads(path.read_text(encoding="utf-8"))
