"""What the cells of a column say: read once for each different text, then remembered."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from casedesk.domain import extras
from casedesk.domain.answers import NOT_ASKED, UNKNOWN, Missing
from casedesk.domain.fields import Type
from casedesk.domain.partial_dates import PartialDate
from casedesk.exchange.cell_values import Wrong, answer, loose, missing, yes_or_no
from casedesk.exchange.mapping import Column
from casedesk.exchange.targets import Target, made
from casedesk.services import validation

#: different texts remembered per column; names and notes are nearly all different
_REMEMBERED = 20_000


@dataclass(slots=True)
class Reading:
    """What one text means in one column."""

    #: how a row is known again, whatever the file's format; empty if the cell is
    token: str
    #: kind of record -> answers to its fields
    answers: tuple[tuple[str, dict[str, Any]], ...]
    #: records to make: kind and answers
    created: tuple[tuple[str, dict[str, Any]], ...]
    #: message ids
    problems: tuple[str, ...]
    #: whether there is an answer
    present: bool


class Reader:
    """Reads the cells of one column; ``today`` is the last day that has come."""

    def __init__(self, column: Column, place: int, today: date) -> None:
        self.column = column
        self.place = place
        self._today = today
        self.remembered: dict[str, Reading] = {}

    def read(self, text: str) -> Reading:
        """What a text means."""
        found = self.remembered.get(text)
        if found is None:
            if len(self.remembered) >= _REMEMBERED:
                self.remembered.clear()
            found = self.remembered[text] = self._read(text.strip())
        return found

    def _read(self, text: str) -> Reading:
        problems: list[str] = []
        answers: dict[str, dict[str, Any]] = {}
        values = [self._answer(target, text, problems) for target in self.column.targets]
        for target, value in zip(self.column.targets, values, strict=True):
            if value is not NOT_ASKED:
                answers.setdefault(target.kind, {})[target.field] = value
        created = tuple(self._created(text, problems))
        present = self._present(text, values, created)
        if present:
            for target, value in self.column.also.items():
                answers.setdefault(target.kind, {})[target.field] = value
        return Reading(
            token=self._token(text, values),
            answers=tuple(answers.items()),
            created=created,
            problems=tuple(dict.fromkeys(problems)),
            present=present,
        )

    def _token(self, text: str, values: list[Any]) -> str:
        # A row brought in before a field was added is the same row after.
        if not text or any(target.extra for target in self.column.targets):
            return ""
        return f"{loose(self.column.name)}={_token(text, self.column.targets, values)}"

    def _present(self, text: str, values: list[Any], created: tuple[Any, ...]) -> bool:
        if self.column.targets:
            return any(not isinstance(value, Missing) for value in values)
        if self.column.creates:
            return bool(created)
        return missing(text, self.column.words) is None

    def _answer(self, target: Target, text: str, problems: list[str]) -> Any:
        value = self._said(target, text, problems)
        message = _impossible(target, value, self._today)
        if message:
            problems.append(message)
        return value

    def _said(self, target: Target, text: str, problems: list[str]) -> Any:
        try:
            return answer(target.spec, self.column, text)
        except Wrong as wrong:
            problems.append(wrong.args[0])
            return NOT_ASKED

    def _created(self, text: str, problems: list[str]) -> Iterable[tuple[str, dict[str, Any]]]:
        for creation in self.column.creates:
            if creation.each is not None:
                codes = self._said(creation.each, text, problems)
                for code in () if isinstance(codes, Missing) else codes:
                    yield creation.kind, {**creation.answers, creation.each.field: code}
            elif self._yes(text, problems):
                yield creation.kind, dict(creation.answers)

    def _yes(self, text: str, problems: list[str]) -> bool:
        text = self.column.values.get(loose(text), text)
        if missing(text, self.column.words) is not None:
            return False
        try:
            return yes_or_no(text, self.column.words)
        except Wrong as wrong:
            problems.append(wrong.args[0])
            return False


def _impossible(target: Target, value: Any, today: date) -> str:
    """The message id of what is impossible about an answer by itself."""
    if value is NOT_ASKED or (value is UNKNOWN and not target.spec.required):
        return ""
    if type(value) is tuple and not value:
        return ""
    if target.extra is not None:
        sheet = extras.sheet((target.extra,))(**{target.field: value})
        return validation.problems(sheet, today=today).get(target.field, "")
    record = made(target.kind, {target.field: value})
    return validation.problems(record, today=today).get(target.path, "")


def _token(text: str, targets: tuple[Target, ...], values: list[Any]) -> str:
    """The same for a cell whether the file is text or workbook, saved by this program or that."""
    first = values[0] if values else None
    if isinstance(first, PartialDate) or type(first) in (int, bool):
        return str(first)
    free = any(target.spec.type in (Type.TEXT, Type.LONG_TEXT) for target in targets)
    return " ".join(text.split()) if free else loose(text)
