"""The age given and the date of birth do not agree: said gently, and both are kept."""

from datetime import date

from casedesk.domain.answers import NOT_ASKED, Missing
from casedesk.domain.derived import ages
from casedesk.domain.people import Person
from casedesk.i18n import N_, _
from casedesk.ui.cases.ages import age_of
from casedesk.ui.kit.banners import Banner

NAMES = frozenset({"birth", "age"})
TWO_AGES = N_(
    "The age given ({said}) is not that of the date of birth ({counted}). Both are kept; the date "
    "of birth is what counts."
)


class TwoAges(Banner):
    """Hidden while they agree, or while one of them is missing."""

    def __init__(self) -> None:
        super().__init__("info", "")
        self.setObjectName("two_ages")
        self.hide()

    def look(self, person: Person, today: date) -> None:
        """Compare what is written now."""
        born = ages.age_span(person.birth, NOT_ASKED, NOT_ASKED, today)
        said = person.age
        if born is None or isinstance(said, Missing) or born[0] <= said <= born[1]:
            self.hide()
            return
        counted = age_of(person, today)
        self.tell(lambda: _(TWO_AGES).format(said=said, counted=counted))
