"""Columns for the fields that a shelter added, known in any file by their questions."""

from collections.abc import Iterable, Sequence
from dataclasses import replace

from casedesk.domain.extras import ExtraField
from casedesk.domain.fields import Type
from casedesk.exchange.cell_values import USUAL_DATES, loose
from casedesk.exchange.mapping import Column, Mapping
from casedesk.exchange.mapping_files import usual_words
from casedesk.exchange.tables import FileTable
from casedesk.exchange.targets import Target

#: records that every row makes, whatever its mapping
_ALWAYS = frozenset({"person", "stay"})
_HIGHEST = 2**31


def extended(mapping: Mapping, fields: Iterable[ExtraField]) -> Mapping:
    """The mapping with a column for each field still asked about what its rows make."""
    made = _ALWAYS | set(mapping.kinds())
    asked = [each for each in fields if each.retired is not True and each.about in made]
    columns = tuple(map(_column, asked))
    return replace(
        mapping,
        columns=(*mapping.columns, *columns),
        # what a row answers to it must not be lost: the record is made
        when={
            kind: names | {each.name for each in asked if each.about == kind}
            for kind, names in mapping.when.items()
        },
    )


def found(
    table: FileTable, mapping: Mapping, fields: Sequence[ExtraField]
) -> tuple[FileTable, Mapping]:
    """The table and the mapping with those fields of which the table has a column.

    The columns that the mapping itself reads stay what they are.
    """
    unread = {loose(header) for header in table.ignored}
    places = {loose(header): at for at, header in enumerate(table.headers)}
    headers = {
        each.name: header
        for each in fields
        for header in map(loose, _headers(each)[::-1])
        if header in unread
    }
    if not headers:
        return table, mapping
    whole = extended(mapping, [each for each in fields if each.name in headers])
    at = {each.name: places[headers[each.name]] for each in whole.columns if each.name in headers}
    used = {headers[name] for name in at}
    return (
        replace(
            table,
            places={**table.places, **at},
            ignored=tuple(each for each in table.ignored if loose(each) not in used),
        ),
        whole,
    )


def _column(field: ExtraField) -> Column:
    several = field.spec(field.name).type is Type.CODES
    target = Target(str(field.about), field.name, field.spec(field.name), field)
    return Column(
        name=field.name,
        headers=_headers(field),
        words=usual_words(),
        targets=(target,),
        separator=";" if several else "",
        dates=USUAL_DATES,
        lowest=0,
        highest=_HIGHEST,
    )


def _headers(field: ExtraField) -> tuple[str, ...]:
    es, en = field.label("es"), field.label("en")
    return (es,) if es == en else (f"{es} / {en}", es, en)
