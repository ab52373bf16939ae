"""Releases as the ledger keeps them: everything printed, how it was protected, for whom."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, TypeAlias

from casedesk.disclosure import Key, Link, ProtectedTable, every_key
from casedesk.reports.counting import table_name
from casedesk.reports.definitions import Definition, Words
from casedesk.reports.orders import Order, Policy
from casedesk.reports.own_tables import OwnField
from casedesk.reports.periods import Period
from casedesk.reports.tables import EXACT, Report, ReportTable
from casedesk.storage.ledger import Entry

#: where a figure stands: name of the table and key
Place: TypeAlias = tuple[str, Key]
#: hidden figure -> what it would have given away
Because: TypeAlias = Mapping[Place, Place]
_FORMAT = 1


@dataclass(frozen=True)
class Release:
    """A published report. ``number`` and ``at`` are 0 and empty while it is not in the ledger."""

    order: Order
    shelter: str
    #: one per table of the order's definition, in its order
    tables: tuple[ProtectedTable, ...]
    links: tuple[Link, ...]
    #: version of the catalogue of tables
    version: str
    because: Because
    number: int = 0
    at: str = ""
    by: str = ""

    def table(self, id: str) -> ProtectedTable:
        """A table by its id in the catalogue. Raises KeyError."""
        return {table.name: table for table in self.tables}[table_name(id, self.order.filters)]


def to_body(release: Release) -> dict[str, Any]:
    """A release as the ledger's JSON."""
    order = release.order
    return {
        "format": _FORMAT,
        "version": release.version,
        "shelter": release.shelter,
        "period": order.period.label,
        "basis": order.basis,
        "mode": order.policy.mode,
        "insiders": order.policy.insiders,
        "threshold": order.policy.threshold,
        "base": 1 if order.policy.mode == EXACT else order.policy.base,
        "coarse": list(order.policy.coarse),
        "filters": [list(pair) for pair in order.filters],
        "recipient": order.recipient,
        "title": order.title,
        "asked": list(order.tables),
        "tables": [_table_body(table) for table in release.tables],
        "links": [_link_body(link) for link in release.links],
        "because": [[*map(list, _flat(pair))] for pair in sorted(release.because.items())],
        # Only if there are any: what was published before they could be is said as it was.
        **({"own": [_own_body(each) for each in order.own]} if order.own else {}),
    }


def from_entry(entry: Entry, editions: Mapping[int, Definition]) -> Release:
    """The release that an entry of the ledger holds, by the catalogue of its year.

    Raises KeyError or ValueError if it holds none.
    """
    body = entry.body
    if body["format"] != _FORMAT:
        raise ValueError(body["format"])
    period = Period.parse(body["period"])
    order = Order(
        period=period,
        tables=tuple(body["asked"]),
        filters=tuple((name, value) for name, value in body["filters"]),
        policy=Policy(body["mode"], body["insiders"], tuple(body["coarse"])),
        basis=body["basis"],
        recipient=body["recipient"],
        title=body["title"],
        own=tuple(map(_own, body.get("own", ()))),
        edition=editions.get(period.year),
    )
    return Release(
        order=_as_printed(order, [table["name"] for table in body["tables"]]),
        shelter=body["shelter"],
        tables=tuple(map(_table, body["tables"])),
        links=tuple(map(_link, body["links"])),
        version=body["version"],
        because={
            (hidden, tuple(key)): (cause, tuple(other))
            for (hidden, *key), (cause, *other) in body["because"]
        },
        number=entry.seq,
        at=entry.at,
        by=entry.user,
    )


def _as_printed(order: Order, names: Sequence[str]) -> Order:
    """The order of just the tables that were printed: the catalogue may have grown since."""
    ids = tuple(name.split()[0] for name in names)
    same = ids == tuple(each.id for each in order.definition.tables)
    return order if same else replace(order, tables=ids)


def report_of(release: Release, before: Release | None, *, over: bool = True) -> Report:
    """What is printed of a release, beside the same tables of the period before.

    Of a table that had other categories then, there is none: "others" were not the same ones.
    """
    order = release.order
    tables = before.tables if before else ()
    earlier = {(table.name, table.values): table.counts for table in tables}
    definition = order.definition
    if order.title:
        definition = replace(definition, words=Words(order.title, order.title))
    return Report(
        definition=definition,
        shelter=release.shelter,
        period=order.period,
        over=over,
        tables=tuple(
            ReportTable(each, table.counts, then, table.base, table.terms)
            for each, table in zip(definition.tables, release.tables, strict=True)
            for then in (earlier.get((table.name, table.values)),)
        ),
        number=release.number or None,
        mode=order.policy.mode,
        threshold=order.policy.threshold,
        insiders=order.policy.insiders,
        filters=order.filters,
        recipient=order.recipient,
        basis=order.basis,
        edition=order.edition,
    )


def _flat(pair: tuple[Any, Any]) -> Iterator[tuple[str, ...]]:
    for name, key in pair:
        yield (name, *key)


def _own_body(own: OwnField) -> dict[str, Any]:
    labels = zip(own.values, own.labels, strict=True)
    return {
        "name": own.name,
        "several": own.several,
        "es": own.words.es,
        "en": own.words.en,
        "values": [[code, words.es, words.en] for code, words in labels],
    }


def _own(body: Mapping[str, Any]) -> OwnField:
    return OwnField(
        body["name"],
        body["several"],
        tuple(code for code, _es, _en in body["values"]),
        Words(body["es"], body["en"]),
        tuple(Words(es, en) for _code, es, en in body["values"]),
    )


def _table_body(table: ProtectedTable) -> dict[str, Any]:
    return {
        "name": table.name,
        "population": table.population,
        "dimensions": list(table.dimensions),
        "values": [list(values) for values in table.values],
        "counts": [table.counts[key] for key in every_key(table)],
        "base": table.base,
        "overlapping": table.overlapping,
        "alone": list(table.alone),
        "terms": table.terms,
        "within": [list(pair) for pair in table.within],
    }


def _table(body: Mapping[str, Any]) -> ProtectedTable:
    table = ProtectedTable(
        name=body["name"],
        population=body["population"],
        dimensions=tuple(body["dimensions"]),
        values=tuple(map(tuple, body["values"])),
        counts={},
        base=body["base"],
        overlapping=body["overlapping"],
        alone=tuple(body["alone"]),
        terms=body["terms"],
        within=tuple((name, value) for name, value in body["within"]),
    )
    counts = dict(zip(every_key(table), body["counts"], strict=True))
    return replace(table, counts=counts)


def _link_body(link: Link) -> list[Any]:
    return [link.part[0], dict(link.part[1]), link.whole[0], dict(link.whole[1]), link.relation]


def _link(body: list[Any]) -> Link:
    part, part_fixed, whole, whole_fixed, relation = body
    return Link((part, part_fixed), (whole, whole_fixed), relation)
