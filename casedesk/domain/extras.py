"""Fields that a shelter adds of its own, and the answers to them; no table changes for either."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, ClassVar

from casedesk import i18n
from casedesk.domain import fields
from casedesk.domain.answers import NOT_ASKED, Answer, value_or
from casedesk.domain.codes import Code, CodeList
from casedesk.domain.fields import RecordClass, Spec, Type
from casedesk.domain.partial_dates import PartialDate
from casedesk.domain.records import Record
from casedesk.i18n import N_

#: kinds of record that fields can be about (list ``extra_owners``)
OWNERS = ("person", "stay", "journey", "incident")
#: type of a field (list ``extra_types``) -> type of its value, and where an answer keeps it
TYPES = {
    "text": (Type.TEXT, "text"),
    "number": (Type.NUMBER, "number"),
    "date": (Type.DATE, "day"),
    "choice": (Type.CODE, "choice"),
    "choices": (Type.CODES, "choices"),
}
#: a day before any on which a choice could be offered
_ENDED = "0001-01-01"


@dataclass(frozen=True, kw_only=True)
class Choice:
    """An answer that can be chosen; ``code`` is given out once and never again."""

    code: Answer[str] = fields.text("")
    es: Answer[str] = fields.text(N_("Words in Spanish"), required=True)
    en: Answer[str] = fields.text(N_("Words in English"), N_("The Spanish ones if left out"))
    ended: Answer[bool] = fields.yes_no(N_("Is it no longer offered?"))

    def as_code(self, order: int) -> Code:
        """It as an entry of a code list."""
        es = value_or(self.es, "")
        en = value_or(self.en, "") or es
        until = _ENDED if self.ended is True else ""
        return Code(code=str(self.code), es=es, en=en, order=order, until=until)


@dataclass(frozen=True, kw_only=True)
class ExtraField(Record):
    """A question of the shelter's own. Once it is no longer asked, its answers stay."""

    kind: ClassVar[str] = "extra_field"

    about: Answer[str] = fields.code(N_("What does it ask about?"), "extra_owners", required=True)
    type: Answer[str] = fields.code(N_("Kind of answer"), "extra_types", required=True)
    es: Answer[str] = fields.text(N_("Question in Spanish"), required=True)
    en: Answer[str] = fields.text(N_("Question in English"), N_("The Spanish one if left out"))
    hint_es: Answer[str] = fields.text(N_("Hint in Spanish"), N_("Shown under the question"))
    hint_en: Answer[str] = fields.text(N_("Hint in English"), N_("The Spanish one if left out"))
    choices: tuple[Choice, ...] = fields.parts(Choice, N_("Answers to choose from"))
    retired: Answer[bool] = fields.yes_no(
        N_("Is it no longer asked?"), N_("Answers on file are kept and still shown.")
    )

    @property
    def name(self) -> str:
        """What the question is called in forms, drafts and errors."""
        return "x" + self.id.replace("-", "")

    @property
    def codes(self) -> str:
        """The name of its list of choices; empty if it has none."""
        return f"extra:{self.id}" if self.column in ("choice", "choices") else ""

    @property
    def dimension(self) -> str:
        """What reports call it: they name nothing that could change."""
        return dimension(self.id)

    @property
    def column(self) -> str:
        """The field of an answer that keeps the value."""
        return TYPES[str(self.type)][1]

    def label(self, language: str | None = None) -> str:
        """The question in the current language unless another one is asked for."""
        return _in(language, self.es, self.en)

    def hint(self, language: str | None = None) -> str:
        """The hint in a language; empty if there is none."""
        return _in(language, self.hint_es, self.hint_en)

    def spec(self, name: str, language: str | None = None) -> Spec:
        """The question as forms, checks and papers know it, under a name."""
        return Spec(TYPES[str(self.type)][0], self.label(language), codes=self.codes, name=name)

    def code_list(self) -> CodeList:
        """Its choices, those no longer offered too."""
        codes = {
            str(each.code): each.as_code(order) for order, each in enumerate(self.choices, start=1)
        }
        return CodeList(self.codes, self.label("es"), self.label("en"), self.version, codes)


@dataclass(frozen=True, kw_only=True)
class ExtraAnswer(Record):
    """The answer to one field about one record; the field says which of the values it is."""

    kind: ClassVar[str] = "extra_answer"

    field_id: str = fields.link("extra_field")
    person_id: Answer[str] = fields.link("person", required=False)
    stay_id: Answer[str] = fields.link("stay", required=False)
    journey_id: Answer[str] = fields.link("journey", required=False)
    incident_id: Answer[str] = fields.link("incident", required=False)
    text: Answer[str] = fields.text(N_("Answer"))
    number: Answer[int] = fields.number(N_("Answer"))
    day: Answer[PartialDate] = fields.day(N_("Answer"), past=False)
    choice: Answer[str] = fields.text(N_("Answer"))
    choices: Answer[tuple[str, ...]] = fields.codes(N_("Answer"), "")
    aside: Answer[bool] = fields.yes_no(N_("Another answer stays since two people were merged"))


def dimension(field_id: str) -> str:
    """What reports call a field."""
    return "own_" + field_id.replace("-", "")[-12:]


@lru_cache(maxsize=64)
def sheet(questions: tuple[ExtraField, ...]) -> RecordClass:
    """A class whose fields are these questions, by their names: what forms and checks take."""
    return fields.made_of("Extras", [each.spec(each.name) for each in questions])


def filled(questions: Sequence[ExtraField], answers: Sequence[ExtraAnswer]) -> Any:
    """The answers to these questions as one instance of their :func:`sheet`."""
    found = {each.field_id: each for each in answers}
    values = {
        each.name: getattr(found[each.id], each.column) if each.id in found else NOT_ASKED
        for each in questions
    }
    return sheet(tuple(questions))(**values)


def _in(language: str | None, es: Answer[str], en: Answer[str]) -> str:
    spanish = value_or(es, "")
    english = value_or(en, "") or spanish
    return spanish if (language or i18n.language()) == "es" else english
