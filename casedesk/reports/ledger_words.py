"""What was published, in words; for the windows and the command line alike."""

from collections.abc import Iterable

from casedesk.i18n import N_, _
from casedesk.reports.orders import Order, catalogue
from casedesk.reports.own_tables import OwnField
from casedesk.reports.published import Stated
from casedesk.reports.refusals import titles
from casedesk.reports.tables import EXACT, SUM
from casedesk.reports.wording import Words

ROUNDED = N_("rounded")
SHOWN_EXACTLY = N_("exact, partly hidden")
SUMMED = N_("sum of published months")
TABLES = N_("{count} of {all} tables")
TOLD = N_("{period}: {count} {unit}{of}, told to {whom}")
SOMEBODY = N_("somebody")
NOW_DEDUCIBLE = N_(
    "With this count, small numbers can be deduced in what was published before: {tables}. What is "
    "out cannot be called back; do not tell more of these people."
)


def order_in_words(order: Order, words: Words) -> str:
    """How it is protected, whom it is confined to, and how much of the catalogue it holds."""
    parts = [words.say(SHOWN_EXACTLY if order.policy.mode == EXACT else ROUNDED)]
    if order.basis == SUM:
        parts.append(words.say(SUMMED))
    parts += filters_in_words(order, words)
    tables, ships = order.definition.tables, {each.id for each in catalogue().tables}
    count, everything = len(tables), len(ships.union(each.id for each in tables))
    if count < everything:
        text = words.say(TABLES)
        parts.append(text.format(count=words.number(count), all=words.number(everything)))
    return " · ".join(parts)


def filters_in_words(order: Order, words: Words) -> list[str]:
    """Each category that the report is confined to, with what it is a category of."""
    return [
        f"{dimension.words.in_language(words.language)}: {dimension.label(value, words.language)}"
        for dimension, value in order.within
    ]


def stated_in_words(stated: Stated, words: Words, own: Iterable[OwnField] = ()) -> str:
    """A count told outside, perhaps by one of the shelter's own fields."""
    whole = catalogue(own=own)
    units = {table.population: table.unit for table in whole.tables}
    low, high = words.number(stated.low), words.number(stated.high)
    of = ", ".join(
        whole.dimensions[name].label(value, words.language)
        if name in whole.dimensions and value in whole.dimensions[name].labels
        else f"{name}={value}"
        for name, value in stated.of
    )
    unit = units.get(stated.population)
    return words.say(TOLD).format(
        period=words.period(stated.period),
        count=low if stated.low == stated.high else f"{low}–{high}",
        unit=unit.words.in_language(words.language) if unit else stated.population,
        of=f" ({of})" if of else "",
        whom=stated.to_whom or words.say(SOMEBODY),
    )


def now_deducible(tables: Iterable[str]) -> str:
    """What follows from a count told outside, by the names of tables."""
    return _(NOW_DEDUCIBLE).format(tables=titles(tables))
