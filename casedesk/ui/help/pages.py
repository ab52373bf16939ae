"""Where the words of the help stand: one file for each page and language."""

from casedesk import i18n
from casedesk.resources import HELP

#: the pages that the tour shows, a step each; its words stand in one file, a rule between steps
TOUR = ("today", "cases", "follow_ups", "settings")
_RULE = "\n---\n"


def of_page(key: str) -> str:
    """What a page is for and how things are done there, in Markdown."""
    return (HELP / i18n.language() / f"{key}.md").read_text(encoding="utf-8")


def of_step(step: int) -> str:
    """What the tour says at a step, counted from 0."""
    return of_page("tour").split(_RULE)[step].strip()
