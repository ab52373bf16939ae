"""The tabs of a case: what each is called, how it is made, and how many entries it has."""

from collections.abc import Callable
from dataclasses import dataclass

from casedesk import i18n
from casedesk.i18n import N_, _
from casedesk.services.cases import CaseFile
from casedesk.ui.asylum.tab import AsylumTab
from casedesk.ui.cases.casefile.documents_tab import DocumentsTab
from casedesk.ui.cases.casefile.entry_tabs import ConsentTab, ServicesTab, StaysTab
from casedesk.ui.cases.casefile.follow_ups_tab import FollowUpsTab, open_ones
from casedesk.ui.cases.casefile.history_tab import HistoryTab
from casedesk.ui.cases.casefile.incidents_tab import IncidentsTab
from casedesk.ui.cases.casefile.journey_tab import JourneyTab
from casedesk.ui.cases.casefile.person_tab import PersonTab
from casedesk.ui.cases.casefile.rights_tab import RightsTab
from casedesk.ui.cases.casefile.summary_tab import SummaryTab
from casedesk.ui.cases.casefile.tab import Tab
from casedesk.ui.desk import Desk
from casedesk.ui.kit.navigation import Place


@dataclass(frozen=True)
class _Sort:
    """A tab: its words, how it is made, and how many entries it has."""

    title: str
    make: Callable[[Desk], Tab]
    count: Callable[[CaseFile], int] = lambda _file: 0


TABS = {
    "summary": _Sort(N_("Summary"), SummaryTab),
    "person": _Sort(N_("Person and household"), PersonTab),
    "journey": _Sort(N_("Journey"), JourneyTab),
    "stays": _Sort(N_("Stays"), StaysTab, lambda file: len(file.stays)),
    "incidents": _Sort(N_("Incidents"), IncidentsTab, lambda file: len(file.incidents)),
    "asylum": _Sort(N_("Asylum"), AsylumTab),
    "rights": _Sort(N_("Rights"), RightsTab, lambda file: len(file.checklists)),
    "services": _Sort(
        N_("Services"), ServicesTab, lambda file: len(file.services) + len(file.referrals)
    ),
    "follow_ups": _Sort(N_("Follow-ups"), FollowUpsTab, lambda file: len(open_ones(file))),
    "documents": _Sort(
        N_("Documents"), DocumentsTab, lambda file: sum(each.kept for each in file.documents)
    ),
    "consent": _Sort(N_("Consent"), ConsentTab),
    "history": _Sort(N_("History"), HistoryTab),
}


def places(file: CaseFile) -> list[Place]:
    """The tabs with the number of entries that a case has in each."""
    return [Place(key, _words(sort, sort.count(file))) for key, sort in TABS.items()]


def _words(sort: _Sort, count: int) -> Callable[[], str]:
    if not count:
        return lambda: _(sort.title)
    return lambda: _("{tab} ({count})").format(tab=_(sort.title), count=i18n.number(count))
