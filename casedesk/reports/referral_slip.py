"""The slip a person takes to another organisation: what they need to know and no more."""

from collections.abc import Callable, Iterator
from typing import Any

from reportlab.lib.units import mm
from reportlab.platypus import HRFlowable, Paragraph, Spacer, Table, TableStyle

from casedesk.domain import sharing
from casedesk.domain.answers import Missing, value_or
from casedesk.domain.fields import specs
from casedesk.domain.people import Person
from casedesk.domain.sharing import Permission
from casedesk.i18n import N_
from casedesk.reports import answers
from casedesk.reports.paper import LINE, WIDTH, letters, plain, style
from casedesk.reports.wording import Words, typed
from casedesk.services.referrals import Slip
from casedesk.storage.log import EXPORT
from casedesk.storage.unit_of_work import UnitOfWork

TITLE = N_("Referral")
_FROM, _TO, _FOR, _ON = N_("From"), N_("To"), N_("What for"), N_("Date")
_FOLIO = N_("Our folio; please give it in your answer")
_SHARED = N_("What you need to know about the person")
_NOTHING = N_("Nothing about the person is shared with this slip.")
_AGREED = N_("The person agreed that this is shared with you for this purpose.")
_REASON = N_("Shared without recorded consent: {reason}")
_KEEP = N_("Use these data for this purpose only and destroy the slip when it is no longer needed.")
_ANSWER = N_("Your answer")
_BOXES = N_("[   ] We take it on      [   ] We cannot take it on")
_WHO = N_("Date, name and signature: ____________________________________________")


def pdf(slip: Slip, language: str) -> bytes:
    """The slip on one letter page, the same bytes for the same slip."""
    words = Words(language)
    return letters(_parts(slip, words), title=words.say(TITLE), language=language)


def printed(uow: UnitOfWork, slip: Slip, language: str) -> None:
    """Log that the slip left the vault, and with which fields."""
    uow.note(EXPORT, "referral", slip.referral.id, fields=list(_shared(slip)), language=language)


def told(slip: Slip, words: Words) -> list[tuple[str, str]]:
    """Each field that is shared, with its answer; what is not on file is left out."""
    found = []
    for name in _shared(slip):
        text = FIELDS[name](slip, words)
        if text:
            found.append((answers.code("shared_fields", name, words), typed(text)))
    return found


def _shared(slip: Slip) -> tuple[str, ...]:
    """What may go out today: nothing once the person has taken the consent back."""
    referral = slip.referral
    if not sharing.may_share(referral, slip.permission):
        return ()
    return tuple(value_or(referral.shared, ()))


def _parts(slip: Slip, words: Words) -> Iterator[Any]:
    yield Paragraph(plain(words.say(TITLE)), style("title"))
    yield Spacer(1, 5 * mm)
    yield _rows(_head(slip, words))
    yield Spacer(1, 5 * mm)
    yield Paragraph(plain(words.say(_SHARED)), style("heading"))
    rows = told(slip, words)
    if rows:
        yield _rows(rows)
        yield Spacer(1, 2 * mm)
        yield Paragraph(plain(_why(slip, words)), style("text"))
        yield Paragraph(plain(words.say(_KEEP)), style("text"))
    else:
        yield Paragraph(plain(words.say(_NOTHING)), style("text"))
    yield Spacer(1, 8 * mm)
    yield HRFlowable(width="100%", thickness=0.6, color=LINE, dash=(3, 3))
    yield Spacer(1, 4 * mm)
    yield Paragraph(plain(words.say(_ANSWER)), style("heading"))
    for line in (_BOXES, _WHO):
        yield Paragraph(plain(words.say(line)).replace("  ", "&nbsp; "), style("text"))
        yield Spacer(1, 5 * mm)


def _head(slip: Slip, words: Words) -> list[tuple[str, str]]:
    referral = slip.referral
    rows = [
        (_FROM, slip.shelter),
        (_TO, sharing.recipient(referral, words.language)),
        (_FOR, _code("referral_purposes", referral.purpose, words)),
        (_ON, answers.answer(specs(type(referral))["referred_on"], referral.referred_on, words)),
        (_FOLIO, slip.folio),
    ]
    return [(words.say(label), typed(text)) for label, text in rows if text]


def _why(slip: Slip, words: Words) -> str:
    if slip.permission is Permission.AGREED:
        return words.say(_AGREED)
    reason = _code("sharing_reasons", slip.referral.without_consent, words)
    return words.say(_REASON).format(reason=reason)


def _rows(rows: list[tuple[str, str]]) -> Table:
    cells = [
        [Paragraph(plain(label), style("question")), Paragraph(plain(text), style("answer"))]
        for label, text in rows
    ]
    made = Table(cells, colWidths=[60 * mm, WIDTH - 60 * mm])
    made.setStyle(
        TableStyle(
            [
                ("VALIGN", (0, 0), (-1, -1), "TOP"),
                ("LEFTPADDING", (0, 0), (0, -1), 0),
                ("LINEBELOW", (0, 0), (-1, -1), 0.3, LINE),
            ]
        )
    )
    return made


def _code(name: str, value: Any, words: Words) -> str:
    return "" if isinstance(value, Missing) else answers.code(name, value, words)


def _of_person(name: str) -> Callable[[Slip, Words], str]:
    spec = specs(Person)[name]

    def text(slip: Slip, words: Words) -> str:
        value = getattr(slip.person, name)
        return "" if isinstance(value, Missing) else answers.answer(spec, value, words)

    return text


def _called(slip: Slip, _words: Words) -> str:
    return value_or(slip.person.alias, "") or slip.person.called


def _household(slip: Slip, words: Words) -> str:
    ages = [answers.age(each, slip.today) or "?" for each in (slip.person, *slip.members)]
    return f"{words.number(len(ages))} ({', '.join(ages)})"


def _asylum(slip: Slip, words: Words) -> str:
    return _code("asylum_states", slip.asylum, words)


def _age(slip: Slip, _words: Words) -> str:
    return answers.age(slip.person, slip.today)


#: code of ``shared_fields`` -> its answer; a test holds the two against each other
FIELDS: dict[str, Callable[[Slip, Words], str]] = {
    "called": _called,
    "full_name": lambda slip, _words: slip.person.full_name,
    "age": _age,
    "birth": _of_person("birth"),
    "sex": _of_person("sex"),
    "nationality": _of_person("nationality"),
    "languages": _of_person("languages"),
    "interpreter": _of_person("interpreter"),
    "household": _household,
    "documents": _of_person("documents"),
    "asylum": _asylum,
    "needs": _of_person("needs"),
    "phone": _of_person("phone"),
}
