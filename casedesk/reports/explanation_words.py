"""Why a figure is printed as it is, in plain words."""

from casedesk.disclosure import TOTAL, Key
from casedesk.i18n import N_, _, language, number
from casedesk.reports.counting import GROUPS
from casedesk.reports.explaining import Explanation
from casedesk.reports.layout import TOTAL_WORD
from casedesk.reports.orders import Order

_WORDS = {
    "exact": N_("Shown as it was counted: {true}. Hiding others is enough to protect it."),
    "up": N_(
        "Counted: {true}. Rounded up to {printed}, so that all sums hold and nobody can compute "
        "the count."
    ),
    "down": N_(
        "Counted: {true}. Rounded down to {printed}, so that all sums hold and nobody can compute "
        "the count."
    ),
    "same": N_("Counted: {true}, which is a multiple of {base} already."),
    "small": N_(
        "Counted: {true}. Numbers below {threshold} are hidden, none at all too: a mark for few "
        "alone would tell."
    ),
    "weak": N_(
        "Counted: {true}, but fewer than {groups} families or groups stand behind it, or mostly "
        "one: it would tell of them."
    ),
    "beside": N_(
        "Counted: {true}. Together with what is shown it would give away a small number, or a "
        "whole group: {cause}."
    ),
    "apart": N_(
        "Counted: {true}. It would tell that everybody in a group is in this one category, or give "
        "away a small number in another report."
    ),
    "sum": N_(
        "A sum of published numbers: {printed}. Nobody keeps the true count of it, and it says "
        "nothing new."
    ),
}
_RANGE = N_("0 to {most}")


def in_words(explanation: Explanation, order: Order) -> str:
    """The whole sentence, in the current language; it tells the true count."""
    most = order.policy.base - 1
    printed = explanation.printed
    return _(_WORDS[explanation.kind]).format(
        true="" if explanation.true is None else number(explanation.true),
        printed=number(printed) if printed else _(_RANGE).format(most=most),
        base=order.policy.base,
        threshold=order.policy.threshold,
        groups=GROUPS,
        cause=place(explanation.table, explanation.key, order) if explanation.table else "",
    )


def place(table: str, key: Key, order: Order) -> str:
    """Which figure it is: its table, and what it is the count of."""
    definition, tongue = order.catalogue.table(table), language()
    parts = [
        _(TOTAL_WORD) if value == TOTAL else dimension.label(value, tongue)
        for dimension, value in zip(definition.dimensions, key, strict=True)
    ]
    return f"{definition.words.in_language(tongue)}: {', '.join(parts)}"
