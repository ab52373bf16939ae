"""Reading the file of a mapping, and refusing one that names what does not exist."""

import tomllib
from collections.abc import Mapping as Table
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Any

from casedesk.domain import codelists
from casedesk.domain.fields import Type, specs
from casedesk.exchange import cell_values, toml_tables
from casedesk.exchange.errors import BadMapping
from casedesk.exchange.mapping import HOUSEHOLD, PERSON, Column, Creation, Mapping, Skip, Words
from casedesk.exchange.targets import CLASSES, SEVERAL, SINGLE, Target, find
from casedesk.exchange.toml_tables import Wrong
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


def read(path: Path) -> Mapping:
    """The mapping that a file holds. Raises BadMapping."""
    try:
        with path.open("rb") as file:
            content = file.read(_LARGEST + 1)
        if len(content) > _LARGEST:
            raise Wrong(N_("it is too large."))
        return _mapping(path.stem, tomllib.loads(content.decode("utf-8-sig")))
    except Wrong as reason:
        raise BadMapping(path.name, reason.msgid, **reason.details) from None
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError, RecursionError) as error:
        raise BadMapping(path.name, N_("it cannot be read ({error})."), error=error) from None


@cache
def usual_words() -> Words:
    """What any column may hold unless its mapping says otherwise."""
    content = tomllib.loads(WORDS.read_text(encoding="utf-8"))
    return Words(**{name: _word_set(content[name]) for name in _WORD_LISTS})


def _mapping(name: str, content: Table[str, Any]) -> Mapping:
    toml_tables.only(content, _TOP | set(_WORD_LISTS), name)
    words = _words(content, usual_words())
    tables = toml_tables.table(content, "columns")
    if not tables:
        raise Wrong(N_("it has no columns."))
    columns = tuple(_column(each, toml_tables.table(tables, each), words) for each in tables)
    mapping = Mapping(
        name=name,
        source=toml_tables.text(content, "source"),
        es=toml_tables.text(content, "es"),
        en=toml_tables.text(content, "en"),
        columns=columns,
        constants=_answers(toml_tables.table(content, "constants"), words),
        when={
            kind: _when(content, kind, columns) for kind in toml_tables.table(content, "records")
        },
        sheet=toml_tables.text(content, "sheet", ""),
        skip=_skip(toml_tables.table(content, "skip"), columns),
        template=toml_tables.table(content, "template"),
    )
    _check_whole(mapping)
    return mapping


def _column(name: str, table: Table[str, Any], words: Words) -> Column:
    toml_tables.only(table, _COLUMN | set(_WORD_LISTS), name)
    own = _words(table, words)
    dates = tuple(toml_tables.texts(table, "dates")) or cell_values.USUAL_DATES
    for form in dates:
        toml_tables.one_of(form, cell_values.DATES, name)
    targets = tuple(_target(each) for each in toml_tables.texts(table, "to"))
    column = Column(
        name=name,
        headers=tuple(toml_tables.texts(table, "headers")) or (name,),
        words=own,
        required=toml_tables.flag(table, "required"),
        targets=targets,
        values=_values(table, name),
        also=_answers(toml_tables.table(table, "also"), own),
        creates=tuple(_creation(each, own) for each in toml_tables.tables(table, "creates")),
        separator=toml_tables.text(table, "separator", ""),
        dates=dates,
        lowest=toml_tables.number(table, "lowest"),
        highest=toml_tables.number(table, "highest"),
        outside_unknown=toml_tables.text(table, "outside", "") == "unknown",
        key=toml_tables.text(table, "key", ""),
    )
    if column.key:
        toml_tables.one_of(column.key, (PERSON, HOUSEHOLD), name)
    _check_values(column)
    return column


def _check_values(column: Column) -> None:
    """Every value of a table must be an answer to every field of the column."""
    read_by = [*column.targets, *(made.each for made in column.creates if made.each)]
    for target in read_by:
        for text in column.values.values():
            _answer(target, text, column)


def _values(table: Table[str, Any], where: str) -> dict[str, str]:
    values = toml_tables.table(table, "values")
    if not all(isinstance(value, str) for value in values.values()):
        raise Wrong(N_("the values of “{where}” must be texts."), where=where)
    return {cell_values.loose(text): value for text, value in values.items()}


def _creation(table: Table[str, Any], words: Words) -> Creation:
    kind = toml_tables.text(table, "kind")
    toml_tables.one_of(kind, SEVERAL, "creates")
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
    if type(value) is bool and target.spec.type is Type.YES_NO:
        return value
    text = ";".join(map(str, value)) if isinstance(value, list) else str(value)
    try:
        return cell_values.answer(target.spec, column, text)
    except cell_values.Wrong:
        field = f"{target.kind}.{target.field}"
        message = N_("“{value}” is no answer to “{field}”.")
        raise Wrong(message, value=text, field=field) from None


def _target(name: str) -> Target:
    target = find(name)
    if target is None:
        raise Wrong(N_("there is no field “{field}”."), field=name)
    return target


def _when(content: Table[str, Any], kind: str, columns: tuple[Column, ...]) -> frozenset[str]:
    toml_tables.one_of(kind, SINGLE, "records")
    table = toml_tables.table(toml_tables.table(content, "records"), kind)
    toml_tables.only(table, {"when"}, kind)
    named = frozenset(toml_tables.texts(table, "when"))
    for name in named:
        toml_tables.one_of(name, tuple(column.name for column in columns), kind)
    return named


def _skip(table: Table[str, Any], columns: tuple[Column, ...]) -> Skip | None:
    if not table:
        return None
    toml_tables.only(table, {"column", "values"}, "skip")
    name = toml_tables.text(table, "column")
    toml_tables.one_of(name, tuple(column.name for column in columns), "skip")
    return Skip(name, _loosened(toml_tables.texts(table, "values")))


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
            raise Wrong(N_("no column and no constant gives “{field}”."), field=name)


def _check_once(mapping: Mapping) -> None:
    met: set[Target] = set()
    for column in mapping.columns:
        for target in (*column.targets, *column.also):
            if target in met:
                name = f"{target.kind}.{target.field}"
                raise Wrong(N_("two columns give “{field}”."), field=name)
            met.add(target)


def _check_headers(mapping: Mapping) -> None:
    met: set[str] = set()
    for column in mapping.columns:
        own = _loosened(column.headers)
        if own & met:
            raise Wrong(N_("two columns are called “{header}”."), header=column.title)
        met |= own


def _words(table: Table[str, Any], usual: Words) -> Words:
    return Words(
        **{
            name: _word_set(toml_tables.texts(table, name))
            if name in table
            else getattr(usual, name)
            for name in _WORD_LISTS
        }
    )


def _word_set(texts: list[str]) -> frozenset[str]:
    """Words as codes and as free text are compared with them."""
    return _loosened(texts) | frozenset(codelists.fold(text) for text in texts)


def _loosened(texts: Any) -> frozenset[str]:
    return frozenset(cell_values.loose(text) for text in texts)
