"""What a report promises, to whom and how far, in its own language.

Nothing here calls a report anonymous: what is promised is that small numbers cannot be deduced
from the tables.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from casedesk.disclosure import HIDDEN, printed
from casedesk.i18n import N_
from casedesk.reports.layout import least
from casedesk.reports.tables import EXACT, Report
from casedesk.reports.wording import Words

TITLE = N_("The promise")
HOW_TITLE = N_("How to read these numbers")
HOW_PROTECTED_TITLE = N_("How they are protected")
ATTACKER_TITLE = N_("Against whom")
PROMISE_TITLE = N_("What we promise")
NO_PROMISE_TITLE = N_("What we do not promise")

ROUNDED = N_(
    "Every number is rounded up or down to a multiple of {base}, all tables together, so that "
    "every sum holds. What was counted is at most {span} away from what is printed."
)
ROUNDED_SUM = N_(
    "Every number is the sum of {terms} published numbers, each rounded up or down to a multiple "
    "of {base}. What was counted is at most {span} away from what is printed."
)
RANGE = N_(
    "“{range}” means: none, or any number up to {span}. It does not mean that nothing happened."
)
SHOWN = N_("Every number that is shown is as it was counted; no number below {threshold} is shown.")
HIDING = N_(
    "“{hidden}” stands for a number that is not shown: none, few, or many that would give away few "
    "persons, or what all of a group have in common. Nothing tells which."
)
DERIVED = N_(
    "Ratios, shares, changes and bars are computed from printed numbers alone. “{hidden}” stands "
    "where a number is hidden, or below {least} and so too small for a ratio."
)

MODE_ROUNDING = N_("Rounding to base {base}, of all tables together.")
MODE_EXACT = N_("Exact numbers, of which as many are hidden as it takes.")
SMALL = N_("A number from 1 to {most} counts as small.")
INSIDERS = N_("Persons of a group who may tell what they know: {insiders}.")
NO_NAMES = N_("The report holds no names, no case numbers, no dates of birth and no free text.")

ATTACKER = N_(
    "Somebody who holds all past reports and the facts that the shelter declared as told outside, "
    "who knows the program, its rules, the threshold and the base, and who has no record of any "
    "single person."
)
PROMISES = (
    N_(
        "For every published number, and every difference of reports of which one lies within the "
        "other, that stands for 1 to {most} persons, there is a complete set of data that agrees "
        "with every published number and in which it does not stand for 1 to {most}."
    ),
    N_("No such number can be determined exactly: it cannot be deduced from our tables."),
    N_("The same number of the same records is the same in every report."),
    N_("Without a proof of this no file is written."),
)
EXACTLY = N_("There is one such set in which it is 0, and one in which it is {threshold} or more.")
LIMITS = (
    N_("Protection against guessing with probabilities, or against somebody who was there."),
    N_("Protection against what is published elsewhere without being declared to the program."),
)
BACKWARDS_ROUNDED = N_(
    "Full resistance to running our own method backwards: tried with invented people, it gave away "
    "none of 89 small numbers."
)
BACKWARDS_EXACT = N_(
    "Full resistance to running our own method backwards: tried with invented people, it gave away "
    "5 of 87 small numbers."
)
EXISTENCE = N_("That nobody can tell that somebody exists.")


@dataclass(frozen=True)
class Section:
    """A heading and the paragraphs below it."""

    title: str
    paragraphs: tuple[str, ...]


def sections(report: Report, words: Words) -> tuple[Section, ...]:
    """How to read the report, how it is protected, and what that promises and what not."""
    parts = (
        (HOW_TITLE, how_to_read(report, words)),
        (HOW_PROTECTED_TITLE, _policy(report, words)),
        (ATTACKER_TITLE, [words.say(ATTACKER)]),
        (PROMISE_TITLE, _promises(report, words)),
        (NO_PROMISE_TITLE, _limits(report, words)),
    )
    return tuple(Section(words.say(title), tuple(texts)) for title, texts in parts)


def how_to_read(report: Report, words: Words) -> list[str]:
    """The paragraphs that tell what the numbers mean and what they do not."""
    return list(_reading(report, words))


def _reading(report: Report, words: Words) -> Iterator[str]:
    span = words.number((report.base - 1) * report.terms)
    smallest = words.number(least(report.base, report.terms))
    if report.mode == EXACT:
        yield words.say(SHOWN).format(threshold=report.threshold)
    else:
        text = words.say(ROUNDED_SUM if report.terms > 1 else ROUNDED)
        yield text.format(base=report.base, terms=report.terms, span=span)
        zero = printed(0, report.base, report.terms)
        yield words.say(RANGE).format(range=zero, span=span)
    if report.hides:
        yield words.say(HIDING).format(hidden=HIDDEN)
    yield words.say(DERIVED).format(hidden=HIDDEN, least=smallest)


def _policy(report: Report, words: Words) -> Iterator[str]:
    mode = MODE_EXACT if report.mode == EXACT else MODE_ROUNDING
    yield words.say(mode).format(base=report.base)
    yield words.say(SMALL).format(most=report.threshold - 1)
    yield words.say(INSIDERS).format(insiders=report.insiders)
    yield words.say(NO_NAMES)


def _promises(report: Report, words: Words) -> Iterator[str]:
    first, *others = PROMISES
    yield words.say(first).format(most=report.threshold - 1)
    if report.mode == EXACT:
        yield words.say(EXACTLY).format(threshold=report.threshold)
    for text in others:
        yield words.say(text)


def _limits(report: Report, words: Words) -> Iterator[str]:
    guessing, elsewhere = LIMITS
    yield words.say(guessing)
    yield words.say(BACKWARDS_EXACT if report.mode == EXACT else BACKWARDS_ROUNDED)
    yield words.say(elsewhere)
    if report.mode != EXACT:
        yield words.say(EXISTENCE)
