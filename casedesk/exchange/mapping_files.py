"""Reading the file of a mapping, and refusing one that names what does not exist."""

import tomllib
from collections.abc import Iterator
from collections.abc import Mapping as Table
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Any

from casedesk.domain.fields import Type, specs
from casedesk.exchange import cell_values
from casedesk.exchange.errors import BadMapping
from casedesk.exchange.mapping import HOUSEHOLD, PERSON, Column, Creation, Mapping, Skip, Words
from casedesk.exchange.targets import CLASSES, SEVERAL, SINGLE, Target, find
from casedesk.i18n import N_
from casedesk.resources import RESOURCES

FOLDER = RESOURCES / "mappings"
#: the words of yes, no and missing stand beside the mappings
WORDS = FOLDER / "words.toml"

_WORD_LISTS = ("yes", "no", "unknown", "refused", "not_asked")
_TOP = {"source", "es", "en", "sheet", "constants", "columns", "records", "skip", "template"}
_COLUMN = {
    *("headers", "required", "to", "values", "also", "creates", "separator", "dates"),
    *("lowest", "highest", "outside", "key"),
}
_LARGEST = 1 << 20
#: fields that the program fills if a mapping does not
_FILLED = {("case", "folio"), ("case", "state")}


class _Reason(Exception):
    """A message id and what goes into it."""

    def __init__(self, msgid: str, **details: object) -> None:
        super().__init__(msgid)
        self.msgid = msgid
        self.details = details


def read(path: Path) -> Mapping:
    """The mapping that a file holds. Raises BadMapping."""
    try:
        with path.open("rb") as file:
            content = file.read(_LARGEST + 1)
        if len(content) > _LARGEST:
            raise _Reason(N_("it is too large."))
        return _mapping(path.stem, tomllib.loads(content.decode("utf-8-sig")))
    except _Reason as reason:
        raise BadMapping(path.name, reason.msgid, **reason.details) from None
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError, RecursionError) as error:
        raise BadMapping(path.name, N_("it cannot be read ({error})."), error=error) from None


@cache
def usual_words() -> Words:
    """What any column may hold unless its mapping says otherwise."""
    content = tomllib.loads(WORDS.read_text(encoding="utf-8"))
    return Words(**{name: _loosened(content[name]) for name in _WORD_LISTS})


def _mapping(name: str, content: Table[str, Any]) -> Mapping:
    _only(content, _TOP | set(_WORD_LISTS), N_("the file"))
    words = _words(content, usual_words())
    tables = _table(content, "columns")
    if not tables:
        raise _Reason(N_("it has no columns."))
    columns = tuple(_column(each, _table(tables, each), words) for each in tables)
    mapping = Mapping(
        name=name,
        source=_text(content, "source"),
        es=_text(content, "es"),
        en=_text(content, "en"),
        columns=columns,
        constants=_answers(_table(content, "constants"), words),
        when={kind: _when(content, kind, columns) for kind in _table(content, "records")},
        sheet=_text(content, "sheet", ""),
        skip=_skip(_table(content, "skip"), columns),
        template=_table(content, "template"),
    )
    _check_whole(mapping)
    return mapping


def _column(name: str, table: Table[str, Any], words: Words) -> Column:
    _only(table, _COLUMN | set(_WORD_LISTS), name)
    own = _words(table, words)
    dates = tuple(_texts(table, "dates")) or cell_values.USUAL_DATES
    for form in dates:
        _one_of(form, cell_values.DATES, name)
    targets = tuple(_target(each) for each in _texts(table, "to"))
    column = Column(
        name=name,
        headers=tuple(_texts(table, "headers")) or (name,),
        words=own,
        required=_flag(table, "required"),
        targets=targets,
        values=_values(table, name),
        also=_answers(_table(table, "also"), own),
        creates=tuple(_creation(each, own) for each in _tables(table, "creates")),
        separator=_text(table, "separator", ""),
        dates=dates,
        lowest=_number(table, "lowest"),
        highest=_number(table, "highest"),
        outside_unknown=_text(table, "outside", "") == "unknown",
        key=_text(table, "key", ""),
    )
    if column.key:
        _one_of(column.key, (PERSON, HOUSEHOLD), name)
    _check_values(column)
    return column


def _check_values(column: Column) -> None:
    """Every value of a table must be an answer to every field of the column."""
    read_by = [*column.targets, *(made.each for made in column.creates if made.each)]
    for target in read_by:
        for text in column.values.values():
            _answer(target, text, column)


def _values(table: Table[str, Any], where: str) -> dict[str, str]:
    values = _table(table, "values")
    if not all(isinstance(value, str) for value in values.values()):
        raise _Reason(N_("the values of “{where}” must be texts."), where=where)
    return {cell_values.loose(text): value for text, value in values.items()}


def _creation(table: Table[str, Any], words: Words) -> Creation:
    kind = _text(table, "kind")
    _one_of(kind, SEVERAL, "creates")
    each = table.get("each")
    rest = {f"{kind}.{name}": value for name, value in table.items() if name not in _MARKS}
    answers = {target.field: value for target, value in _answers(rest, words).items()}
    return Creation(kind, answers, _several(_target(f"{kind}.{each}")) if each else None)


_MARKS = {"kind", "each"}


def _several(target: Target) -> Target:
    """The target of a cell that holds any number of codes."""
    return replace(target, spec=replace(target.spec, type=Type.CODES))


def _answers(table: Table[str, Any], words: Words) -> dict[Target, Any]:
    column = Column(name="", headers=("",), words=words, dates=("iso",), separator=";")
    return {_target(name): _answer(_target(name), value, column) for name, value in table.items()}


def _answer(target: Target, value: Any, column: Column) -> Any:
    if isinstance(value, list):
        value = ";".join(str(each) for each in value)
    text = {True: "yes", False: "no"}.get(value, str(value)) if type(value) is bool else str(value)
    if target.spec.type is Type.YES_NO and type(value) is bool:
        return value
    try:
        return cell_values.answer(target.spec, column, text)
    except cell_values.Wrong:
        name = f"{target.kind}.{target.field}"
        raise _Reason(N_("“{value}” is no answer to “{field}”."), value=text, field=name) from None


def _target(name: str) -> Target:
    target = find(name)
    if target is None:
        raise _Reason(N_("there is no field “{field}”."), field=name)
    return target


def _when(content: Table[str, Any], kind: str, columns: tuple[Column, ...]) -> frozenset[str]:
    _one_of(kind, SINGLE, "records")
    table = _table(_table(content, "records"), kind)
    _only(table, {"when"}, kind)
    named = frozenset(_texts(table, "when"))
    for name in named:
        _one_of(name, tuple(column.name for column in columns), kind)
    return named


def _skip(table: Table[str, Any], columns: tuple[Column, ...]) -> Skip | None:
    if not table:
        return None
    _only(table, {"column", "values"}, "skip")
    name = _text(table, "column")
    _one_of(name, tuple(column.name for column in columns), "skip")
    return Skip(name, _loosened(_texts(table, "values")))


def _check_whole(mapping: Mapping) -> None:
    _check_once(mapping)
    _check_headers(mapping)
    given = {(each.kind, each.field) for column in mapping.columns for each in column.targets}
    given |= {(each.kind, each.field) for each in mapping.constants}
    made = [(creation.kind, creation) for column in mapping.columns for creation in column.creates]
    for kind in {PERSON, "case", "stay", *mapping.kinds()} - set(SEVERAL):
        _check_required(kind, given)
    for kind, creation in made:
        own = {(kind, field) for field in creation.answers}
        own |= {(kind, creation.each.field)} if creation.each else set()
        _check_required(kind, given | own)


def _check_required(kind: str, given: set[tuple[str, str]]) -> None:
    for spec in specs(CLASSES[kind]).values():
        place = (kind, spec.name)
        if spec.required and spec.type is not Type.LINK and place not in given | _FILLED:
            name = f"{kind}.{spec.name}"
            raise _Reason(N_("no column and no constant gives “{field}”."), field=name)


def _check_once(mapping: Mapping) -> None:
    met: set[Target] = set()
    for column in mapping.columns:
        for target in (*column.targets, *column.also):
            if target in met:
                name = f"{target.kind}.{target.field}"
                raise _Reason(N_("two columns give “{field}”."), field=name)
            met.add(target)


def _check_headers(mapping: Mapping) -> None:
    met: set[str] = set()
    for column in mapping.columns:
        own = _loosened(column.headers)
        if own & met:
            raise _Reason(N_("two columns are called “{header}”."), header=column.title)
        met |= own


def _words(table: Table[str, Any], usual: Words) -> Words:
    return Words(
        **{
            name: _loosened(_texts(table, name)) if name in table else getattr(usual, name)
            for name in _WORD_LISTS
        }
    )


def _loosened(texts: Any) -> frozenset[str]:
    return frozenset(cell_values.loose(text) for text in texts)


def _only(table: Table[str, Any], allowed: set[str], where: str) -> None:
    for name in table:
        if name not in allowed:
            raise _Reason(N_("“{name}” in “{where}” means nothing."), name=name, where=where)


def _one_of(name: str, allowed: tuple[str, ...], where: str) -> None:
    if name not in allowed:
        raise _Reason(
            N_("“{name}” in “{where}” is none of these: {allowed}."),
            name=name,
            where=where,
            allowed=", ".join(allowed),
        )


def _text(table: Table[str, Any], key: str, default: str | None = None) -> str:
    value = table.get(key, default)
    if not isinstance(value, str) or (default is None and not value.strip()):
        raise _Reason(N_("“{key}” must be a text."), key=key)
    return value


def _texts(table: Table[str, Any], key: str) -> list[str]:
    value = table.get(key, [])
    value = [value] if isinstance(value, str) else value
    if not isinstance(value, list) or not all(isinstance(each, str) for each in value):
        raise _Reason(N_("“{key}” must be a text or a list of texts."), key=key)
    return value


def _table(table: Table[str, Any], key: str) -> dict[str, Any]:
    value = table.get(key, {})
    if not isinstance(value, dict):
        raise _Reason(N_("“{key}” must be a table."), key=key)
    return value


def _tables(table: Table[str, Any], key: str) -> Iterator[dict[str, Any]]:
    value = table.get(key, [])
    for each in value if isinstance(value, list) else [value]:
        if not isinstance(each, dict):
            raise _Reason(N_("“{key}” must be a table."), key=key)
        yield each


def _flag(table: Table[str, Any], key: str) -> bool:
    value = table.get(key, False)
    if not isinstance(value, bool):
        raise _Reason(N_("“{key}” must be true or false."), key=key)
    return value


def _number(table: Table[str, Any], key: str) -> int | None:
    value = table.get(key)
    if value is not None and type(value) is not int:
        raise _Reason(N_("“{key}” must be a whole number."), key=key)
    return value
