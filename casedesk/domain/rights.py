"""Checklists walked through with a person: what was explained, in which language, and the answers.

Never the person's story: an answer is one of four codes, and there is no field for more.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import ClassVar

from casedesk.domain import fields
from casedesk.domain.answers import Answer, Missing
from casedesk.domain.partial_dates import PartialDate
from casedesk.domain.records import Record
from casedesk.i18n import N_

DONE, DOES_NOT_APPLY, DOES_NOT_WANT, PENDING = ANSWERS = (
    "done",
    "does_not_apply",
    "does_not_want",
    "pending",
)


TOLD, DID_NOT_WANT = "told", "did_not_want"


def told(answers: Iterable[tuple[str, str]], telling: frozenset[str]) -> str | None:
    """Whether any item of ``telling`` was explained; None: nothing on file says so.

    ``answers`` are items with their answers, of all lists explained to a person.
    """
    found = {answer for item, answer in answers if item in telling}
    if DONE in found:
        return TOLD
    return DID_NOT_WANT if DOES_NOT_WANT in found else None


@dataclass(frozen=True, kw_only=True)
class ItemAnswer:
    """The answer to one item; ids of items never change."""

    item: Answer[str] = fields.text(N_("Item"), required=True)
    answer: Answer[str] = fields.code(N_("Answer"), "item_answers", required=True)


@dataclass(frozen=True, kw_only=True)
class Checklist(Record):
    """One list explained to one person."""

    kind: ClassVar[str] = "checklist"

    case_id: str = fields.link("case")
    list: Answer[str] = fields.code(N_("List"), "checklists", required=True)
    given_on: Answer[PartialDate] = fields.day(N_("Explained on"), required=True)
    by: Answer[str] = fields.text(N_("Explained by"))
    language: Answer[str] = fields.code(N_("Explained in"), "languages")
    pack_version: Answer[str] = fields.text(N_("Version of the text"), required=True)
    answers: tuple[ItemAnswer, ...] = fields.parts(ItemAnswer, N_("Answers"))

    @property
    def by_item(self) -> Mapping[str, str]:
        """The answers by item."""
        return {
            each.item: each.answer
            for each in self.answers
            if not isinstance(each.item, Missing) and not isinstance(each.answer, Missing)
        }

    def answered(self, item: str, answer: str) -> "Checklist":
        """The list with another answer to an item; an empty one takes the answer back."""
        found = {**self.by_item, item: answer}
        kept = [ItemAnswer(item=key, answer=value) for key, value in found.items() if value]
        return replace(self, answers=tuple(kept))

    def count(self, answer: str) -> int:
        """How many items have an answer."""
        return sum(each == answer for each in self.by_item.values())
