"""What a report counts, read from data in ``resources/reports``."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from casedesk.disclosure import Link

OTHER = "other"
NOT_KNOWN = "not_known"
#: the category of those who were asked and said that there is nothing
NONE = "none"


@dataclass(frozen=True)
class Words:
    """A text in each language."""

    es: str
    en: str

    def in_language(self, language: str) -> str:
        """The text in one of them."""
        return self.en if language == "en" else self.es


@dataclass(frozen=True)
class Dimension:
    """What units are classified by: the categories printed, in order."""

    name: str
    words: Words
    values: tuple[str, ...]
    labels: Mapping[str, Words]
    #: codes that count in the category of another code
    merged: Mapping[str, str]
    #: the same with fewer categories, for who cannot publish so many; None if there is no such one
    coarse: "Dimension | None" = None

    def category(self, code: str | None) -> str:
        """The category that a code counts in."""
        if code is None:
            return NOT_KNOWN
        code = self.merged.get(code, code)
        if code in self.labels:
            return code
        return OTHER if OTHER in self.labels else NOT_KNOWN

    def label(self, value: str, language: str) -> str:
        """The word for a category."""
        return self.labels[value].in_language(language)


@dataclass(frozen=True)
class Unit:
    """What is counted, and which of them."""

    #: name of the population
    name: str
    words: Words
    base: Words
    #: what each of the population is: ``persons`` also for the minors among them
    code: str


@dataclass(frozen=True)
class TableDefinition:
    """One table of a report."""

    id: str
    words: Words
    unit: Unit
    dimensions: tuple[Dimension, ...]
    overlapping: bool = False
    #: numerator and denominator of a ratio per row, as values of the last dimension
    ratio: tuple[str, str] | None = None
    #: show the change against the month before
    change: bool = False
    #: the category whose share of the total is printed with both numbers
    share: str = ""

    @property
    def population(self) -> str:
        """Whom it counts; tables of one population share their totals."""
        return self.unit.name


@dataclass(frozen=True)
class OwnForm:
    """How tables by a field that a shelter adds are made."""

    unit: Unit
    #: of the categories that every field has
    labels: Mapping[str, Words]
    #: words, with a place for the field's, and what else they count by
    tables: tuple[tuple[Words, tuple[Dimension, ...]], ...]


@dataclass(frozen=True)
class Definition:
    """A report."""

    name: str
    words: Words
    version: str
    tables: tuple[TableDefinition, ...]
    #: figures of one population that are part of, or the same as, those of another
    links: tuple[Link, ...]
    own: OwnForm
    #: by which it can be confined although no table counts by them
    filters: tuple[Dimension, ...] = ()

    @property
    def dimensions(self) -> dict[str, Dimension]:
        """Every dimension of its tables, and of its filters, by name."""
        of_tables = (each for table in self.tables for each in table.dimensions)
        return {each.name: each for each in (*of_tables, *self.filters)}

    def coarsened(self, names: Iterable[str]) -> "Definition":
        """The same with the coarse categories of these dimensions, where there are such."""
        wanted = set(names)

        def of(each: Dimension) -> Dimension:
            return each.coarse if each.coarse and each.name in wanted else each

        tables = (replace(t, dimensions=tuple(map(of, t.dimensions))) for t in self.tables)
        return replace(self, tables=tuple(tables))

    def only(self, ids: Iterable[str]) -> "Definition":
        """The same with these tables alone, in its own order."""
        wanted = set(ids)
        return replace(self, tables=tuple(each for each in self.tables if each.id in wanted))

    def table(self, id: str) -> TableDefinition:
        """A table by its id. Raises KeyError."""
        return {each.id: each for each in self.tables}[id]
