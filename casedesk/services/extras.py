"""The shelter's own fields: what coordinators add, and what is answered to them."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Any

from casedesk.domain import codelists
from casedesk.domain.answers import NOT_ASKED, Missing, known
from casedesk.domain.extras import OWNERS, Choice, ExtraAnswer, ExtraField, filled
from casedesk.domain.fields import Spec
from casedesk.errors import CasedeskError, Invalid
from casedesk.i18n import N_
from casedesk.services import validation
from casedesk.storage import history, records
from casedesk.storage.errors import ChangedMeanwhile
from casedesk.storage.unit_of_work import UnitOfWork

__all__ = ["OWNERS", "Asked", "asked", "check", "fields", "of_records", "save", "save_field"]

_LANGUAGES = ("es", "en")
NO_CHOICES = N_("Write down at least one answer to choose from.")
NEVER_GONE = N_("An answer once offered stays: say that it is no longer offered.")
#: spreadsheets know a field by its words alone
ASKED_ALREADY = N_("Another field asks this already: use other words.")
STAYS_SO = N_("This cannot be changed any more: end this field and add another.")


class AnswerGiven(CasedeskError):
    """An answer to choose from would be gone that somebody gave."""

    msgid = N_("One of these answers has been given since, so it stays.")
    advice = N_("Say that it is no longer offered.")


@dataclass(frozen=True)
class Asked:
    """The questions about one record, and the answers on file."""

    fields: tuple[ExtraField, ...] = ()
    answers: tuple[ExtraAnswer, ...] = ()

    def sheet(self) -> Any:
        """The answers as one instance of the questions' sheet."""
        return filled(self.fields, self.answers)


def fields(uow: UnitOfWork) -> list[ExtraField]:
    """Every field in the order they were added; their lists of choices can be looked up."""
    found = records.find(uow, ExtraField)
    for each in found:
        if each.codes:
            codelists.keep(each.code_list())
    return found


def save_field(uow: UnitOfWork, field: ExtraField) -> ExtraField:
    """Store a new field or what changed in one.

    Raises NotAllowed, ChangedMeanwhile, or Invalid; also if a choice once offered were gone.
    """
    uow.require_coordinator()
    field = replace(field, choices=_coded(uow, field)) if field.codes else field
    problems = validation.problems(field, today=uow.today)
    if field.version:
        problems = {**_altered(records.get(uow, ExtraField, field.id), field), **problems}
    if field.codes and not field.choices:
        problems.setdefault("choices", NO_CHOICES)
    if field.retired is not True and _asked_already(uow, field):
        problems.setdefault("es", ASKED_ALREADY)
    if problems:
        raise Invalid(problems)
    return records.change(uow, field) if field.version else records.add(uow, field)


def check_field(uow: UnitOfWork, field: ExtraField) -> None:
    """Raise AnswerGiven or Invalid if a field cannot be as it is, once a change is taken back."""
    validation.check(field, today=uow.today)
    if field.retired is not True and _asked_already(uow, field):
        raise Invalid({"es": ASKED_ALREADY})
    offered = {each.code for each in field.choices}
    for answer in records.find(uow, ExtraAnswer, field_id=field.id) if field.codes else ():
        given = getattr(answer, field.column)
        codes = given if isinstance(given, tuple) else (given,)
        if known(given) and not offered.issuperset(codes):
            raise AnswerGiven


def asked(uow: UnitOfWork, kind: str, record_id: str = "") -> Asked:
    """What is asked about a record, with its answers; of ended fields those answered."""
    about = [each for each in fields(uow) if each.about == kind]
    if not about:
        return Asked()
    answers = _on_file(uow, kind, record_id)
    answered = {each.field_id for each in answers}
    return Asked(
        tuple(each for each in about if each.retired is not True or each.id in answered),
        tuple(answers),
    )


def of_records(uow: UnitOfWork, kind: str, ids: Iterable[str]) -> list[ExtraAnswer]:
    """All answers about some records of a kind, those set aside too."""
    return records.find_in(uow, ExtraAnswer, f"{kind}_id", ids)


def save(uow: UnitOfWork, kind: str, record_id: str, before: Asked, written: Any) -> None:
    """Store what differs from the answers seen before; ``written`` is a sheet of them.

    Raises Invalid, or ChangedMeanwhile if somebody answered otherwise since.
    """
    validation.check(written, today=uow.today)
    on_file = {each.field_id: each for each in _on_file(uow, kind, record_id)}
    seen = {each.field_id: each for each in before.answers}
    for field in before.fields:
        old = _value(field, seen.get(field.id))
        new = getattr(written, field.name)
        now = _value(field, on_file.get(field.id))
        if new in (old, now) and type(new) in (type(old), type(now)):
            continue
        if now != old:
            raise ChangedMeanwhile([field.label()])
        answer = on_file.get(field.id)
        if answer is None:
            link = {f"{kind}_id": record_id, field.column: new}
            records.add(uow, ExtraAnswer(field_id=field.id, **link))
        else:
            records.change(uow, replace(answer, **{field.column: new}))


def moved(seen: Asked, now: Asked) -> list[tuple[Spec, Any]]:
    """The questions answered otherwise since, with what is on file now."""
    before, after = seen.sheet(), now.sheet()
    return [
        (each.spec(each.name), getattr(after, each.name))
        for each in now.fields
        if each in seen.fields and getattr(before, each.name) != getattr(after, each.name)
    ]


def check(uow: UnitOfWork, answer: ExtraAnswer) -> None:
    """Raise Invalid if an answer is impossible."""
    field = records.get(uow, ExtraField, answer.field_id)
    if field.codes:
        codelists.keep(field.code_list())
    validation.check(filled([field], [answer]), today=uow.today)


def set_aside(uow: UnitOfWork, kept_id: str, gone_id: str) -> list[str]:
    """Before two people are merged: of two answers to one field one stays; the operations.

    The answer of who stays does, unless only the other one gave one.
    """
    kept = {each.field_id: each for each in _on_file(uow, "person", kept_id)}
    changed = []
    for gone in _on_file(uow, "person", gone_id):
        mine = kept.get(gone.field_id)
        if mine is None:
            continue
        column = records.get(uow, ExtraField, gone.field_id).column
        better = known(getattr(gone, column)) and not known(getattr(mine, column))
        loser = mine if better else gone
        changed.append(records.change(uow, replace(loser, aside=True)).version)
    return changed


def _asked_already(uow: UnitOfWork, field: ExtraField) -> bool:
    others = [
        each
        for each in records.find(uow, ExtraField)
        if each.id != field.id and each.retired is not True
    ]
    words = {codelists.fold(each.label(to)) for each in others for to in _LANGUAGES}
    return not words.isdisjoint(codelists.fold(field.label(to)) for to in _LANGUAGES)


def _on_file(uow: UnitOfWork, kind: str, record_id: str) -> list[ExtraAnswer]:
    if not record_id:
        return []
    found = records.find(uow, ExtraAnswer, **{f"{kind}_id": record_id})
    return [each for each in found if each.aside is not True]


def _value(field: ExtraField, answer: ExtraAnswer | None) -> Any:
    return NOT_ASKED if answer is None else getattr(answer, field.column)


def _coded(uow: UnitOfWork, field: ExtraField) -> tuple[Choice, ...]:
    """The choices, new ones with a code that none ever had, be it taken back since."""
    ever = [
        choice
        for change in history.history(uow, field.id)
        if change.field.name == "choices" and not isinstance(change.after, Missing)
        for choice in change.after
    ]
    codes = [each.code for each in (*ever, *field.choices)]
    following = max((int(code[1:]) for code in codes if isinstance(code, str)), default=0)
    made = []
    for each in field.choices:
        if isinstance(each.code, Missing):
            following += 1
            each = replace(each, code=f"c{following}")
        made.append(each)
    return tuple(made)


def _altered(stored: ExtraField, field: ExtraField) -> dict[str, str]:
    """What would make answers on file mean something else."""
    found = {
        name: STAYS_SO
        for name in ("about", "type")
        if getattr(stored, name) != getattr(field, name)
    }
    if {each.code for each in stored.choices} - {each.code for each in field.choices}:
        found["choices"] = NEVER_GONE
    return found
