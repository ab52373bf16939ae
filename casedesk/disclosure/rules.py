"""What a reader can add and subtract: the rules that the rounded figures have to keep."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from casedesk.disclosure.figures import Figure, figure, filtered_parts, link_ends
from casedesk.disclosure.tables import TOTAL, Key, Link, Table, every_key


class Rule(NamedTuple):
    """The rounded whole minus the rounded parts is the true difference, rounded up or down.

    One rule says it all: a sum has the true difference 0, which cannot move; a complement or
    a part within a whole has a remainder, which is rounded like a cell.
    """

    whole: Figure
    parts: tuple[Figure, ...]


def all_rules(tables: Sequence[Table], links: Sequence[Link]) -> list[Rule]:
    """Return every rule once, in canonical order whatever the order of the tables."""
    rules = {rule for table in tables for rule in _table_rules(table)}
    pairs = [link_ends(link) for link in links] + list(filtered_parts(tables))
    rules |= {Rule(whole, (part,)) for part, whole in pairs}
    return sorted(rules)


def _table_rules(table: Table) -> Iterator[Rule]:
    """Yield a rule for each margin and each dimension that it sums over."""
    for key in every_key(table):
        whole = figure(table, key)
        for place, value in enumerate(key):
            if value == TOTAL:
                parts = _parts(table, key, place)
                if table.overlapping and place == 0:
                    yield from (Rule(whole, (part,)) for part in parts)
                else:
                    yield Rule(whole, tuple(sorted(parts)))


def _parts(table: Table, key: Key, place: int) -> list[Figure]:
    """Return the figures that classify a margin by the dimension at this place."""
    return [
        figure(table, (*key[:place], value, *key[place + 1 :])) for value in table.values[place]
    ]
