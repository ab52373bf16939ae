"""What protection does to a report, and what would let a refused one pass, in words."""

from collections.abc import Iterator, Sequence

from casedesk.i18n import N_, _, language, number
from casedesk.reports.advice import Effect, Proposal
from casedesk.reports.orders import Order
from casedesk.reports.tables import EXACT, SUM

SUMMED = N_("The sum of what was published: it says nothing new, so nothing more is protected.")
HIDDEN = N_("{count} of {all} numbers hidden")
MOVED = N_("{count} of {all} numbers moved")
FAR = N_("none by more than {most}")
WEAK = N_("behind {count} of them stand too few families or groups, or mostly one")
FEW = N_(
    "Fewer than 50 persons entered in this month: publish it as part of a quarter rather than "
    "by itself."
)
NOBODY = N_(
    "Nothing is on file for this period. Publish it only if nobody came: what is brought in or "
    "written down afterwards counts in a later report."
)
#: what to think of before a period is published
LACKS = {"few": FEW, "nobody": NOBODY}
_CHANGES = {
    "leave_out": N_("Leave out: {names}"),
    "coarsen": N_("Fewer categories, for the whole year, of: {names}"),
    "add_up": N_("Add up what was published instead"),
}


def of_all(effects: Sequence[Effect], order: Order) -> str:
    """What protection does to all tables together."""
    if order.basis == SUM:
        return _(SUMMED)
    words = _count(effects, order)
    if order.policy.mode == EXACT:
        return f"{words}."
    return f"{words}; {_(FAR).format(most=order.policy.base - 1)}."


def by_table(effects: Sequence[Effect], order: Order) -> Iterator[str]:
    """A line for each table."""
    for each in effects:
        words = f"{each.words.in_language(language())}: {_count((each,), order)}"
        if order.policy.mode == EXACT and each.weak:
            words += f" ({_(WEAK).format(count=number(each.weak))})"
        yield words


def change(proposal: Proposal) -> str:
    """A change that would help."""
    whole = proposal.order.catalogue
    if proposal.kind == "coarsen":
        found = [whole.dimensions[name].words for name in proposal.names]
    else:
        found = [whole.table(id).words for id in proposal.names]
    names = ", ".join(each.in_language(language()) for each in found)
    return _(_CHANGES[proposal.kind]).format(names=names)


def _count(effects: Sequence[Effect], order: Order) -> str:
    exact = order.policy.mode == EXACT
    count = sum(each.hidden if exact else each.moved for each in effects)
    figures = sum(each.figures for each in effects)
    return _(HIDDEN if exact else MOVED).format(count=number(count), all=number(figures))
