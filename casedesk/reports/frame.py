"""What stands around the tables of a report, in its own language."""

from casedesk.i18n import N_
from casedesk.reports.layout import Words

TITLE = N_("Monthly report, anonymised")
PAGE = N_("Page {number} of {total}")
HOW_TITLE = N_("How to read these numbers")
HOW = (
    N_(
        "Every number is rounded up or down to a multiple of 5, all tables together, so that "
        "every sum holds. A printed number stands for any number less than 5 away from it."
    ),
    N_(
        "“0–4” means: none, or up to four. It does not mean that nothing happened. Percentages, "
        "ratios, changes and bars are computed from the printed numbers."
    ),
    N_("The report holds no names, no case numbers, no dates of birth and no free text."),
    N_(
        "It is protected as one month by itself. It does not protect against somebody who was "
        "there, nor against comparing it with another version of the same month: a month is "
        "published once."
    ),
)


def how_to_read(words: Words) -> list[str]:
    """The paragraphs that tell a reader what the numbers mean and what they do not."""
    return [words.say(paragraph) for paragraph in HOW]
