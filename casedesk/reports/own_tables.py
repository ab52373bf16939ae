"""Tables by the fields that a shelter adds: persons by what they answered to one."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from casedesk.domain.codes import Code
from casedesk.domain.extras import ExtraField
from casedesk.reports.definitions import (
    NONE,
    NOT_KNOWN,
    OTHER,
    Definition,
    Dimension,
    OwnForm,
    TableDefinition,
    Words,
)
from casedesk.reports.wording import typed

#: kinds of record about which a person says one thing when they enter
ABOUT = ("person", "stay", "journey")
#: kinds of answer that are categories
TYPES = ("choice", "choices")
#: so many categories can be protected beside all other tables, and printed
MOST = 20
#: what stands whole in a cell or beside a bar, and in a title or the head of a column
_LONGEST_ANSWER, _LONGEST_QUESTION = 50, 80
#: words of the tables seen last, for messages alone: a release keeps its own
_SEEN: dict[str, Words] = {}


@dataclass(frozen=True)
class OwnField:
    """A field of the shelter's own as persons are classified by it.

    Two that differ in words alone are the same: a better word makes no other report.
    """

    #: what reports call it
    name: str
    #: whether several answers can be given
    several: bool
    #: the codes counted by themselves; any other counts among the others
    values: tuple[str, ...]
    words: Words = field(compare=False)
    labels: tuple[Words, ...] = field(compare=False)

    def dimension(self, form: OwnForm) -> Dimension:
        """It as what tables are classified by."""
        labels = dict(zip(self.values, self.labels, strict=True))
        labels[OTHER] = form.labels[OTHER]
        if self.several:
            labels[NONE] = form.labels[NONE]
        labels[NOT_KNOWN] = form.labels[NOT_KNOWN]
        return Dimension(self.name, self.words, tuple(labels), labels, {})


def of_field(asked: ExtraField, settled: OwnField | None = None) -> OwnField:
    """A field in the words of now: with the answers settled before, or those still offered."""
    words = dict(zip(settled.values, settled.labels, strict=True)) if settled else {}
    for each in asked.choices:
        code = str(each.code)
        if code in words or (settled is None and each.ended is not True):
            words[code] = _words(each.as_code(0), _LONGEST_ANSWER)
    return OwnField(
        *(asked.dimension, asked.type == "choices", tuple(words)),
        words=_words(asked, _LONGEST_QUESTION),
        labels=tuple(words.values()),
    )


def tables(definition: Definition, own: Iterable[OwnField]) -> Iterator[TableDefinition]:
    """The tables that can be made of fields; of several answers only that of the field alone."""
    for each in own:
        mine = each.dimension(definition.own)
        for words, by in definition.own.tables:
            if by and each.several:
                continue
            yield TableDefinition(
                id="_".join((each.name, *(other.name for other in by))),
                words=Words(
                    words.es.format(field=each.words.es), words.en.format(field=each.words.en)
                ),
                unit=definition.own.unit,
                dimensions=(mine, *by),
                overlapping=each.several,
            )


def keep(found: Iterable[TableDefinition]) -> None:
    """Remember what tables are called."""
    _SEEN.update((each.id, each.words) for each in found)


def seen() -> Mapping[str, Words]:
    """What the tables seen are called, by their ids."""
    return _SEEN


def _words(named: ExtraField | Code, longest: int) -> Words:
    """The words as they can be printed, cut if they are too long for it."""
    return Words(
        es=_cut(typed(named.label("es")), longest), en=_cut(typed(named.label("en")), longest)
    )


def _cut(text: str, longest: int) -> str:
    return text if len(text) <= longest else f"{text[: longest - 1].rstrip()}…"
